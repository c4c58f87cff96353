"""Who speaks the lines of a talk that prints no names beside them."""

from __future__ import annotations

from spoken import find, person

from counterclaim.reading.narrators import narrations
from counterclaim.reading.speech import Speech
from counterclaim.reading.talks import counted

TALK = """Welcome to the show. I'm your host as always, Oda, and I'm joined by Jan.
Hello there, all of you who listen.
I was at the harbour on Monday and I saw the wall.
I did not go.
How was your week, Jan?
It was good, and I slept."""
INTERVIEW = """The Gazette interviews Oda Renn and Jan Olbrek
How did you begin?
I came first, and Jan and I met at the wall.
I came a year later.
What is next?
We do not know."""


def told(text: str, *names: tuple[str, int]) -> list[Speech]:
    return narrations(text, sorted((person(text, w, n) for w, n in names), key=lambda e: e.span), [])


def test_two_who_are_introduced_take_turns() -> None:
    """Lines alternate from the one who says who they are; a line that names the other agrees with it."""
    found = told(TALK, ("Oda", 1), ("Jan", 1), ("Jan", 2))

    assert [s.speaker.of(TALK) for s in found if s.speaker] == ["Oda", "Jan"] * 3
    assert found[0].addressee == find(TALK, "Jan")


def test_turns_are_not_told_where_a_line_speaks_against_them() -> None:
    """Where a line that should be Jan's names Jan, only the lines that tell by themselves are told."""
    text = TALK.replace("I did not go.", "Did you see that, Jan?")

    found = told(text, ("Oda", 1), ("Jan", 1), ("Jan", 2), ("Jan", 3))

    assert [s.speaker.of(text) for s in found if s.speaker] == ["Oda", "Oda", "Oda"]


def test_one_line_that_tells_is_not_enough_for_a_talk() -> None:
    """A line more or less between two turns would turn all of them around."""
    assert counted(range(6), {0: 0}, least=2) == {}
    assert counted(range(4), {0: 0, 2: 0}, least=2) == {0: 0, 1: 1, 2: 0, 3: 1}


def test_answers_of_two_are_told_between_questions() -> None:
    """An answer that names Jan is Oda's, the next one Jan's; answers that name nobody are left open."""
    found = told(INTERVIEW, ("Oda Renn", 1), ("Jan Olbrek", 1), ("Jan", 2))

    answers = {s.words.of(INTERVIEW): s.speaker.of(INTERVIEW) for s in found if s.speaker}
    assert answers == {
        "I came first, and Jan and I met at the wall.": "Oda Renn",
        "I came a year later.": "Jan Olbrek",
    }


def test_a_report_is_no_talk() -> None:
    """Somebody who says "I'm" in a text of long lines does not make its lines turns."""
    lines = ["“I'm Oda Renn,” the diver said, and then went on for a long while about the harbour wall that fell."] * 8

    text = "\n".join(lines)

    assert narrations(text, [person(text, "Oda Renn")], [find(text, "I'm Oda Renn,", n) for n in range(1, 9)]) == []
