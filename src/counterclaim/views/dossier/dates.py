"""ISO values as people read them, at the precision they have; nothing is added to a vague date."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_IN_WORDS = re.compile(
    r"\b(\d{4}-\d{2}(?:-\d{2})?)(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?(?![\w-])"
)
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2}))?)?)?")


def _parts(value: str) -> tuple[str, int | None, int | None, str | None] | None:
    match = _ISO.match(value)
    if match is None or (match[2] is not None and not 1 <= int(match[2]) <= 12):
        return None
    month = int(match[2]) if match[2] else None
    day = int(match[3]) if match[3] else None
    return match[1], month, day, match[4]


def long_date(value: str) -> str:
    """``2031-05-04`` as ``4 May 2031``, ``2031-05`` as ``May 2031``; what is no ISO date stays as it is."""
    parts = _parts(value)
    if parts is None:
        return value
    year, month, day, _ = parts
    if month is None:
        return year
    name = _MONTHS[month - 1]
    return f"{day} {name} {year}" if day is not None else f"{name} {year}"


def dated(words: str) -> str:
    """A reason in words with its ISO dates as people read them, and the time of day where one is given.

    >>> dated("the earlier (2031-05-04 against 2031-05-05T06:30+01:00)")
    'the earlier (4 May 2031 against 5 May 2031, 06:30 UTC+01:00)'
    """
    return _IN_WORDS.sub(_in_words, words)


def _in_words(found: re.Match[str]) -> str:
    day, time, zone = found.groups()
    if _parts(day) is None or time is None:
        return long_date(day)
    return f"{long_date(day)}, {time}" + ("" if zone is None else " UTC" if zone == "Z" else f" UTC{zone}")


def day_of(value: str) -> str:
    """An ISO datetime cut to its day (or month, or year), so that values can be grouped."""
    parts = _parts(value)
    return value if parts is None else value[:10]


def date_range(values: Iterable[str]) -> str | None:
    """``3 to 5 May 2031`` for the earliest and latest of ``values``; None if there are none."""
    known = sorted(day_of(v) for v in values if _parts(v) is not None)
    if not known:
        return None
    first, last = long_date(known[0]), long_date(known[-1])
    if first == last:
        return first
    head, tail = first.split(" "), last.split(" ")
    while len(head) > 1 and tail and head[-1] == tail[-1] and len(head) == len(tail):
        head.pop()
        tail = tail[:-1]
    return f"{' '.join(head)} to {last}"
