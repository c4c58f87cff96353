"""Calendar arithmetic on TIMEX3 values: which days a value spans, and values one step on or back.

A value is the string TIMEX3 uses: ``2013-03-22``, ``2013-03``, ``2013-W11``, ``2013-W11-WE``, ``2013-Q1``,
``2013-H1``, ``2013-SP``, ``2013``, ``201`` (decade), ``20`` (century), each day also with a time of day.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

Days = tuple[date, date]

#: First month and number of months of each season. Winter begins in December of the year named.
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}

_VALUE = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d)(?:T.*)?)?"
    r"|-W(?P<w>\d\d)(?P<we>-WE)?|-Q(?P<q>[1-4])|-H(?P<h>[12])|-(?P<s>SP|SU|FA|WI))?$"
)
_DECADE = re.compile(r"(\d{2,3})X*$")


def days_of(value: str) -> Days | None:
    """Return the first and last day of what ``value`` names, or None where it is no calendar value."""
    found = _VALUE.match(value)
    if found is None:
        return _long_span(value)
    part = found.groupdict()
    year = int(part["y"])
    if year == 0:
        return None
    if part["d"]:
        day = date(year, int(part["m"]), int(part["d"]))
        return day, day
    if part["w"]:
        return _week_days(year, int(part["w"]), part["we"] is not None)
    first, count = _months(part)
    return date(year, first, 1), end_of_months(year, first, count)


def _months(part: dict[str, str | None]) -> tuple[int, int]:
    if part["m"]:
        return int(part["m"]), 1
    if part["q"]:
        return 3 * int(part["q"]) - 2, 3
    if part["h"]:
        return 6 * int(part["h"]) - 5, 6
    if part["s"]:
        return SEASONS[part["s"]], 3
    return 1, 12


def _long_span(value: str) -> Days | None:
    found = _DECADE.match(value)
    if found is None or len(value) > 4:
        return None
    digits = found.group(1)
    size = 10 ** (4 - len(digits))
    first = int(digits) * size
    return (date(first, 1, 1), date(first + size - 1, 12, 31)) if first else None


def _week_days(year: int, week: int, weekend: bool) -> Days:
    monday = date.fromisocalendar(year, week, 1)
    return monday + timedelta(days=5 if weekend else 0), monday + timedelta(days=6)


def end_of_months(year: int, first: int, count: int) -> date:
    """Return the last day of ``count`` months beginning with month ``first`` of ``year``."""
    year, month = shift_month(year, first, count - 1)
    return date(year, month, calendar.monthrange(year, month)[1])


def shift_month(year: int, month: int, by: int) -> tuple[int, int]:
    """Year and month ``by`` months on (or back, when negative)."""
    index = year * 12 + month - 1 + by
    return index // 12, index % 12 + 1


def week_value(day: date) -> str:
    """Return the ISO week ``day`` lies in, such as ``2013-W11``."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def quarter_value(day: date, by: int = 0) -> str:
    """Return the calendar quarter ``day`` lies in, ``by`` quarters on."""
    year, month = shift_month(day.year, day.month, 3 * by)
    return f"{year}-Q{(month - 1) // 3 + 1}"


def shift(day: date, by: int, unit: str) -> str | None:
    """Return the value ``by`` units from ``day``, at the precision of the unit: ``D W M Q Y E C``.

    Returns None where the calendar does not reach that far.
    """
    try:
        return _shift(day, by, unit)
    except (OverflowError, ValueError):
        return None


def _shift(day: date, by: int, unit: str) -> str | None:
    if unit == "D":
        return (day + timedelta(days=by)).isoformat()
    if unit == "W":
        return week_value(day + timedelta(weeks=by))
    if unit == "Q":
        return quarter_value(day, by)
    if unit == "M":
        year, month = shift_month(day.year, day.month, by)
        return f"{year:04d}-{month:02d}" if year > 0 else None
    years = by * {"Y": 1, "E": 10, "C": 100}[unit]
    year = day.year + years
    if year <= 0:
        return None
    return {"Y": f"{year:04d}", "E": f"{year:04d}"[:3], "C": f"{year:04d}"[:2]}[unit]


def valid_day(year: int, month: int, day: int) -> date | None:
    """Return the date, or None if the month has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def narrowed(days: Days, part: str) -> Days:
    """Return the stretch of ``days`` that *early*, *mid* or *late* leaves.

    Early, mid and late overlap on purpose (each is about half of the whole): "early April" is not false on
    the 12th, and two reports must not be set apart by a precision that neither claimed.
    """
    first, last = days
    length = (last - first).days + 1
    half = timedelta(days=(length + 1) // 2 - 1)
    if part == "START":
        return first, first + half
    if part == "END":
        return last - half, last
    quarter = timedelta(days=length // 4)
    return first + quarter, last - quarter


def easter(year: int) -> date:
    """Western Easter Sunday, by the anonymous Gregorian computus."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the ``nth`` such weekday (Monday 0) of a month."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))
