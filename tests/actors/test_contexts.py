"""For whom somebody speaks whose country is not printed beside the office; the events and names are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from actors_factory import article, find, reading, speaker

from counterclaim.actors import Actors, resolve_actors
from counterclaim.records import ActorKind, Entity, EntityType

BOTH = "Veldorian troops and Tarnian troops met. Veldoria's foreign ministry said it was a lie."
BOTH_SOURCES = [("Veldoria's foreign ministry", 1)]
TARNIA = " Tarnia's defence ministry said twelve people died."


def resolved(texts: Mapping[str, tuple[str, Sequence[tuple[str, int]]]], people: tuple[str, ...]) -> Actors:
    """The actors of some articles, each with its sources."""
    return resolve_actors(
        [article(k, text) for k, (text, _) in texts.items()],
        [reading(k, text, list(sources), people) for k, (text, sources) in texts.items()],
    )


def party_of(found: Actors, name: str) -> str | None:
    """The name of an actor's party."""
    (actor,) = (a for a in found.actors if a.name == name)
    return next((p.name for p in found.parties if p.id == actor.party), None)


def test_an_officer_speaks_for_the_body_that_its_means() -> None:
    """“Its commander” is the movement's, also where a description is set after the movement's name."""
    text = "The Marsk Front, a group of hill farmers, denied it. Its commander, Ivo Ruk, said the men had left."
    read = reading("a", text, [("a group of hill farmers", 1), ("Its commander, Ivo Ruk", 1)], ("Ivo Ruk",))
    front = Entity(span=find(text, "The Marsk Front"), type=EntityType.ORG, use=None, confidence=1.0)
    found = resolve_actors([article("a", text)], [replace(read, entities=(front, *read.entities))])

    assert party_of(found, "Ivo Ruk") == "Marsk Front"


def test_a_minister_belongs_to_the_state_whose_ministry_the_article_names() -> None:
    """“Defence Minister” in a report that tells of one state's defence ministry."""
    text = BOTH + TARNIA + " Later Defence Minister Petro Halmar said it was murder."
    found = resolved(
        {"a": (text, [*BOTH_SOURCES, ("Tarnia's defence ministry", 1), ("Defence Minister Petro Halmar", 1)])},
        ("Petro Halmar",),
    )

    assert party_of(found, "Petro Halmar") == "Tarnia"


def test_of_two_states_ministries_neither_decides() -> None:
    """Where both states' ministries of the field are named, the minister's state stays unknown."""
    text = BOTH + TARNIA + " Veldoria's defence ministry said nothing. On Monday Defence Minister Ivo Brandt said no."
    sources = [("Tarnia's defence ministry", 1), ("Veldoria's defence ministry", 1), ("Defence Minister Ivo Brandt", 1)]
    found = resolved({"a": (text, [*BOTH_SOURCES, *sources])}, ("Ivo Brandt",))

    assert party_of(found, "Ivo Brandt") is None


@pytest.mark.parametrize("role", ["a fisherman", "survivor", "the company's director"])
def test_whoever_holds_no_office_of_state_gets_no_party(role: str) -> None:
    """Words nearby give no party to somebody who speaks for nobody."""
    text = f"{BOTH} Later {role} Ivo Ruk said he saw it."
    found = resolved({"a": (text, [*BOTH_SOURCES, (f"{role} Ivo Ruk", 1)])}, ("Ivo Ruk",))

    assert party_of(found, "Ivo Ruk") is None


def test_the_body_after_a_name_tells_the_party() -> None:
    """“Colonel Ivo Ruk of the Tarnian navy” speaks for Tarnia."""
    text = BOTH + TARNIA + " Colonel Ivo Ruk of the Tarnian navy said so."
    found = resolved(
        {"a": (text, [*BOTH_SOURCES, ("Tarnia's defence ministry", 1), ("Colonel Ivo Ruk of the Tarnian navy", 1)])},
        ("Ivo Ruk",),
    )

    assert party_of(found, "Ivo Ruk") == "Tarnia"


def test_a_spokesman_for_somebody_is_not_that_person() -> None:
    """What the premier's spokesman says is not the premier's own word."""
    text = "In Orst a spokesman for Prime Minister Anna Kovar said no. Prime Minister Anna Kovar was away."
    found = resolved({"a": (text, [("a spokesman for Prime Minister Anna Kovar", 1)])}, ("Anna Kovar",))

    who = speaker(found, "a", "a spokesman for Prime Minister Anna Kovar")
    assert who is not None
    assert who.name != "Anna Kovar"


def test_the_order_of_articles_does_not_matter() -> None:
    """The same parties whichever article comes first."""
    texts = {
        "a": (BOTH + TARNIA, [*BOTH_SOURCES, ("Tarnia's defence ministry", 1)]),
        "b": ("Tarnia's defence ministry was silent. Defence Minister Petro Halmar said no.", [("Petro Halmar", 1)]),
    }
    turned = dict(reversed(texts.items()))

    assert resolved(texts, ("Petro Halmar",)) == resolved(turned, ("Petro Halmar",))


def test_a_capital_that_the_reader_took_for_a_person_is_a_place() -> None:
    """“Orst denied it” beside “in Orst”: a place that speaks, and nobody of that name."""
    texts = {"a": "Orst denied it on Friday.", "b": "The envoy was heard in Orst. Orst was calm."}
    read = [reading("a", texts["a"], [("Orst", 1)], ("Orst",)), reading("b", texts["b"], [])]
    literal = Entity(span=find(texts["b"], "Orst"), type=EntityType.LOC, use=None, confidence=1.0)
    found = resolve_actors([article(k, t) for k, t in texts.items()], [read[0], replace(read[1], entities=(literal,))])

    who = speaker(found, "a", "Orst")
    assert who is not None
    assert who.kind is ActorKind.STATE


def test_a_named_envoy_belongs_to_the_state_whose_nameless_envoy_spoke() -> None:
    """The state is printed with the office first, and the name with the office after it."""
    text = BOTH + " Tarnia's ambassador told the council that nobody was hurt. Ambassador Ivo Ruk said it was theatre."
    found = resolved(
        {"a": (text, [*BOTH_SOURCES, ("Tarnia's ambassador", 1), ("Ambassador Ivo Ruk", 1)])}, ("Ivo Ruk",)
    )

    assert party_of(found, "Ivo Ruk") == "Tarnia"


def test_a_mayor_belongs_to_the_state_that_the_article_puts_the_town_in() -> None:
    """“The Tarnian town of Velm” tells whose the mayor of Velm is."""
    text = BOTH + TARNIA + " It was in the Tarnian town of Velm. The mayor of Velm, Ivo Ruk, said so."
    sources = [("Tarnia's defence ministry", 1), ("The mayor of Velm, Ivo Ruk", 1)]
    found = resolved({"a": (text, [*BOTH_SOURCES, *sources])}, ("Ivo Ruk",))

    assert party_of(found, "Ivo Ruk") == "Tarnia"


def test_whom_a_bare_name_serves_may_stand_before_it() -> None:
    """“A spokesman for Tarnia's navy, Ivo Ruk”: the source is the name alone."""
    text = BOTH + TARNIA + " A spokesman for Tarnia's coastal navy, Ivo Ruk, said so."
    found = resolved({"a": (text, [*BOTH_SOURCES, ("Tarnia's defence ministry", 1), ("Ivo Ruk", 1)])}, ("Ivo Ruk",))

    assert party_of(found, "Ivo Ruk") == "Tarnia"


def test_a_body_speaks_for_whom_its_spokesman_speaks() -> None:
    """“The Citadel ... Its spokesman, Dario Munn”, who elsewhere is the spokesman of Brennia's government."""
    texts = (
        "Brennia and Sardovia quarrel. The Citadel denied it. Its spokesman, Dario Munn, said no.",
        "Brennian government spokesman Dario Munn said Brennian troops had left. Sardovian troops left Sardovia.",
    )
    sources = [("The Citadel", 1), ("Its spokesman, Dario Munn", 1)], [("Brennian government spokesman Dario Munn", 1)]
    first, second = (reading(k, t, s, ("Dario Munn",)) for k, t, s in zip("ab", texts, sources, strict=True))
    body = Entity(span=find(texts[0], "The Citadel"), type=EntityType.ORG, use=None, confidence=1.0)
    readings = [replace(first, entities=(body, *first.entities)), second]

    found = resolve_actors([article(k, t) for k, t in zip("ab", texts, strict=True)], readings)

    assert party_of(found, "Citadel") == "Brennia"
