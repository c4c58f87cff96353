"""Words before the reporting clause that the speaker says."""

import pytest
from spoken import Spoken, Told, proposal

from counterclaim.reading import read_text
from counterclaim.records import Act, Attribution


def read(text: str, cue: str, who: str, what: list[str]) -> Attribution:
    raw = proposal(text, cue=cue, source=[who], content=what)
    (found,) = read_text(text, Spoken(Told([raw]))).attributions
    return found


@pytest.mark.parametrize(
    ("text", "cue", "who", "what", "expected"),
    [
        ("Nor, he said, did we fire.", "said", "he", ["did we fire"], ["Nor", "did we fire"]),
        ("“Nor,” he added, “did we see it.”", "added", "he", ["did we see it"], ["Nor", "did we see it."]),
        ("Neither, she said, did the guard.", "said", "she", ["did the guard"], ["Neither", "did the guard"]),
        ("No, says the army.", "says", "the army", [], ["No"]),
    ],
)
def test_a_denying_opener_is_said_and_denies(
    text: str, cue: str, who: str, what: list[str], expected: list[str]
) -> None:
    """“Nor, he said, did we fire” denies firing; without its first word it would tell the reverse."""
    found = read(text, cue, who, what)

    assert [s.of(text) for s in found.content] == expected
    assert (found.act, found.polarity) == (Act.DENY, "negative")


def test_the_question_on_its_line_is_part_of_a_short_answer() -> None:
    """“Was the port shelled? No, says the army”: what the army denies is the question's."""
    text = "Was the port shelled? No, says the army"

    found = read(text, "says", "the army", ["Was the port shelled"])

    assert [s.of(text) for s in found.content] == ["Was the port shelled?", "No"]
    assert found.act is Act.DENY


def test_yes_answers_and_denies_nothing() -> None:
    """An affirming answer keeps its act."""
    text = "Was the port shelled? Yes, says the mayor"

    found = read(text, "says", "the mayor", ["Yes"])

    assert [s.of(text) for s in found.content] == ["Was the port shelled?", "Yes"]
    assert found.polarity == "positive"


def test_an_adverb_before_the_clause_is_the_outlets() -> None:
    """“Later, he said, we left”: when it was said is no word of his."""
    text = "Later, he said, we left."

    assert [s.of(text) for s in read(text, "said", "he", ["we left"]).content] == ["we left"]


def test_a_clause_that_goes_on_is_not_inserted() -> None:
    """“Yes, Renn expects rain”: nobody says "yes" but the outlet."""
    text = "Yes, Renn expects rain."

    assert [s.of(text) for s in read(text, "expects", "Renn", ["rain"]).content] == ["rain"]
