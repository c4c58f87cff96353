"""Archive bombs and archives whose names lead elsewhere: each ends within its bounds, and nothing is written outside.

``python tests/faults/bombs.py --count 500`` prints one line of JSON. A folder around the reader is watched, every file that
is opened for writing and every name that is made is noted (``sys.addaudithook``), and each archive is read in a
child of which the memory is measured.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import random
import resource
import struct
import sys
import tempfile
import time
import zipfile
import zlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import brotli

sys.path.insert(0, str(Path(__file__).parent.parent / "capture"))

from hostile_kinds import zstd
from makers import PAGE, answer, wacz, warc

from counterclaim.capture import DEFAULT_BOUNDS, InputItem, iter_found
from counterclaim.records import Rejection

_MIB = 1024 * 1024
#: What one archive may take: processor seconds, and memory above the start.
SECONDS, MEMORY = 5, 256 * _MIB
_NAMES = (
    "../x.txt", "../../../../etc/cron.d/x", "/etc/passwd", "/x.txt", "..\\..\\x.txt", "C:\\x.txt", "C:x.txt", "\\\\host\\share\\x.txt", "a/../../x.txt", "./../x.txt",
    "a/./../../x.txt", "~/x.txt", "~root/.ssh/authorized_keys", "file:///x.txt", "x.txt\0.html", "x\u202etxt.exe", "..\u2215x.txt", "．．/x.txt", "%2e%2e/x.txt", "..;/x.txt",
    "aux.txt", "con", "nul.html", "x.txt.", "x.txt ", " ../x.txt", "-rf.txt", "$(touch y).txt", "`touch y`.txt", "a\nb.txt", "a\rb.txt", "\x1b[2Jx.txt", "x" * 5000 + ".txt", "/".join("d" * 400) + "/x.txt", "",
    ".", "..", "/", "//x.txt", "a//b.txt", "case.sqlite", "archive/00001.warc.gz", "datapackage.json", ".git/hooks/post-checkout", "__MACOSX/x.txt", "\ud800x.txt".encode("utf-8", "replace").decode(),
)  # fmt: skip
Make = Callable[[random.Random], tuple[str, bytes]]


def zipped(members: list[tuple[str, bytes]], mode: int = 0o100644, level: int = 9) -> bytes:
    """A ZIP with names as they are, also several times the same."""
    import warnings

    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        warnings.simplefilter("ignore")
        for name, data in members:
            info = zipfile.ZipInfo("x")
            info.filename = name
            info.external_attr = mode << 16
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _zeros(chance: random.Random, most: int = 80) -> bytes:
    return chance.choice((b"\0", b"a", b"<p>", b" ")) * (chance.randrange(20, most) * _MIB // 3)


def _traversal(chance: random.Random) -> tuple[str, bytes]:
    names = chance.sample(_NAMES, chance.randrange(1, 6))
    return "a.zip", zipped([(name, PAGE.encode()) for name in names])


def _link(chance: random.Random) -> tuple[str, bytes]:
    mode = chance.choice((0o120777, 0o060666, 0o020666, 0o010666, 0o140777))
    return "a.zip", zipped(
        [("x.txt", chance.choice((b"/etc/passwd", b"../..", b"x.txt"))), ("x.txt/y.txt", PAGE.encode())], mode
    )


def _flat(chance: random.Random) -> tuple[str, bytes]:
    return "a.zip", zipped([(f"{n}.txt", _zeros(chance, 40)) for n in range(chance.randrange(1, 4))])


def _nested(chance: random.Random) -> tuple[str, bytes]:
    data = zipped([("x.txt", _zeros(chance, 40))])
    for _ in range(chance.randrange(1, 6)):
        data = chance.choice(
            (lambda d: zipped([("in.zip", d)] * chance.randrange(1, 4)), gzip.compress, zstd.compress)
        )(data)
    return "a.zip", data


def _overlapping(chance: random.Random) -> tuple[str, bytes]:
    """Many entries of the list that all point to one packed stretch."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    plain = _zeros(chance, 30)
    packed = packer.compress(plain) + packer.flush()
    sizes = struct.pack("<III", zlib.crc32(plain), len(packed), len(plain))
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", 1, 0) + b"a"
    count = chance.randrange(50, 3000)
    entry = b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
    rest = struct.pack("<HHHHHII", 5, 0, 0, 0, 0, 0, 0)
    listed = b"".join(entry + rest + b"%05d" % n for n in range(count))
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, count, count, len(listed), len(local) + len(packed), 0)
    return "a.zip", local + packed + listed + end


def _lying(chance: random.Random) -> tuple[str, bytes]:
    """Sizes, offsets, flags, methods changed in an otherwise good ZIP."""
    data = bytearray(zipped([(f"{n}.html", PAGE.encode() * 50) for n in range(3)]))
    for _ in range(chance.randrange(1, 5)):
        mark = chance.choice((b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"))
        at = data.find(mark) + 4 + chance.randrange(18)
        data[at : at + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff", chance.randbytes(4)))
    return "a.zip", bytes(data)


def _many(chance: random.Random) -> tuple[str, bytes]:
    return "a.zip", zipped([(f"{n}.txt", b"") for n in range(chance.randrange(2000, 8000))], level=1)


def _twice(chance: random.Random) -> tuple[str, bytes]:
    return "a.zip", zipped([("a.html", PAGE.encode() + bytes(str(n), "ascii")) for n in range(chance.randrange(2, 40))])


def _packed(chance: random.Random) -> tuple[str, bytes]:
    data = _zeros(chance)
    for _ in range(chance.randrange(1, 4)):
        data = chance.choice((gzip.compress, zstd.compress))(data)
    return chance.choice(("a.txt.gz", "a.zst", "a.html")), data


def _records(chance: random.Random) -> tuple[str, bytes]:
    url, body = "https://l.example/x", _zeros(chance, 40)
    coding, packed = chance.choice(
        (("br", brotli.compress(body, quality=2)), ("zstd", zstd.compress(body)), ("gzip", gzip.compress(body)))
    )
    many = warc(*[answer(f"{url}{n}", packed, Content_Encoding=coding) for n in range(chance.randrange(1, 6))])
    head = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 99999999999999\r\n\r\n"
    return chance.choice((
        ("a.warc.gz", many), ("a.wacz", wacz(many, [url])), ("a.warc.gz", gzip.compress(head + body)), ("a.warc.zst", zstd.compress(head + body)),
        ("a.warc", head + b"x" * 1000), ("a.warc.gz", warc(answer(url, packed, Content_Encoding=", ".join([coding] * 9)))),
    ))  # fmt: skip


def _window(chance: random.Random) -> tuple[str, bytes]:
    """zstd frames that ask for windows of up to two gigabytes, or say that they hold terabytes."""
    log = chance.randrange(27, 32)
    frame = (
        b"\x28\xb5\x2f\xfd"
        + bytes((chance.choice((0x00, 0xC0, 0x80)), (log - 10) << 3))
        + chance.randbytes(8)
        + b"\x01\0\0"
        + chance.randbytes(90)
    )
    return "a.zst", frame


MAKERS: dict[str, Make] = {
    "names that lead out": _traversal, "links and devices": _link, "flat bombs": _flat, "nested bombs": _nested, "overlapping members": _overlapping,
    "lying headers": _lying, "many members": _many, "the same name": _twice, "packed files": _packed, "records": _records, "windows": _window,
}  # fmt: skip


def fault_of(name: str, data: bytes, folder: Path) -> tuple[str | None, float]:
    """Read an archive in a child: what was wrong, and the processor seconds it took."""
    work, spool = folder / "a" / "b" / "c" / "d" / "work", folder.with_name(f"{folder.name}-spool")
    work.mkdir(parents=True, exist_ok=True)
    spool.mkdir(exist_ok=True)
    (work / name).write_bytes(data)
    before = _listing(folder)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    out, into = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(out)
        os.write(into, _child(work / name, spool).encode("utf-8", "replace")[:4000])
        os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as stream:
        told = stream.read().decode("utf-8", "replace")
    _, status = os.waitpid(pid, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - used.ru_utime - used.ru_stime
    if status or not told:
        told = f"ended with status {status}"
    elif _listing(folder) != before:
        told = "something was written beside the archive"
    elif told == "ok" and seconds > SECONDS:
        told = f"took {seconds:.1f} s of processor time"
    (work / name).unlink()
    return (None if told == "ok" else told), seconds


def _listing(folder: Path) -> list[str]:
    return sorted(str(p) for p in folder.parent.rglob("*") if "-spool" not in str(p))


def _child(path: Path, spool: Path) -> str:
    """Read one archive under a bound of memory, noting what is opened for writing; "ok" or what was wrong."""
    start = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    resource.setrlimit(
        resource.RLIMIT_AS, (start + 6 * MEMORY, start + 6 * MEMORY)
    )  # so that a fault stays a small one
    Path("/proc/self/clear_refs").write_text("5", "ascii")  # the peak begins anew; a child inherits its parent's
    held = _peak()
    os.chdir(path.parent)
    tempfile.tempdir = str(spool)
    wrong: list[str] = []
    sys.addaudithook(lambda event, values: _note(event, values, spool, wrong))
    try:
        found = list(iter_found([path], bounds=DEFAULT_BOUNDS))
    except BaseException as error:
        return f"raised {type(error).__name__}: {error}"
    if not any(isinstance(f, InputItem | Rejection) for f in found):
        return "nothing came of it, and nothing was said"
    names = [
        f.name if isinstance(f, InputItem) else f.file or "" for f in found if isinstance(f, InputItem | Rejection)
    ]
    wrong += [f"a name that cannot be shown: {n!r}" for n in names if not n.isprintable()]
    taken = _peak() - held
    if taken > MEMORY:
        wrong.append(f"took {taken // _MIB} MiB")
    return "ok" if not wrong else wrong[0]


def _peak() -> int:
    """The most memory that this process held at once, in bytes."""
    status = Path("/proc/self/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024


def _note(event: str, values: tuple[Any, ...], spool: Path, wrong: list[str]) -> None:
    is_write = event == "open" and isinstance(values[2], int) and values[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    if (
        is_write
        or event
        in (
            "os.mkdir",
            "os.symlink",
            "os.link",
            "os.rename",
            "os.mkfifo",
            "subprocess.Popen",
            "os.system",
            "socket.connect",
        )
    ) and not str(values[0]).startswith(str(spool)):
        wrong.append(f"{event} {values[0]!r}")


def run(count: int, seed: int, makers: dict[str, Make] = MAKERS) -> dict[str, Any]:
    """So many archives, each kind in turn; what was wrong, and the longest of them."""
    began = time.monotonic()
    faults: Counter[str] = Counter()
    slow: list[tuple[float, str]] = []
    names = list(makers)
    with tempfile.TemporaryDirectory() as folder:
        watched = Path(folder) / "watched"
        watched.mkdir()
        for number in range(count):
            kind = names[number % len(names)]
            chance = random.Random(seed * 1_000_003 + number)
            told, seconds = fault_of(*makers[kind](chance), watched)
            slow.append((round(seconds, 2), f"{kind} {number}"))
            if told is not None:
                faults[f"{kind} {number}: {told[:150]}"] += 1
    slow.sort(reverse=True)
    taken = round(time.monotonic() - began, 1)
    return {
        "archives": count,
        "seed": seed,
        "kinds": len(makers),
        "faults": dict(faults),
        "slowest": slow[:5],
        "seconds": taken,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    result = run(options.count, options.seed)
    print(json.dumps({"test": "bombs", **result}, ensure_ascii=False))
    sys.exit(bool(result["faults"]))
