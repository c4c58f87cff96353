"""States that only the texts of a case know; all names are invented."""

from __future__ import annotations

import pytest

from counterclaim.actors.phrase import read_phrase
from counterclaim.actors.world import learn_world


@pytest.mark.parametrize(
    "text",
    [
        "Korrin's defence ministry said three fishermen were killed.",
        "Tolmen's army crossed the river. Tolmen's government denied it.".replace("Tolmen", "Korrin"),
        "The government of Korrin demanded an apology. Korrin's capital was calm.",
        "Orlund accused Korrin's security forces. Korrin's new parliament met.",
    ],
)
def test_who_has_organs_of_state_is_a_state(text: str) -> None:
    """A name is a state's where a ministry that only states have, or two sorts of organs, are said to be its."""
    word = learn_world([text]).word("Korrin")

    assert word is not None
    assert word.how == "name"


@pytest.mark.parametrize(
    "text",
    [
        "Selwyn's mother spoke. Selwyn's government contract had expired.",
        "President Brandt spoke. Brandt's government denied it, and Brandt's army was silent.",
        "Ivo Brandt spoke. Selwyn met Ivo Brandt. Brandt's defence ministry denied it.",
        "Norrbank's president and Norrbank's chief executive resigned.",
    ],
)
def test_who_bears_a_title_or_has_one_office_is_no_state(text: str) -> None:
    """A person's government, a contract and a company's president make no state."""
    world = learn_world([text])

    assert not any(world.word(name) for name in ("Selwyn", "Brandt", "Norrbank"))


def test_an_adjective_before_an_office_of_two_words_makes_a_state() -> None:
    """“Orlundian prime minister” tells as much of a state as “Orlundian president”."""
    world = learn_world(["The Orlundian prime minister spoke in Orlund."])

    assert world.word("Orlundian") is not None
    assert world.word("Orlund") is not None


def test_who_is_addressed_by_rank_gives_no_adjective() -> None:
    """“Sgt. Mercer” before “police” is nobody's nationality, whatever hospital is called Mercy."""
    world = learn_world(["Sgt. Mercer police union members praised was treated at Mercy Hospital."])

    assert world.word("Mercer") is None


@pytest.mark.parametrize(
    ("texts", "state"),
    [
        (("Veldorian troops left Veldoria. The Veldorian Harbour Guard stayed.", "The Harbour Guard denied it."), True),
        (
            (
                "Veldorian troops of Veldoria met Tarnian troops of Tarnia.",
                "The Veldorian Harbour Guard and the Tarnian Harbour Guard spoke.",
            ),
            False,
        ),
        (("Veldorian troops left Veldoria. The Veldorian Coast Guard stayed.", "The coast guard denied it."), False),
        (("Veldorian troops left Veldoria. The Harbour Guard stayed.", "The Harbour Guard denied it."), False),
    ],
)
def test_a_body_of_one_state_alone_is_that_state_s(texts: tuple[str, ...], state: bool) -> None:
    """By a name that is no mere sort of body, and only where no other state has one of that name."""
    world = learn_world(texts)

    for name in ("Harbour Guard", "Coast Guard"):
        found = read_phrase(f"The commander of the {name}", world)
        assert (found.state is not None) == (state and name == "Harbour Guard")
        assert read_phrase(f"The {name}", world).kind != "state"


@pytest.mark.parametrize(
    ("adjective", "noun"), [("Republican", "Republic"), ("Islamic", "Islam"), ("African", "Africa")]
)
def test_a_party_a_faith_and_a_continent_are_no_states(adjective: str, noun: str) -> None:
    """“The Republican president” is the president of no republic by that name."""
    text = f"The {adjective} president spoke. The {adjective} government denied it. {noun} was calm, {noun} said."

    assert learn_world([text]).word(noun) is None
    assert learn_world([text.replace(adjective, "Veldorian").replace(noun, "Veldoria")]).word("Veldoria") is not None
