"""The part of an article that is read: its own words, furniture left out, with a way back to the article's offsets."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.records import READ_TYPES, Segment, SegmentType, Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the reading text that stands unbroken in the article."""

    start: int
    article_start: int
    length: int
    type: SegmentType


@dataclass(frozen=True, slots=True)
class ReadingText:
    """The text given to the reader, and where each stretch of it stands in the article."""

    text: str
    stretches: tuple[Stretch, ...]

    def back(self, span: Span) -> tuple[Span, ...]:
        """The article spans of a reading span: several where furniture stood in between, never blank ones."""
        out: list[Span] = []
        for s in self.stretches:
            start, end = max(span.start, s.start), min(span.end, s.start + s.length)
            if start < end:
                shift = s.article_start - s.start
                out.append(Span(start + shift, end + shift))
        return tuple(out)

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
            for s in self.stretches:
                a, b = max(start, s.start), min(end, s.start + s.length)
                if a < b:
                    shift = s.article_start - s.start
                    stretches.append(Stretch(length + a - start, a + shift, b - a, s.type))
            parts.append(self.text[start:end])
            length += end - start
        return ReadingText("".join(parts), tuple(stretches))

    def type_at(self, position: int) -> SegmentType:
        """The segment type at a position of the reading text."""
        i = bisect_right([s.start for s in self.stretches], position) - 1
        return self.stretches[max(i, 0)].type if self.stretches else SegmentType.BODY


_SURROGATE = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """The text with lone surrogates, which no encoding and no tokenizer takes, replaced one for one."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def reading_text(text: str, segments: Sequence[Segment]) -> ReadingText:
    """Join the readable segments of an article; without segments the whole text is read."""
    text = whole(text)
    if not segments:
        return ReadingText(text, (Stretch(0, 0, len(text), SegmentType.BODY),))
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
    return ReadingText("".join(parts), tuple(stretches))


def _ends_sentence(text: str, end: int) -> bool:
    return end > 0 and text[end - 1] in '.?!”"'
