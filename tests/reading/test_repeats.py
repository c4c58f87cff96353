"""What is proposed twice, or by no one in particular, is told once or not at all."""

import pytest
from spoken import Spoken, Told, proposal

from counterclaim.reading import read_text


def test_what_a_further_verb_holds_is_not_held_twice() -> None:
    """“Said A but conceded B”: B is conceded, and the first verb holds A alone."""
    text = "The spokesman said no shells were missing but conceded the books were old."
    raw = [
        proposal(text, cue="said", source=["The spokesman"], content=["no shells were missing", "the books were old"]),
        proposal(text, cue="conceded", source=["The spokesman"], content=["the books were old"]),
    ]

    said, conceded = read_text(text, Spoken(Told(raw))).attributions

    assert [s.of(text) for s in said.content] == ["no shells were missing"]
    assert [s.of(text) for s in conceded.content] == ["the books were old"]


def test_a_verb_and_its_colon_are_one_saying() -> None:
    """“The president went on: ...” is one attribution."""
    text = "The president went on: “We shall prove it.”"
    words = "We shall prove it."
    raw = [
        proposal(text, cue="went on", source=["The president"], content=[words]),
        proposal(text, cue=":", source=["The president"], content=[words]),
    ]

    assert len(read_text(text, Spoken(Told(raw))).attributions) == 1


@pytest.mark.parametrize("who", ["we", "nobody", "somebody"])
def test_no_one_in_particular_says_nothing_without_words(who: str) -> None:
    """“What we know” and “nobody warned” put nothing forward."""
    text = f"This is what {who} told."

    assert read_text(text, Spoken(Told([proposal(text, cue="told", source=[who])]))).attributions == ()


def test_a_noun_of_saying_apart_from_a_name_is_not_its() -> None:
    """In “The allegation was rejected by the guard” the allegation is not the guard's."""
    text = "The allegation was rejected by the guard."
    raw = [
        proposal(text, cue="allegation", source=["guard"]),
        proposal(text, cue="was rejected", source=["the guard"], content=["The allegation"]),
    ]

    (found,) = read_text(text, Spoken(Told(raw))).attributions

    assert [s.of(text) for s in found.cue] == ["was rejected"]
