"""Bytes to characters: which encoding, how it was known, and what could not be read in it."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from counterclaim.article.bounds import (
    ENCODING_SAMPLE_BYTES,
    MAX_CONTROL_SHARE,
    MAX_UNDECODABLE_SHARE,
)
from counterclaim.article.rejections import rejected

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{2,30})""", re.I)
#: Labels that pages use for what is really the Windows superset (WHATWG encoding standard).
_SUPERSETS = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_CONTROL = bytes((*range(9), *range(14, 27), *range(28, 32)))
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read in, how that was known, and how many characters were replaced."""

    text: str
    encoding: str
    method: str
    replaced: int = 0

    def told(self) -> str:
        """The encoding in a few words, for the record."""
        lost = f", {self.replaced} characters not readable" if self.replaced else ""
        return f"{self.encoding} ({self.method}{lost})"


def decode(data: bytes, media_type: str = "") -> Decoded:
    """Decode ``data``: byte-order mark, then valid UTF-8, then the declared charset, then a statistical guess.

    UTF-8 is tried before a declared legacy charset because text that happens to be valid UTF-8 with non-ASCII
    characters is practically never anything else, while wrong declarations are common.

    Raises:
        InputRejected: ``binary`` or ``undecodable``.

    """
    found = _by_mark(data) or _by_zeros(data) or _as_utf8(data) or _as_declared(data, media_type)
    found = found or _as_guessed(data) or _with_losses(data)
    sample = found.text[:200_000]
    if _controls(sample) > MAX_CONTROL_SHARE * len(sample):
        raise rejected("binary", f"too many control characters when read as {found.encoding}")
    return found


def _controls(text: str) -> int:
    """How many characters are control characters, or none at all; counted in bytes, which is ten times as quick."""
    data = text.encode("utf-8", "replace")
    return len(data) - len(data.translate(None, _CONTROL)) + sum(map(data.count, _NO_CHARACTERS))


def _by_mark(data: bytes) -> Decoded | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _counted(data[len(mark) :], name, "byte-order mark")
    return None


def _by_zeros(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: zero bytes in nearly all even or nearly all odd places; other zeros mean binary."""
    sample = data[:4096]
    if b"\0" not in sample:
        return None
    half = max(1, len(sample) // 2)
    for name, zeros in (("utf-16-le", sample[1::2].count(0)), ("utf-16-be", sample[0::2].count(0))):
        if zeros > 0.7 * half:
            return _counted(data, name, "pattern of zero bytes")
    raise rejected("binary", "zero bytes in the text")


def _as_utf8(data: bytes) -> Decoded | None:
    try:
        return Decoded(data.decode("utf-8"), "utf-8", "valid UTF-8")
    except UnicodeDecodeError as e:
        # A file cut in the middle of a character is still UTF-8.
        if e.reason == "unexpected end of data" and e.start >= len(data) - 3 and e.start > 0:
            return Decoded(data[: e.start].decode("utf-8") + "\ufffd", "utf-8", "valid UTF-8, cut off", 1)
        return None


def _as_declared(data: bytes, media_type: str) -> Decoded | None:
    in_type = re.search(r"charset=([\w:.-]+)", media_type)
    in_page = _DECLARED.search(data[:4096])
    names = [
        in_type.group(1) if in_type else "",
        in_page.group(1).decode("ascii", "replace") if in_page else "",
    ]
    for name in filter(None, names):
        try:
            codec = codecs.lookup(name).name
        except LookupError:
            continue
        try:
            found = _counted(data, _SUPERSETS.get(codec, codec), "declared")
        except LookupError:  # a codec that is not one of text
            continue
        if found.replaced <= MAX_UNDECODABLE_SHARE * len(data):
            return found
    return None


def _as_guessed(data: bytes) -> Decoded | None:
    from charset_normalizer import from_bytes  # slow to import, needed for few inputs

    odd = re.search(rb"[\x80-\xff]", data)
    begin = max(0, (odd.start() if odd else 0) - ENCODING_SAMPLE_BYTES // 4)
    best = from_bytes(data[begin : begin + ENCODING_SAMPLE_BYTES]).best()
    if best is None:
        return None
    found = _counted(data, best.encoding, "guessed from the bytes")
    return found if found.replaced <= MAX_UNDECODABLE_SHARE * len(data) else None


def _with_losses(data: bytes) -> Decoded:
    found = _counted(data, "utf-8", "mostly UTF-8")
    if found.replaced > MAX_UNDECODABLE_SHARE * len(data):
        raise rejected("undecodable", "neither UTF-8 nor any encoding that could be guessed")
    return found


def _counted(data: bytes, encoding: str, method: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, encoding, method, text.count("\ufffd"))
