"""Rows with "I" that "we" stands for, and families by their name."""

from __future__ import annotations

from spoken import find, person

from counterclaim.reading.groups import families, is_family, rows_with_self, surnames_of
from counterclaim.reading.narrators import narrations
from counterclaim.reading.speech import voices
from counterclaim.records import Span

LETTER = """Dear Hanna,

We came home on Monday. Lia, Jan and I send you our love.

Yours,
Oda"""


def test_a_row_ends_in_i_or_begins_with_me() -> None:
    """Names before "and I" belong to the row; a row in quotation marks is somebody else's."""
    text = "Lia, Jan and I went, so it was me and Oda. “Per and I stayed.”"
    people = [find(text, n) for n in ("Lia", "Jan", "Oda", "Per")]

    rows = rows_with_self(text, people, [find(text, "Per and I stayed.")])

    assert [r.of(text) for r in rows] == ["Lia, Jan and I", "me and Oda"]


def test_we_in_a_letter_is_the_row_it_prints() -> None:
    """Before the row and after it, "we" stands for the row; in another text for whoever speaks."""
    people = [person(LETTER, n) for n in ("Hanna", "Lia", "Jan", "Oda")]
    row, we, our = find(LETTER, "Lia, Jan and I"), find(LETTER, "We"), find(LETTER, "our")
    spans = sorted([e.span for e in people] + [row, we, our])

    told = voices(spans, [False] * len(spans), LETTER, narrations(LETTER, people, []))

    assert told.same[spans.index(we)] == told.same[spans.index(our)] == spans.index(row)


def test_two_rows_of_other_people_tell_nothing() -> None:
    """Where a letter prints several rows, "we" stays whoever signs it."""
    text = LETTER.replace("We came", "Per and I came")
    people = [person(text, n) for n in ("Hanna", "Per", "Lia", "Jan", "Oda")]

    assert all(s.group is None for s in narrations(text, people, []))


def test_a_family_is_the_parents_it_is_told_of() -> None:
    """Those called "the Olbreks" are the parents named before; the name in the plural is no person's."""
    text = "The parents of the girl, Jan Olbrek and Oda Olbrek, left. The Olbreks never came back."
    people = [find(text, "Jan Olbrek"), find(text, "Oda Olbrek")]
    spans = [Span(0, 11), *people, find(text, "The Olbreks")]

    assert is_family(spans[-1], text, surnames_of(people, text))
    assert families(spans, text, people) == {3: 0}
