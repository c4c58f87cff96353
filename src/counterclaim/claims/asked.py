"""What the reading of one stretch of an article asked of its case, and what became of it.

Of the sides and places of a case a stretch (an attribution, a sentence in the outlet's own voice) asks little: who
speaks, for whom, which sides are named in its words, where it plays. One more article changes few of those answers. To
ask again costs a tenth of reading again, so an article is read again only where an answer is another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from counterclaim.claims.unit import Unit
from counterclaim.records import Span, key_of, packed, unpacked

#: Who speaks in an attribution, for which party a speaker does, which sides a span names, the scene of spans.
SPEAKER, PARTY, NAMED, SCENE = "speaker", "party", "named", "scene"


class Question(NamedTuple):
    """One question: about ``spans`` or about whoever is called ``name``; ``is_reported`` where words are reported."""

    kind: str
    name: str | None = None
    spans: tuple[Span, ...] = ()
    is_reported: bool = False


class Stretch(NamedTuple):
    """A stretch by its name, what it asked, the digest of the answers, and its units with what the article calls their
    actors.
    """

    name: str
    asked: tuple[Question, ...]
    mark: bytes
    units: tuple[Unit, ...]


class _Kept(NamedTuple):
    """A stretch as it is kept: units by their place among those of the article, where they are among them."""

    name: str
    asked: tuple[Question, ...]
    mark: bytes
    units: tuple[int | Unit, ...]


class _Read(NamedTuple):
    """An article as it was read: what it calls the actor of each of its units, and its stretches."""

    called: tuple[str | None, ...]
    stretches: tuple[_Kept, ...]


def mark_of(answers: Iterable[object]) -> bytes:
    """The digest of the answers to questions, in order."""
    return key_of(list(answers))


def packed_stretches(stretches: Sequence[Stretch], units: Sequence[Unit]) -> bytes:
    """Stretches as bytes, since most are not looked at again.

    Args:
        stretches: of one article.
        units: those of the article that stay when what is said twice is left out, with what it calls their actors.
    """
    at = {id(u): n for n, u in enumerate(units)}
    kept = (_Kept(s.name, s.asked, s.mark, tuple(at.get(id(u), u) for u in s.units)) for s in stretches)
    return packed(_Read(tuple(u.actor for u in units), tuple(kept)))


def read_before(data: memoryview, units: Sequence[Unit]) -> dict[str, Stretch]:
    """Stretches by name, as they were read."""
    read = unpacked(data, _Read)
    own = [_called(u, name) for u, name in zip(units, read.called, strict=True)]
    return {
        s.name: Stretch(s.name, s.asked, s.mark, tuple(own[u] if isinstance(u, int) else u for u in s.units))
        for s in read.stretches
    }


def renamed(data: memoryview, units: Sequence[Unit], actors: dict[str, str]) -> tuple[Unit, ...]:
    """The same units where only what their actors are called in the case has changed."""
    names = unpacked(data, _Read).called
    return tuple(_called(u, actors[n] if n is not None else None) for u, n in zip(units, names, strict=True))


def _called(unit: Unit, name: str | None) -> Unit:
    return unit if unit.actor == name else replace(unit, actor=name)
