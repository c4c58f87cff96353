"""A reader for tests: it proposes what the test tells it to, found by the words themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.reading.interface import LinkedMention, MentionProposal, RawAttribution
from counterclaim.records import Entity, EntityType, EvidenceMention, PlaceUse, Span


def find(text: str, words: str, n: int = 1) -> Span:
    """The ``n``-th place of ``words`` in ``text``."""
    at = -1
    for _ in range(n):
        at = text.index(words, at + 1)
    return Span(at, at + len(words))


def proposal(
    text: str,
    *,
    cue: str | None,
    source: Sequence[str] = (),
    content: Sequence[str] = (),
    act: str = "assert",
    n: int = 1,
) -> RawAttribution:
    """A proposal whose parts are given by their words; ``n`` says which occurrence of the cue is meant."""
    contents = tuple(find(text, c) for c in content)
    anchor = find(text, cue, n) if cue else Span(contents[0].start, contents[0].start + 1)
    return RawAttribution(
        anchor=anchor,
        has_cue=cue is not None,
        source=tuple(find(text, s) for s in source),
        content=contents,
        venue=(),
        acts={act: 0.9},
        confidence=0.8,
    )


@dataclass
class Told:
    """A pass that says what it was told to."""

    attributions: Sequence[RawAttribution] = ()
    entities: Sequence[Entity] = ()
    evidence: Sequence[EvidenceMention] = ()
    own: Mapping[Span, float] = field(default_factory=dict)
    links: Mapping[Span, Span] = field(default_factory=dict)

    def own_voice(self, span: Span) -> float:
        """The probability told for the sentence, 0 where none was."""
        return self.own.get(span, 0.0)

    def loaded(self) -> Sequence[tuple[Span, float]]:
        """Nothing is loaded."""
        return ()

    @property
    def proposals(self) -> Sequence[MentionProposal]:
        """The mentions told, each sure."""
        return [MentionProposal(m, 0.9, 0.9) for m in sorted({*self.links, *self.links.values()})]

    def linked(self, mentions: Sequence[Span]) -> list[LinkedMention]:
        """The links told, with log-odds 3."""
        at = {m: i for i, m in enumerate(mentions)}
        return [LinkedMention({at[self.links[m]]: 3.0} if m in self.links else {}, None, 0.0) for m in mentions]


@dataclass
class Spoken:
    """A reader model that gives one pass whatever the text."""

    told: Told
    version: str = "told/1"

    def read(self, text: str) -> Told:
        """The pass it was told to give."""
        return self.told


def person(text: str, words: str, n: int = 1) -> Entity:
    """A person's name."""
    return Entity(span=find(text, words, n), type=EntityType.PER, use=None, confidence=0.9)


def place(text: str, words: str, use: PlaceUse = PlaceUse.LITERAL, n: int = 1) -> Entity:
    """A place name."""
    return Entity(span=find(text, words, n), type=EntityType.LOC, use=use, confidence=0.9)
