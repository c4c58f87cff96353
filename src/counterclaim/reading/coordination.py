"""Rows: contents coordinated by "that", speakers coordinated by "and"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.records import Entity, EntityType, Span

_THAT_AGAIN = re.compile(r",?\s+(?:and|but|or)\s+(?:also\s+)?that\s+", re.IGNORECASE)
_THAT_IN_ROW = re.compile(r",\s+(?:(?:and|but|or)\s+)?(?:also\s+)?that\s+", re.IGNORECASE)
_SPEAKING = frozenset({EntityType.PER, EntityType.ORG, EntityType.LOC})
_NEITHER = re.compile(r"(?:neither\s+)?(?P<one>\S.*?),?\s+nor\s+(?P<other>\S.*)", re.IGNORECASE | re.DOTALL)
_AND = re.compile(r"\s*(?:,\s*and|,|and)\s+(?:the\s+)?", re.IGNORECASE)


def split_that(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """“that X and that Y” are two contents, “that X, that Y and that Z” three.

    A comma before "that" parts contents only in such a row: else it ends an insertion ("that, he said, that bridge").
    """
    out: list[Span] = []
    for span in spans:
        start = span.start
        for m in _joints(span, text):
            if m.start() > start:
                out.append(Span(start, m.start()))
            start = m.end()
        if span.end > start:
            out.append(Span(start, span.end))
    return tuple(out)


def _joints(span: Span, text: str) -> list[re.Match[str]]:
    """Where a further "that" opens a content of its own."""
    last = list(_THAT_AGAIN.finditer(text, *span))
    in_row = list(_THAT_IN_ROW.finditer(text, span.start, last[-1].start())) if last else []
    known = {m.end() for m in in_row}
    return sorted([*in_row, *(m for m in last if m.end() not in known)], key=lambda m: m.start())


def coordinated(source: Span, text: str, entities: Sequence[Entity]) -> tuple[Span, ...]:
    """The speakers of "A of X, B and C": one for each name that begins a conjunct and ends or begins its phrase.

    "Neither A nor B" are two, whatever they are called.
    """
    neither = _NEITHER.fullmatch(text, *source)
    if neither is not None:
        return tuple(Span(*neither.span(k)) for k in ("one", "other"))
    names = [e.span for e in entities if e.type in _SPEAKING and source.contains(e.span)]
    cuts = [
        m
        for m in _AND.finditer(text, source.start, source.end)
        if any(_begins(n, m.end(), text) for n in names) and any(n.end == m.start() for n in names)
    ]
    if not cuts or not any(re.search(r"and", m.group()) for m in cuts):
        return (source,)
    edges = [source.start, *(p for m in cuts for p in (m.start(), m.end())), source.end]
    return tuple(Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if b > a)


def _begins(name: Span, at: int, text: str) -> bool:
    """Whether a name begins at a place or right after a title or article there."""
    return name.start >= at and not re.search(r"[,;]|\b(?:of|in|for|and|or|from)\b", text[at : name.start])
