"""The marks of one article: what of its reading, claims and lineage is to be seen in its text, and how."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counterclaim.records import Article, Attribution, Reading, Span, Timex, Unread
from counterclaim.views.dossier.assertions import marked_spans
from counterclaim.views.dossier.dates import long_date
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.nuances import answer_anchor, evidence_anchor, negation_anchor, second_anchor
from counterclaim.views.dossier.weave import Mark
from counterclaim.views.dossier.wording import framing_anchor, toponym_anchor
from counterclaim.views.dossier.words import anchor, plain

_FRAMING = {
    "scare_quote": "scare quotes: the outlet keeps its distance from the word",
    "loaded": "wording that takes a side, in the outlet's own voice",
    "distancing_cue": "a cue that keeps its distance from what is said",
}


def numbered(reading: Reading) -> list[Attribution]:
    """An article's attributions in the order in which the text has them; their place is their number."""
    return sorted(reading.attributions, key=lambda a: (_first(a), a.id))


def _first(attribution: Attribution) -> Span:
    return min(marked_spans(attribution), default=Span(0, 0))


def marks_of(index: Index, article: Article) -> list[Mark]:
    """Everything to be marked in an article's text."""
    marks = list(_own_voice(index, article))
    reading = index.reading.get(article.id)
    if reading is not None:
        for number, attribution in enumerate(numbered(reading), 1):
            marks += _attribution(attribution, number)
        marks += (_timex(t) for t in reading.timexes)
        marks += (_evidence(article.id, e.span, e.type) for e in reading.evidence)
        marks += (_unread(article.id, u) for u in reading.unread if index.is_read(article.id))
        marks += (
            Mark(
                span=f.span,
                css=f"f {f.kind}",
                id=framing_anchor(article.id, f.span, f.kind),
                title=_FRAMING.get(f.kind, f.kind),
                rank=8,
            )
            for f in reading.framing
            if f.kind in _FRAMING
        )
    marks += _anchors(index, article)
    return _lifted(_unique_ids(marks))


def _attribution(attribution: Attribution, number: int) -> Iterator[Mark]:
    """Content, source, cue and hedge; the anchor is on the first stretch of content, else of the cue."""
    note = anchor("n", attribution.id)
    shown = marked_spans(attribution)
    for place, span in enumerate(shown):
        yield Mark(
            span=span,
            css=f"q q-{attribution.kind.value}" if attribution.content else "q q-bare",
            id=anchor("w", attribution.id) if place == 0 else None,
            number=number if place == len(shown) - 1 else None,
            note=note,
            rank=3,
        )
    yield from (Mark(span=s, css="src", rank=6) for s in attribution.source)
    yield from (Mark(span=s, css="cue", rank=6) for s in attribution.cue)
    yield from (Mark(span=s, css="hedge", title="hedge", rank=7) for s in attribution.hedge)
    title = "negation" if attribution.polarity == "negative" else "a negation that is itself negated"
    for place, span in enumerate(attribution.negation):
        at = negation_anchor(attribution) if place == 0 else None
        yield Mark(span=span, css="neg", id=at, title=title, rank=7)
    for place, second in enumerate(attribution.second):
        yield from (Mark(span=s, css="at", id=second_anchor(attribution, place), rank=11) for s in second.spans[:1])


def own_voice_spans(index: Index, article: Article) -> list[Span]:
    """Sentences in which the outlet itself states a contested thing, by the reading or by a claim."""
    reading = index.reading.get(article.id)
    spans = {o.span for o in reading.own_voice} if reading is not None else set()
    for _, member in index.members_of.get(article.id, ()):
        spans.update(member.spans)
    return sorted(spans)


def _own_voice(index: Index, article: Article) -> Iterator[Mark]:
    spans = own_voice_spans(index, article)
    title = "a contested thing, stated in the outlet's own voice"
    for span in spans:
        inner = any(other != span and other.contains(span) for other in spans)
        at = anchor("ov", article.id, *span)
        yield Mark(span=span, css="at" if inner else "own", id=at, title=None if inner else title, rank=2)


def _timex(timex: Timex) -> Mark:
    value = long_date(timex.value) if timex.value is not None else "no date can be told"
    seen = {"past": ", before publication", "future": ", after publication"}.get(timex.direction or "", "")
    return Mark(span=timex.span, css="tx", title=plain(f"read as {value} ({timex.precision}{seen})"), rank=9)


def _evidence(article: str, span: Span, kind: str) -> Mark:
    title = plain(f"named as evidence: {kind}")
    return Mark(span=span, css="ev", id=evidence_anchor(article, span), title=title, label="evidence", rank=4)


_UNREAD = {"language": "in another language", "not_words": "not made of words"}


def unread_reason(unread: Unread) -> str:
    """Why a passage was not read, in words."""
    reason = _UNREAD.get(unread.reason, unread.reason)
    return f"{reason} ({unread.detail})" if unread.detail else reason


def unread_anchor(article: str, span: Span) -> str:
    """The id under which a passage left unread stands."""
    return anchor("un", article, *span)


def _unread(article: str, unread: Unread) -> Mark:
    title = plain(f"not read: {unread_reason(unread)}")
    return Mark(span=unread.span, css="un", id=unread_anchor(article, unread.span), title=title, rank=0)


def _anchors(index: Index, article: Article) -> Iterator[Mark]:
    """Places that other sections link to: the words behind parties, events and shared passages."""
    for party in index.parties:
        for evidence in party.evidence:
            if evidence.article == article.id:
                at = anchor("p", article.id, evidence.span.start, evidence.span.end)
                yield Mark(span=evidence.span, css="at", id=at, rank=10)
    for member in index.answering(article.id):
        label = member.answers
        if label is not None:
            yield Mark(span=Span(label.start, label.end), css="at", id=answer_anchor(member), rank=1)
    for span in index.toponyms.get(article.id, ()):
        yield Mark(span=span, css="at", id=toponym_anchor(article.id, span), rank=12)
    for event in index.events:
        if event.article == article.id:
            yield Mark(span=event.span, css="at", id=anchor("e", event.id), rank=1)
    for link in index.lineage:
        for place, passage in enumerate(link.passages):
            if link.b == article.id:
                yield Mark(span=passage.b, css="at", id=anchor("b", link.id, place), rank=1)
            if link.a == article.id and passage.a is not None:
                yield Mark(span=passage.a, css="at", id=anchor("a", link.id, place), rank=1)


def _unique_ids(marks: list[Mark]) -> list[Mark]:
    """One id once: two pieces of evidence may rest on the same words."""
    seen: set[str] = set()
    kept = []
    for mark in marks:
        if mark.id is not None and mark.id in seen:
            if mark.css == "at":
                continue
            mark = replace(mark, id=None)
        if mark.id is not None:
            seen.add(mark.id)
        kept.append(mark)
    return kept


def _lifted(marks: list[Mark]) -> list[Mark]:
    """Quotes that hold other quotes get their underline further down, so that both lines are seen."""
    quotes = sorted({m.span for m in marks if m.css.startswith("q ")}, key=lambda s: s.end - s.start)
    lift: dict[Span, int] = {}
    for place, outer in enumerate(quotes):
        held = [lift[s] for s in quotes[:place] if outer.contains(s)]
        lift[outer] = min(1 + max(held), 3) if held else 0
    return [
        replace(m, css=f"{m.css} l{lift[m.span]}") if lift.get(m.span) and m.css.startswith("q ") else m for m in marks
    ]
