"""Assertion units: one proposition put forward in one place, ready to be compared.

A unit is one proposition of one content of an attribution, or a sentence in the outlet's own voice. What a denial
denies is its unit's proposition; the denial itself is the speaker's stance towards it. Here the units of a case are
gathered, and those of articles read before kept; they are read by :mod:`~counterclaim.claims.attributed` and
:mod:`~counterclaim.claims.own_voice`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from msgspec.structs import replace

from counterclaim.claims.asked import Stretch, mark_of, packed_stretches, read_before, renamed
from counterclaim.claims.attributed import attributed_units
from counterclaim.claims.by_article import Earlier
from counterclaim.claims.clauses import Piece
from counterclaim.claims.filling import make_unit
from counterclaim.claims.inquiry import Inquiry
from counterclaim.claims.interface import Material
from counterclaim.claims.own_voice import own_spans
from counterclaim.claims.propositions import Part
from counterclaim.claims.seen import Seen, seen_by_articles
from counterclaim.claims.sides import Sides, sides_of
from counterclaim.claims.unit import Unit
from counterclaim.records import FORGETFUL, Attribution, Keeper, Span, key_of


def make_units(material: Material, sides: Sides | None = None) -> list[Unit]:
    """All units of a case in a fixed order; ``sides`` are the case's, where they are known already."""
    return units_of(seen_by_articles(material, sides or sides_of(material.actors, material.articles)), FORGETFUL)


def units_of(seen: Sequence[Seen], keeper: Keeper) -> list[Unit]:
    """The units of articles as each sees the case, in a fixed order."""
    earlier = Earlier[Stated](len(seen), lambda i, kept: kept.mark == seen[i].key and kept.actors == seen[i].actors)

    def make(at: Sequence[int]) -> list[Stated]:
        return [_stated(seen[i], earlier.of(i, at)) for i in at]

    kept = keeper.recall("units", [s.source for s in seen], Stated, make, earlier.holds)
    by_article = sorted(zip(seen, kept, strict=True), key=lambda x: x[0].article.id)
    return [u for _, stated in by_article for u in stated.units]


class Stated(NamedTuple):
    """The units of one article in order, what the actors in them are called in the case (``Seen.actors``), the digest
    of what the article saw, and the stretches that the units come from, a view of what is kept.
    """

    actors: dict[str, str]
    units: tuple[Unit, ...]
    mark: bytes
    stretches: memoryview


def _stated(seen: Seen, before: Stated | None) -> Stated:
    """The units of an article, each with its digest and its actor as it is called in the case.

    Of what was read before it is read again where the case gives other answers; where it gives the same and only calls
    actors otherwise, nothing is.
    """
    actors = dict(seen.actors)
    if before is not None and before.mark == seen.key:
        return before._replace(actors=actors, units=renamed(before.stretches, before.units, actors))
    stretches = _stretches(Inquiry(seen), read_before(before.stretches, before.units) if before is not None else {})
    own = sorted(_once([u for s in stretches for u in s.units]), key=lambda u: u.order)
    units = (replace(u, actor=actors[u.actor] if u.actor else None) for u in own)
    return Stated(actors, tuple(units), seen.key, memoryview(packed_stretches(stretches, own)))


def _once(units: Sequence[Unit]) -> Iterator[Unit]:
    """Units without those that give a speaker's words again ("said in a statement that": two cues, one saying)."""
    seen: set[tuple[object, ...]] = set()
    for u in sorted(units, key=lambda u: (*u.order[:3], _plainness(u.attribution))):
        key = (u.article, u.spans, u.actor, u.is_denial, u.head.kind if u.head else None, u.is_part)
        if u.attribution is None or u.actor is None or key not in seen:
            yield u
        seen.add(key)


def _plainness(a: Attribution | None) -> tuple[int, int, str]:
    """Sorts the attributions that give the same words: one with fewer others before, and one that names more of who
    speaks ("Port Lasken police", not "Port Lasken").
    """
    if a is None:
        return (0, 0, "")
    return (sum(c.end - c.start for c in a.content), -sum(s.end - s.start for s in a.source), a.id)


def _stretches(inquiry: Inquiry, before: Mapping[str, Stretch]) -> list[Stretch]:
    """Attributed stretches, then the outlet's own; of those read before all stay whose answers do."""
    said = [a for a in inquiry.attributions if not inquiry.is_evaluation(a)]
    named = [(a.id, partial(attributed_units, inquiry, a)) for a in said]
    own = [(f"{span.start} {span.end}", partial(_own_units, inquiry, span)) for span in own_spans(inquiry)]
    return [_stretch(inquiry, name, units, before.get(name)) for name, units in [*named, *own]]


def _stretch(inquiry: Inquiry, name: str, units: Callable[[], Iterator[Unit]], before: Stretch | None) -> Stretch:
    """A stretch as it was read before, where the case still gives it the same answers, else read anew."""
    if before is not None and before.mark == mark_of(map(inquiry.answer, before.asked)):
        return before
    inquiry.asked = {}
    made = tuple(replace(u, digest=key_of(u)) for u in units())
    return Stretch(name, tuple(inquiry.asked), mark_of(map(inquiry.answer, inquiry.asked)), made)


def _own_units(inquiry: Inquiry, span: Span) -> Iterator[Unit]:
    """The unit of a sentence in the outlet's own voice."""
    yield make_unit(inquiry, None, Part((Piece(span, span),), False, False, False), ())
