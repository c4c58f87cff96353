"""The framing of a case for the views: the stage of that name, given names of places to compare."""

from __future__ import annotations

from counterclaim.actors import compare_names
from counterclaim.actors.lexicon import fold
from counterclaim.actors.places import place_skeleton, places_named
from counterclaim.framing import FramingMaterial, describe_framing
from counterclaim.records import CaseFraming
from counterclaim.views.query import Case


class KnownPlaces:
    """Names of places compared as the actors' stage does it, by the gazetteer and by spelling."""

    def keys(self, name: str) -> frozenset[str]:
        """The gazetteer's places of that name, and the beginning of its skeleton."""
        form = fold(name)
        known = {f"{p.name}/{p.country}" for p in places_named(form)}
        return frozenset({*known, place_skeleton(form)[:2]})

    def agreement(self, a: str, b: str) -> float:
        """How sure it is that they can name one place."""
        found = compare_names(a, b, "place")
        return found.score if found.same else 0.0


def framing_of(case: Case) -> CaseFraming:
    """The framing of a case: made from its records each time (a second or two), so that it is never older than they."""
    party_of = {a: p.id for p in case.parties for a in p.actors}
    party_of |= {a.id: a.party for a in case.actors if a.party in case.party_by_id and a.party is not None}
    material = FramingMaterial(
        articles=case.article_by_id, readings=case.readings, speaker_of=case.speaker_of, party_of=party_of
    )
    return describe_framing(material, KnownPlaces())
