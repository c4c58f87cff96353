"""What a noun phrase says about whom it stands for."""

from __future__ import annotations

import pytest

from counterclaim.actors.phrase import read_phrase
from counterclaim.actors.world import known_world, learn_world

WORLD = known_world()


@pytest.mark.parametrize(
    ("text", "name", "role", "state"),
    [
        ("Polish presidential spokesman Jan Nowak", "Jan Nowak", "spokesperson", "PL"),
        ("Jan Nowak, governor of the western region", "Jan Nowak", "governor", None),
        ("Poland’s deputy permanent representative with the body, Jan Nowak", "Jan Nowak", "ambassador", "PL"),
        ("US Secretary of State Ann Lee", "Ann Lee", "secretary of state", "US"),
        ("the Kremlin spokesman", "", "spokesperson", "RU"),
        ("the Polish president’s spokesman", "", "spokesperson", "PL"),
    ],
)
def test_persons(text: str, name: str, role: str, state: str | None) -> None:
    """Name, office and state are found around each other in any order."""
    phrase = read_phrase(text, WORLD)

    assert (phrase.name, phrase.role and phrase.role.name, phrase.state) == (name, role, state)
    assert phrase.is_person


@pytest.mark.parametrize(
    ("text", "kind", "state"),
    [
        ("the Warsaw regime", "state", "PL"),
        ("Polish authorities", "state", "PL"),
        ("Poland's Defence Ministry", "body", "PL"),
        ("Polish armed forces", "forces", "PL"),
        ("pro-Polish rebels", "forces", None),
        ("Warsaw police", "body", None),
        ("Poles", "plural", "PL"),
    ],
)
def test_bodies_and_states(text: str, kind: str, state: str | None) -> None:
    """A capital stands for the state before what is the state's own; "pro-X" does not make X speak."""
    phrase = read_phrase(text, WORLD)

    assert (phrase.kind, phrase.state) == (kind, state)


def test_states_are_learnt_from_the_text() -> None:
    """A state no table knows is learnt with its adjective and its capital."""
    text = "Veldorian troops left. The Veldorian capital, Orst, was calm. Veldoria's president spoke in Veldoria."

    world = learn_world([text])

    found = [world.word(w) for w in ("Veldoria", "Veldorian", "Orst")]
    assert [f.how for f in found if f] == ["name", "adjective", "capital"]
    assert len({f.key for f in found if f}) == 1


def test_an_adjective_with_a_capital_is_a_state() -> None:
    """Where only the adjective is printed, its capital still stands for that state."""
    world = learn_world(["Veldorian troops left. The Veldorian capital, Orst, was calm."])

    capital, adjective = world.word("Orst"), world.word("Veldorian")
    assert capital is not None
    assert adjective is not None
    assert capital.key == adjective.key


@pytest.mark.parametrize(
    ("text", "exact"),
    [("the Dockers' Union", "Dockers' Union"), ("the People's Front of Marsk", "People's Front of Marsk")],
)
def test_a_body_named_after_many_has_no_owner(text: str, exact: str) -> None:
    """What belongs to dockers or to the people by its name is called by all of it."""
    phrase = read_phrase(text, known_world())

    assert not phrase.possessor
    assert phrase.exact == exact


def test_an_office_with_ex_before_it_is_that_office() -> None:
    """“Ex-premier Kovar” is a person named Kovar."""
    phrase = read_phrase("Ex-premier Kovar", known_world())

    assert phrase.name == "Kovar"
    assert phrase.role is not None
    assert phrase.role.name == "prime minister"


@pytest.mark.parametrize(
    ("text", "kind", "exact"),
    [
        ("the news agency ORA", "name", "ORA"),
        ("the aid group Open Hands", "name", "Open Hands"),
        ("the shipping company Blue Ensign Lines", "name", "Blue Ensign Lines"),
        ("state news agency Reuters", "organisation", "Reuters"),
        ("the Open Hands group", "body", "Open Hands group"),
        ("the agency Poland runs", "body", "agency Poland runs"),
    ],
)
def test_a_body_is_called_by_the_name_after_what_it_is(text: str, kind: str, exact: str) -> None:
    """What stands before the name of a body tells its sort and is no part of the name."""
    phrase = read_phrase(text, WORLD)

    assert (phrase.kind, phrase.exact) == (kind, exact)
    assert not phrase.is_person


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("a Veldoria expert at the institute", None), ("the Veldoria desk's chief", None),
        ("director of Veldoria studies", None), ("a Veldorian teacher", None),
        ("Veldoria's director of ports", "x-veldor"), ("the Veldoria envoy", "x-veldor"),
        ("a Veldorian envoy", "x-veldor"),
    ],
)  # fmt: skip
def test_who_knows_about_a_state_is_not_of_it(text: str, state: str | None) -> None:
    """A “Veldoria expert” speaks for no Veldoria, nor does who teaches its language."""
    world = learn_world(["The Veldorian government denied it. Veldoria was calm."])

    assert read_phrase(text, world).state == state
