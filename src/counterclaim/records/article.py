"""One capture read as an article: its text, what each stretch of the text is, and when it was published."""

from __future__ import annotations

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A typed stretch of the article's text."""

    type: SegmentType
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An agency or outlet the article says its material comes from.

    ``kind``: ``copy`` (agency copy), ``source`` ("Source: ..."), ``photo``, ``in_text`` ("..., reported AFP").
    """

    name: str
    kind: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class DateCandidate:
    """One reading of when the article was published, or a date in the page that could be mistaken for it.

    ``value`` is an ISO date or datetime, ``precision`` one of ``minute``, ``day``, ``month``, ``year``;
    ``kind`` one of ``published``, ``modified``, ``captured``, ``photo``, ``event``.
    """

    value: str
    precision: str
    kind: str
    method: str
    span: Span | None
    confidence: float


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
class Article:
    """The text of one capture. ``segments`` cover every character of ``text`` that is not blank, in order."""

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

    def segment_at(self, position: int) -> Segment | None:
        """The segment that covers the character at ``position``, if any."""
        return next((s for s in self.segments if s.span.start <= position < s.span.end), None)
