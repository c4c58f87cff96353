"""The part of an article that is read: its own words, furniture left out, with a way back to the article's offsets.

Characters without width (soft hyphens, zero-width spaces and joiners, direction marks) are left out too: they stand
inside words where a page may break them, and a name cut by one is no name. A span over one comes back whole.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from counterclaim.records import READ_TYPES, Segment, SegmentType, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the reading text that stands unbroken in the article.

    ``goes_on``: between it and the stretch before the article has only characters without width.
    """

    start: int
    article_start: int
    length: int
    type: SegmentType
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class ReadingText:
    """The text given to the reader, and where each stretch of it stands in the article."""

    text: str
    stretches: tuple[Stretch, ...]

    def back(self, span: Span) -> tuple[Span, ...]:
        """The article spans of a reading span: several where furniture stood in between, never blank ones."""
        out: list[Span] = []
        for s in self.touched(span.start, span.end):
            start, end = max(span.start, s.start), min(span.end, s.start + s.length)
            shift = s.article_start - s.start
            if s.goes_on and out:
                out[-1] = Span(out[-1].start, end + shift)
            else:
                out.append(Span(start + shift, end + shift))
        return tuple(out)

    def touched(self, start: int, end: int) -> Iterator[Stretch]:
        """The stretches that share a character with a range, in order."""
        first = bisect_right(self.stretches, start, key=lambda s: s.start) - 1
        for i in range(max(first, 0), len(self.stretches)):
            s = self.stretches[i]
            if s.start >= end:
                return
            if max(start, s.start) < min(end, s.start + s.length):
                yield s

    def back_one(self, span: Span) -> Span | None:
        """The longest of the article spans of a reading span; None if it lies in a joint only."""
        parts = self.back(span)
        return max(parts, key=lambda p: (p.end - p.start, -p.start)) if parts else None

    def only(self, ranges: Iterable[tuple[int, int]]) -> ReadingText:
        """The reading text of some ranges of this one, in order; each still leads back to the article."""
        parts: list[str] = []
        stretches: list[Stretch] = []
        length = 0
        for start, end in ranges:
            for s in self.touched(start, end):
                a, b = max(start, s.start), min(end, s.start + s.length)
                shift = s.article_start - s.start
                goes_on = s.goes_on and a > start
                stretches.append(Stretch(length + a - start, a + shift, b - a, s.type, goes_on))
            parts.append(self.text[start:end])
            length += end - start
        return ReadingText("".join(parts), tuple(stretches))

    def of_type(self, kind: SegmentType) -> list[Span]:
        """The unbroken pieces of one type, in order."""
        out: list[Span] = []
        for s in (s for s in self.stretches if s.type is kind):
            if s.goes_on and out:
                out[-1] = Span(out[-1].start, s.start + s.length)
            else:
                out.append(Span(s.start, s.start + s.length))
        return out


_SURROGATE = re.compile("[\ud800-\udfff]")
#: soft hyphen, zero-width space and joiners, direction marks and their isolates, byte-order mark
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")


def whole(text: str) -> str:
    """The text with lone surrogates, which no encoding and no tokenizer takes, replaced one for one."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def reading_text(text: str, segments: Sequence[Segment]) -> ReadingText:
    """Join the readable segments of an article; without segments the whole text is read."""
    text = whole(text)
    if not segments:
        return _visible(ReadingText(text, (Stretch(0, 0, len(text), SegmentType.BODY),)), text)
    parts: list[str] = []
    stretches: list[Stretch] = []
    length, last_end = 0, 0
    for segment in segments:
        if segment.type not in READ_TYPES:
            continue
        start, end = segment.span
        if parts:
            joint = "\n" if "\n" in text[last_end:start] or _ends_sentence(text, last_end) else " "
            parts.append(joint)
            length += 1
        parts.append(text[start:end])
        stretches.append(Stretch(length, start, end - start, segment.type))
        length += end - start
        last_end = end
    return _visible(ReadingText("".join(parts), tuple(stretches)), text)


def _visible(own: ReadingText, text: str) -> ReadingText:
    """The reading text without its characters of no width; a stretch after some goes on with the stretch before."""
    hidden = [] if own.text.isascii() else [m.span() for m in _NO_WIDTH.finditer(own.text)]
    if not hidden:
        return own
    edges = [0, *(p for h in hidden for p in h), len(own.text)]
    kept = own.only(zip(edges[::2], edges[1::2], strict=True))
    after = [replace(b, goes_on=_is_unbroken(a, b, text)) for a, b in pairwise(kept.stretches)]
    return ReadingText(kept.text, (*kept.stretches[:1], *after))


def _is_unbroken(a: Stretch, b: Stretch, text: str) -> bool:
    is_beside = a.start + a.length == b.start
    return is_beside and _NO_WIDTH.fullmatch(text, a.article_start + a.length, b.article_start) is not None


def _ends_sentence(text: str, end: int) -> bool:
    return end > 0 and text[end - 1] in '.?!”"'
