"""As much of DER (X.690) as a time-stamp request and answer need: definite lengths, one-byte tags, nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

BOOLEAN, INTEGER, OCTETS, NULL, OID, GENERALIZED_TIME = 0x01, 0x02, 0x04, 0x05, 0x06, 0x18
SEQUENCE = 0x30


@dataclass(frozen=True, slots=True)
class Element:
    """One element: its tag and its content."""

    tag: int
    content: bytes

    def parts(self) -> list[Element]:
        """The elements in its content.

        Raises:
            ValueError: if it is not made of elements.
        """
        return list(_elements(self.content))

    @property
    def number(self) -> int:
        """The value of an INTEGER."""
        return int.from_bytes(self.content, "big", signed=True)


def parsed(data: bytes, tag: int = SEQUENCE) -> Element:
    """The one element that ``data`` is.

    Raises:
        ValueError: if it is another, more than one, or not whole.
    """
    found = list(_elements(data))
    if len(found) != 1 or found[0].tag != tag:
        raise ValueError("not the one element that is expected")
    return found[0]


def _elements(data: bytes) -> Iterator[Element]:
    at = 0
    while at < len(data):
        size, begin = _length(data, at + 1)
        if begin + size > len(data):
            raise ValueError("an element is longer than what holds it")
        yield Element(data[at], data[begin : begin + size])
        at = begin + size


def _length(data: bytes, at: int) -> tuple[int, int]:
    """The length that is stated at a place, and where the content begins."""
    if at >= len(data):
        raise ValueError("an element without a length")
    first = data[at]
    if first < 0x80:
        return first, at + 1
    count = first - 0x80
    if not 1 <= count <= 4 or at + 1 + count > len(data):
        raise ValueError("a length that is not definite, or not whole")
    return int.from_bytes(data[at + 1 : at + 1 + count], "big"), at + 1 + count


def made(tag: int, *parts: bytes) -> bytes:
    """An element of a tag with some content."""
    content = b"".join(parts)
    size = len(content)
    if size < 0x80:
        return bytes((tag, size)) + content
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, 0x80 | len(length))) + length + content


def integer(value: int) -> bytes:
    """An INTEGER that is not negative."""
    return made(INTEGER, value.to_bytes(value.bit_length() // 8 + 1, "big"))
