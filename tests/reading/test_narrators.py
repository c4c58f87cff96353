"""Who tells a text in the first person, where the text says so."""

from __future__ import annotations

import pytest
from spoken import find, person

from counterclaim.reading.narrators import narrations
from counterclaim.records import Span

LETTER = """Dear Ms Renn,

I write to you about the harbour wall.

Yours sincerely,
Jan Olbrek"""
ARTICLE = """The wall must stay

By Jan Olbrek

I have lived by the harbour for thirty years, and nobody ever asked me whether the wall should go before this spring came."""
INTERVIEW = """The Gazette interviews Oda Renn about the harbour wall

How long have you been a diver?

I began at twelve, with my father, and I never stopped.

What did you find below the wall?

My team found nothing that we could call a mine."""
RECORD = """STATEMENT OF JAN OLBREK, HARBOUR MASTER

I thank the committee.

STATEMENT OF ODA RENN

I have a short statement."""


def told(text: str, *names: str) -> list[tuple[str, str | None]]:
    """Each stretch's first words and its speaker."""
    found = narrations(text, [person(text, n) for n in names], [])
    return [(s.words.of(text).strip().split("\n")[0], s.speaker.of(text) if s.speaker else None) for s in found]


def test_a_letter_is_its_signer_s() -> None:
    """The name under the closing formula says "I", the one greeted is "you"."""
    speech, closing = narrations(LETTER, [person(LETTER, "Renn"), person(LETTER, "Jan Olbrek")], [])

    assert (closing.speaker, closing.addressee) == (None, find(LETTER, "Ms Renn")), '"yours" is the one greeted'
    assert speech.speaker == find(LETTER, "Jan Olbrek")
    assert speech.addressee == find(LETTER, "Ms Renn")
    assert speech.words == Span(0, find(LETTER, "wall.").end)
    assert speech.form == "letter"


def test_a_byline_tells_the_author() -> None:
    """A line "By ..." at the top gives who says "I"."""
    assert [who for _, who in told(ARTICLE, "Jan Olbrek")] == ["Jan Olbrek"]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("Welcome back. My name is Oda Renn and today we dive.", ["Oda Renn"]),
        ("I’m Oda Renn. It was cold.", ["Oda Renn"]),
        ("Somebody met Oda Renn. I was cold.", []),
    ],
)
def test_a_narrator_who_names_themself(words: str, who: list[str]) -> None:
    """“My name is” and “I'm” before a name give the narrator; a name alone does not."""
    assert [w for _, w in told(words, "Oda Renn")] == who


def test_a_name_given_in_somebody_s_words_is_not_the_narrator_s() -> None:
    """What stands in quotation marks names its own speaker only."""
    text = "He shouted: “I’m Oda Renn.” I left."

    assert narrations(text, [person(text, "Oda Renn")], [find(text, "I’m Oda Renn.")]) == []


def test_one_person_answers_an_interview() -> None:
    """From the first question on, "I" outside the questions and "you" inside them are the one interviewed."""
    found = told(INTERVIEW, "Oda Renn")

    assert found == [
        ("How long have you been a diver?", None),
        ("I began at twelve, with my father, and I never stopped.", "Oda Renn"),
        ("What did you find below the wall?", None),
        ("My team found nothing that we could call a mine.", "Oda Renn"),
    ]


COLUMN = """Who builds our walls

I asked myself that in spring. In an interview with Oda Renn the Gazette had told of the harbour.

But is it not my money?

I pay for it, and so does everybody else.

I pay again in autumn.

Why do I?

It is my wall, I am told."""


def test_a_column_that_tells_of_an_interview_is_its_writer_s() -> None:
    """Two questions of a columnist do not make an interview with somebody who is mentioned."""
    assert told(COLUMN, "Oda Renn") == []


def test_an_interview_told_of_below_the_title_needs_more_questions() -> None:
    """With three questions the one named right after “interview with” answers."""
    text = "Below the wall\n\nThe Gazette had an interview with Oda Renn.\n\n" + "Why?\n\nI do not know.\n\n" * 3

    assert [who for _, who in told(text, "Oda Renn")] == [None, "Oda Renn"] * 3


def test_an_interview_with_two_tells_nothing() -> None:
    """Where the title names two, it is open who answers."""
    text = INTERVIEW.replace("Oda Renn about", "Oda Renn and Jan Olbrek about")

    assert told(text, "Oda Renn", "Jan Olbrek") == []


def test_a_record_has_a_narrator_for_each_heading() -> None:
    """Statements in a record are those of the names in their headings."""
    found = told(RECORD, "JAN OLBREK", "ODA RENN")

    assert found == [("I thank the committee.", "JAN OLBREK"), ("I have a short statement.", "ODA RENN")]


def test_a_talk_of_several_has_no_narrator() -> None:
    """Where short lines follow each other, a name given tells of its own line and of no other."""
    text = "\n".join(["I’m Oda Renn.", *["I know.", "And I do not."] * 6])

    assert told(text, "Oda Renn") == [("I’m Oda Renn.", "Oda Renn")]


def test_a_statement_ends_where_questions_begin() -> None:
    """What is said after the first question put to whoever made a statement is no part of the statement."""
    text = "STATEMENT OF JAN OLBREK\n\nI thank the committee.\n\nMr Olbrek, did you see it?\n\nI saw it."

    found = narrations(text, [person(text, "JAN OLBREK"), person(text, "Olbrek")], [])

    assert [s.words.of(text) for s in found if s.form == "record"] == ["I thank the committee."]
    [question] = [s for s in found if s.speaker is None]
    assert question.words.of(text) == "Mr Olbrek, did you see it?"
    assert question.addressee == find(text, "JAN OLBREK")


def test_a_writer_without_a_name_is_one_writer() -> None:
    """A line "By Anonymous" gives who says "I" all the same."""
    text = ARTICLE.replace("By Jan Olbrek", "By Anonymous")

    assert [who for _, who in told(text)] == ["Anonymous"]
