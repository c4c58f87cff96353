"""Expressions found in text: examples for every rule, and words that must not be taken for times."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.reading.timexes import engine, find_timexes

TUESDAY = "2022-04-05"

EXAMPLES = [
    [field or None for field in line.split("\t")]
    for line in (Path(__file__).parent / "examples.tsv").read_text("utf-8").splitlines()[2:]
]

TRAPS = [
    "They may leave.",
    "May the best man win.",
    "Theresa May arrived with Prime Minister May.",
    "May's government fell.",
    "Thousands march on.",
    "The March on the capital grew.",
    "The second attack and a second wave in the sun.",
    "The Sun said so.",
    "Wait a second.",
    "The fire killed 1984 people.",
    "About 2000 people fled.",
    "It cost $2000, or 1,984 euros.",
    "Sheffield Wednesday won.",
    "It was Black Friday sales.",
    "The 24-year-old and a man 52 years old died.",
    "three-quarters of them",
    "Security Council resolution 1973 passed.",
    "They lost 3:10.",
    "as soon as they left",
    "See example.org/2022/03/30/story.",
    "version 1.2.2022.4",
    "April Jones and June Smith came.",
]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e[0]}: {e[2]}")
def test_example_is_found_with_its_value(example: list[str | None]) -> None:
    """An expression is found by its rule, with its words, TIMEX3 value and calendar range."""
    rule, text, *expected = example
    assert text is not None

    found = find_timexes(text, TUESDAY)

    rows = [[t.span.of(text), t.type, t.value, t.start, t.end] for t in found if t.rule == rule]
    assert expected in rows


def test_every_rule_has_an_example() -> None:
    """No rule stands in the file without an example that would fail if the rule were broken."""
    names = {rule.name for family in engine.rules().by_trigger.values() for rule in family}

    assert names == {example[0] for example in EXAMPLES}


@pytest.mark.parametrize("text", TRAPS)
def test_trap_is_not_taken_for_a_time(text: str) -> None:
    """Verbs, surnames, counts, scores and titles that look like times are left alone."""
    assert find_timexes(text, TUESDAY) == ()


def test_count_after_a_month_does_not_become_its_day() -> None:
    """The month stands alone in "In March 30 people"."""
    text = "In March 30 people died."

    assert [t.span.of(text) for t in find_timexes(text, TUESDAY)] == ["March"]


def test_explicit_weekday_decides_between_years() -> None:
    """The weekday named with a date picks the year in which the two agree."""
    past, ahead = "It is on Monday, October 4.", "It was on Tuesday, October 4."

    assert find_timexes(past, TUESDAY)[0].value == "2021-10-04"
    assert find_timexes(ahead, TUESDAY)[0].value == "2022-10-04"


def test_unanchored_relative_expressions_have_no_value() -> None:
    """Without a publication date only explicit dates and lengths of time have values."""
    text = "On Monday, last week, in May, April 4, over the weekend, 5 days ago; on 3 May 2020 for two days."

    found = find_timexes(text, None)

    assert [t.value for t in found] == [None] * 6 + ["2020-05-03", "P2D"]
    assert [t.precision for t in found[:6]] == ["day", "week", "month", "day", "weekend", "day"]


def test_anaphora_without_a_date_before_it_has_no_value() -> None:
    """No day is guessed for "the same day" when none was named, nor when only a year was."""
    assert find_timexes("The same day, they left.", TUESDAY)[0].value is None
    assert find_timexes("It began in 2014. The same day they left.", TUESDAY)[1].value is None


def test_datetime_of_publication_counts_as_its_day() -> None:
    """A publication time with clock and zone anchors to its calendar day."""
    assert find_timexes("It fell yesterday.", "2022-04-05T23:30:00+02:00")[0].value == "2022-04-04"


WORDS = (
    "on Monday April May 4 31 2022 2014 29 February last next this week weekend ago ten thousand years the"
    " of a and 9999 decades half past 24:00 12:30 p.m. GMT early late-March 30/2/22 1/2/03 00.00.00"
    " ' , . \n - – é"
    " night 🙂 quarter third in time from now century 99th every 10,000 hours"
)
PIECES = st.sampled_from(WORDS.split(" "))


@given(
    st.lists(PIECES, max_size=25),
    st.sampled_from([None, "2022-04-05", "2024-02-29", "0003-01-01", "9998-12-31"]),
)
@settings(max_examples=150, deadline=None)
def test_any_text_gives_ordered_spans_that_do_not_overlap(pieces: list[str], published: str | None) -> None:
    """Whatever the text, spans lie inside it in order and apart, and ranges run forwards."""
    text = " ".join(pieces)

    found = find_timexes(text, published)

    assert all(0 <= t.span.start < t.span.end <= len(text) for t in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert all(t.start <= t.end for t in found if t.start is not None and t.end is not None)
