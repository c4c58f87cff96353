"""Builders of articles and readings for the actors tests; the event and all names are invented."""

from __future__ import annotations

from datetime import UTC, datetime

from counterclaim.actors import Actors
from counterclaim.records import (
    Act,
    Actor,
    Article,
    Attribution,
    Decision,
    Entity,
    EntityType,
    PlaceUse,
    Published,
    QuoteKind,
    Reading,
    Segment,
    SegmentType,
    Span,
)


def article(name: str, text: str) -> Article:
    """An article that is all body."""
    return Article(
        id=name,
        capture="c",
        file=None,
        uri=None,
        title=None,
        title_span=None,
        outlet=None,
        byline=None,
        authors=(),
        language="en",
        published=Published(value=None, precision=None, method="", evidence=None, reason=""),
        credits=(),
        text=text,
        segments=(Segment(type=SegmentType.BODY, span=Span(0, len(text))),),
        made_by="test",
    )


def find(text: str, words: str, nth: int = 1) -> Span:
    """The span of the nth occurrence of some words."""
    at = -1
    for _ in range(nth):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def attribution(
    name: str,
    text: str,
    source: tuple[str, int] | None,
    content: str | None = None,
    kind: QuoteKind = QuoteKind.INDIRECT,
    act: Act = Act.ASSERT,
) -> Attribution:
    """An attribution of article ``name`` whose source is the nth occurrence of some words."""
    return Attribution(
        id=f"{name}:{source[0] if source else content}:{source[1] if source else 0}",
        article=name,
        kind=kind,
        source=(find(text, *source),) if source else (),
        cue=(),
        content=(find(text, content),) if content else (),
        parent=None,
        speaker=None,
        speaker_mention=None,
        act=act,
        polarity="positive",
        hedge=(),
        venue=None,
        said=None,
        confidence=1.0,
        act_confidence=1.0,
        made_by="test",
    )


def reading(name: str, text: str, sources: list[tuple[str, int]], people: tuple[str, ...] = ()) -> Reading:
    """A reading with one attribution for each source and every occurrence of ``people`` as a person entity."""
    spans = {find(text, p, n) for p in people for n in range(1, text.count(p) + 1)}
    kept = [s for s in sorted(spans) if not any(t != s and t.contains(s) for t in spans)]
    return Reading(
        article=name,
        language="en",
        sentences=(),
        entities=tuple(Entity(span=s, type=EntityType.PER, use=None, confidence=1.0) for s in kept),
        timexes=(),
        mentions=(),
        attributions=tuple(attribution(name, text, s) for s in sources),
        own_voice=(),
        evidence=(),
        framing=(),
        made_by="test",
    )


def place(text: str, words: str, use: PlaceUse) -> Entity:
    """A place entity."""
    return Entity(span=find(text, words), type=EntityType.LOC, use=use, confidence=1.0)


def speaker(actors: Actors, name: str, source: str, nth: int = 1) -> Actor | None:
    """The actor that speaks in the attribution with that source."""
    links = {s.attribution: s.actor for s in actors.speakers}
    by_id = {a.id: a for a in actors.actors}
    return by_id.get(links.get(f"{name}:{source}:{nth}", ""))


def decision(n: int, what: str, target: str, before: str | None = None, after: str | None = None) -> Decision:
    """A reviewer's decision."""
    return Decision(
        id=f"dec_{n}",
        n=n,
        who="reviewer",
        when=datetime(2024, 5, 1, tzinfo=UTC),
        what=what,
        target=target,
        before=before,
        after=after,
        why="test",
        previous="",
        hash="",
    )
