"""One capture read as an article: its text, what each stretch of the text is, and when it was published."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from counterclaim.records.span import Span


class SegmentType(StrEnum):
    """What a stretch of an article's text is. Furniture is labelled and kept, never deleted."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    DATELINE = "dateline"
    BYLINE = "byline"
    BODY = "body"
    CAPTION = "caption"
    RELATED = "related"
    COMMENT = "comment"
    WIDGET = "widget"
    CREDIT = "credit"
    DUPLICATE = "duplicate"


#: Segment types whose words are the article's own and are read for attributions.
READ_TYPES = frozenset({SegmentType.HEADLINE, SegmentType.STANDFIRST, SegmentType.BODY, SegmentType.CAPTION})
_RUNNING = frozenset({SegmentType.STANDFIRST, SegmentType.BODY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A typed stretch of the article's text."""

    type: SegmentType
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An agency or outlet that the article names, and for what.

    ``kind``: ``copy`` (agency copy), ``source`` ("Source: ..."), ``photo``, ``in_text`` ("..., reported AFP"),
    ``venue`` (where somebody spoke: "in an interview with AFP"), ``mention`` (none of these). Only ``copy`` and
    ``source`` say that the text itself comes from there.
    """

    name: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedCredit:
    """An agency that is named as author outside the visible text: in a page's metadata or in a field of an item.

    ``kind`` is ``copy``, as of an author that the text prints; ``method`` says where it stands. ``words`` are those of
    the source there, and ``start`` to ``end`` the bytes of the captured object that they are.
    """

    name: str
    kind: str
    method: str
    words: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DateCandidate:
    """One reading of when the article was published, or a date in the page that could be mistaken for it.

    ``value`` is an ISO date or datetime, ``precision`` one of ``minute``, ``day``, ``month``, ``year``;
    ``kind`` one of ``published``, ``modified``, ``captured``, ``photo``, ``event``. ``method`` says where it was read,
    ``zone`` whether its time zone is ``known`` (stated with it) or ``none`` (a day, or a clock without a zone).
    """

    value: str
    precision: str
    kind: str
    method: str
    span: Span | None
    confidence: float
    zone: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The publication date decided on, the words it rests on, why, and the readings it was chosen over."""

    value: str | None
    precision: str | None
    method: str
    evidence: Span | None
    reason: str
    alternatives: tuple[DateCandidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextWarning:
    """Something in the text that a reader cannot see or is misled by; the text itself is left as it was.

    ``kind``: ``bidi`` (marks that turn the order of letters), ``invisible`` (zero-width and tag characters),
    ``homoglyph`` (a word of letters from several scripts that look alike), ``hidden`` (words that the page does not
    show; without a span they were left out of the text), ``replaced`` (bytes that could not be read).
    """

    kind: str
    span: Span | None
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSpan:
    """A passage in another language than the article's: its two-letter code."""

    language: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """The text of one capture. ``segments`` cover every character of ``text`` that is not blank, in order.

    Of a page, ``agreement`` is how far the body extractors agreed on what the body is, from 0 to 1. ``passages`` are in
    another language than ``language``. ``shared`` are the segments that look like running text in this capture alone
    and are furniture because the outlet prints them in its other articles of the case too: each with the type it has
    alone, while ``segments`` has it as ``widget``. ``stated_credits`` are credits without words in ``text``.
    """

    id: str
    capture: str
    file: str | None
    uri: str | None
    title: str | None
    title_span: Span | None
    outlet: str | None
    byline: str | None
    authors: tuple[str, ...]
    language: str | None
    published: Published
    credits: tuple[Credit, ...]
    text: str
    segments: tuple[Segment, ...]
    made_by: str
    agreement: float | None = None
    passages: tuple[LanguageSpan, ...] = ()
    warnings: tuple[TextWarning, ...] = ()
    shared: tuple[Segment, ...] = ()
    stated_credits: tuple[StatedCredit, ...] = ()

    def alone(self) -> Article:
        """The article as its capture gives it, without what only the case's other articles tell."""
        if not self.shared:
            return self
        types = {s.span: s.type for s in self.shared}
        segments = tuple(replace(s, type=types.get(s.span, s.type)) for s in self.segments)
        return replace(self, segments=segments, shared=())

    def running_text(self) -> str:
        """Standfirst and body, one paragraph a line; a dateline in front of a paragraph is part of it."""
        parts: list[str] = []
        for segment, after in zip(self.segments, (*self.segments[1:], None), strict=True):
            if segment.type in _RUNNING:
                parts.append(segment.span.of(self.text) + "\n")
            elif segment.type is SegmentType.DATELINE and after is not None and after.type in _RUNNING:
                between = self.text[segment.span.end : after.span.start]
                parts.append("" if "\n" in between else segment.span.of(self.text) + between)
        return "".join(parts).rstrip("\n")

    def segment_at(self, position: int) -> Segment | None:
        """The segment that covers the character at ``position``, if any."""
        return next((s for s in self.segments if s.span.start <= position < s.span.end), None)
