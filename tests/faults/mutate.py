"""Mutated files through every reader: each ends in items or rejections, nothing raises, and what is in is accounted for.

``python tests/faults/mutate.py --count 100000`` prints one line of JSON.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import json
import random
import re
import signal
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "capture"))

import brotli
from hostile_kinds import zstd
from makers import PAGE, WORDS, answer, mail, mhtml, pdf, record, wacz, warc, zipped

from counterclaim.capture import Bounds, InputItem, working_copy
from counterclaim.capture.inputs import descend, items_of
from counterclaim.capture.item import Container
from counterclaim.capture.readers.records import records
from counterclaim.capture.source import Budget, Source, Work
from counterclaim.errors import InputRejected
from counterclaim.records import Rejection

BOUNDS = Bounds(item_bytes=200_000, whole_bytes=400_000, bundle_bytes=4_000_000, ratio_from_bytes=1_000_000)
_URL = "https://lorne.example/gate"
_FEED = (
    "<?xml version='1.0'?><rss><channel><title>C</title>"
    + f"<item><title>A</title><description>&lt;p&gt;{WORDS}&lt;/p&gt;</description></item>" * 3
    + "</channel></rss>"
).encode()
_ATOM = f"<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>A</title><content>{WORDS}</content></entry></feed>".encode()
_RECORDS = (
    record("warcinfo", "", b"software: x\r\n", "application/warc-fields"),
    answer(_URL, PAGE.encode()),
    answer(f"{_URL}/2", gzip.compress(PAGE.encode()), Content_Encoding="gzip"),
    record("resource", "urn:t", WORDS.encode(), "text/plain"),
    answer(f"{_URL}/3", brotli.compress(PAGE.encode()), Content_Encoding="br"),
    answer(f"{_URL}/4", zstd.compress(PAGE.encode()), Content_Encoding="zstd"),
)
SEEDS: dict[str, bytes] = {
    "a.html": PAGE.encode(), "a.txt": WORDS.encode(), "a.warc.gz": warc(*_RECORDS), "a.warc": warc(*_RECORDS, packed=False),
    "whole.warc.gz": gzip.compress(b"".join(_RECORDS)), "a.wacz": wacz(warc(*_RECORDS), [_URL, f"{_URL}/2"]),
    "a.pdf": pdf([WORDS, "", WORDS]), "a.eml": mail(attached=PAGE.encode()), "a.mht": mhtml(), "a.rss": _FEED, "a.atom": _ATOM,
    "a.mbox": b"".join(b"From x Mon May  5 10:00:00 2031\n" + mail(f"M{n}") + b"\n" for n in range(3)),
    "a.jsonl": b"".join(json.dumps({"title": str(n), "text": WORDS}).encode() + b"\n" for n in range(4)),
    "a.json": json.dumps([{"title": "A", "text": WORDS}, {"headline": "B", "body": WORDS}]).encode(),
    "a.csv": f'url,title,text\nhttps://l.example/1,"A, b","{WORDS}"\nhttps://l.example/2,B,{WORDS}\n'.encode(),
    "a.zip": zipped({"b/one.txt": WORDS.encode(), "two.html": PAGE.encode(), "in.zip": zipped({"x.md": b"# X"})}),
    "a.txt.gz": gzip.compress(WORDS.encode()), "a.txt.zst": zstd.compress(WORDS.encode()), "whole.warc.zst": zstd.compress(b"".join(_RECORDS)),
    "a.warc.zst": b"".join(zstd.compress(r) for r in _RECORDS),
}  # fmt: skip
_TOKENS = (
    b"\x00", b"\xff\xfe", b"\r\n\r\n", b"WARC/1.1\r\n", b"Content-Length: 99999999999\r\n", b"\x1f\x8b\x08", b"PK\x03\x04", b"PK\x05\x06",
    b"%PDF-1.7", b"<!ENTITY x 'y'>", b"<item>", b"From a\n", b"{", b'"', b"]]>", b"--b\n", b"\xf0\x9f", b"<" * 50, b"/Length -1", b"endobj",
)  # fmt: skip


def mutated(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The data with one to eight changes of the kinds that break parsers."""
    out = bytearray(data)
    for _ in range(chance.choice((1, 1, 1, 2, 3, 8))):
        at = chance.randrange(len(out) + 1)
        size = chance.choice((1, 1, 2, 4, 16, 64, 400))
        match chance.randrange(9):
            case 0 if out:
                out[at % len(out)] ^= 1 << chance.randrange(8)
            case 1 if out:
                out[at % len(out)] = chance.randrange(256)
            case 2:
                del out[at : at + size]
            case 3:
                out[at:at] = out[at : at + size]
            case 4:
                out[at:at] = chance.choice(_TOKENS)
            case 5:
                del out[at:]
            case 6:
                start = chance.randrange(len(other) + 1)
                out[at : at + size] = other[start : start + size]
            case 7:
                digits = [m.span() for m in re.finditer(rb"\d+", bytes(out))]
                if digits:
                    begin, end = chance.choice(digits)
                    out[begin:end] = chance.choice((b"0", b"-1", b"4294967296", b"99999999999999999999", b"7"))
            case _:
                out[at : at + size] = bytes(chance.randrange(256) for _ in range(min(size, 16)))
    return bytes(out)


def announced(name: str, data: bytes) -> int:
    """How many things the bytes hold by another count than the readers', where there is one."""
    if name.endswith(".jsonl"):
        return sum(bool(line.removeprefix(b"\xef\xbb\xbf").strip()) for line in data.split(b"\n"))
    if name.endswith(".mbox"):
        return len(re.findall(rb"(?:^|\n[ \t\r]*\n)From ", data))
    if name.endswith((".rss", ".atom")):
        return len(re.findall(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>]", data))
    if name.endswith(".csv"):
        try:
            return max(0, sum(bool(r) for r in csv.reader(io.StringIO(data.decode("utf-8"), newline=""))) - 1)
        except (UnicodeDecodeError, csv.Error):
            return 1
    if name.endswith((".zip", ".wacz")):
        try:
            members = zipfile.ZipFile(io.BytesIO(data)).infolist()
            return sum(not m.is_dir() for m in members) if name.endswith(".zip") else 1
        except Exception:
            return 1
    return 1


def fault_of(name: str, data: bytes) -> str | None:
    """What is wrong with how the readers took a file, if anything: an exception, or something unaccounted for."""
    try:
        found = list(items_of(Source(name=name, stream=io.BytesIO(data), size=len(data)), BOUNDS))
    except Exception as error:
        return f"raised {type(error).__name__}: {error}"
    told = [f for f in found if isinstance(f, InputItem | Rejection)]
    whole = [f for f in told if isinstance(f, Rejection) and f.file == name and not re.match(r"\w+ \d+:", f.detail)]
    if not told:
        notes = [f for f in found if isinstance(f, Container)]
        return None if any(sum(n for _, n in c.counts) for c in notes) else "nothing came of it, and nothing was said"
    taken = len([f for f in told if not (isinstance(f, InputItem) and f.is_container)])
    if not whole and taken < announced(name, data) and not _is_another_kind(found, name):
        return f"{announced(name, data)} announced, {taken} taken or rejected"
    return _gaps(name, data) or _working(told)


def _is_another_kind(found: list[Any], name: str) -> bool:
    """Whether the mutation made the file one of another format, to which the other count does not apply."""
    kinds = {
        ".jsonl": "JSON lines",
        ".mbox": "mailbox",
        ".rss": "feed",
        ".atom": "feed",
        ".csv": "table",
        ".zip": "ZIP",
        ".wacz": "WACZ",
    }
    expected = next((k for end, k in kinds.items() if name.endswith(end)), None)
    return expected is not None and expected not in {f.format for f in found if isinstance(f, Container)}


def _gaps(name: str, data: bytes) -> str | None:
    """Records and gaps of a WARC file must add up to its bytes."""
    if not name.endswith((".warc", ".warc.gz", ".warc.zst")) or name.startswith("whole"):
        return None
    source = Source(name=name, stream=io.BytesIO(data), size=len(data))
    if source.head(5)[:5] != b"WARC/" and source.head(3) != b"\x1f\x8b\x08" and source.head(4) != b"\x28\xb5\x2f\xfd":
        return None
    work = Work(bounds=BOUNDS, budget=Budget(bounds=BOUNDS, packed=len(data)), descend=descend)
    end = 0
    for part in records(source, work):
        begin = getattr(part, "offset", getattr(part, "start", None))
        if begin != end and not name.endswith((".gz", ".zst")):
            return f"bytes {end} to {begin} are in no record and no gap"
        end = part.end
    return (
        None
        if end == len(data) or name.endswith((".gz", ".zst"))
        else f"bytes {end} to {len(data)} are in no record and no gap"
    )


def _working(found: list[Any]) -> str | None:
    for item in found:
        if isinstance(item, InputItem) and not item.is_container:
            try:
                working_copy(item.data, item.media_type, BOUNDS)
            except InputRejected:
                pass
            except _TooLong:
                raise
            except Exception as error:
                return f"{item.media_type}: raised {type(error).__name__}: {error}"
    return None


class _TooLong(BaseException):
    """A file that took longer than its time; in a build the worker would have been killed."""


def run(
    count: int, seed: int, names: tuple[str, ...] = tuple(SEEDS), keep: Callable[[str, bytes, str], None] | None = None
) -> dict[str, Any]:
    """So many mutated files; crashes and silent losses by reader, and how many only the wall clock ends."""
    chance = random.Random(seed)
    began = time.monotonic()
    faults: Counter[str] = Counter()
    slow = 0

    def ring(*_: object) -> None:
        raise _TooLong

    signal.signal(signal.SIGALRM, ring)
    for _ in range(count):
        name = chance.choice(names)
        data = mutated(SEEDS[name], SEEDS[chance.choice(names)], chance)
        signal.setitimer(signal.ITIMER_REAL, 20)
        try:
            told = fault_of(name, data)
        except _TooLong:
            told, slow = None, slow + 1
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
        if told is not None:
            faults[f"{name}: {told[:100]}"] += 1
            if keep is not None:
                keep(name, data, told)
    seconds = round(time.monotonic() - began, 1)
    return {"files": count, "seed": seed, "faults": dict(faults), "ended_by_clock": slow, "seconds": seconds}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder for the files that showed a fault")
    options = parser.parse_args()

    def keep(name: str, data: bytes, told: str) -> None:
        """Write a file that showed a fault."""
        if options.keep is not None:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / f"{abs(hash(data))}-{name}").write_bytes(data)

    result = run(options.count, options.seed, keep=keep)
    print(json.dumps({"test": "mutated files", **result}))
    sys.exit(bool(result["faults"]))
