"""HTTP answers as WARC records keep them: status and headers, and the body with its encodings undone."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zlib
from dataclasses import dataclass
from typing import NamedTuple

import brotli

from counterclaim.capture.bounds import Bounds
from counterclaim.capture.readers.packed import PACKED_ERRORS, is_zstd, unpacked_zstd
from counterclaim.errors import InputRejected

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,15})[^\r\n]*\r\n")
_PIECE = 256 * 1024
_ALGORITHMS = ("sha1", "sha256", "sha512", "md5")


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpAnswer:
    """One answer: ``head`` are its header lines as text, ``rest`` what follows them, still encoded."""

    status: int
    head: str
    headers: dict[str, str]
    rest: bytes

    @property
    def media_type(self) -> str:
        """The stated media type without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()[:80] or "no type"

    @property
    def charset(self) -> str:
        """The stated charset; "" if none."""
        found = re.search(r"charset\s*=\s*[\"']?([\w:.-]{2,30})", self.headers.get("content-type", ""), re.I)
        return found.group(1) if found else ""


def parsed_answer(block: bytes, bounds: Bounds) -> HttpAnswer:
    """An answer's parts.

    Raises:
        InputRejected: ``damaged``, if it does not begin as one.
    """
    status = _STATUS.match(block)
    head, mark, rest = block[: bounds.header_bytes].partition(b"\r\n\r\n")
    if not mark:
        head, mark, rest = block[: bounds.header_bytes].partition(b"\n\n")
    if status is None or not mark:
        raise InputRejected("damaged", "does not begin as an HTTP answer")
    text = head.decode("latin-1")
    pairs = (line.partition(":") for line in text.splitlines()[1:])
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    rest = block[len(head) + len(mark) :]
    return HttpAnswer(status=int(status.group(1)), head=text, headers=headers, rest=rest)


def kept_head(head: str) -> str:
    """An answer's status line and headers as they are kept in the custody log: without cookies, which name people."""
    lines = [x for x in head.splitlines() if not x.lower().startswith(("set-cookie", "cookie", "authorization"))]
    return "\r\n".join(lines)[:8000]


class Body(NamedTuple):
    """A body without its encodings; not ``is_whole`` where an encoding was cut off, so that the end is missing."""

    data: bytes
    is_whole: bool = True


def decoded_body(answer: HttpAnswer, bounds: Bounds) -> Body:
    """The body without transfer and content encodings; archives often store it decoded, whatever the headers say.

    Raises:
        InputRejected: ``too_large`` or ``encoding``.
    """
    body = answer.rest
    if "chunked" in answer.headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    return undone(answer.headers.get("content-encoding", ""), body, bounds.item_bytes, bounds.layers)


def undone(encodings: str, body: bytes, most: int, layers: int) -> Body:
    """All content encodings of a header's value undone, the last one first.

    Raises:
        InputRejected: ``encoding`` for one that is not read or not what is stated, ``too_large`` above ``most`` bytes.
    """
    stated = [e.strip().lower() for e in encodings.split(",") if e.strip()]
    if len(stated) > layers:
        raise InputRejected("encoding", f"more than {layers} content encodings")
    found = Body(body)
    for layer in reversed(stated):
        inner = _undone(layer, found.data, most)
        found = Body(inner.data, inner.is_whole and found.is_whole)
        if len(found.data) > most:
            raise InputRejected("too_large", f"unpacks to more than {most} bytes")
    return found


def _undone(layer: str, body: bytes, most: int) -> Body:
    """One content encoding undone, as far as a little more than ``most`` bytes; what is not in it is left as it is."""
    if layer in ("gzip", "x-gzip"):
        return _inflated(body, zlib.MAX_WBITS | 16, most) if body.startswith(b"\x1f\x8b") else Body(body)
    if layer == "deflate":
        wrapped = body[:1] == b"\x78"
        return _inflated(body, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, most)
    if layer == "zstd":
        return _zstd(body, most) if is_zstd(body) else Body(body)
    if layer == "br":
        return _brotli(body, most)
    if layer in ("identity", "none") or _is_plain(body):
        return Body(body)
    raise InputRejected("encoding", f"content encoding {layer[:20]} is not read")


def _is_plain(body: bytes) -> bool:
    """Whether a body begins as a page, JSON or PDF does: it was stored decoded."""
    return body[:200].lstrip()[:1] in (b"<", b"{", b"%")


def _inflated(body: bytes, wbits: int, most: int) -> Body:
    inflater = zlib.decompressobj(wbits=wbits)
    try:
        found = inflater.decompress(body, most + 1)
    except zlib.error:
        return Body(body)
    return Body(found, inflater.eof)


def _zstd(body: bytes, most: int) -> Body:
    try:
        return Body(*unpacked_zstd(body, most))
    except PACKED_ERRORS as error:
        raise InputRejected("encoding", f"stated as zstd, and cannot be unpacked: {error}"[:150]) from error


def _brotli(body: bytes, most: int) -> Body:
    """Brotli has no mark to be known by: what cannot be unpacked was stored unpacked, if it begins as a page."""
    decoder = brotli.Decompressor()
    parts: list[bytes] = []
    size, fed = 0, body
    try:
        while size <= most and not decoder.is_finished():
            part = decoder.process(fed, output_buffer_limit=_PIECE)
            fed = b""
            if not part and decoder.can_accept_more_data():
                break
            parts.append(part)
            size += len(part)
    except brotli.error as error:
        if _is_plain(body):
            return Body(body)
        raise InputRejected("encoding", "stated as Brotli, and it is not") from error
    return Body(b"".join(parts), decoder.is_finished())


def _unchunked(body: bytes) -> bytes:
    """The chunks put together; the body as it is where they do not add up (it was stored without them)."""
    parts: list[bytes] = []
    at = 0
    while (size := _CHUNK_SIZE.match(body, at)) is not None:
        length = int(size.group(1), 16)
        begin = size.end()
        if length == 0:
            return b"".join(parts)
        if begin + length > len(body):
            return body
        parts.append(body[begin : begin + length])
        at = begin + length + 2
    return body


def digest_told(headers: dict[str, str], block: bytes, payload: bytes) -> str:
    """Whether the digests that a record states are those of its bytes."""
    verdicts = []
    for field, data in (("warc-block-digest", (block,)), ("warc-payload-digest", (payload, _unchunked(payload)))):
        name, _, value = headers.get(field, "").partition(":")
        name = name.strip().lower().replace("-", "")
        if value and name in _ALGORITHMS:
            verdicts.append(any(_equal(hashlib.new(name, d, usedforsecurity=False).digest(), value) for d in data))
    if not verdicts:
        return "not stated"
    return "matches" if all(verdicts) else "differs"


def _equal(digest: bytes, stated: str) -> bool:
    """Whether a stated digest, in hexadecimal or base 32, is this one."""
    text = stated.strip()
    if text.lower() == digest.hex():
        return True
    try:
        return base64.b32decode(text.upper() + "=" * (-len(text) % 8)) == digest
    except (binascii.Error, ValueError):
        return False
