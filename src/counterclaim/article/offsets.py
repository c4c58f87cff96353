"""Where in the captured bytes the characters of an article's text stand.

An article's text is decoded, freed of markup and of doubled blanks; this goes the way back. The captured bytes are
decoded again in the same encoding and read by a small scanner that knows, for every visible character, the bytes it
was written with (an entity or a JSON escape is one character of many bytes). The article's words are then found in
that stream in order. Nothing is stored: the map is worked out when somebody asks for it, and a character that cannot
be found maps to None rather than to a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

from counterclaim.article.encoding import Decoded, decode
from counterclaim.article.quoted import is_quoted, unquoted
from counterclaim.article.sniff import Kind, kind_of
from counterclaim.records import Article, Capture, Span

_SKIPPED = re.compile(
    r"<!--.*?(?:-->|$)|<(script|style|template|noscript|svg|math|iframe|object|canvas|audio|video|select|textarea|map|head)"
    r"\b[^>]*>.*?(?:</\1\s*>|$)|</?[a-zA-Z!?][^>]*>?",
    re.I | re.S,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"', re.S)
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)", re.S)
_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_PDF = "application/pdf"
#: Captures out of which the text was taken by way of a working copy, written in them as it is or quoted.
_MESSAGES = frozenset({"message/rfc822", "multipart/related"})
#: Characters of one search key; a paragraph is looked for by its beginning and then read on.
_KEY = 24
#: Fewer characters than this stand in too many places to be looked for out of their order.
_LEAST = 8


@dataclass(frozen=True, slots=True)
class ByteMap:
    """Byte ranges of an article's characters: ``starts[i]`` to ``ends[i]`` in the captured bytes, -1 where unknown."""

    starts: Sequence[int]
    ends: Sequence[int]

    def bytes_of(self, span: Span) -> tuple[int, int] | None:
        """The range of captured bytes that a span's first to last mapped character take up; None if none is mapped."""
        known = [i for i in range(span.start, span.end) if self.starts[i] >= 0]
        return (self.starts[known[0]], self.ends[known[-1]]) if known else None

    def share(self, text: str) -> float:
        """The share of the text's visible characters whose bytes are known."""
        seen = [s >= 0 for s, c in zip(self.starts, text, strict=True) if not c.isspace()]
        return sum(seen) / len(seen) if seen else 1.0


@dataclass(slots=True)
class _Stream:
    """Visible characters (blanks left out) and where each was written, counted in characters of the decoded source."""

    text: str
    starts: list[int]
    ends: list[int]


def byte_map(data: bytes, article: Article, capture: Capture) -> ByteMap:
    """Map every character of an article's text to the captured bytes it was written with.

    Of a PDF and of parts in base64 nothing is mapped: there the characters are not written as such.

    Args:
        data: the captured bytes.
        article: what was read from them.
        capture: the record of their capture.

    """
    if capture.media_type == _PDF:
        return ByteMap([-1] * len(article.text), [-1] * len(article.text))
    decoded = decode(data, capture.media_type)
    if capture.media_type in _MESSAGES:
        return _in_bytes(data, decoded, *_of_message(article, decoded.text))
    name = (capture.file or "").lower()
    kind = kind_of(decoded.text, name=name, media_type=capture.media_type, is_part=capture.part is not None)
    if kind is Kind.PLAIN:
        places = list(range(len(article.text)))
        starts, ends = places, [p + 1 for p in places]
    else:
        stream = _json_stream(decoded.text) if kind is Kind.ITEM else _html_stream(decoded.text)
        starts, ends = _aligned(article, stream)
    return _in_bytes(data, decoded, starts, ends)


def _of_message(article: Article, raw: str) -> tuple[list[int], list[int]]:
    """Places in a message: of its page or of its plain text, whichever has more of the article's words."""
    chars, starts, ends = unquoted(raw) if is_quoted(raw) else (raw, range(len(raw)), range(1, len(raw) + 1))
    plain = _Stream("", [], [])
    parts: list[str] = []
    _plain(chars, 0, len(chars), plain, parts)
    plain.text = "".join(parts)
    found = [_aligned(article, stream) for stream in (_html_stream(chars), plain)]
    best = max(found, key=lambda places: sum(p >= 0 for p in places[0]))
    return [starts[p] if p >= 0 else -1 for p in best[0]], [ends[p - 1] if p >= 0 else -1 for p in best[1]]


def bytes_between(data: bytes, decoded: Decoded, span: Span) -> tuple[int, int] | None:
    """The range of captured bytes of a stretch of the decoded source; None where they are not known."""
    found = _in_bytes(data, decoded, [span.start], [span.end])
    return (found.starts[0], found.ends[0]) if found.starts[0] >= 0 else None


def json_strings(raw: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Every string in a stretch of JSON, without its quotation marks: where it is written, and what it says."""
    for string in _STRING.finditer(raw, start, end):
        chars, _, _ = _unescaped(raw, string.start(1), string.end(1))
        yield string.start(1), string.end(1), chars


def _html_stream(html: str) -> _Stream:
    """Visible characters of HTML in the order of the source."""
    out = _Stream("", [], [])
    parts: list[str] = []
    at = 0
    for skipped in _SKIPPED.finditer(html):
        _take(html, at, skipped.start(), out, parts)
        at = skipped.end()
    _take(html, at, len(html), out, parts)
    out.text = "".join(parts)
    return out


def _take(html: str, start: int, end: int, out: _Stream, parts: list[str]) -> None:
    """Characters between two tags, entities read."""
    at = start
    for entity in _ENTITY.finditer(html, start, end):
        _plain(html, at, entity.start(), out, parts)
        at = entity.end()
        for c in "".join(unescape(entity.group()).split()):
            parts.append(c)
            out.starts.append(entity.start())
            out.ends.append(entity.end())
    _plain(html, at, end, out, parts)


def _plain(text: str, start: int, end: int, out: _Stream, parts: list[str]) -> None:
    for i in range(start, end):
        c = text[i]
        if not c.isspace() and c != "\0":
            parts.append(c)
            out.starts.append(i)
            out.ends.append(i + 1)


def _json_stream(raw: str) -> _Stream:
    """All strings of a JSON text, escapes read; where one holds HTML, that is read in turn."""
    out = _Stream("", [], [])
    parts: list[str] = []
    for string in _STRING.finditer(raw):
        chars, starts, ends = _unescaped(raw, string.start(1), string.end(1))
        inner = _html_stream(chars) if "<" in chars and ">" in chars else None
        if inner is None:
            inner = _Stream("", [], [])
            piece: list[str] = []
            _plain(chars, 0, len(chars), inner, piece)
            inner.text = "".join(piece)
        parts.append(inner.text)
        out.starts += [starts[i] for i in inner.starts]
        out.ends += [ends[i - 1] for i in inner.ends]
    out.text = "".join(parts)
    return out


def _unescaped(raw: str, start: int, end: int) -> tuple[str, list[int], list[int]]:
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = start
    for escape in [*_ESCAPE.finditer(raw, start, end), None]:
        stop = escape.start() if escape else end
        for i in range(at, stop):
            chars.append(raw[i])
            starts.append(i)
            ends.append(i + 1)
        if escape:
            chars.append(_escaped(escape.group()))
            starts.append(escape.start())
            ends.append(escape.end())
            at = escape.end()
    return "".join(chars), starts, ends


def _escaped(escape: str) -> str:
    if escape[1] != "u":
        return _SHORT.get(escape[1], escape[1])
    units = b"".join(int(u, 16).to_bytes(2, "big") for u in escape.split("\\u")[1:])
    return units.decode("utf-16-be", "replace")[:1]


def _aligned(article: Article, stream: _Stream) -> tuple[list[int], list[int]]:
    """Places in the decoded source of every character of the text, paragraph by paragraph and in order."""
    starts, ends = [-1] * len(article.text), [-1] * len(article.text)
    at = 0
    for found in re.finditer(r"[^\n]+", article.text):
        seen = [(i, c) for i, c in enumerate(found.group(), found.start()) if not c.isspace()]
        key = "".join(c for _, c in seen)
        begin = stream.text.find(key, at)
        begin = begin if begin >= 0 or len(key) < _LEAST else stream.text.find(key)
        if begin >= 0:
            for n, (i, _) in enumerate(seen, begin):
                starts[i], ends[i] = stream.starts[n], stream.ends[n]
            at = begin + len(key)
        elif key:
            at = _pieces(seen, key, stream, at, starts, ends)
    return starts, ends


def _pieces(
    seen: Sequence[tuple[int, str]], key: str, stream: _Stream, at: int, starts: list[int], ends: list[int]
) -> int:
    """A paragraph that is not found whole (the parser mended something in it): as long pieces as there are."""
    n = 0
    while len(key) - n >= _LEAST:
        begin = stream.text.find(key[n : n + _KEY], at, at + 20_000)
        if begin < 0:
            n += 1 if len(key) - n < _KEY else _KEY // 2
            continue
        while n < len(key) and begin < len(stream.text) and stream.text[begin] == key[n]:
            i = seen[n][0]
            starts[i], ends[i] = stream.starts[begin], stream.ends[begin]
            n, begin = n + 1, begin + 1
        at = begin
    return at


def _in_bytes(data: bytes, decoded: Decoded, starts: Sequence[int], ends: Sequence[int]) -> ByteMap:
    """Places in characters of the decoded source to places in bytes, in pieces so that long texts stay quick."""
    if decoded.replaced:
        widths = None if decoded.encoding != "utf-8" else _lossy_offsets(data, decoded)
        if widths is None:
            return ByteMap([-1] * len(starts), [-1] * len(ends))
        offsets = widths
    else:
        skipped = len(data) - len(decoded.text.encode(decoded.encoding))
        offsets = list(_offsets(decoded.text, decoded.encoding, skipped))
    return ByteMap([offsets[s] if s >= 0 else -1 for s in starts], [offsets[e] if e >= 0 else -1 for e in ends])


def _offsets(text: str, encoding: str, start: int) -> Iterator[int]:
    """The byte at which each character begins, and the end; ``start`` is the length of a byte-order mark."""
    at = start
    for c in text:
        yield at
        at += 1 if c < "\x80" and encoding == "utf-8" else len(c.encode(encoding))
    yield at


def _lossy_offsets(data: bytes, decoded: Decoded) -> list[int] | None:
    """Offsets of UTF-8 with unreadable bytes: each run between them is counted by itself."""
    offsets: list[int] = []
    at = len(data) - len(data.removeprefix(b"\xef\xbb\xbf"))
    while at < len(data):
        try:
            rest = data[at:].decode("utf-8")
            bad, width = len(data), 0
        except UnicodeDecodeError as e:
            rest, bad, width = data[at : at + e.start].decode("utf-8"), at + e.start, e.end - e.start
        offsets += list(_offsets(rest, "utf-8", at))[:-1]
        if width:
            offsets.append(bad)
        at = bad + width
    offsets.append(len(data))
    return offsets if len(offsets) == len(decoded.text) + 1 else None
