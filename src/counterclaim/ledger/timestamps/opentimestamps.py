"""OpenTimestamps proofs: the way from a hash, step by step, to something that many people hold.

A calendar server promises (*pending*) that the hash will be part of a Bitcoin block; hours later it knows of which, and
the proof can be completed. Following the steps needs nobody. That the block is one needs a copy of Bitcoin's block
headers, which is not part of this program: the block's number and Merkle root are shown for whoever looks them up.

The format is that of python-opentimestamps (its files are read and written here, not its code).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

MAGIC = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01"
_FORK, _ATTESTED = 0xFF, 0x00
_APPEND, _PREPEND, _REVERSE, _HEXLIFY = 0xF0, 0xF1, 0xF2, 0xF3
_HASHES = {0x02: "sha1", 0x03: "ripemd160", 0x08: "sha256"}
_PENDING = bytes.fromhex("83dfe30d2ef90c8e")
_BITCOIN = bytes.fromhex("0588960d73d71901")
#: Bounds of the format: bytes of one step's argument, steps after each other.
_MAX_BYTES, _MAX_STEPS = 4096, 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Attestation:
    """The end of one way: ``message`` is what the hash became, ``start`` and ``end`` where this stands in the proof.

    ``kind`` is pending (``value``: the calendar's address), bitcoin (the block's number) or unknown.
    """

    kind: str
    value: str
    message: bytes
    start: int
    end: int

    @property
    def merkle_root(self) -> str:
        """The root as block explorers show it."""
        return self.message[::-1].hex()


def commitment(sha256: bytes, nonce: bytes) -> bytes:
    """What a calendar is given: it shall not learn which hash it stamps."""
    return hashlib.sha256(sha256 + nonce).digest()


def proof(sha256: bytes, nonce: bytes, answer: bytes) -> bytes:
    """A whole proof file from a calendar's answer, which is kept in it as it came."""
    return MAGIC + b"\x08" + sha256 + bytes((_APPEND, len(nonce))) + nonce + b"\x08" + answer


def stamped(data: bytes) -> bytes:
    """The SHA-256 that a proof is about.

    Raises:
        ValueError: if it is no proof over a SHA-256.
    """
    begin = len(MAGIC) + 1
    if not data.startswith(MAGIC + b"\x08") or len(data) < begin + 32:
        raise ValueError("not an OpenTimestamps proof over a SHA-256")
    return data[begin : begin + 32]


def attestations(data: bytes) -> list[Attestation]:
    """The ends of all ways of a proof.

    Raises:
        ValueError: if it is no whole proof.
    """
    walk = _Walk(data, len(MAGIC) + 33)
    found = list(walk.ways(stamped(data), 0))
    if walk.at != len(data):
        raise ValueError("bytes after the end of the proof")
    return found


def completed(data: bytes, pending: Attestation, answer: bytes) -> bytes:
    """The proof with what a calendar answered about its pending promise, put behind that.

    Raises:
        ValueError: if the answer does not continue the proof.
    """
    is_last = pending.start == 0 or data[pending.start - 1] != _FORK
    mark = bytes((_FORK,)) if is_last else b""
    promise = data[pending.start : pending.end]
    more = answer if is_last else bytes((_FORK,)) + answer
    whole = data[: pending.start] + mark + promise + more + data[pending.end :]
    attestations(whole)
    return whole


class _Walk:
    """One reading of a proof's steps."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data = data
        self.at = at

    def ways(self, message: bytes | None, depth: int) -> Iterator[Attestation]:
        """All ways from a message; None where a step is not known here, so that what follows cannot be computed."""
        if depth > _MAX_STEPS:
            raise ValueError(f"more than {_MAX_STEPS} steps")
        start = self.at
        tag = self._byte()
        while tag == _FORK:
            start = self.at
            yield from self._way(self._byte(), start, message, depth)
            start = self.at
            tag = self._byte()
        yield from self._way(tag, start, message, depth)

    def _way(self, tag: int, start: int, message: bytes | None, depth: int) -> Iterator[Attestation]:
        if tag == _ATTESTED:
            yield self._attestation(start, message)
        else:
            yield from self.ways(self._step(tag, message), depth + 1)

    def _step(self, tag: int, message: bytes | None) -> bytes | None:
        given = self._bytes() if tag in (_APPEND, _PREPEND) else b""
        if message is None:
            return None
        after = _after(tag, message, given)
        if after is not None and len(after) > _MAX_BYTES:
            raise ValueError(f"a step that gives more than {_MAX_BYTES} bytes")
        return after

    def _attestation(self, start: int, message: bytes | None) -> Attestation:
        kind = self._take(8)
        payload = self._bytes()
        inner = _Walk(payload, 0)
        told, value = "unknown", kind.hex()
        if kind == _PENDING:
            told, value = "pending", inner._bytes().decode("ascii", "replace")
        elif kind == _BITCOIN:
            told, value = "bitcoin", str(inner._number())
        if message is None:
            told, value = "unknown", f"{told} {value}, after a step that is not known here"
        return Attestation(kind=told, value=value, message=message or b"", start=start, end=self.at)

    def _byte(self) -> int:
        return self._take(1)[0]

    def _bytes(self) -> bytes:
        size = self._number()
        if size > _MAX_BYTES:
            raise ValueError(f"an argument of more than {_MAX_BYTES} bytes")
        return self._take(size)

    def _take(self, size: int) -> bytes:
        found = self.data[self.at : self.at + size]
        if len(found) < size:
            raise ValueError("the proof is cut off")
        self.at += size
        return found

    def _number(self) -> int:
        """Seven bits a byte, the lowest first, the top bit set in all but the last."""
        value = 0
        for shift in range(0, 70, 7):
            byte = self._byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                return value
        raise ValueError("a number without an end")


def _after(tag: int, message: bytes, given: bytes) -> bytes | None:
    """What a step makes of a message; None for one that is not known here."""
    if tag == _APPEND:
        return message + given
    if tag == _PREPEND:
        return given + message
    if tag == _REVERSE:
        return message[::-1]
    if tag == _HEXLIFY:
        return message.hex().encode()
    if tag in _HASHES and _HASHES[tag] in hashlib.algorithms_available:
        return hashlib.new(_HASHES[tag], message, usedforsecurity=False).digest()
    return None
