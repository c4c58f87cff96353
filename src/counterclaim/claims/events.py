"""Dated happenings the texts mention: a clause, the words that date it, and the day they mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.records import Article, Event, Reading, Span, Timex, content_id

_CLAUSE = re.compile(
    r";|(?<!\d):|:(?!\d)|,\s+(?=(?:and|but|while|after|before|when|which|who|as|following)\b)", re.IGNORECASE
)
#: Precisions that place a happening on the calendar.
DATED = frozenset({"minute", "hour", "part_of_day", "day", "week", "weekend", "month", "season", "year"})


def find_events(articles: Sequence[Article], readings: Sequence[Reading], made_by: str) -> tuple[Event, ...]:
    """Events of all articles; times that only tell when something was said are left out."""
    texts = {a.id: a for a in articles}
    found = [e for r in readings if r.article in texts for e in _events(texts[r.article], r, made_by)]
    return tuple(sorted(found, key=lambda e: e.id))


def _events(article: Article, reading: Reading, made_by: str) -> list[Event]:
    said = {a.said.evidence for a in reading.attributions if a.said and a.said.evidence}
    out = []
    for t in reading.timexes:
        if t.span in said or t.type not in ("DATE", "TIME") or t.precision not in DATED or not t.start:
            continue
        sentence = next((s for s in reading.sentences if s.contains(t.span)), None)
        if sentence is None:
            continue
        clause = _clause(article.text, sentence, t.span)
        if len(clause.of(article.text).split()) < 4:
            clause = sentence
        inside = [a.id for a in reading.attributions if any(c.contains(t.span) for c in a.content)]
        out.append(_event(article, clause, t, inside[-1] if inside else None, made_by))
    return out


def _event(article: Article, clause: Span, t: Timex, attribution: str | None, made_by: str) -> Event:
    return Event(
        id=content_id("evt", article.id, clause, t.span), article=article.id, span=clause, when=t.span,
        value=_value(t), precision=t.precision, anchor=article.published.value or "none",
        attribution=attribution, made_by=made_by,
    )  # fmt: skip


def _value(t: Timex) -> str | None:
    """The day a time begins, cut to what the words tell: a year stays a year."""
    return t.start and t.start[: {"year": 4, "month": 7}.get(t.precision, 10)]


def _clause(text: str, sentence: Span, when: Span) -> Span:
    start, end = sentence
    for m in _CLAUSE.finditer(text, sentence.start, sentence.end):
        if m.end() <= when.start:
            start = m.end()
        elif m.start() >= when.end:
            end = m.start()
            break
    return Span(start, end).trimmed(text)
