"""Reporting clauses after what they report, or in the middle of it."""

import pytest
from spoken import Spoken, Told, proposal

from counterclaim.reading import read_text


def contents(text: str, cue: str, who: str, what: list[str]) -> list[str]:
    raw = proposal(text, cue=cue, source=[who], content=what)
    (found,) = read_text(text, Spoken(Told([raw]))).attributions
    return [s.of(text) for s in found.content]


@pytest.mark.parametrize(
    ("text", "cue", "who", "what", "expected"),
    [
        ("The gauge was above the line, she admitted on the steps.", "admitted", "she", [], ["The gauge was above the line"]),
        ("They found a crater, the chief confirmed, but no shell.", "confirmed", "the chief", [], ["They found a crater"]),
        ("A hole, he reckons, fits a mortar.", "reckons", "he", ["fits a mortar"], ["A hole", "fits a mortar"]),
        ("The shot came from the hill, she was sure of that.", "was sure", "she", ["of that"], ["The shot came from the hill"]),
    ],
)  # fmt: skip
def test_the_clause_before_is_said(text: str, cue: str, who: str, what: list[str], expected: list[str]) -> None:
    """What stands before the comma is part of what is said, where the model found nothing or only the rest."""
    assert contents(text, cue, who, what) == expected


@pytest.mark.parametrize(
    ("text", "cue", "who", "what"),
    [
        ("But, she said, the gate was shut.", "said", "she", ["the gate was shut"]),
        ("Asked about the gate, she said, rain fell.", "said", "she", ["rain fell"]),
        ("Walking to the gate, he said, “It was shut.”", "said", "he", ["It was shut."]),
        ("The park, which, he said, is full of games, closed.", "said", "he", ["is full of games"]),
    ],
)
def test_links_and_circumstances_are_the_outlets(text: str, cue: str, who: str, what: list[str]) -> None:
    """“But”, and what the speaker was asked or did, are not words of the speaker's."""
    assert contents(text, cue, who, what) == what


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("All guns were withdrawn in June, the ministry underlines.", "the ministry"),
        ("The siren was unplugged, the council owned up last night.", "the council"),
    ],
)
def test_a_rare_verb_is_told_by_its_place(text: str, who: str) -> None:
    """After a clause and a comma, a speaker and a verb with nothing after it report that clause."""
    (found,) = read_text(text, Spoken(Told())).attributions

    assert [s.of(text) for s in found.source] == [who]
    assert [s.of(text) for s in found.content] == [text.split(",")[0]]


@pytest.mark.parametrize(
    ("text", "cue", "who", "found", "expected"),
    [
        (
            "The bus was set on fire by a group of border guards, the minister disclosed in Varn.",
            "disclosed", "the minister", ["a group of border"],
            ["The bus was set on fire by a group of border guards"],
        ),
        (
            "Guns were withdrawn in June, the ministry underlines: nobody saw any.", "underlines", "the ministry", [],
            ["Guns were withdrawn in June", "nobody saw any"],
        ),
        (
            "Low oxygen, she told the radio, is common in spring.", "told", "she", ["Low oxygen"],
            ["Low oxygen", "is common in spring"],
        ),
        ("His crews, he told the meeting, had gone in blind.", "told", "he", ["had gone in blind"],
         ["His crews", "had gone in blind"]),
    ],
)  # fmt: skip
def test_a_clause_cut_in_pieces_is_whole(text: str, cue: str, who: str, found: list[str], expected: list[str]) -> None:
    """What was found of the clause before is carried to its ends, and what goes on behind speaker and hearer is said."""
    assert contents(text, cue, who, found) == expected


def test_a_verb_with_an_object_reports_nothing() -> None:
    """“The club posted a profit” is a deed."""
    assert read_text("In the year of the flood, the club posted a profit.", Spoken(Told())).attributions == ()


def test_the_verb_of_what_stands_before_may_follow() -> None:
    """“No boat of theirs, the islanders maintain, could have done it” is one saying on both sides of its verb."""
    text = "No boat of theirs, the islanders maintain, could have done it."

    (found,) = read_text(text, Spoken(Told())).attributions

    assert [s.of(text) for s in found.source] == ["the islanders"]
    assert [s.of(text) for s in found.content] == ["No boat of theirs", "could have done it"]
