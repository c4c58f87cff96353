"""Two names side by side: can they be one person, place or organisation, and on what evidence."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from counterclaim.actors.names import person_name
from counterclaim.actors.organisations import compare_organisations
from counterclaim.actors.persons_compared import compare_persons
from counterclaim.actors.places import compare_places
from counterclaim.actors.world import World, known_world
from counterclaim.errors import UsageError

#: A score from which on two names are said to be the same.
SAME = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class NameComparison:
    """Whether two names can be one thing's, how sure (0 to 1), and the reasons in words."""

    same: bool
    score: float
    reasons: tuple[str, ...]


@cache
def _world() -> World:
    return known_world()


def compare_names(a: str, b: str, kind: str) -> NameComparison:
    """Compare two names.

    Args:
        a: one name, with or without titles.
        b: the other.
        kind: ``person``, ``place`` or ``organisation``.

    Raises:
        UsageError: if ``kind`` is none of the three.

    """
    if kind == "person":
        one, other = person_name(a), person_name(b)
        if one is None or other is None:
            return NameComparison(same=False, score=0.0, reasons=("one of them is not a personal name",))
        person = compare_persons(one, other)
        return _result(person.score, person.reason)
    if kind == "place":
        place = compare_places(a, b)
        return _result(place.score, place.reason)
    if kind in ("organisation", "org"):
        organisation = compare_organisations(a, b, _world())
        return _result(organisation.score, organisation.reason)
    raise UsageError(f"names are compared as person, place or organisation, not as {kind!r}")


def _result(score: float, reason: str) -> NameComparison:
    return NameComparison(same=score >= SAME, score=score, reasons=(reason,))
