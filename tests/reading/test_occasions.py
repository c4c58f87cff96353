"""When something was said where its own sentence does not tell."""

from __future__ import annotations

import pytest
from spoken import Spoken, Told, person, proposal

from counterclaim.reading import read_text

HEADLINE = "Orla Kane denies theft\n\n"


def days(text: str, cues: list[tuple[str, str, str]]) -> list[str | None]:
    """The day of each saying, given its cue, source and content, in an article of 5 April 2022."""
    told = [proposal(text, cue=cue, source=[source], content=[content]) for cue, source, content in cues]
    people = [person(text, "Orla Kane"), *(person(text, "Kane", n) for n in range(2, text.count("Kane") + 1))]
    read = read_text(text, Spoken(Told(attributions=told, entities=people)), published="2022-04-05")  # type: ignore[arg-type]
    by_cue = {a.cue[0].of(text): a.said.value if a.said is not None else None for a in read.attributions if a.cue}
    return [by_cue[cue] for cue, _, _ in cues]


def test_a_headline_tells_of_what_is_dated_below_it() -> None:
    """All that is known of when she spoke is one day."""
    text = HEADLINE + "Kane told reporters on Monday that nothing was missing."

    assert days(text, [("denies", "Orla Kane", "theft"), ("told", "Kane", "nothing was missing")]) == ["2022-04-04"] * 2


@pytest.mark.parametrize(
    ("below", "day"),
    [
        ("In an interview on Sunday, Orla Kane compared it to a farce. Dr Kane said it was a lie.", "2022-04-03"),
        ("During a raid on Sunday, Orla Kane was hurt. Dr Kane said it was a lie.", None),
    ],
)
def test_an_occasion_needs_no_verb_of_saying(below: str, day: str | None) -> None:
    """“Compared” is none, and yet the interview is when she spoke; a raid is not."""
    assert days(below, [("said", "Dr Kane", "it was a lie")]) == [day]


def test_two_days_date_nothing_else() -> None:
    """Of which of the two days a headline tells is not known."""
    text = HEADLINE + "Kane told a court on Monday that all was there. On Tuesday Kane said that some was not."
    cues = [("denies", "Orla Kane", "theft"), ("told", "Kane", "all was there"), ("said", "Kane", "some was not")]

    assert days(text, cues)[0] is None


def test_what_had_been_said_was_said_another_time() -> None:
    """“Had said” looks back from the day that is told."""
    text = "Orla Kane had said that she was away. Kane told a court on Monday that she was at home."
    cues = [("had said", "Orla Kane", "she was away"), ("told", "Kane", "she was at home")]

    assert days(text, cues) == [None, "2022-04-04"]
