"""What a reader of one format is given: a file (or a member of one) as a stream, and the bounds it works under."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, BinaryIO

from counterclaim.capture.bounds import Bounds
from counterclaim.capture.item import Found
from counterclaim.errors import InputRejected

_CHUNK = 1024 * 1024
#: Members larger than this are unpacked to a temporary file, not into memory.
_IN_MEMORY = 8 * _CHUNK


@dataclass(slots=True, kw_only=True)
class Source:
    """Bytes that can be sought in, the name they go by, and how many containers lie around them."""

    name: str
    stream: BinaryIO | IO[bytes]
    size: int
    how: str = "file"
    depth: int = 0
    container: str | None = None

    @property
    def extension(self) -> str:
        """The name's extension in lower case, with its dot."""
        last = self.name.rpartition("/")[2]
        return "." + last.rpartition(".")[2].lower() if "." in last else ""

    def head(self, size: int = 64 * 1024) -> bytes:
        """The first bytes."""
        self.stream.seek(0)
        return self.stream.read(size)

    def read(self, most: int) -> bytes:
        """All bytes.

        Raises:
            InputRejected: ``too_large``, if there are more than ``most``.
        """
        self.stream.seek(0)
        data = self.stream.read(most + 1)
        if len(data) > most:
            raise InputRejected("too_large", f"more than {most} bytes")
        return data

    def sha256(self) -> str:
        """The digest of all bytes, read in pieces."""
        total = hashlib.sha256()
        self.stream.seek(0)
        while piece := self.stream.read(_CHUNK):
            total.update(piece)
        return total.hexdigest()


@dataclass(slots=True)
class Budget:
    """What one given file may still unpack to, over all its members and theirs."""

    bounds: Bounds
    packed: int
    bytes_out: int = 0
    items: int = 0

    def spend(self, size: int) -> None:
        """Count unpacked bytes.

        Raises:
            InputRejected: ``too_large``, once there are too many, or too many for the packed ones.
        """
        self.bytes_out += size
        if self.bytes_out > self.bounds.bundle_bytes:
            raise InputRejected("too_large", f"unpacks to more than {self.bounds.bundle_bytes} bytes")
        if self.bytes_out > max(self.bounds.ratio_from_bytes, self.packed * self.bounds.ratio):
            raise InputRejected("too_large", f"unpacks to more than {self.bounds.ratio} times its size")

    def count(self) -> None:
        """Count an item.

        Raises:
            InputRejected: ``too_many``.
        """
        self.items += 1
        if self.items > self.bounds.bundle_items:
            raise InputRejected("too_many", f"more than {self.bounds.bundle_items} items")


@dataclass(slots=True, kw_only=True)
class Work:
    """The bounds and wishes a reader works under, and how it hands on a file that lies inside its own.

    ``pages`` are the addresses that an archive lists as pages, ``met`` those of them that were found in it.
    """

    bounds: Bounds
    budget: Budget
    descend: Callable[[Source, Work], Iterator[Found]]
    columns: Mapping[str, str] = field(default_factory=dict)
    pages: frozenset[str] | None = None
    met: set[str] = field(default_factory=set)


def unpacked(pieces: Iterator[bytes], budget: Budget, most: int) -> IO[bytes]:
    """Pieces put together as a stream that can be sought in, small ones in memory.

    Raises:
        InputRejected: ``too_large``, if the budget or ``most`` is exceeded.
    """
    stream = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - the caller closes it
    size = 0
    try:
        for piece in pieces:
            size += len(piece)
            budget.spend(len(piece))
            if size > most:
                raise InputRejected("too_large", f"more than {most} bytes")
            stream.write(piece)
    except BaseException:
        stream.close()
        raise
    stream.seek(0)
    return stream


def size_of(stream: IO[bytes]) -> int:
    """How many bytes a stream has."""
    place = stream.tell()
    size = stream.seek(0, 2)
    stream.seek(place)
    return size
