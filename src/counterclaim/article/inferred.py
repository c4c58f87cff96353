"""The day of a report worked out from its own words: a weekday near the top against the dates of the text.

News says "on Monday", not when that Monday was. Another date often does: the day a photograph was taken, a day
named with its weekday ("on Monday, 4 April"), a dateline with day and month. Only such firm ties decide; a weekday
and just any date of the text would agree by chance one time in seven, so those stay alternatives.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.article.bounds import MAX_DATES, MAX_PAIRED_DATES, MAX_PAIRED_WEEKDAYS
from counterclaim.article.dates import DateMention, bare_weekdays, find_dates
from counterclaim.records import Segment, SegmentType, Span

_FUTURE = re.compile(
    r"\b(?:to be|will|would|shall|scheduled|planned|plans?|set (?:for|to)|next|upcoming|coming|due|expected|"
    r"deadline|until|till|by)\b[^.!?]{0,70}$",
    re.I,
)
_SAYING = re.compile(
    r"\b(?:said|says|told|announced|stated|accused|denied|rejected|claimed|warned|speaking|declared)\b[^.,;!?]{0,40}$",
    re.I,
)
_LONG_AGO = re.compile(r"\b(?:last|previous|earlier|past|since|every|each)\s*$", re.I)
#: Days that are names of events more often than dates (month, day).
_EVENT_NAMES = frozenset({(9, 11), (1, 6), (10, 7), (7, 4)})
#: Paragraphs from the top in which a weekday is taken to tell the day of the report.
_LEAD_PARAGRAPHS = 4
#: Paragraphs in which a weekday of saying is looked for.
_PARAGRAPHS = 40
#: Years back for which a date without a year is tried.
_YEARS_BACK = 25
#: Days between a dated photograph or event and a report of it; at more, the weekday is likelier another one.
_REACH_DAYS = 3
_TEXT = (SegmentType.STANDFIRST, SegmentType.BODY)


@dataclass(frozen=True, slots=True)
class Seen:
    """A date in the text with the kind of place it stands in; ``paragraph`` counts in the body, -1 elsewhere."""

    mention: DateMention
    place: SegmentType
    paragraph: int
    is_future: bool
    before_body: bool


@dataclass(frozen=True, slots=True)
class Inferred:
    """A publication day worked out from the text, the words it rests on, and why."""

    day: date
    evidence: Span
    reason: str
    confidence: float
    others: tuple[date, ...] = ()


def seen_dates(text: str, segments: Sequence[Segment]) -> list[Seen]:
    """All dates of the text with where they stand."""
    out: list[Seen] = []
    paragraph = -1
    for segment in segments:
        paragraph += segment.type is SegmentType.BODY
        place = max(paragraph, 0) if segment.type in _TEXT else -1
        for m in find_dates(text, segment.span):
            before = text[max(segment.span.start, m.span.start - 90) : m.span.start]
            out.append(Seen(m, segment.type, place, bool(_FUTURE.search(before)), paragraph < 0))
        if len(out) >= MAX_DATES:
            break
    return out[:MAX_DATES]


def infer_day(text: str, seen: Sequence[Seen], segments: Sequence[Segment], last_day: date) -> Inferred | None:
    """The day of the report, if the text has anything to work it out from; see ``confidence`` for how firm it is."""
    weekdays = _lead_weekdays(text, segments, seen)
    filed = _filing_day(seen, weekdays, last_day)
    if filed is not None or not weekdays:
        return filed
    told = [s for s in seen if s.place in (*_TEXT, SegmentType.CAPTION)][:MAX_PAIRED_DATES]
    readings = [
        r
        for n, (span, weekday, _) in enumerate(weekdays[:MAX_PAIRED_WEEKDAYS])
        for s in told
        # Only a photograph or a day with its weekday is firm enough for a weekday other than the first.
        if (n == 0 or s.place is SegmentType.CAPTION or s.mention.weekday is not None)
        if (r := _against(s, (span, weekday), last_day, text))
    ]
    return max(readings, key=lambda r: (r.confidence, -r.evidence.start), default=None)


def _lead_weekdays(text: str, segments: Sequence[Segment], seen: Sequence[Seen]) -> list[tuple[Span, int, bool]]:
    """Weekdays that may be the report's own, in order, and whether each is one on which somebody said something.

    Those of something planned or long past are left out; below the first paragraphs only those of saying count.
    """
    out: list[tuple[Span, int, bool]] = []
    for n, segment in enumerate([s for s in segments if s.type in _TEXT][:_PARAGRAPHS]):
        dates = [s.mention for s in seen if segment.span.start <= s.mention.span.start < segment.span.end]
        for span, weekday in bare_weekdays(text, segment.span, dates):
            before = text[max(segment.span.start, span.start - 90) : span.start]
            is_saying = bool(_SAYING.search(before))
            # "... will meet, she said on Sunday": the weekday is that of the saying.
            is_past = (is_saying or not _FUTURE.search(before)) and not _LONG_AGO.search(before)
            if is_past and (n < _LEAD_PARAGRAPHS or is_saying):
                out.append((span, weekday, is_saying))
    return out


def _filing_day(seen: Sequence[Seen], weekdays: Sequence[tuple[Span, int, bool]], last_day: date) -> Inferred | None:
    """The day of a dateline with day and month but no year ("CITY, 4 April (AGENCY) -").

    The year is the latest in which that day has the weekday on which somebody near the top is said to have spoken.
    """
    told = [w for _, w, is_saying in weekdays if is_saying] or [w for _, w, _ in weekdays]
    for s in seen:
        m = s.mention
        if s.place is not SegmentType.DATELINE or m.year is not None or m.day is None:
            continue
        days = _past(m, last_day)
        fits = m.weekday or (told[0] if told else None)
        tied = [d for d in days if d.isoweekday() == fits]
        if days:
            how = "the latest year in which the weekday fits" if tied else "the latest possible year"
            chosen = tied or days
            reason = f"inferred: day and month from the dateline, {how}"
            return Inferred(chosen[0], m.span, reason, 0.6 if tied else 0.5, tuple(chosen[1:3]))
    return None


def _against(s: Seen, lead: tuple[Span, int], last_day: date, text: str) -> Inferred | None:
    """The report's day from one date of the text and the weekday near its top."""
    span, weekday = lead
    m = s.mention
    if s.place not in (*_TEXT, SegmentType.CAPTION) or m.day is None or (m.month, m.day) in _EVENT_NAMES:
        return None
    same_paragraph = s.paragraph >= 0 and "\n" not in text[min(span.start, m.span.start) : max(span.end, m.span.end)]
    days, confidence, how = _days(s, weekday, last_day, same_paragraph)
    resolved = [r for r in (_nearest(d, weekday, s.is_future) for d in days) if r <= last_day]
    if not resolved:
        return None
    if min(abs((r - d).days) for r, d in zip(resolved, days, strict=False)) > _REACH_DAYS:
        confidence = min(confidence, 0.4)
    side = "on or before" if s.is_future else "on or after"
    reason = f"inferred: the {span.of(text)} {side} “{' '.join(m.span.of(text).split())}” ({how})"
    return Inferred(resolved[0], span, reason, confidence, tuple(resolved[1:]))


def _days(s: Seen, weekday: int, last_day: date, same_paragraph: bool) -> tuple[list[date], float, str]:
    """The days a date may mean, likeliest first, how firm its tie to the report's weekday is, and why."""
    m = s.mention
    near_top = 0 <= s.paragraph < _LEAD_PARAGRAPHS
    if m.full:
        days = [m.full] if m.full <= last_day else []
        is_firm = s.place is SegmentType.CAPTION or (m.weekday is not None and near_top)
        same_day = m.full.isoweekday() == weekday and near_top
        return days, 0.75 if is_firm else 0.6 if same_day else 0.4, "its year is stated"
    possible = _past(m, last_day)
    if m.weekday is not None:
        days = [d for d in possible if d.isoweekday() == m.weekday]
        return days[:3], 0.65 if near_top else 0.45, "the latest year in which its weekday fits"
    if same_paragraph and not s.is_future and s.paragraph <= 1:
        days = [d for d in possible if d.isoweekday() == weekday]
        return days[:3], 0.55, "taken for the same day, in the latest year in which that fits"
    return possible[:1], 0.3, "in the latest possible year"


def _past(mention: DateMention, last_day: date) -> list[date]:
    """The days a date without a year may mean, latest first."""
    years = range(last_day.year, last_day.year - _YEARS_BACK, -1)
    return [d for y in years if (d := mention.on(y)) and d <= last_day]


def _nearest(day: date, weekday: int, is_future: bool) -> date:
    """The day with that weekday on or after ``day``; for a planned day the one on or before it."""
    if is_future:
        return day - timedelta(days=(day.isoweekday() - weekday) % 7)
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)
