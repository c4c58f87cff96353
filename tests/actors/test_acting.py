"""States that no table holds, known by what they do, and the towns that they speak from; all are invented."""

from __future__ import annotations

import pytest
from actors_factory import article, reading, speaker

from counterclaim.actors import Actors, resolve_actors
from counterclaim.actors.world import learn_world

STATES = "Brennia's foreign ministry met the Sardovian government. Sardovia and Brennia are neighbours. Brennian troops left. "


def case(*texts: str, sources: tuple[tuple[str, str, int], ...], people: tuple[str, ...] = ()) -> Actors:
    """Reports a, b, c with sources by report, words and which occurrence."""
    names = "abc"[: len(texts)]
    articles = [article(n, t) for n, t in zip(names, texts, strict=True)]
    readings = [
        reading(n, t, [(words, nth) for where, words, nth in sources if where == n], people)
        for n, t in zip(names, texts, strict=True)
    ]
    return resolve_actors(articles, readings)


def party(found: Actors, name: str, source: str, nth: int = 1) -> str | None:
    """The party of whoever speaks at a source."""
    who = speaker(found, name, source, nth)
    return next((p.name for p in found.parties if who is not None and p.id == who.party), None)


@pytest.mark.parametrize(
    "words",
    [
        "The Brennian interior ministry in Torv was shut. The finance ministry in Torv was open.",
        "Brennian Foreign Minister Ivo Lask told reporters in Torv that it was late. Lask spoke for an hour in Torv.",
        "TORV (Newsline) - Brennia lost a ship. The parliament in Torv met.",
    ],
)
def test_a_town_speaks_for_the_state_whose_government_is_in_it(words: str) -> None:
    """Also where no report says that it is the capital."""
    text = f"{words}\n\n{STATES}Torv denied it."
    found = case(text, sources=(("a", "Torv", text.count("Torv")),))

    who = speaker(found, "a", "Torv", text.count("Torv"))
    assert who is not None
    assert who.name == "Brennia"


@pytest.mark.parametrize(
    "words",
    [
        "A farmer in Torv said that it rained.",  # nobody's government is told to be there
        "The Brennian foreign minister told reporters in Torv. Sardovian Minister Ada Roon told reporters in Torv.",
        "The Brennian embassy in Torv was shut. The Brennian ambassador in Torv left.",
    ],
)
def test_a_town_is_no_states_where_the_reports_leave_it_open(words: str) -> None:
    """Where two meet, or an embassy stands, is nobody's capital by that."""
    world = learn_world([f"{words}\n\n{STATES}Torv denied it."])

    assert world.word("Torv") is None


def test_two_towns_that_speak_are_not_one_states_capital() -> None:
    """The one that more places tell of is."""
    text = "The Brennian ministry in Torv met. The Brennian parliament in Torv met. The Brennian police left Salk. "
    text += "The Brennian customs office in Salk closed. Salk denied it. Torv denied it. " + STATES
    world = learn_world([text])

    assert world.word("Torv") is not None
    assert world.word("Salk") is None


def test_a_state_without_organs_is_known_by_its_charges_and_its_people() -> None:
    """“Sardovia denied it” and “a Sardovian fisherman” tell that there is a state of that name."""
    text = "Brennia accused Sardovia of firing. Sardovia denied it. A Sardovian fisherman, Oskar Nim, saw it. Brennia's navy left."
    found = case(text, sources=(("a", "Sardovia", 2),))

    assert party(found, "a", "Sardovia", 2) == "Sardovia"


@pytest.mark.parametrize(
    "text",
    [
        "Julia denied it. Julian doctor came.",  # given names
        "Mr Marton said no. Marton denied it. A Martonian driver left.",  # a person and what is called after him
        "Velk denied it. A driver from Velk left.",  # nobody bears its name
    ],
)
def test_who_denies_is_not_a_state_by_that_alone(text: str) -> None:
    """A name that a person bears, and one that no people are called by, is no state's."""
    assert learn_world([text]).learned == frozenset()


def test_the_order_of_reports_does_not_matter() -> None:
    """The same states and towns are learned from both orders."""
    texts = ["TORV (Newsline) - Brennia lost a ship. Torv denied it.", f"{STATES}The parliament in Torv met."]

    assert learn_world(texts).forms == learn_world(texts[::-1]).forms


def test_a_town_that_summons_one_states_envoy_is_the_others() -> None:
    """Beside a sign of its own; the last town that speaks is then the last state's."""
    text = "Dorab summoned the Sardovian envoy. Brennian Foreign Minister Ivo Lask said in Dorab that it was late. "
    text += "Brennia's embassy in Torv was shut. Torv denied it. Dorab denied that. " + STATES
    world = learn_world([text])

    states = {town: word.key for town in ("Dorab", "Torv") if (word := world.word(town)) is not None}
    assert {town: world.title(key) for town, key in states.items()} == {"Dorab": "Brennia", "Torv": "Sardovia"}
