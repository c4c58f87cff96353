"""Texts that are their signer's own words from beginning to end."""

from __future__ import annotations

import pytest
from spoken import Spoken, Told, find, person, proposal

from counterclaim.reading import read_text
from counterclaim.reading.speech import Speech
from counterclaim.reading.whole import WHOLE_TEXT, with_whole_texts
from counterclaim.records import Attribution, Span

LETTER = """Dear Ms Renn,

I saw the wall. The mayor said that it was safe. “It will hold for years to come, whatever the sea does.”

Yours sincerely,
Jan Olbrek"""


def letter() -> tuple[Attribution, ...]:
    """What is read in a letter in which a mayor is quoted."""
    told = Told(
        attributions=[proposal(LETTER, cue="said", source=["The mayor"], content=["it was safe"])],
        entities=[person(LETTER, "Renn"), person(LETTER, "Jan Olbrek")],
    )
    return read_text(LETTER, Spoken(told)).attributions  # type: ignore[arg-type]


def test_a_signed_letter_is_its_signer_s_from_greeting_to_signature() -> None:
    """One attribution holds the words between, and its record says which rule made it."""
    [whole] = [a for a in letter() if a.made_by.endswith(WHOLE_TEXT)]

    assert whole.speaker == "Jan Olbrek"
    assert whole.source == (find(LETTER, "Jan Olbrek"),)
    assert whole.content[0].of(LETTER).startswith("Dear Ms Renn")
    assert whole.content[0].of(LETTER).endswith("does.”")
    assert whole.parent is None


def test_what_others_say_in_a_letter_is_nested_in_it() -> None:
    """The mayor's words are told by the signer."""
    found = letter()
    [whole] = [a for a in found if a.made_by.endswith(WHOLE_TEXT)]
    [said] = [a for a in found if a.cue]

    assert said.parent == whole.id


def bylined(text: str, quotes: bool = False) -> int:
    """How many whole texts a piece by Oda Renn gives."""
    from counterclaim.reading.quotes import find_quotes

    telling = Speech(Span(0, len(text)), Span(0, 3), quoted=False, form="byline")
    return len(with_whole_texts([], [telling], text, find_quotes(text) if quotes else []))


@pytest.mark.parametrize(
    ("text", "quotes", "wholes"),
    [
        ("Oda. I saw it, I heard it, and I wrote it down.", False, 1),
        ("Oda. The wall fell. I saw it.", False, 0),
        ("Oda. I saw it, I heard it, and I wrote it down." + " The wall fell." * 500, False, 0),
        ("Oda. “I saw it, I heard it, and I wrote it down,” he said.", True, 0),
    ],
)
def test_a_byline_alone_makes_no_text_its_writer_s(text: str, quotes: bool, wholes: int) -> None:
    """The writer must say “I” often enough for the length, outside quotation marks."""
    assert bylined(text, quotes) == wholes


@pytest.mark.parametrize(("form", "wholes"), [("record", 1), ("letter", 1), ("interview", 0), ("self", 0)])
def test_which_tellings_are_whole_texts(form: str, wholes: int) -> None:
    """Letters and statements in a record are; answers and narrators who name themselves are not."""
    telling = Speech(Span(0, 20), Span(0, 3), quoted=False, form=form)

    assert len(with_whole_texts([], [telling], "Oda. We had a report", [])) == wholes


def test_answers_in_an_interview_are_the_one_interviewed_s() -> None:
    """“A:” stands for whoever the title says is interviewed; “Q:” is left without a speaker."""
    text = """The Gazette interviews Oda Renn

Q: How long was the wall?
A: It was very long.
Q: Who built it?
A: My father did."""

    found = read_text(text, Spoken(Told(entities=[person(text, "Oda Renn")]))).attributions  # type: ignore[arg-type]

    assert [a.speaker for a in found] == [None, "Oda Renn", None, "Oda Renn"]
