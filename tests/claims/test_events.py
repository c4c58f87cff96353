"""Dated happenings."""

import dataclasses

from case import CaseInWords

from counterclaim.claims.events import find_events
from counterclaim.reading.timexes import find_timexes
from counterclaim.records import Event


def events(text: str, published: str = "2031-05-06") -> list[tuple[str, str | None, Event]]:
    case = CaseInWords({})
    case.add(text)
    reading = dataclasses.replace(case.readings[0], timexes=find_timexes(text, published))
    return [(e.span.of(text), e.value, e) for e in find_events(case.articles, [reading], "test")]


def test_a_clause_is_dated_by_the_day_in_it() -> None:
    """The clause, not the whole sentence, is what happened on that day."""
    found = {
        (words, value) for words, value, _ in events("Troops left the town on April 30, while talks began on May 2.")
    }

    assert found == {("Troops left the town on April 30", "2031-04-30"), ("while talks began on May 2.", "2031-05-02")}


def test_a_year_stays_a_year() -> None:
    """No day is added to what the words leave open."""
    ((_, value, event),) = events("The bridge over the river was built in 1981.")

    assert (value, event.precision) == ("1981", "year")


def test_a_time_that_cannot_be_placed_is_no_event() -> None:
    """“Recently” dates nothing."""
    assert events("The bridge was recently closed to all traffic.") == []


def test_a_time_of_day_is_not_cut_at_its_colon() -> None:
    """The colon of "11:02 p.m." ends no clause, one between words does."""
    found = {words for words, _, _ in events("Two pictures were taken on 5 May, at 11:02 p.m. near the old pier.")}
    told = {words for words, _, _ in events("This is what they saw: the bridge fell on May 2.")}

    assert found == {"Two pictures were taken on 5 May, at 11:02 p.m. near the old pier."}
    assert told == {"the bridge fell on May 2."}
