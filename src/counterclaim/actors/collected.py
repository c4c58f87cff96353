"""The refs of all articles of a case, with what was read of their words in a run before.

What a phrase says, and where a text describes somebody, depend on the words alone and on the states that the case
knows. Those are the same with one more article as a rule, and then only its own words are new.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from counterclaim.actors.collect import Text, collect
from counterclaim.actors.descriptions import description_spans
from counterclaim.actors.phrase import REMEMBERED, Phrase, fresh_phrase
from counterclaim.actors.world import World
from counterclaim.records import Article, Keeper, Reading, Span, key_of

#: So many of the kept phrases are read again before any is believed.
CHECKED = 5


@dataclass(frozen=True, slots=True)
class Phrases:
    """What phrases say in a world."""

    world: bytes
    said: dict[str, Phrase]


def collected(pairs: Sequence[tuple[Article, Reading]], world: World, keeper: Keeper) -> dict[str, Text]:
    """For each article its refs."""
    known = key_of(world.forms, world.titles)
    before = keeper.carried("phrases", Phrases)
    if before is not None and before.world == known and _are_so(before, world):
        world.phrases.update(before.said)
    described = _described([a.text for a, _ in pairs], world, known, keeper)
    texts = {a.id: collect(a, r, world, spans) for (a, r), spans in zip(pairs, described, strict=True)}
    keeper.carry("phrases", Phrases(known, dict(world.phrases)))
    return texts


def _are_so(before: Phrases, world: World) -> bool:
    """Whether a few phrases say now what was kept of them."""
    texts = sorted(before.said)
    sample = texts[:: max(1, len(texts) // CHECKED)][:CHECKED]
    return len(texts) < REMEMBERED and all(fresh_phrase(t, world) == before.said[t] for t in sample)


def _described(texts: Sequence[str], world: World, known: bytes, keeper: Keeper) -> Iterable[tuple[Span, ...]]:
    def make(at: Sequence[int]) -> list[tuple[Span, ...]]:
        return [tuple(description_spans(texts[i], world)) for i in at]

    return keeper.recall("descriptions", [key_of(known, t) for t in texts], tuple[Span, ...], make)
