"""HTTP answers as WARC records keep them: status and headers, and the body with its encodings undone."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
import zlib
from dataclasses import dataclass

from counterclaim.capture.bounds import Bounds
from counterclaim.errors import InputRejected

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,15})[^\r\n]*\r\n")
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


def decoded_body(answer: HttpAnswer, bounds: Bounds) -> bytes:
    """The body without transfer and content encodings; archives often store it decoded, whatever the headers say.

    Raises:
        InputRejected: ``too_large`` or ``encoding``.
    """
    body = answer.rest
    if "chunked" in answer.headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    layers = [e.strip().lower() for e in answer.headers.get("content-encoding", "").split(",") if e.strip()]
    if len(layers) > bounds.layers:
        raise InputRejected("encoding", f"more than {bounds.layers} content encodings")
    for layer in reversed(layers):
        body = undone(layer, body, bounds.item_bytes)
    return body


def undone(layer: str, body: bytes, most: int) -> bytes:
    """One content encoding undone; bytes that are not in it are returned as they are.

    Raises:
        InputRejected: ``encoding`` for one that is not read here, ``too_large`` above ``most`` bytes.
    """
    if layer in ("gzip", "x-gzip"):
        return _inflated(body, zlib.MAX_WBITS | 16, most) if body.startswith(b"\x1f\x8b") else body
    if layer == "deflate":
        wrapped = body[:1] == b"\x78"
        return _inflated(body, zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS, most)
    if layer in ("identity", "none"):
        return body
    if body[:200].lstrip()[:1] in (b"<", b"{", b"%"):
        return body  # stored decoded
    raise InputRejected("encoding", f"content encoding {layer[:20]} is not read")


def _inflated(body: bytes, wbits: int, most: int) -> bytes:
    inflater = zlib.decompressobj(wbits=wbits)
    try:
        found = inflater.decompress(body, most + 1)
    except zlib.error:
        return body
    if len(found) > most:
        raise InputRejected("too_large", f"unpacks to more than {most} bytes")
    return found


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
