"""Names of ships are those of nobody who speaks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from actors_factory import article, find, reading

from counterclaim.actors import resolve_actors
from counterclaim.actors.crafts import crafts_in
from counterclaim.records import Entity, EntityType


def names(*texts: str, called: tuple[str, ...] = ("Sable",), kind: EntityType = EntityType.PER) -> set[str]:
    """The actors of articles in which some names are entities of one type."""
    pairs = []
    for n, text in enumerate(texts):
        found = [Entity(span=find(text, c), type=kind, use=None, confidence=1.0) for c in called if c in text]
        pairs.append((article(f"a{n}", text), replace(reading(f"a{n}", text, [], ()), entities=tuple(found))))
    return {a.name for a in resolve_actors([a for a, _ in pairs], [r for _, r in pairs]).actors}


@pytest.mark.parametrize(
    ("text", "crafts"),
    [
        ("The ferry Saint Orin sank off the cape.", {"saint orin"}),
        ("The coast guard cutter Sable fired; patrol vessel TMG-41’s crew saw it.", {"sable", "tmg 41"}),
        ("The ferry Captain Ivo Brandt had left sailed on Monday.", set()),
        ("They took the boat Monday night.", set()),
    ],
)
def test_a_craft_is_known_by_the_noun_before_its_name(text: str, crafts: set[str]) -> None:
    """A rank or a day behind the noun is no name."""
    assert crafts_in(text) == crafts


def test_what_one_report_calls_a_cutter_is_a_person_in_none() -> None:
    """Another report prints the name alone; without the first it is taken for a person's."""
    plain = "Sable was in the channel."

    assert "Sable" in names(plain)
    assert "Sable" not in names("The cutter Sable fired.", plain)


def test_a_person_does_not_stand_behind_the() -> None:
    """“The Sable” is a thing, unless the name also stands alone."""
    assert "Sable" not in names("The Sable fired flares. Islanders saw the Sable.")
    assert "Sable" in names("The Sable affair went on. Sable denied it.")
    assert "Grand Orsin" in names("The Grand Orsin prayed for the dead.", called=("Grand Orsin",))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Orland Maritime Guard came.", "Orland Maritime Guard"),
        ("The Orland Maritime Ministry said no.", "Orland Maritime Ministry"),
        ("The Orland Maritime Ivo left.", "Orland Maritime"),
        ("The Orland Maritime said no.", "Orland Maritime"),
    ],
)
def test_a_body_is_named_with_its_noun(text: str, name: str) -> None:
    """“Guard” behind what the reader took for the whole name belongs to it; no other word does."""
    assert name in names(text, called=("Orland Maritime",), kind=EntityType.ORG)
