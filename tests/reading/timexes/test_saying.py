"""Which time dates an act of saying. In the examples {} marks the cue and [] the content."""

from __future__ import annotations

import pytest

from counterclaim.reading.timexes import find_timexes, opening_time, said_when
from counterclaim.records import Said, Span

EXAMPLES = [
    ("The mayor {said} on Monday that [the troops left on March 30].", "Monday"),
    ("The mayor {said} in a statement on Monday that [the troops left on March 30].", "Monday"),
    ("The mayor on Monday {said} [the troops left on March 30].", "Monday"),
    ("On Monday, the mayor {said} that [troops left on March 30].", "Monday"),
    ("Late on Sunday, the mayor {told} a news conference [he knew nothing].", "Late on Sunday"),
    ('"[They left on March 30]," the mayor {said} on Monday.', "Monday"),
    ('"[They left]," she {told} reporters on Monday, "[and took the cattle on Sunday]."', "Monday"),
    ('The envoy {said} "[it was a fraud]" on Monday.', "Monday"),
    ("The envoy {said} in its Monday briefing that [all was lost].", "Monday"),
    ("In Monday's statement the ministry {said} [all was lost].", "Monday"),
    ("The ministry {said} in a statement of April 4 that [all was lost].", "April 4"),
    ("A spokesman {told} the agency at 10:30 a.m. on Monday [all was calm].", "10:30 a.m. on Monday"),
    ("The mayor {said} last week [all was lost].", "last week"),
    ("On Sunday the mayor {accused} them, and on Monday the envoy denied it.", "Sunday"),
    ("Speaking to reporters on Monday, the mayor {said}: “[troops left on March 30].”", "Monday"),
    ("In an interview with the Marsk Post on Monday, the mayor {said} [they left on March 30].", "Monday"),
    ("During a visit to the town on Monday, the mayor {said} [they left on March 30].", None),
    ("Asked about the raid on Monday, the mayor {said} [they left on March 30].", None),
    ("[The troops left on March 30], the mayor {said}.", None),
    ("[On Monday, troops left the town], the mayor {said}.", None),
    ("On Monday, [troops left the town], the mayor {said}.", None),
    ("The mayor, who fled on March 3, {said} [all was lost].", None),
    ("After Monday's raid the mayor {said} [all was lost].", None),
    ("The mayor {said} after Monday's raid that [all was lost].", None),
    ("The mayor {has denied} since April 2 [any part in it].", None),
    ("The mayor now {says} [nobody came].", None),
    ("The envoy {said} [it was a fraud] on Monday.", None),
]


def _parsed(marked: str) -> tuple[str, tuple[Span, ...], tuple[Span, ...]]:
    text, opened = "", 0
    cue: list[Span] = []
    content: list[Span] = []
    for character in marked:
        if character in "{[":
            opened = len(text)
        elif character in "}]":
            (cue if character == "}" else content).append(Span(opened, len(text)))
        else:
            text += character
    return text, tuple(cue), tuple(content)


def _said(marked: str, published: str | None = "2022-04-05") -> tuple[str, Said | None]:
    text, cue, content = _parsed(marked)
    return text, said_when(text, Span(0, len(text)), cue, content, find_timexes(text, published))


@pytest.mark.parametrize(("marked", "words"), EXAMPLES)
def test_time_of_saying_is_told_from_time_of_event(marked: str, words: str | None) -> None:
    """The time that belongs to the cue dates the saying; times of what was said do not."""
    text, said = _said(marked)

    assert (said.evidence.of(text) if said and said.evidence else None) == words


def test_value_and_precision_come_from_the_expression() -> None:
    """The record carries the expression's value and precision."""
    _, said = _said("The mayor {said} last week [all was lost].")

    assert said is not None
    assert (said.value, said.precision) == ("2022-W13", "week")


def test_no_cue_or_no_anchor_gives_none() -> None:
    """Without a cue, or with an expression that has no value, nothing is dated."""
    assert _said("The mayor said on Monday [all was lost].")[1] is None
    assert _said("The mayor {said} on Monday [all was lost].", None)[1] is None


def test_times_of_other_sentences_do_not_count() -> None:
    """Only expressions inside the sentence are looked at."""
    text = "On Monday it rained. The mayor said so."

    found = said_when(text, Span(21, len(text)), (Span(31, 35),), (), find_timexes(text, "2022-04-05"))

    assert found is None


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("In an interview on Monday, Orla Kane compared the two.", "Orla Kane compared the two."),
        ("Speaking on Monday, Orla Kane made no excuse.", "Orla Kane made no excuse."),
        ("In a raid on Monday, Orla Kane was hurt.", None),
        ("In an interview Orla Kane recalled Monday, a day of rain.", None),
    ],
)
def test_a_sentence_may_open_with_an_occasion_of_speaking(text: str, subject: str | None) -> None:
    """Then it goes on with who spoke, whatever the verb."""
    found = opening_time(text, Span(0, len(text)), find_timexes(text, "2022-04-05"))

    assert (text[found[1] :] if found is not None else None) == subject
