"""Packed pieces of a file: gzip members and zstd frames, unpacked in steps of a bounded size, with their end known."""

from __future__ import annotations

import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

GZIP = b"\x1f\x8b\x08"
ZSTD = b"\x28\xb5\x2f\xfd"
#: What a piece that is not whole raises while it is unpacked.
PACKED_ERRORS = (zlib.error, zstd.ZstdError, EOFError)
#: What a ZIP may raise on damaged or unusual members, whoever reads it: as an archive of files, or as a WACZ.
ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError,
              UnicodeError, MemoryError, IndexError, KeyError, OverflowError)  # fmt: skip
_CHUNK = 256 * 1024
#: A frame that needs a larger window than 128 MiB is refused; RFC 8878 asks readers for 8.
_WINDOW_LOG = 27
#: Frames that hold something for whoever knows it; the last kind is the dictionary at the start of a .warc.zst.
_SKIPPED = range(0x184D2A50, 0x184D2A60)
_DICTIONARY = 0x184D2A5D


def is_zstd(head: bytes) -> bool:
    """Whether a file begins as zstd does, with data or with a frame that holds none."""
    return head.startswith(ZSTD) or _skipped_size(head) is not None


class Packed:
    """One gzip member or zstd frame of a stream. Iterating over it unpacks it; then ``end`` is where it ended."""

    def __init__(self, stream: BinaryIO | IO[bytes], offset: int, dictionary: bytes | None = None) -> None:
        self.end: int | None = None
        self._stream = stream
        self._at = offset
        self._dictionary = dictionary

    def __iter__(self) -> Iterator[bytes]:
        """Its content in pieces.

        Raises:
            EOFError: if the file ends before it does; another of ``PACKED_ERRORS`` if it is damaged.
        """
        self._stream.seek(self._at)
        return self._frame() if self._stream.read(4) == ZSTD else self._member()

    def _fed(self) -> bytes:
        self._stream.seek(self._at)  # whoever takes the pieces may have moved in the same file
        data = self._stream.read(_CHUNK)
        if not data:
            raise EOFError("it is cut off")
        self._at += len(data)
        return data

    def _member(self) -> Iterator[bytes]:
        inflater = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        piece = rest = b""
        while not inflater.eof:
            # A full piece may leave more inside zlib when all bytes are fed: first that, then the file's next ones.
            piece = inflater.decompress(rest or (b"" if len(piece) == _CHUNK else self._fed()), _CHUNK)
            rest = inflater.unconsumed_tail
            yield piece
        self.end = self._at - len(inflater.unused_data)  # at the end zlib has what follows here, and in ``rest`` again

    def _frame(self) -> Iterator[bytes]:
        frame = _decompressor(self._dictionary)
        while not frame.eof:
            yield frame.decompress(self._fed() if frame.needs_input else b"", _CHUNK)
        self.end = self._at - len(frame.unused_data)


class AllPacked:
    """All members or frames of a file. Iterating unpacks them; ``end`` is where the last whole one ended."""

    def __init__(self, stream: BinaryIO | IO[bytes], size: int) -> None:
        self.end = 0
        self._stream = stream
        self._size = size

    def __iter__(self) -> Iterator[bytes]:
        """Their content in pieces; what follows the last one is left, see ``rest``.

        Raises:
            EOFError: if the last one is cut off; another of ``PACKED_ERRORS`` if one is damaged.
        """
        dictionary = dictionary_of(self._stream)
        while self.end < self._size:
            self._stream.seek(self.end)
            head = self._stream.read(8)
            skipped = _skipped_size(head)
            if skipped is not None:
                self.end += skipped
            elif head.startswith((GZIP, ZSTD)):
                packed = Packed(self._stream, self.end, dictionary)
                yield from packed
                self.end = packed.end or self._size
            else:
                return

    def rest(self) -> int:
        """How many bytes follow the last whole one; zero bytes that fill a file up do not count."""
        size = max(0, self._size - self.end)
        self._stream.seek(self.end)
        return size if self._stream.read(_CHUNK).strip(b"\0") or size > _CHUNK else 0


def skipped_at(stream: BinaryIO | IO[bytes], offset: int) -> int | None:
    """How many bytes the frame at ``offset`` has that holds no data of the file; None if no such frame is there."""
    stream.seek(offset)
    return _skipped_size(stream.read(8))


def dictionary_of(stream: BinaryIO | IO[bytes]) -> bytes | None:
    """The dictionary in the first frame of a .warc.zst, which its other frames are unpacked with.

    Raises:
        EOFError, ZstdError: if it is damaged; it is not larger than one piece.
    """
    stream.seek(0)
    head = stream.read(8)
    size = _skipped_size(head)
    if size is None or int.from_bytes(head[:4], "little") != _DICTIONARY:
        return None
    data = stream.read(min(size - 8, 64 * _CHUNK))
    if not data.startswith(ZSTD):
        return data
    found = _decompressor(None).decompress(data, 64 * _CHUNK)
    return found or None


def unpacked_zstd(body: bytes, most: int) -> tuple[bytes, bool]:
    """All frames of some bytes, as far as a little more than ``most`` bytes, and whether the last one is whole.

    Raises:
        ZstdError: if one is damaged.
    """
    parts: list[bytes] = []
    size, is_whole = 0, True
    while is_zstd(body) and size <= most:
        skipped = _skipped_size(body)
        if skipped is not None:
            body = body[skipped:]
            continue
        frame = _decompressor(None)
        while not frame.eof and size <= most and (part := frame.decompress(body, _CHUNK)):
            parts.append(part)
            size += len(part)
            body = b""
        is_whole = frame.eof
        body = frame.unused_data if frame.eof else b""
    return b"".join(parts), is_whole


def _decompressor(dictionary: bytes | None) -> zstd.ZstdDecompressor:
    options = {int(zstd.DecompressionParameter.window_log_max): _WINDOW_LOG}
    try:
        known = zstd.ZstdDict(dictionary) if dictionary else None
    except ValueError as error:
        raise zstd.ZstdError(f"not a dictionary: {error}") from error
    return zstd.ZstdDecompressor(known, options)


def _skipped_size(head: bytes) -> int | None:
    if len(head) < 8:
        return None
    mark, size = struct.unpack("<II", head[:8])
    return size + 8 if mark in _SKIPPED else None
