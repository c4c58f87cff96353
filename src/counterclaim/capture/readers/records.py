"""WARC records one after another, and the gaps between them: offsets and lengths add up to the file."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from counterclaim.capture.source import Source, Work, unpacked

_GZIP = b"\x1f\x8b\x08"
_CHUNK = 256 * 1024
_END = b"\r\n\r\n"
_START = b"WARC/1."


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


@dataclass(frozen=True, slots=True)
class Gap:
    """Bytes that belong to no whole record."""

    start: int
    end: int


def records(source: Source, work: Work) -> Iterator[WarcRecord | Gap]:
    """All records and gaps of a WARC file, plain or in gzip.

    Raises:
        InputRejected: ``too_large``, if it unpacks to too much.
    """
    if source.head(2) != _GZIP[:2]:
        work.budget.spend(source.size)
        yield from _plain(source.stream, source.size, work)
    elif _is_one_member(source, work):
        # The whole file packed at once, not record by record: offsets are those of the unpacked file.
        with unpacked(_all_inflated(source.stream), work.budget, work.bounds.bundle_bytes) as stream:
            yield from _plain(stream, stream.seek(0, 2), work)
    else:
        yield from _members(source, work)


# In gzip members ------------------------------------------------------------------------------------------------


def _members(source: Source, work: Work) -> Iterator[WarcRecord | Gap]:
    gap = offset = 0
    while offset < source.size:
        found = _member(source.stream, offset, work)
        if found is None:
            following = _next(source.stream, _GZIP, offset + 1, source.size)
            offset = following
            continue
        if gap < found.offset:
            yield Gap(gap, found.offset)
        yield found
        offset = gap = found.end
    if gap < source.size:
        yield Gap(gap, source.size)


def _member(stream: IO[bytes], offset: int, work: Work) -> WarcRecord | None:
    """The record in the gzip member at ``offset``, or None if no whole one is there."""
    keep = work.bounds.item_bytes + 2 * work.bounds.header_bytes
    inflated = _inflated(stream, offset, keep, work)
    if inflated is None:
        return None
    kept, total, tail, end = inflated
    found = _head(kept)
    if found is None or tail != _END:
        return None
    headers, begin = found
    length = _length(headers)
    if length is None or total != begin + length + len(_END):
        return None
    is_whole = len(kept) >= begin + length
    return WarcRecord(offset=offset, end=end, headers=headers, block=kept[begin : begin + length], is_whole=is_whole)


def _inflated(stream: IO[bytes], offset: int, keep: int, work: Work) -> tuple[bytes, int, bytes, int] | None:
    """A gzip member: its first ``keep`` bytes, its length, its last four bytes, and where it ends."""
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    stream.seek(offset)
    kept, total, tail, fed = bytearray(), 0, b"", 0
    rest = b""
    while not inflater.eof:
        if not rest:
            rest = stream.read(_CHUNK)
            fed += len(rest)
            if not rest:
                return None
        try:
            piece = inflater.decompress(rest, _CHUNK)
        except zlib.error:
            return None
        work.budget.spend(len(piece))
        total += len(piece)
        kept += piece[: max(0, keep - len(kept))]
        tail = (tail + piece[-4:])[-4:]
        rest = inflater.unconsumed_tail
    return bytes(kept), total, tail, offset + fed - len(inflater.unused_data) - len(rest)


def _is_one_member(source: Source, work: Work) -> bool:
    """Whether the first member holds more than its first record."""
    source.stream.seek(0)
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        start = inflater.decompress(source.stream.read(work.bounds.header_bytes), work.bounds.header_bytes)
        found = _head(start)
        length = _length(found[0]) if found is not None else None
        if found is None or length is None:
            return False
        wanted = found[1] + length + len(_END)
        total = len(start)
        while not inflater.eof and total <= wanted:
            rest = inflater.unconsumed_tail or source.stream.read(_CHUNK)
            if not rest:
                return False
            total += len(inflater.decompress(rest, _CHUNK))
        return total > wanted
    except zlib.error:
        return False


def _all_inflated(stream: IO[bytes]) -> Iterator[bytes]:
    stream.seek(0)
    inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    rest = b""
    while True:
        rest = rest or stream.read(_CHUNK)
        if not rest:
            return
        if inflater.eof:
            inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        try:
            yield inflater.decompress(rest, _CHUNK)
        except zlib.error:
            return  # what is missing shows as a gap, or as a record that is not whole
        rest = inflater.unconsumed_tail or inflater.unused_data


# Plain ----------------------------------------------------------------------------------------------------------


def _plain(stream: IO[bytes], size: int, work: Work) -> Iterator[WarcRecord | Gap]:
    gap = offset = 0
    while offset < size:
        found = _record(stream, offset, size, work)
        if found is None:
            offset = _next(stream, _START, offset + 1, size)
            continue
        if gap < found.offset:
            yield Gap(gap, found.offset)
        yield found
        offset = gap = found.end
    if gap < size:
        yield Gap(gap, size)


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
    """Where ``mark`` stands next, or the end."""
    while offset < size:
        stream.seek(offset)
        piece = stream.read(_CHUNK + len(mark))
        at = piece.find(mark)
        if at >= 0:
            return offset + at
        offset += _CHUNK
    return size
