from __future__ import annotations

from datetime import date

import pytest

from counterclaim.reading.timexes import calendars


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2020-W53", "2020-12-28", "2021-01-03"),
        ("2022-W13-WE", "2022-04-02", "2022-04-03"),
        ("2021-Q4", "2021-10-01", "2021-12-31"),
        ("2021-H2", "2021-07-01", "2021-12-31"),
        ("2023-WI", "2023-12-01", "2024-02-29"),
        ("2022-04-05T10:30Z", "2022-04-05", "2022-04-05"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("19", "1900-01-01", "1999-12-31"),
    ],
)
def test_value_spans_its_days(value: str, first: str, last: str) -> None:
    """A TIMEX3 value spans the days the calendar gives it."""
    assert calendars.days_of(value) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("value", ["PAST_REF", "P3D", "XXXX-04", "0000", "12345"])
def test_value_off_the_calendar_spans_nothing(value: str) -> None:
    """Lengths, sets and vague references span no days."""
    assert calendars.days_of(value) is None


@pytest.mark.parametrize(
    ("by", "unit", "value"),
    [
        (-5, "D", "2021-12-29"),
        (1, "W", "2022-W02"),
        (-1, "M", "2021-12"),
        (-1, "Q", "2021-Q4"),
        (-30, "E", "172"),
    ],
)
def test_shift_keeps_the_precision_of_its_unit(by: int, unit: str, value: str) -> None:
    """Counting in months gives a month, counting in weeks a week."""
    assert calendars.shift(date(2022, 1, 3), by, unit) == value


def test_shift_beyond_the_calendar_gives_none() -> None:
    """A step past either end of the calendar has no value."""
    assert calendars.shift(date(2022, 1, 3), -5000, "Y") is None
    assert calendars.shift(date(2022, 1, 3), 10**9, "D") is None


def test_parts_of_a_month_overlap_and_stay_inside_it() -> None:
    """Early, mid and late are each about half of the month."""
    april = (date(2022, 4, 1), date(2022, 4, 30))

    parts = [calendars.narrowed(april, p) for p in ("START", "MID", "END")]

    assert [(a.day, b.day) for a, b in parts] == [(1, 15), (8, 23), (16, 30)]


@pytest.mark.parametrize(("year", "day"), [(2000, "2000-04-23"), (2022, "2022-04-17"), (2024, "2024-03-31")])
def test_easter_falls_on_its_sunday(year: int, day: str) -> None:
    """Easter agrees with published tables."""
    assert calendars.easter(year).isoformat() == day
