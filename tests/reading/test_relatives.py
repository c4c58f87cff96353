"""Clauses that only name what is said or known, and what "which" means."""

from __future__ import annotations

from dataclasses import replace

import pytest
from spoken import Spoken, Told, place, proposal

from counterclaim.reading import read_text
from counterclaim.records import EntityType


def found(text: str, cue: str, source: str, content: str) -> list[str]:
    """The contents that are read where a model proposes this one."""
    raw = proposal(text, cue=cue, source=[source], content=[content])
    return [s.of(text) for a in read_text(text, Spoken(Told([raw]))).attributions for s in a.content]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("How the navy knows was not made public.", "knows", "the navy", "was not made public"),
        ("What he told them was never published.", "told", "he", "them was never published"),
        ("It was an accord known as the Harbour Pact.", "known", "an accord", "the Harbour Pact"),
    ],
)
def test_a_clause_that_names_what_is_known_says_nothing(text: str, cue: str, source: str, content: str) -> None:
    """Nobody says that it was not made public."""
    assert found(text, cue, source, content) == []


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("What he said was that the ship was empty.", "said", "he", "the ship was empty"),
        ("When the navy said was it late?", "said", "the navy", "was it late"),
        ("The navy knows the ship was empty.", "knows", "The navy", "the ship was empty"),
    ],
)
def test_what_goes_on_with_what_is_said_stays(text: str, cue: str, source: str, content: str) -> None:
    """“That” after the verb, or a subject, opens what is said."""
    assert found(text, cue, source, content) == [content]


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("The paper received many angry letters, one of them from Quell, which accused it of lies.", "Quell"),
        ("The spokesman for the port of Quell, which accused it of lies, was silent.", "The spokesman"),
        ("The paper received many angry letters, one of them from Quell, who accused it of lies.", "The paper"),
    ],
)
def test_which_is_the_body_before_it(text: str, speaks: str) -> None:
    """A source further off that is no part of the same phrase gives way to it."""
    source = "The paper" if "paper" in text else "The spokesman"
    raw = proposal(text, cue="accused", source=[source], content=["of lies"])

    quell = replace(place(text, "Quell"), type=EntityType.ORG)

    read = read_text(text, Spoken(Told([raw], entities=[quell]))).attributions

    assert [s.of(text) for s in read[0].source] == [speaks]


def test_that_in_quotation_marks_is_the_speakers_own_word() -> None:
    """“That is no fishing boat” is not “is no fishing boat”; after “said” and before a clause it is none of its words."""
    text = '"That is no fishing boat," she said. The court said "that no boat was there".'
    first = proposal(text, cue="said", source=["she"], content=["That is no fishing boat"])
    second = proposal(text, cue="said", source=["The court"], content=["that no boat was there"], n=2)

    read = read_text(text, Spoken(Told([first, second]))).attributions

    assert [s.of(text) for a in read for s in a.content] == ["That is no fishing boat", "no boat was there"]


def test_a_content_begins_behind_a_contracted_cue() -> None:
    """“didn” and “t respond” are two halves of one cue."""
    text = "The ministry didn't confirm that a boat was there."
    raw = proposal(text, cue="didn", source=["The ministry"], content=["t confirm that a boat was there"])

    read = read_text(text, Spoken(Told([raw]))).attributions

    assert [[s.of(text) for s in (*a.cue, *a.content)] for a in read] == [["didn't confirm", "a boat was there"]]
