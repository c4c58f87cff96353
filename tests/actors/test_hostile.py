"""What a hostile tester found wrong with who is who; all cases are invented."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from actors_factory import article, decision, find, reading, speaker

from counterclaim.actors import Actors, resolve_actors
from counterclaim.records import Entity, EntityType, PlaceUse


def case(*reports: tuple[str, list[tuple[str, int]]], people: tuple[str, ...] = (), ruled: tuple[object, ...] = ()) -> Actors:  # fmt: skip
    """Reports a, b, c by text and sources."""
    articles = [article(n, text) for n, (text, _) in zip("abc", reports, strict=False)]
    readings = [reading(n, text, sources, people) for n, (text, sources) in zip("abc", reports, strict=False)]
    return resolve_actors(articles, readings, ruled)  # type: ignore[arg-type]


def party(found: Actors, name: str, source: str, nth: int = 1) -> str | None:
    """The party of whoever speaks at a source."""
    who = speaker(found, name, source, nth)
    return next((p.name for p in found.parties if who is not None and p.id == who.party), None)


def test_an_acronym_of_two_bodies_is_each_articles_own() -> None:
    """What an article introduces it for goes before what another does; where none does, it is neither's."""
    bodies = ("The National Defence Front (NDF)", "The Northern Dockers' Federation (NDF)")
    found = case(*((f"{b} spoke. The NDF left.", [(b, 1), ("The NDF", 1)]) for b in bodies), ("The NDF came.", [("The NDF", 1)]))  # fmt: skip

    who = [speaker(found, n, "The NDF") for n in "abc"]
    assert len({a.id for a in who if a is not None}) == 3
    assert [speaker(found, n, b) for n, b in zip("ab", bodies, strict=True)] == who[:2]


def test_an_organisation_is_one_however_it_is_romanised() -> None:
    """With a reason, unless a reviewer says that they are two; numbers are no spellings."""
    texts = [(f"The {name} spoke.", [(f"The {name}", 1)]) for name in ("Al-Noor Brigades", "Al-Nour Brigades")]
    found = case(*texts)
    (merge,) = (m for m in found.merges if {"Al-Noor Brigades", "Al-Nour Brigades"} == {m.a, m.b})
    split = decision(1, "split", merge.id, before=json.dumps({"a": merge.a, "b": merge.b}))

    assert speaker(found, "a", "The Al-Noor Brigades") == speaker(found, "b", "The Al-Nour Brigades")
    assert "romanised" in merge.reason
    ruled = case(*texts, ruled=(split,))
    assert speaker(ruled, "a", "The Al-Noor Brigades") != speaker(ruled, "b", "The Al-Nour Brigades")
    units = case(*((f"The {n} Orlan Regiment spoke.", [(f"The {n} Orlan Regiment", 1)]) for n in ("43rd", "44th")))
    assert speaker(units, "a", "The 43rd Orlan Regiment") != speaker(units, "b", "The 44th Orlan Regiment")


def test_a_city_is_not_short_for_its_council() -> None:
    """“Orst told” is not the council of Orst."""
    text = "The Orst city council spoke. Orst told them to wait."
    given = reading("a", text, [("The Orst city council", 1), ("Orst", 2)])
    city = Entity(span=find(text, "Orst", 2), type=EntityType.LOC, use=PlaceUse.METONYMIC, confidence=1.0)
    made = replace(given, entities=(city,))
    found = resolve_actors([article("a", text)], [made])

    assert speaker(found, "a", "The Orst city council") != speaker(found, "a", "Orst", 2)


def test_a_body_whose_name_the_reader_cut_is_that_body() -> None:
    """“Orst | police said” is not the city, though the source is its name alone."""
    text = "The Orst police spoke. Orst police said no."
    given = reading("a", text, [("The Orst police", 1), ("Orst", 2)])
    city = Entity(span=find(text, "Orst", 2), type=EntityType.LOC, use=PlaceUse.METONYMIC, confidence=1.0)
    org = Entity(span=find(text, "Orst police"), type=EntityType.ORG, use=None, confidence=1.0)
    found = resolve_actors([article("a", text)], [replace(given, entities=(org, city))])

    assert speaker(found, "a", "The Orst police") == speaker(found, "a", "Orst", 2)


@pytest.mark.parametrize("words", ["the office of the Veldorian president", "the seat of the Veldorian government"])
def test_a_palace_that_the_text_explains_stands_for_its_state(words: str) -> None:
    """As the capital does."""
    text = f"The Amber Palace, {words}, was shut. Veldorian troops left Veldoria. The Amber Palace denied it."
    found = case((text, [("The Amber Palace", 2)]))

    assert party(found, "a", "The Amber Palace", 2) == "Veldoria"


def test_an_embassy_speaks_for_its_state_and_not_for_the_host() -> None:
    """An embassy alone tells that there is a state of that name."""
    text = "Veldorian troops left Veldoria. The Tarnian embassy in Veldoria denied it. Tarnia was calm."
    found = case((text, [("The Tarnian embassy in Veldoria", 1)]))

    assert party(found, "a", "The Tarnian embassy in Veldoria") == "Tarnia"


def test_ms_and_mr_tell_two_of_one_surname_apart() -> None:
    """The surname with a form of address is whoever can be so addressed; alone it is neither's."""
    text = "Olena Kovash spoke. Oleksandr Kovash spoke. Ms Kovash left. Mr Kovash left. Kovash came."
    sources = [("Olena Kovash", 1), ("Oleksandr Kovash", 1), ("Ms Kovash", 1), ("Mr Kovash", 1), ("Kovash", 5)]
    found = case((text, sources), people=("Olena Kovash", "Oleksandr Kovash", "Kovash"))

    who = [a.name if (a := speaker(found, "a", *s)) else None for s in sources]
    assert who == ["Olena Kovash", "Oleksandr Kovash", "Olena Kovash", "Oleksandr Kovash", "Kovash"]


def test_a_militia_is_not_the_army() -> None:
    """The name of a people's militia is its own, and "the army" is the army."""
    text = "The Karsan army spoke. The Karsan People's Militia spoke. The militia left. The army left."
    sources = [("The Karsan army", 1), ("The Karsan People's Militia", 1), ("The militia", 1), ("The army", 1)]
    found = case((text, sources))

    army, militia, short, forces = (speaker(found, "a", *s) for s in sources)
    assert (militia, army) == (short, forces)
    assert militia != army


@pytest.mark.parametrize(
    "who", ["A Tarnian fisherman, Oskar Nim,", "A Tarnian doctor, Oskar Nim,", "Tarnian nurse Oskar Nim"]
)
def test_whoever_only_lives_in_a_state_does_not_speak_for_it(who: str) -> None:
    """Nationality beside a trade makes no side; beside an office it does."""
    text = f"Tarnian troops left Tarnia. Tarnia denied it. {who} spoke. Tarnian envoy Eva Strand spoke."
    found = case(
        (text, [("Tarnia", 3), (who.strip(","), 1), ("Tarnian envoy Eva Strand", 1)]),
        people=("Oskar Nim", "Eva Strand"),
    )

    assert party(found, "a", who.strip(",")) is None
    assert party(found, "a", "Tarnian envoy Eva Strand") == "Tarnia"


def bodies(*reports: tuple[str, str]) -> Actors:
    """Reports a, b, c by text and the body that the reader sees a name of and that speaks."""
    articles = [article(n, text) for n, (text, _) in zip("abc", reports, strict=False)]
    readings = []
    for one, (text, name) in zip(articles, reports, strict=True):
        body = Entity(span=find(text, name), type=EntityType.ORG, use=None, confidence=1.0)
        given = reading(one.id, text, [(name, 1), ("Brennia", 1), ("Sardovia", 1)])
        readings.append(replace(given, entities=(body,)))
    return resolve_actors(articles, readings)


STATES = " Brennia said so, and Sardovia said so: Brennian troops and Sardovian troops left on Sunday."


@pytest.mark.parametrize("short", ["Harbour Guard", "Brennian Harbour Gaurd"])
def test_a_body_is_one_without_its_country_and_misprinted(short: str) -> None:
    """Where one country alone has a body of that name; the merge says why."""
    whole = "Brennian Harbour Guard"
    found = bodies((f"The {whole} said no.{STATES}", whole), (f"The {short} said no.{STATES}", short))

    assert speaker(found, "a", whole) == speaker(found, "b", short) is not None
    assert any("country" in m.reason or "exchanged" in m.reason for m in found.merges)


def test_a_body_of_two_countries_is_neither_by_its_name_alone() -> None:
    """“The Harbour Guard” may be either's."""
    names = ("Brennian Harbour Guard", "Sardovian Harbour Guard", "Harbour Guard")
    found = bodies(*((f"The {n} said no.{STATES}", n) for n in names))

    who = [speaker(found, n, name) for n, name in zip("abc", names, strict=True)]
    assert len({a.id for a in who if a is not None}) == 3
