"""Resolvers for expressions that count from the day of publication or from a day named before."""

from __future__ import annotations

from datetime import date, timedelta

from counterclaim.reading.timexes import words
from counterclaim.reading.timexes.calendars import days_of, narrowed, quarter_value, shift, week_value
from counterclaim.reading.timexes.context import Context, Direction, Hit, Value
from counterclaim.reading.timexes.dates import Resolver, part_of_day

PRECISION = {
    "D": "day",
    "W": "week",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
    "E": "decade",
    "C": "vague",
}
_STEPS = {
    "last": -1,
    "past": -1,
    "previous": -1,
    "latest": -1,
    "next": 1,
    "coming": 1,
    "following": 1,
    "this": 0,
    "before": -1,
    "after": 1,
    "current": 0,
    "that": 0,
}


def step_of(which: str) -> int:
    """-1, 0 or 1 for *last week*, *this week*, *next week* and the like."""
    parts = which.lower().split()
    return _STEPS.get(parts[-1], 0)


def _in_part(value: str | None, letter: str, said: str, here: date) -> Value:
    """Narrow the unit that holds publication; *earlier* and *later* are cut at publication itself."""
    part, days = words.part_of(said), days_of(value) if value else None
    if days is None or part is None:
        return Value("DATE", value, PRECISION[letter])
    within = days[0] <= here <= days[1]
    if within and "earlier" in said.lower():
        return Value("DATE", value, PRECISION[letter], (days[0], here))
    if within and "later" in said.lower():
        return Value("DATE", value, PRECISION[letter], (here, days[1]))
    return Value("DATE", value, PRECISION[letter], narrowed(days, part))


def relative_unit(hit: Hit, context: Context) -> Value | None:
    """*Last week*, *early next year*; *that week*, *the following year* look back in the text."""
    which, (letter, _) = hit.groups["which"].lower(), words.unit_of(hit.groups["unit"])
    if which == "that" or which in ("the following", "the previous", "following", "previous"):
        return anaphoric(hit, context)
    if letter == "E" and which.split()[-1] in ("last", "past"):
        return Value("DURATION", "P10Y", "duration")
    if context.published is None:
        return Value("DATE", None, PRECISION[letter])
    value = shift(context.published, step_of(which), letter)
    return _in_part(value, letter, hit.groups.get("part", ""), context.published)


def this_unit(hit: Hit, context: Context) -> Value | None:
    """Resolve *The end of the year*, *year-end*: of the stretch that publication falls in."""
    letter, _ = words.unit_of(hit.groups.get("unit", "year"))
    if context.published is None:
        return Value("DATE", None, PRECISION[letter])
    part = hit.groups.get("part", "" if hit.rule == "the_year" else "end")
    if letter == "D":  # "later in the day"
        day = context.last_day(hit.start) or context.published
        return Value("DATE", day.isoformat(), "day")
    return _in_part(shift(context.published, 0, letter), letter, part, context.published)


def weekend(hit: Hit, context: Context) -> Value | None:
    """Resolve a weekend: the one past or under way, unless words or verb point ahead."""
    here = context.published
    if here is None:
        return Value("DATE", None, "weekend")
    which = hit.groups.get("which", "the").lower()
    step = step_of(which)
    ahead = context.direction(hit.start, hit.end) is Direction.FUTURE
    if which.startswith("that") and (day := context.last_day(hit.start)):
        here = day
    elif "next" in which or "coming" in which:
        here += timedelta(weeks=1 if here.weekday() >= 5 else 0)
    elif step < 0 or (which != "this" and not ahead):
        here -= timedelta(weeks=0 if here.weekday() >= 5 and step == 0 else 1)
    return Value("DATE", f"{week_value(here)}-WE", "weekend")


def ago(hit: Hit, context: Context) -> Value | None:
    """*Ten days ago*, *a month ago*, *several years ago*."""
    letter, small = words.unit_of(hit.groups["unit"])
    if "some" in hit.groups and "couple" not in hit.groups["some"].lower():
        return Value("DATE", "PAST_REF", "vague")
    if context.published is None:
        return Value("DATE", None, "hour" if small else PRECISION[letter])
    number = count_of(hit)
    if number is None:
        return None
    if small:
        return _hours_ago(number, letter, context.published)
    if letter in "EC":
        number, letter = number * (10 if letter == "E" else 100), "Y"
    if letter == "Y" and number % 1:
        number, letter = number * 12, "M"
    value = shift(context.published, -round(number), letter)
    return Value("DATE", value, PRECISION[letter])


def _hours_ago(number: float, letter: str, here: date) -> Value:
    """Publication is known to the day at best, so hours ago are the day, or the days, they may fall on."""
    hours = number if letter == "H" else 0
    earliest = here - timedelta(days=int(hours // 24) + 1)
    return Value("DATE", here.isoformat() if hours < 12 else None, "day", (earliest, here))


def count_of(hit: Hit) -> float | None:
    """Return the number in a hit: figures, words, *a*, *a couple*; None where it is left open (*several*)."""
    half = 0.5 if any("half" in k for k in hit.groups) or "and a half" in hit.groups["all"].lower() else 0.0
    if "number" in hit.groups:
        number = words.cardinal(hit.groups["number"])
        return number + half if number is not None else None
    if "some" in hit.groups:
        return 2.0 if "couple" in hit.groups["some"].lower() else None
    return 1 + half


def vague_ago(hit: Hit, context: Context) -> Value | None:
    """*Weeks ago*."""
    return Value("DATE", "PAST_REF", "vague")


def from_now(hit: Hit, context: Context) -> Value | None:
    """*In two weeks' time*, *a month from now*."""
    letter, small = words.unit_of(hit.groups["unit"])
    number = count_of(hit)
    if small or number is None or context.published is None:
        return Value("DATE", None, "hour" if small else PRECISION[letter])
    return Value("DATE", shift(context.published, round(number), letter), PRECISION[letter])


def year_earlier(hit: Hit, context: Context) -> Value | None:
    """Resolve *A year earlier*: where quarters are reported the same quarter then, else the year before."""
    here = context.published
    if here is None:
        return Value("DATE", None, "year")
    quarter = context.last_quarter(hit.start)
    if quarter is not None:
        return Value("DATE", f"{int(quarter[:4]) - 1}{quarter[4:]}", "quarter")
    return Value("DATE", shift(here, -1, "Y"), "year")


def anaphoric(hit: Hit, context: Context) -> Value | None:
    """Resolve *That day*, *the following year*: counted from the date last named, if any."""
    word = hit.groups["unit"].lower()
    letter = {"morning": "D", "night": "D", "evening": "D"}.get(word) or words.unit_of(word)[0]
    base = context.last_value(hit.start)
    days = days_of(base) if base else None
    # A year cannot give a day: the date named must be at least as fine as the unit asked for.
    if days is None or (days[1] - days[0]).days > {"D": 0, "W": 6, "M": 30, "Q": 92}.get(letter, 366):
        return Value("DATE", None, PRECISION[letter])
    value = shift(days[0], step_of(hit.groups["which"].replace("same", "that")), letter)
    if word in words.POD and value is not None:
        return part_of_day(date.fromisoformat(value), word)
    return Value("DATE", value, PRECISION[letter])


def the_quarter(hit: Hit, context: Context) -> Value | None:
    """Resolve *The quarter*, *the 1988 quarter*: the quarter last named, else the last that was over."""
    named = context.last_quarter(hit.start)
    if "year" in hit.groups:
        if named is None:
            return Value("DATE", hit.groups["year"], "year")
        return Value("DATE", hit.groups["year"] + named[4:], "quarter")
    if named is not None:
        return Value("DATE", named, "quarter")
    if context.published is None:
        return Value("DATE", None, "quarter")
    return Value("DATE", quarter_value(context.published, -1), "quarter")


def present(hit: Hit, context: Context) -> Value | None:
    """*Now*, *currently*."""
    return Value("DATE", "PRESENT_REF", "vague")


def past(hit: Hit, context: Context) -> Value | None:
    """*Recently*, *the past*."""
    return Value("DATE", "PAST_REF", "vague")


def future(hit: Hit, context: Context) -> Value | None:
    """*Soon*, *the future*."""
    return Value("DATE", "FUTURE_REF", "vague")


RESOLVERS: dict[str, Resolver] = {
    "relative_unit": relative_unit,
    "this_unit": this_unit,
    "weekend": weekend,
    "ago": ago,
    "vague_ago": vague_ago,
    "from_now": from_now,
    "year_earlier": year_earlier,
    "anaphoric": anaphoric,
    "the_quarter": the_quarter,
    "present": present,
    "past": past,
    "future": future,
}
