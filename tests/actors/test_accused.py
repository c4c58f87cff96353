"""Who is accused in person, removed or tried speaks for himself; all cases are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest
from actors_factory import article, attribution, reading

from counterclaim.actors import resolve_actors
from counterclaim.records import Act

FIRST = (
    "The family of a man shot in Velby accused police of killing an unarmed man. A police spokeswoman, Carla Nims, "
    "denied the accusation. "
)
PEOPLE = ("Carla Nims", "Lev Adarin", "Peter Lund", "Otto Brek", "Howard Brill")


def sides(says: str, *sources: str, more: str = "", text: str = FIRST) -> dict[str, str | None]:
    """The party of each actor by name, in a report of a family's charge and in one more."""
    whole = text + says
    made = reading("a", whole, [(s, 1) for s in sources if s in whole], PEOPLE)
    said = [
        attribution("a", whole, (source, 1), content, act=act)
        for source, content, act in (
            ("The family of a man", "police of killing an unarmed man", Act.ACCUSE),
            ("A police spokeswoman, Carla Nims", "the accusation", Act.DENY),
        )
        if source in whole
    ]
    made = replace(made, attributions=(*said, *made.attributions))
    readings = [made, reading("b", more, [(s, 1) for s in sources if s in more], PEOPLE)]
    found = resolve_actors([article("a", whole), article("b", more)], readings)
    names = {p.id: p.name for p in found.parties}
    return {a.name: names.get(a.party or "") for a in found.actors}


@pytest.mark.parametrize(
    "words",
    [
        "Police Sergeant Lev Adarin, the officer accused of shooting him, said that he was afraid.",
        "Police Sergeant Lev Adarin, who has been suspended, said that he was afraid.",
        "Police Sergeant Lev Adarin, who was charged with manslaughter, said that he was afraid.",
        "Police Sergeant Lev Adarin, on trial for the killing, said that he was afraid.",
        "Suspended Police Sergeant Lev Adarin said that he was afraid.",
        "The accused Police Sergeant Lev Adarin said that he was afraid.",
    ],
)
def test_an_accused_officer_is_no_voice_of_the_police(words: str) -> None:
    """Nor in another report that calls him a police sergeant only; the spokeswoman is one."""
    more = "Police Sergeant Lev Adarin said nothing else."
    found = sides(words, "Police Sergeant Lev Adarin", more=more)

    assert found["Lev Adarin"] is None
    assert str(found["Carla Nims"]).lower() == "police"


def test_his_lawyer_speaks_for_him() -> None:
    """The lawyer of the accused is not the police's."""
    words = (
        "Sergeant Lev Adarin, the officer accused of shooting him, was silent. Adarin's lawyer, Peter Lund, said no."
    )
    found = sides(words, "Adarin's lawyer, Peter Lund")

    assert str(found["Peter Lund"]).lower() != "police"


@pytest.mark.parametrize(
    "words",
    [
        "Police Chief Howard Brill, accused of a cover-up, rejected that.",
        "Police Chief Howard Brill, who accused the family of lying, rejected that.",
        "Police Chief Howard Brill, who was never suspended, rejected that.",
        "The family accused Police Chief Howard Brill of lying.",
    ],
)
def test_who_leads_a_body_speaks_for_it_though_others_accuse_him(words: str) -> None:
    """It takes that the office was taken from him."""
    found = sides(words, "Police Chief Howard Brill")

    assert str(found["Howard Brill"]).lower() == "police"


@pytest.mark.parametrize("words", ["The dismissed", "Suspended"])
def test_a_chief_who_was_removed_does_not(words: str) -> None:
    """From then on he speaks for himself."""
    found = sides(f"{words} Police Chief Howard Brill rejected that.", "Police Chief Howard Brill")

    assert found["Howard Brill"] is None


def test_a_minister_accused_by_the_other_state_speaks_for_his_own() -> None:
    """Charges of states against each other's ministers change nothing, for either state."""
    for one, other in (("Tarnia", "Veldoria"), ("Veldoria", "Tarnia")):
        text = (
            f"{one}'s army shelled the port. {one}n Defence Minister Otto Brek, accused by {other} of war crimes, said no. "
            f"{other}n troops left. {other}'s foreign ministry said nothing. {one}n troops stayed."
        )
        found = sides("", f"{one}n Defence Minister Otto Brek", text=text)

        assert found["Otto Brek"] == one
