"""Readings of short invented articles, given by their words."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.records import Act, Attribution, Entity, EntityType, PlaceUse, QuoteKind, Reading, Span


def at(text: str, words: str) -> Span:
    """The span of ``words`` in ``text``."""
    start = text.index(words)
    return Span(start, start + len(words))


def said(
    text: str, ident: str, content: str, *, cue: str = "", kind: QuoteKind = QuoteKind.INDIRECT, negation: str = "",
    article: str = "a", parent: str | None = None,
) -> Attribution:  # fmt: skip
    """An attribution given by its words."""
    return Attribution(
        id=ident, article=article, kind=kind, source=(), cue=(at(text, cue),) if cue else (),
        content=(at(text, content),), parent=parent, speaker=None, speaker_mention=None, act=Act.ASSERT,
        polarity="positive", hedge=(), venue=None, said=None, confidence=1.0, act_confidence=1.0, made_by="test",
        negation=(at(text, negation),) if negation else (),
    )  # fmt: skip


def read(
    article: str, text: str, attributions: Sequence[Attribution] = (), places: Sequence[str] = (),
    use: PlaceUse = PlaceUse.LITERAL,
) -> Reading:  # fmt: skip
    """A reading with attributions and names of places."""
    found = [Entity(span=at(text, p), type=EntityType.LOC, use=use, confidence=1.0) for p in places]
    return Reading(
        article=article, language="en", sentences=(), entities=tuple(found), timexes=(), mentions=(),
        attributions=tuple(attributions), own_voice=(), evidence=(), framing=(), made_by="test",
    )  # fmt: skip
