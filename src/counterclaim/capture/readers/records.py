"""WARC records one after another, and the gaps between them: offsets and lengths add up to the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass
from typing import IO

from counterclaim.capture.readers.packed import (
    GZIP,
    PACKED_ERRORS,
    ZSTD,
    AllPacked,
    Packed,
    dictionary_of,
    is_zstd,
    skipped_at,
)
from counterclaim.capture.source import Source, Work, unpacked

_CHUNK = 256 * 1024
_END = b"\r\n\r\n"
_START = b"WARC/1."
#: A record's first line and the name of its first field, and how much is read to see them.
_FIRST_LINES = re.compile(rb"WARC/[^\r\n]{1,10}\r\n[^\r\n:]{1,100}:")
_LOOK = 512
#: Bytes looked at in vain in one unpacked file; made files have a false beginning every few bytes.
_MOST_TRIED = 256 * 1024**2


@dataclass(frozen=True, slots=True, kw_only=True)
class WarcRecord:
    """One record. ``block`` is cut where the record is longer than an article may be; then it is not whole."""

    offset: int
    end: int
    headers: dict[str, str]
    block: bytes
    is_whole: bool

    @property
    def type(self) -> str:
        """What kind of record it is, in lower case."""
        return self.headers.get("warc-type", "").lower()[:40]

    @property
    def target(self) -> str:
        """The address it is about; "" if none is named or it is absurdly long."""
        url = self.headers.get("warc-target-uri", "").strip("<> ")
        return url if len(url) < 4000 else ""


def page_key(url: str) -> str:
    """An address without its fragment, as archives compare them; of a file's URI the fragment names a part of it."""
    return url if url.startswith("file:") else url.partition("#")[0]


@dataclass(frozen=True, slots=True)
class Gap:
    """Bytes that belong to no whole record."""

    start: int
    end: int


def records(source: Source, work: Work) -> Iterator[WarcRecord | Gap]:
    """All records and gaps of a WARC file, plain, in gzip or in zstd.

    Raises:
        InputRejected: ``too_large``, if it unpacks to too much.
    """
    if source.head(2) != GZIP[:2] and not is_zstd(source.head(8)):
        work.budget.spend(source.size)
        yield from _plain(source.stream, source.size, work)
    elif _is_one_member(source, work):
        # The whole file packed at once, not record by record: offsets are those of the unpacked file.
        packed = AllPacked(source.stream, source.size)
        with unpacked(_as_far_as_whole(packed), work.budget, work.bounds.bundle_bytes) as stream:
            yield from _plain(stream, stream.seek(0, 2), work)
        if packed.rest():
            yield Gap(packed.end, source.size)  # of the packed file: damage, or what follows its last member
    else:
        yield from _members(source, work)


# In gzip members or zstd frames ---------------------------------------------------------------------------------


def _members(source: Source, work: Work) -> Iterator[WarcRecord | Gap]:
    mark = ZSTD if is_zstd(source.head(8)) else GZIP
    dictionary = _dictionary(source)
    gap = offset = 0
    while offset < source.size:
        found = _member(source.stream, offset, work, dictionary)
        if found is None:
            empty = skipped_at(source.stream, offset) if mark == ZSTD else None
            if empty is not None and gap == offset and offset + empty <= source.size:
                gap = offset = offset + empty  # whole, and without data: the dictionary
            else:
                offset = _next(source.stream, mark, offset + 1, source.size)
            continue
        if gap < found.offset:
            yield Gap(gap, found.offset)
        yield found
        offset = gap = found.end
    if gap < source.size:
        yield Gap(gap, source.size)


def _dictionary(source: Source) -> bytes | None:
    try:
        return dictionary_of(source.stream)
    except PACKED_ERRORS:
        return None  # then no frame can be unpacked, and all that follows is a gap


def _member(stream: IO[bytes], offset: int, work: Work, dictionary: bytes | None) -> WarcRecord | None:
    """The record in the gzip member or zstd frame at ``offset``, or None if no whole one is there."""
    packed = Packed(stream, offset, dictionary)
    inflated = _inflated(packed, work.bounds.item_bytes + 2 * work.bounds.header_bytes, work)
    if inflated is None or packed.end is None:
        return None
    kept, total, tail = inflated
    found = _head(kept)
    if found is None or tail != _END:
        return None
    headers, begin = found
    length = _length(headers)
    if length is None or total != begin + length + len(_END):
        return None
    is_whole = len(kept) >= begin + length
    block = kept[begin : begin + length]
    return WarcRecord(offset=offset, end=packed.end, headers=headers, block=block, is_whole=is_whole)


def _inflated(packed: Packed, keep: int, work: Work) -> tuple[bytes, int, bytes] | None:
    """The first ``keep`` bytes of what is in it, its length, and its last four bytes."""
    kept, total, tail = bytearray(), 0, b""
    try:
        for piece in packed:
            work.budget.spend(len(piece))
            total += len(piece)
            kept += piece[: max(0, keep - len(kept))]
            tail = (tail + piece[-4:])[-4:]
    except PACKED_ERRORS:
        return None
    return bytes(kept), total, tail


def _is_one_member(source: Source, work: Work) -> bool:
    """Whether the first member holds more than its first record."""
    start, total, wanted = bytearray(), 0, 0
    probe = copy(work.budget)  # the bytes are counted when they are read in earnest; a bomb ends here too
    try:
        for piece in Packed(source.stream, 0):
            probe.spend(len(piece))
            total += len(piece)
            start += piece[: max(0, work.bounds.header_bytes - len(start))]
            wanted = wanted or _first_length(bytes(start))
            if total > wanted > 0:
                return True
            if not wanted and total > work.bounds.header_bytes:
                return False
    except PACKED_ERRORS:
        return False
    return False


def _first_length(start: bytes) -> int:
    """How long the first record is with its header; 0 while that is not known."""
    found = _head(start)
    length = _length(found[0]) if found is not None else None
    return found[1] + length + len(_END) if found is not None and length is not None else 0


def _as_far_as_whole(packed: AllPacked) -> Iterator[bytes]:
    try:
        yield from packed
    except PACKED_ERRORS:
        return  # what is missing shows as a gap


# Plain ----------------------------------------------------------------------------------------------------------


def _plain(stream: IO[bytes], size: int, work: Work) -> Iterator[WarcRecord | Gap]:
    """Records and gaps; where very many false beginnings were looked at, the rest of the file is one gap."""
    gap = offset = tried = 0
    while offset < size and tried < _MOST_TRIED:
        begin = _begin(stream, offset, work.bounds.header_bytes)
        found = _record(stream, offset, size, work) if begin else None
        if found is None:
            tried += min(work.bounds.header_bytes, size - offset) if begin else _LOOK
            offset = _next(stream, _START, offset + 1, size)
            continue
        if gap < found.offset:
            yield Gap(gap, found.offset)
        yield found
        offset = gap = found.end
    if gap < size:
        yield Gap(gap, size)


def _begin(stream: IO[bytes], offset: int, most: int) -> bool:
    """Whether a record's first line and a field after it stand here: a look that costs little where they do not."""
    stream.seek(offset)
    return _FIRST_LINES.match(stream.read(min(_LOOK, most))) is not None


def _record(stream: IO[bytes], offset: int, size: int, work: Work) -> WarcRecord | None:
    stream.seek(offset)
    found = _head(stream.read(work.bounds.header_bytes))
    length = _length(found[0]) if found is not None else None
    if found is None or length is None:
        return None
    headers, begin = found
    end = offset + begin + length + len(_END)
    if end > size:
        return None
    stream.seek(end - len(_END))
    if stream.read(len(_END)) != _END:
        return None
    keep = work.bounds.item_bytes + work.bounds.header_bytes
    stream.seek(offset + begin)
    block = stream.read(min(length, keep))
    return WarcRecord(offset=offset, end=end, headers=headers, block=block, is_whole=length <= keep)


def _head(data: bytes) -> tuple[dict[str, str], int] | None:
    """A record's header fields and where its block begins."""
    if not data.startswith(b"WARC/"):
        return None
    end = data.find(_END)
    if end < 0:
        return None
    lines = data[:end].decode("utf-8", "replace").split("\r\n")
    pairs = (line.partition(":") for line in lines[1:])
    return {name.strip().lower(): value.strip() for name, _, value in pairs}, end + len(_END)


def _length(headers: dict[str, str]) -> int | None:
    text = headers.get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else None


def _next(stream: IO[bytes], mark: bytes, offset: int, size: int) -> int:
    """Where ``mark`` stands next, or the end; it is looked for near by first, then in ever larger pieces."""
    step = _LOOK
    while offset < size:
        stream.seek(offset)
        piece = stream.read(step + len(mark))
        at = piece.find(mark)
        if at >= 0:
            return offset + at
        offset += step
        step = min(2 * step, _CHUNK)
    return size
