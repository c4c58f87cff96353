"""One name, one type."""

from dataclasses import replace

from spoken import find, person, place

from counterclaim.reading.naming import settle_types, speaking_places
from counterclaim.records import EntityType, PlaceUse


def test_mentions_and_their_contexts_vote() -> None:
    """A town the reader once took for a person is a place everywhere in the article."""
    text = "Corvane denied it. People in Corvane fled. Ships left from Corvane."
    given = [
        replace(person(text, "Corvane"), confidence=0.6),
        replace(person(text, "Corvane", 2), confidence=0.5),
        place(text, "Corvane", n=3),
    ]

    assert {e.type for e in settle_types(given, text)} == {EntityType.LOC}


def test_a_surname_follows_the_full_name() -> None:
    """“Renn” is a person where “Oda Renn” is, whatever the reader made of it alone."""
    text = "Oda Renn came. Renn spoke."
    given = [person(text, "Oda Renn"), replace(place(text, "Renn", n=2), confidence=0.6)]

    assert [e.type for e in settle_types(given, text)] == [EntityType.PER, EntityType.PER]


def test_other_types_do_not_vote() -> None:
    """Dates and nationalities stay as they are."""
    text = "On Monday Monday came."
    given = [replace(person(text, "Monday"), type=EntityType.DATE), person(text, "Monday", 2)]

    assert [e.type for e in settle_types(given, text)] == [EntityType.DATE, EntityType.PER]


def test_a_name_cut_at_an_initial_goes_on_to_the_surname() -> None:
    """“ODA B.” before “RENN” is “ODA B. RENN”; what another name holds is left to it."""
    text = "ODA B. RENN spoke."

    assert [e.span.of(text) for e in settle_types([person(text, "ODA B.")], text)] == ["ODA B. RENN"]
    two = [person(text, "ODA B."), person(text, "RENN")]
    assert [e.span.of(text) for e in settle_types(two, text)] == ["ODA B.", "RENN"]


def test_a_place_that_speaks_stands_for_its_government() -> None:
    """A literal place that is all of a source is its government there, and a place elsewhere."""
    text = "Corvane denied it. Snow fell in Corvane. The Orland protested."
    given = [place(text, "Corvane"), place(text, "Corvane", n=2), place(text, "Orland")]

    found = speaking_places(given, [find(text, "Corvane"), find(text, "The Orland")], text)

    assert [e.use for e in found] == [PlaceUse.METONYMIC, PlaceUse.LITERAL, PlaceUse.METONYMIC]
