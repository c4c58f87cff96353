"""Resolvers for calendar dates, months, weekdays and words such as *yesterday*."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from counterclaim.reading.timexes import words
from counterclaim.reading.timexes.calendars import days_of, narrowed, shift, valid_day
from counterclaim.reading.timexes.context import Context, Direction, Hit, Value

Resolver = Callable[[Hit, Context], Value | None]

#: How many times farther a date may lie on the side the verb points to than on the other side.
_PULL = 3
_AHEAD = 1.5

#: Words after which *May* or *March* (or a month that is also a given name) is surely the month.
_MONTH_LEAD = re.compile(
    r"(?:\b(?:in|since|until|till|by|during|through|before|after|of|from|between|last|next|this|every|each|early|late"
    r"|mid|for|on|to|and|or|ending|ended)|mid-|[A-Z][a-z]+ ?[-–/]) ?$"
)
_SURE_LEAD = re.compile(
    r"\b(?:in|since|until|till|during|through|last|next|this|early|late|mid|ending|ended) $", re.IGNORECASE
)
_NOUN_AFTER = re.compile(r" (?!on\b|for\b|of\b|to\b|by\b|through\b|in\b|was\b|is\b|and\b|against\b)[a-z]+")
_NAME_AFTER = re.compile(r" (?!\d)[A-Z][a-z]+")
_MODAL_AFTER = re.compile(r"(?:'s|’s)? (?:said|says|told|will|would|has|had|is|was|announced|added|called)\b")


def day_value(day: date) -> Value:
    """Return a DATE that is one day."""
    return Value("DATE", day.isoformat(), "day")


def part_of_day(day: date | None, pod: str) -> Value:
    """Resolve a TIME that is a part of a day; noon and midnight are clock hours."""
    suffix = words.POD[pod.lower()]
    precision = "hour" if ":" in suffix else "part_of_day"
    return Value("TIME", day.isoformat() + suffix if day else None, precision)


def nearest(past: date, future: date, context: Context, hit: Hit) -> date:
    """Of two days on either side of publication, the one that distance and the verb together favour."""
    assert context.published is not None
    back = (context.published - past).days
    ahead = (future - context.published).days * _AHEAD
    direction = Direction.OPEN if _is_attribute(hit, context) else context.direction(hit.start, hit.end)
    if direction is Direction.PAST:
        ahead *= _PULL
    elif direction is Direction.FUTURE:
        back *= _PULL
    return past if back <= ahead else future


def _is_attribute(hit: Hit, context: Context) -> bool:
    """Whether the date stands inside a noun phrase ("a June agreement"), where the verb tells nothing."""
    determiner = re.search(r"\b(?:an?|the|its|his|her|their|'s|’s) $", context.text[max(0, hit.start - 8) : hit.start])
    return determiner is not None and re.match(r" [a-z]", context.text[hit.end : hit.end + 2]) is not None


def numeric_date(hit: Hit, context: Context) -> Value | None:
    """``2022-04-04``, ``04.04.2022``."""
    g = hit.groups
    day = valid_day(_full_year(g["y"]), int(g["m"]), int(g["d"]))
    if day is None:
        return None
    if "clock" in g:
        return Value("TIME", f"{day.isoformat()}T{g['clock']}", "minute")
    return day_value(day)


def slash_date(hit: Hit, context: Context) -> Value | None:
    """``4/11/22``, day or month first. Undecided, it has no value, but the days it may be are its range."""
    g = hit.groups
    if g["sep"] == "-" and len(g["y"]) != 4:
        return None
    year, a, b = _full_year(g["y"]), int(g["a"]), int(g["b"])
    readings = sorted({d for d in (valid_day(year, a, b), valid_day(year, b, a)) if d is not None})
    if not readings:
        return None
    if len(readings) == 2 and context.published is not None:
        # Reports date what has happened; a reading months ahead of publication is the wrong one.
        readings = [d for d in readings if d <= context.published + timedelta(days=14)] or readings
    if len(readings) == 1:
        return day_value(readings[0])
    return Value("DATE", None, "vague", (readings[0], readings[-1]))


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def month_day(hit: Hit, context: Context) -> Value | None:
    """Resolve a month and a day of it, with or without a year."""
    g = hit.groups
    month, number = words.month_number(g["month"]), words.ordinal(g["day"])
    if _is_may_verb(hit):
        return None
    if "year" in g:
        day = valid_day(int(g["year"]), month, number)
        return day_value(day) if day else None
    if context.published is None:
        return Value("DATE", None, "day") if valid_day(2000, month, number) else None
    day = _yearless(month, number, hit, context)
    return day_value(day) if day else None


def _is_may_verb(hit: Hit) -> bool:
    """Tell whether *May first* is a verb and an adverb; a lower-case *may* never comes this far."""
    return hit.groups["month"] in ("May", "March") and hit.groups["day"].lower() in (
        "first",
        "second",
        "third",
    )


def _yearless(month: int, number: int, hit: Hit, context: Context) -> date | None:
    assert context.published is not None
    year = context.published.year  # leap days come every four years
    days = [d for y in range(year - 4, year + 5) if (d := valid_day(y, month, number)) is not None]
    past = [d for d in days if d <= context.published]
    future = [d for d in days if d > context.published]
    if not past or not future:
        return None
    weekday = hit.groups.get("weekday")
    if weekday:  # "Monday, April 4" names the year by itself
        number = words.weekday_number(weekday)
        fitting = [d for d in (past[-1], future[0]) if d.weekday() == number]
        if len(fitting) == 1:
            return fitting[0]
    which = hit.groups.get("which")
    if which in ("last", "next"):
        return past[-1] if which == "last" else future[0]
    return nearest(past[-1], future[0], context, hit)


def month(hit: Hit, context: Context) -> Value | None:
    """Resolve a month with a year, a relative year, *last*/*next*/*this*, or a part of it (*early*)."""
    g = hit.groups
    number, part = words.month_number(g["month"]), words.part_of(g.get("part"))
    year = _month_year(number, hit, context)
    if year is None:
        return Value("DATE", None, "month") if context.published is None else None
    value = f"{year:04d}-{number:02d}"
    days = days_of(value)
    return Value("DATE", value, "month", narrowed(days, part) if days and part else None)


def _month_year(number: int, hit: Hit, context: Context) -> int | None:
    g = hit.groups
    if "year" in g:
        return int(g["year"])
    if "spelled_year" in g:
        return words.spelled_year(g["spelled_year"])
    if context.published is None:
        return None
    here = context.published
    which = g.get("which", "").split()
    if hit.rule == "month_of_relative_year":
        return here.year + {"last": -1, "this": 0, "next": 1}[which[0]]
    if "last" in which or "past" in which:
        return here.year if number < here.month else here.year - 1
    if "next" in which or "coming" in which:
        return here.year if number > here.month else here.year + 1
    if "this" in which:
        return here.year
    return _nearest_year(number, hit, context)


def _nearest_year(number: int, hit: Hit, context: Context) -> int:
    here = context.published
    assert here is not None
    if number == here.month:
        return here.year
    past = date(here.year if number < here.month else here.year - 1, number, 15)
    return nearest(past, date(past.year + 1, number, 15), context, hit).year


def bare_month(hit: Hit, context: Context) -> Value | None:
    """Resolve a month's name alone; refused where it is more likely a person's name, a verb or a protest."""
    name = hit.groups["month"]
    before, after = context.text[max(0, hit.start - 12) : hit.start], context.text[hit.end : hit.end + 24]
    if name.endswith(".") or (len(name) == 3 and name.lower() != "may"):
        return None  # "Jan." or "Mar." alone is a name or an abbreviation of something else
    sure = _SURE_LEAD.search(before) is not None
    led = _MONTH_LEAD.search(before) or (before.endswith("he ") and _NOUN_AFTER.match(after))
    if name.lower() in ("may", "march") and ((not led and not sure) or _MODAL_AFTER.match(after)):
        return None
    if name.lower() in ("may", "march", "april", "june", "august") and not sure and _NAME_AFTER.match(after):
        return None
    return month(hit, context)


def weekday(hit: Hit, context: Context) -> Value | None:
    """Resolve a weekday: one of the seven days up to publication, unless words or verb point ahead."""
    g = hit.groups
    day = _weekday_day(hit, context)
    if "pod" in g:
        return part_of_day(day, g["pod"])
    return day_value(day) if day else Value("DATE", None, "day")


def _weekday_day(hit: Hit, context: Context) -> date | None:
    here = context.published
    if here is None:
        return None
    number, which = words.weekday_number(hit.groups["weekday"]), hit.groups.get("which", "")
    back = (here.weekday() - number) % 7
    if "week" in hit.groups:
        monday = here - timedelta(days=here.weekday())
        return monday + timedelta(days=number + 7 * {"last": -1, "this": 0, "next": 1}[hit.groups["week"]])
    if which in ("last", "this past", "the previous"):
        return here - timedelta(days=back or 7)
    if which in ("next", "this coming", "the following"):
        return here + timedelta(days=7 - back)
    if back and which == "this":
        return here - timedelta(days=here.weekday() - number)
    if back and _looks_ahead(hit, context):
        return here + timedelta(days=7 - back)
    return here - timedelta(days=back)


def _looks_ahead(hit: Hit, context: Context) -> bool:
    possessive = context.text[hit.end : hit.end + 2] in ("'s", "’s")
    return not possessive and context.direction(hit.start, hit.end, sure=True) is Direction.FUTURE


_STEPS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "last evening": -1,
    "overnight": -1,
    "today": 0,
    "tonight": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
_NIGHTS = {"tonight": "night", "last night": "night", "overnight": "night", "last evening": "evening"}


def day_word(hit: Hit, context: Context) -> Value | None:
    """*Yesterday*, *tonight*, *this morning*, *tomorrow evening*."""
    word = hit.groups.get("word", "today").lower()
    here = context.published
    day = here + timedelta(days=_STEPS[word]) if here else None
    pod = hit.groups.get("pod") or _NIGHTS.get(word)
    middle = re.search(r"mid-(morning|afternoon)", hit.groups.get("part", "").lower())
    if middle:
        pod = middle.group(1)
    if pod:
        return part_of_day(day, pod)
    return day_value(day) if day else Value("DATE", None, "day")


def part_alone(hit: Hit, context: Context) -> Value | None:
    """*Midday*, *late afternoon* with no day: the day last named, else the day of publication."""
    pod = next(p for p in words.POD if p in hit.groups["all"].lower())
    return part_of_day(context.last_day(hit.start) or context.published, pod)


def week_of(hit: Hit, context: Context) -> Value | None:
    """Resolve *The week of March 6*."""
    day = month_day(hit, context)
    if day is None or day.value is None:
        return Value("DATE", None, "week") if day else None
    return Value("DATE", shift(date.fromisoformat(day.value), 0, "W"), "week")


RESOLVERS: dict[str, Resolver] = {
    "numeric_date": numeric_date,
    "slash_date": slash_date,
    "month_day": month_day,
    "month": month,
    "bare_month": bare_month,
    "weekday": weekday,
    "day_word": day_word,
    "part_of_day": part_alone,
    "week_of": week_of,
}
