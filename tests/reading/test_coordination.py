"""Rows of contents and of speakers."""

import pytest
from spoken import Spoken, Told, proposal

from counterclaim.reading import read_text
from counterclaim.reading.coordination import split_that
from counterclaim.records import Span


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        (
            "the bridge was intact, that no shells were fired, and that the convoy had turned back",
            ["the bridge was intact", "no shells were fired", "the convoy had turned back"],
        ),
        (
            "the ship left, that it carried grain and that nobody was hurt",
            ["the ship left", "it carried grain", "nobody was hurt"],
        ),
        ("the gate was open but that the guard slept", ["the gate was open", "the guard slept"]),
        ("the gate, that old gate, was open", ["the gate, that old gate, was open"]),
    ],
)
def test_a_row_of_that_is_a_content_each(said: str, parts: list[str]) -> None:
    """“that A, that B, and that C” are three; a comma before "that" parts nothing where no such row follows."""
    assert [s.of(said) for s in split_that([Span(0, len(said))], said)] == parts


def test_neither_nor_are_two_speakers() -> None:
    """“Neither A nor B said” tells of each that it was not said."""
    text = "Neither the mayor nor the harbour office mentioned the order."
    raw = proposal(text, cue="mentioned", source=["Neither the mayor nor the harbour office"], content=["the order"])

    found = read_text(text, Spoken(Told([raw]))).attributions

    assert [a.source[0].of(text) for a in found] == ["the mayor", "the harbour office"]
    assert {a.polarity for a in found} == {"negative"}
