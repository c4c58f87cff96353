"""When an article was published: every candidate with its evidence, one decision with its reason, or "not stated".

A date in page furniture is at best the day the page was fetched, one in a caption the day of the photograph, one in
the running text the day of an event: none of these is the publication date. Where no date is stated for the
article itself, a weekday named in its first paragraphs ("said Sunday") can be resolved against the other dates in
the text; such a date is marked inferred.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from counterclaim.article.bounds import WEEKDAY_REACH_DAYS
from counterclaim.article.dates import find_dates, label_before
from counterclaim.article.document import Document, StatedDate
from counterclaim.article.inferred import Inferred, Seen, infer_day, seen_dates
from counterclaim.records import DateCandidate, Published, Segment, SegmentType, Span

_EARLIEST = date(1970, 1, 1)
#: Confidence of a day that was read off a page's visible words without knowing what it is the day of.
_GUESSED = 0.5
#: Confidence from which on a stated date is believed without a witness, and a printed one more than a guess.
_SURE = 0.9
_PRINTED = 0.75


def decide_published(document: Document, segments: Sequence[Segment], captured_at: datetime) -> Published:
    """The publication date of an article.

    Args:
        document: the text and what the page states about itself.
        segments: its typed segments.
        captured_at: when the bytes were obtained; nothing can have been published after that.

    """
    last_day = captured_at.astimezone(UTC).date() + timedelta(days=1)
    seen = seen_dates(document.text, segments)
    stated = [c for c in (_stated(s, last_day) for s in document.stated.dates) if c]
    visible = _visible(document.text, seen, last_day)
    inferred = infer_day(document.text, seen, segments, last_day)
    guess = [_inferred_candidate(inferred)] if inferred else []
    years = [_yearless(day, inferred) for day in inferred.others] if inferred else []
    late = [c for c in (_late(s, last_day) for s in document.stated.dates) if c]
    candidates = [*stated, *visible, *guess, *years, *late]
    chosen, reason = _choose(stated, visible, inferred, seen, captured_at.astimezone(UTC).date())
    if late:
        told = "; ".join(dict.fromkeys(f"{c.value[:10]} ({c.method})" for c in late))
        reason = f"{reason}; cannot be: {told}"
    others = tuple(
        c for c in dict.fromkeys(candidates) if chosen is None or (c.value, c.method) != (chosen.value, chosen.method)
    )
    if chosen is None:
        return Published(
            value=None, precision=None, method="not stated", evidence=None, reason=reason, alternatives=others
        )
    return Published(
        value=chosen.value, precision=chosen.precision, method=chosen.method, evidence=chosen.span,
        reason=reason, alternatives=others,
    )  # fmt: skip


def _choose(
    stated: list[DateCandidate],
    visible: list[DateCandidate],
    inferred: Inferred | None,
    seen: Sequence[Seen],
    capture_day: date,
) -> tuple[DateCandidate | None, str]:
    """The candidate that wins, and why in words."""
    lines = [c for c in visible if c.kind == "published"]
    modified = [c for c in stated if c.kind == "modified"]
    told = [c for c in stated if c.kind == "published"]
    sure = [c for c in told if c.confidence >= _SURE and (_is_confirmed(c, told) or not _is_after_change(c, modified))]
    if sure:
        chosen = _best_supported(_first_made(sure, modified), lines)
        how = f"stated by the page or its source ({chosen.method})"
        if len({_day(c) for c in sure}) > 1:
            how += "; other statements of the page give another day, this one has most sources"
        return _with_words(chosen, [c for c in lines if _day(c) == _day(chosen)]), how
    # Where a page's visible date and a program's guess differ, the guess is mostly the day of the last change.
    guesses = [c for c in told if not (_is_weak(c, modified) and _agrees_with_none(c, lines, modified))]
    for candidate in guesses:
        day = _day(candidate)
        witnesses = [c for c in [*stated, *lines] if c is not candidate and _day(c) == day]
        if not witnesses and (day == capture_day or _is_only_furniture(candidate, visible)):
            continue
        return _with_words(candidate, witnesses), f"stated by the page or its source ({candidate.method})"
    for candidate in sorted(lines, key=lambda c: -c.confidence):
        contradiction = None if _agrees(candidate, seen) else _contradiction(candidate, inferred)
        if contradiction and inferred is not None:
            return _inferred_candidate(inferred), contradiction
        return candidate, f"a date standing by itself with the article ({candidate.method})"
    if inferred is not None and inferred.confidence >= 0.5:
        return _inferred_candidate(inferred), inferred.reason
    if modified:
        return modified[0], "only the day of the last change is stated; the article is not younger"
    named = ", ".join(sorted({c.kind for c in [*visible, *stated]}))
    return (
        None,
        f"not stated; dates found are of other kinds ({named})" if named else "not stated; no date found",
    )


def _best_supported(sure: Sequence[DateCandidate], lines: Sequence[DateCandidate]) -> DateCandidate:
    """Of dates that the page states for sure, the first of the day that most kinds of sources give.

    Sources are JSON-LD, meta elements and the printed line; ten meta elements are one source, since one program
    writes them all.
    """

    def support(candidate: DateCandidate) -> int:
        day = _day(candidate)
        kinds = {c.method.split()[0] for c in sure if _day(c) == day}
        return len(kinds) + any(_day(c) == day for c in lines)

    # An instant is not overruled by bare days, which are often those of the page's last change.
    rivals = [c for c in sure if c.precision == sure[0].precision] if sure[0].precision == "minute" else sure
    return max(rivals, key=lambda c: (support(c), -sure.index(c)))


def _first_made(sure: Sequence[DateCandidate], modified: Sequence[DateCandidate]) -> Sequence[DateCandidate]:
    """Without statements that only repeat the time of the last change, where an earlier one is left."""
    changes = {c.value for c in modified}
    others = [c for c in sure if c.value not in changes and c.precision == "minute"]
    same = [c for c in sure if c.value in changes]
    is_earlier = bool(others and same) and min(c.value[:10] for c in others) < min(c.value[:10] for c in same)
    return others if is_earlier else sure


def _is_confirmed(candidate: DateCandidate, told: Sequence[DateCandidate]) -> bool:
    """Whether two kinds of sources, such as JSON-LD and meta elements, state the same day."""
    kinds = {c.method.split()[0] for c in told if c.confidence >= _SURE and _day(c) == _day(candidate)}
    return len(kinds) > 1


def _is_after_change(candidate: DateCandidate, modified: Sequence[DateCandidate]) -> bool:
    """Whether a page claims to have been published after its last change: a program's date, not an editor's."""
    days = [d for c in modified if (d := _day(c))]
    own = _day(candidate)
    return bool(days) and own is not None and own > max(days)


def _is_weak(candidate: DateCandidate, modified: Sequence[DateCandidate]) -> bool:
    return candidate.method == "htmldate" or _is_after_change(candidate, modified)


def _agrees_with_none(
    candidate: DateCandidate, lines: Sequence[DateCandidate], modified: Sequence[DateCandidate]
) -> bool:
    """Whether a guessed day is no day that is printed with the article, or is that of the last change."""
    day = _day(candidate)
    firm = [c for c in lines if c.confidence >= _PRINTED]
    if not firm:
        return False
    is_change = any(_day(c) == day for c in modified)
    return _day(firm[0]) != day if is_change else all(_day(c) != day for c in firm)


def _is_only_furniture(candidate: DateCandidate, visible: Sequence[DateCandidate]) -> bool:
    """Whether a day that was only guessed from the page stands there as the day of a photograph."""
    kinds = {c.kind for c in visible if _day(c) == _day(candidate)}
    return candidate.confidence <= _GUESSED and "photo" in kinds and "published" not in kinds


def _with_words(candidate: DateCandidate, witnesses: Sequence[DateCandidate]) -> DateCandidate:
    """The candidate with the words of the text that say the same day, where there are some to point to."""
    span = next((c.span for c in witnesses if c.span is not None), None)
    return replace(candidate, span=span)


def _agrees(candidate: DateCandidate, seen: Sequence[Seen]) -> bool:
    """Whether a date of the running text, read in the candidate's year, falls shortly before or after it."""
    day = _day(candidate)
    for s in seen:
        if day is None or s.place not in (SegmentType.BODY, SegmentType.STANDFIRST) or s.mention.day is None:
            continue
        other = s.mention.full or s.mention.on(day.year)
        if other is None or (s.mention.weekday and other.isoweekday() != s.mention.weekday):
            continue
        if -30 <= (other - day).days <= 2 * WEEKDAY_REACH_DAYS:
            return True
    return False


def _contradiction(candidate: DateCandidate, inferred: Inferred | None) -> str | None:
    """Why the text itself speaks against an unlabelled date line, if it does."""
    if inferred is None or inferred.confidence < 0.5 or candidate.confidence >= 0.85:
        return None
    day = _day(candidate)
    if day is None or abs((day - inferred.day).days) <= 2 * WEEKDAY_REACH_DAYS:
        return None
    return (
        f"{inferred.reason}; the date {day.isoformat()} standing by itself does not agree with the text "
        "(perhaps the day on which the page was fetched)"
    )


def _day(candidate: DateCandidate) -> date | None:
    try:
        return date.fromisoformat(candidate.value[:10])
    except ValueError:
        return None


def _stated(stated: StatedDate, last_day: date) -> DateCandidate | None:
    """A stated date in ISO form; None where it cannot be read or cannot be."""
    value = _iso(stated.value)
    if value is None or not _EARLIEST <= date.fromisoformat(value[:10]) <= last_day:
        return None
    precision = "minute" if len(value) > 10 else "day"
    return DateCandidate(
        value=value, precision=precision, kind=stated.kind, method=stated.method, span=None,
        confidence=stated.confidence, zone="known" if re.search(r"T.*(?:Z|[+-]\d\d:\d\d)$", value) else "none",
    )  # fmt: skip


def _late(stated: StatedDate, last_day: date) -> DateCandidate | None:
    """A stated date after the capture, which cannot be and is shown all the same; None of any other."""
    value = _iso(stated.value)
    if value is None or date.fromisoformat(value[:10]) <= last_day:
        return None
    candidate = _stated(stated, date.fromisoformat(value[:10]))
    return candidate and replace(candidate, method=f"{stated.method}, after the capture", confidence=0.0)


def _iso(value: str) -> str | None:
    text = value.strip()
    # As C and Java print a date: "Fri Apr 28 19:20:36 CEST 2023".
    printed = re.fullmatch(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d):\d\d (?:[A-Z]{1,5} )?(\d{4})", text)
    text = f"{printed[2]} {printed[1]} {printed[4]}, {printed[3]}" if printed else text
    compact = re.fullmatch(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}\w*)?", text)
    text = "-".join(compact.groups()) if compact else text
    zoned = re.match(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?", text)
    if zoned:
        zone = {None: "", "Z": "Z", "UTC": "Z", "GMT": "Z"}.get(zoned.group(3), zoned.group(3) or "")
        zone = zone if ":" in zone or len(zone) < 5 else f"{zone[:3]}:{zone[3:]}"
        full = f"{zoned.group(1)}T{zoned.group(2)}{zone}"
        return full if _is_moment(full) else None
    if re.fullmatch(r"\d{10}(?:\d{3})?", text):
        return datetime.fromtimestamp(int(text[:10]), UTC).strftime("%Y-%m-%dT%H:%MZ")
    mention = next((m for m in find_dates(text, Span(0, len(text))) if m.full), None)
    if mention is None or mention.full is None:
        return None
    day = mention.full.isoformat()
    return f"{day}T{mention.clock}" if mention.clock else day


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


_KINDS = {
    SegmentType.DATELINE: "published", SegmentType.BYLINE: "published", SegmentType.CAPTION: "photo",
    SegmentType.CREDIT: "photo", SegmentType.WIDGET: "captured",
}  # fmt: skip


def _visible(text: str, seen: Iterable[Seen], last_day: date) -> list[DateCandidate]:
    """Candidates from full dates in the text; the place says what they are dates of."""
    out: list[DateCandidate] = []
    for s in seen:
        day = s.mention.full
        if day is None or not _EARLIEST <= day <= last_day or s.place is SegmentType.COMMENT:
            continue
        kind = _KINDS.get(s.place, "event")
        label = label_before(text, s.mention)
        if label and kind != "event":
            kind = label
        confidence = {"published": 0.85 if label else 0.75, "captured": 0.2, "modified": 0.6}.get(kind, 0.1)
        if kind == "published" and not label and not s.before_body and s.place is not SegmentType.BYLINE:
            confidence = 0.55
        clock = s.mention.clock
        out.append(_candidate(day, clock, kind, f"{s.place.value} line", s.mention.span, confidence))
        if s.mention.swapped and s.mention.swapped <= last_day:
            other = f"{s.place.value} line, month first"
            out.append(_candidate(s.mention.swapped, clock, kind, other, s.mention.span, confidence * 0.6))
    return out


def _candidate(day: date, clock: str | None, kind: str, method: str, span: Span, confidence: float) -> DateCandidate:
    value = f"{day.isoformat()}T{clock}" if clock else day.isoformat()
    return DateCandidate(
        value=value, precision="minute" if clock else "day", kind=kind, method=method, span=span,
        confidence=round(confidence, 3),
    )  # fmt: skip


def _inferred_candidate(inferred: Inferred) -> DateCandidate:
    return DateCandidate(
        value=inferred.day.isoformat(), precision="day", kind="published", method="inferred", span=inferred.evidence,
        confidence=inferred.confidence,
    )  # fmt: skip


def _yearless(day: date, inferred: Inferred) -> DateCandidate:
    return DateCandidate(
        value=day.isoformat(), precision="day", kind="published", method="inferred, another year",
        span=inferred.evidence, confidence=0.2,
    )  # fmt: skip
