"""A second verb behind a quotation is the same speaker's, and no part of what the first one holds."""

import pytest
from spoken import Spoken, Told, proposal

from counterclaim.reading import read_text


@pytest.mark.parametrize(
    ("rest", "cue", "what"),
    [
        ("called for an inquiry", "called for", "an inquiry"),
        ("repeated its call for an inquiry", "repeated its call for", "an inquiry"),
    ],
)
def test_what_follows_the_closing_mark_is_said_by_the_second_verb(rest: str, cue: str, what: str) -> None:
    """The first content ends at the mark, though the model ran on."""
    text = f"The union said that it was “appalled” and {rest}."
    raw = proposal(text, cue="said", source=["The union"], content=[f"it was “appalled” and {rest}"])

    first, second = read_text(text, Spoken(Told([raw]))).attributions

    assert [s.of(text) for s in first.content] == ["it was", "appalled"]
    assert [s.of(text) for s in second.source] == ["The union"]
    assert ([s.of(text) for s in second.cue], [s.of(text) for s in second.content]) == ([cue], [what])


def test_words_that_are_no_verb_of_saying_stay() -> None:
    """“... and left” may be told of by the speaker."""
    text = "The union said that it was “appalled” and left the talks."
    raw = proposal(text, cue="said", source=["The union"], content=["it was “appalled” and left the talks"])

    (found,) = read_text(text, Spoken(Told([raw]))).attributions

    assert [s.of(text) for s in found.content] == ["it was", "appalled", "and left the talks"]
