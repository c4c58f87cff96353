"""Who is who by the form of a sentence."""

from __future__ import annotations

import pytest
from spoken import find, person

from counterclaim.reading.namings import called, fronted, told_names, with_called
from counterclaim.records import EntityType, Span


def test_what_somebody_is_called_is_a_name_of_theirs() -> None:
    """“They called me NAME” gives the speaker a name, where nothing else was found there."""
    text = "I was small, and my father called me Sparrow. On Monday he called me twice."

    [found] = with_called([], text)

    assert (found.span, found.type) == (find(text, "Sparrow"), EntityType.PER)
    assert called(text) == [(find(text, "Sparrow"), find(text, "me"))]
    assert with_called([person(text, "Sparrow")], text) == [person(text, "Sparrow")]


def test_a_description_before_its_subject() -> None:
    """“A student of law, she ...”: the description is of the pronoun after it."""
    text = "Oda left. A poor student and a good swimmer, she came back. A day later, Jan left."

    assert fronted(text) == [(find(text, "A poor student and a good swimmer"), find(text, "she"))]


@pytest.mark.parametrize(
    ("text", "described", "name"),
    [
        ("That's Oda.", "That", "Oda"),
        ("They buried their only child, Lia.", "their only child", None),
        ("The prosecutor, Jan Olbrek, agreed.", "The prosecutor", "Jan Olbrek"),
        ("The doctor came. Dr. Renn was tired.", "The doctor", "Dr. Renn"),
        ("They went to the harbour, Jan said.", "the harbour", None),
    ],
)
def test_names_that_sentences_give(text: str, described: str, name: str | None) -> None:
    """Pointing at somebody, an apposition of a person, and a title give a description its name; nothing else does."""
    named = find(text, name or ("Lia" if "Lia" in text else "Jan"))
    spans = sorted([find(text, described), named])
    people = {spans.index(named): Span(named.end - len(named.of(text).split()[-1]), named.end)}

    found = told_names(spans, people, text)

    assert found == ({spans.index(find(text, described)): spans.index(named)} if name else {})


def test_a_people_by_two_words() -> None:
    """“The Corvan people” and “Corvans” are one."""
    text = "Corvans voted. The Corvan people want peace."
    spans = [find(text, "Corvans"), find(text, "The Corvan people")]

    assert told_names(spans, {}, text) == {1: 0}


def aged(text: str, people: list[str], said: str) -> list[int]:
    spans = sorted([*(find(text, p) for p in people), find(text, said)])
    named = {i: s for i, s in enumerate(spans) if s.of(text) in people}
    told = told_names(spans, named, text)
    return [told[i] for i, s in enumerate(spans) if s.of(text) == said and i in told]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Jan Olbrek, 61, and Oda Renn, 54, were held. The 54-year-old denied it.", [1]),
        ("Jan Olbrek (54) met Oda Renn (61). The 54-year-old denied it.", [0]),
        ("The mayor, 54-year-old teacher Jan Olbrek, met Oda Renn. The 54-year-old denied it.", [0]),
        ("Jan Olbrek, a 54-year-old baker, met Oda Renn. The 54-year-old denied it.", [0]),
        ("Jan Olbrek met Oda Renn. The 54-year-old denied it.", []),
    ],
)
def test_an_age_stands_for_whoever_is_told_to_be_of_it(text: str, who: list[int]) -> None:
    """“The 54-year-old” is the one printed with that age; where none is and two are named, it is not guessed."""
    assert aged(text, ["Jan Olbrek", "Oda Renn"], "The 54-year-old") == who


def test_without_an_age_it_is_the_one_person_named() -> None:
    """A report with one person needs no age beside the name."""
    assert aged("Oda Renn was held on Monday. The 54-year-old denied it.", ["Oda Renn"], "The 54-year-old") == [0]
