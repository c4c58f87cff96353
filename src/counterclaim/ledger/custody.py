"""Checking the archive without the code that wrote it.

Written apart from ``capture`` on purpose: a check that shares the writer's code shares its mistakes. Needs
only zlib. Every byte of every archive file must belong to a whole record.
"""

from __future__ import annotations

import hashlib
import mmap
import zlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.ledger.finding import Finding
from counterclaim.records import Capture

_GZIP = b"\x1f\x8b\x08"
_PIECE = 256 * 1024


@dataclass(frozen=True, slots=True)
class _Entry:
    offset: int
    end: int
    type: str
    sha256: str
    size: int


def bytes_of(case_dir: Path, capture: Capture) -> bytes | None:
    """A capture's bytes, if they are there and whole."""
    path = case_dir / "archive" / (capture.warc_file or "")
    if not path.is_file() or path.stat().st_size == 0 or path.parent != case_dir / "archive":
        return None
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        inflated = _inflated(data, capture.warc_offset or 0)
    payload = inflated[0].partition(b"\r\n\r\n")[2].removesuffix(b"\r\n\r\n") if inflated is not None else b""
    return payload if hashlib.sha256(payload).hexdigest() == capture.id else None


def check_archive(
    case_dir: Path, captures: Iterable[Capture], erased: Collection[str] = frozenset()
) -> Iterator[Finding]:
    """Compare the archive's files with the captures, in both directions.

    Of a capture that is ``erased`` according to the custody log, the bytes must not be there.
    """
    folder = case_dir / "archive"
    missing = {(c.warc_file or "", c.warc_offset or 0): c for c in captures}
    for path in sorted(folder.glob("*.warc.gz")):
        for entry in _entries(path):
            if isinstance(entry, Finding):
                yield entry
            elif entry.type == "resource":
                capture = missing.pop((path.name, entry.offset), None)
                yield from _compare(path.name, entry, capture, erased)
    for (name, offset), capture in missing.items():
        if capture.id in erased:
            told = "its bytes and what was made of them were erased; the custody log says by whom and why"
            yield Finding(where="captures", item=capture.id, problem="erased", detail=told, is_note=True)
            continue
        told = f"no whole record at byte {offset} of {name or 'any archive file'}"
        yield Finding(where="captures", item=capture.id, problem="missing", detail=told)
    for path in sorted(folder.glob("*.torn")):
        told = "what a crash left of a record, moved aside"
        yield Finding(where="archive", item=path.name, problem="torn", detail=told, is_note=True)


def _compare(name: str, entry: _Entry, capture: Capture | None, erased: Collection[str]) -> Iterator[Finding]:
    if entry.sha256 in erased:
        told = f"erased according to the custody log, and still at byte {entry.offset} of {name}; erase it again"
        yield Finding(where="captures", item=entry.sha256, problem="not_erased", detail=told)
    elif capture is None:
        told = f"a record at byte {entry.offset} that no capture names (sha256 {entry.sha256})"
        yield Finding(where="archive", item=name, problem="unlisted", detail=told, is_note=True)
    elif entry.sha256 != capture.id:
        told = f"the bytes at byte {entry.offset} of {name} have sha256 {entry.sha256}"
        yield Finding(where="captures", item=capture.id, problem="altered", detail=told)
    elif entry.size != capture.size_bytes:
        told = f"{entry.size} bytes in the archive, {capture.size_bytes} in the record"
        yield Finding(where="captures", item=capture.id, problem="disagrees", detail=told)


def _entries(path: Path) -> Iterator[_Entry | Finding]:
    """Whole records, and a finding for each stretch of bytes that belongs to none."""
    size = path.stat().st_size
    if size == 0:
        return
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        gap = offset = 0
        while offset < size:
            entry = _entry_at(data, offset)
            if entry is None:
                following = data.find(_GZIP, offset + 1)
                offset = following if following >= 0 else size
                continue
            if gap < entry.offset:
                yield _unaccounted(path, gap, entry.offset)
            yield entry
            offset = gap = entry.end
        if gap < size:
            yield _unaccounted(path, gap, size)


def _unaccounted(path: Path, start: int, end: int) -> Finding:
    told = f"bytes {start} to {end} hold no whole record"
    return Finding(where="archive", item=path.name, problem="unaccounted", detail=told)


def _entry_at(data: mmap.mmap, offset: int) -> _Entry | None:
    inflated = _inflated(data, offset)
    if inflated is None:
        return None
    content, end = inflated
    head, _, block = content.partition(b"\r\n\r\n")
    fields = dict(line.partition(b":")[::2] for line in head.lower().split(b"\r\n"))
    length = fields.get(b"content-length", b"").strip()
    if not head.startswith(b"WARC/") or not length.isdigit():
        return None
    if len(block) != int(length) + 4 or not block.endswith(b"\r\n\r\n"):
        return None
    payload = block[:-4]
    kind = fields.get(b"warc-type", b"").strip().decode("ascii", "replace")
    return _Entry(offset, end, kind, hashlib.sha256(payload).hexdigest(), len(payload))


def _inflated(data: mmap.mmap, offset: int) -> tuple[bytes, int] | None:
    """One gzip member's content and its end; in pieces, so that the file's rest is not copied each time."""
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    parts: list[bytes] = []
    try:
        while not inflater.eof and offset < len(data):
            piece = data[offset : offset + _PIECE]
            parts.append(inflater.decompress(piece))
            offset += len(piece)
    except zlib.error:
        return None
    return (b"".join(parts), offset - len(inflater.unused_data)) if inflater.eof else None
