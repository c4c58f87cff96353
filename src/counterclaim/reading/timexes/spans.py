"""Resolvers for lengths of time, sets, and years with what is longer or shorter than one by name."""

from __future__ import annotations

import re
from datetime import date

from counterclaim.reading.timexes import words
from counterclaim.reading.timexes.calendars import days_of, narrowed
from counterclaim.reading.timexes.context import Context, Hit, Value
from counterclaim.reading.timexes.dates import Resolver
from counterclaim.reading.timexes.relative import count_of

_OFTEN = {
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "yearly": "P1Y",
    "annual": "P1Y",
    "annually": "P1Y",
    "hourly": "PT1H",
}
_COUNTED = re.compile(
    r" (?:people|persons|men|women|children|soldiers|troops|civilians|bodies|dead|killed|wounded|refugees"
    r"|residents|deaths|casualties|victims|cases|homes|houses|tonnes?|tons|miles|km|kilomet\w+|met(?:er|re)s|feet|percent"
    r"|per cent|times|dollars|euros|pounds|votes|members|police|officers|employees|workers|jobs|pages|words"
    r"|square|rubles|roubles|million|billion|more|other|GMT|UTC|hours|hrs)\b"
)
_YEAR_LEAD = re.compile(
    r"\b(?:in|since|until|till|by|of|during|from|before|after|for|through|fiscal|late|early) $", re.I
)


def period(number: float | None, letter: str, small: bool) -> str:
    """Return the TIMEX3 value of a length: ``P3M``, ``PT1H30M``, ``PXY`` where the number is open."""
    prefix = "PT" if small else "P"
    if number is None:
        return f"{prefix}X{'Y' if letter == 'E' else letter}"
    if letter in "EC":
        number, letter = number * (10 if letter == "E" else 100), "Y"
    if letter == "Q":
        number, letter = number * 3, "M"
    whole, rest = int(number), number - int(number)
    if not rest:
        return f"{prefix}{whole}{letter}"
    return _with_half(prefix, whole, rest, letter)


def _with_half(prefix: str, whole: int, rest: float, letter: str) -> str:
    smaller = {"Y": (12, "M"), "H": (60, "M"), "M": (60, "S")}
    if prefix == "P" and letter == "M":
        smaller = {"M": (30, "D")}
    if letter not in smaller:
        return f"{prefix}{whole + rest:g}{letter}"
    size, below = smaller[letter]
    head = f"{whole}{letter}" if whole else ""
    return f"{prefix}{head}{round(rest * size)}{below}"


def duration(hit: Hit, context: Context) -> Value | None:
    """*Three days*, *a two-year*, *the last two weeks*, *an hour and a half*."""
    letter, small = words.unit_of(hit.groups["unit"])
    number = 0.5 if hit.groups.get("a", "").lower().startswith("half") else count_of(hit)
    if letter == "S" and not re.search(r"\d|s$", hit.groups["all"]):
        return None  # "five second" and "one second" are rarely lengths of time
    if _is_no_length(hit, letter):
        return None
    return Value("DURATION", period(number, letter, small), "duration")


def _is_no_length(hit: Hit, letter: str) -> bool:
    """Tell an age, a fraction ("three-quarters of"), or a title ("60 Minutes") from a length of time."""
    said = hit.groups["all"]
    unit = re.search(r"[A-Za-z]+$", said)
    if "old" in hit.groups.get("tail", "") or (unit and unit.group().istitle()):
        return True
    return letter == "Q" and "which" not in hit.groups and re.search(r"\b(?:one|three)[- ]q", said, re.I) is not None


def plural_units(hit: Hit, context: Context) -> Value | None:
    """*For weeks*, *recent months*: a length of time with the number left open."""
    letter, small = words.unit_of(hit.groups["units"].split()[-1])
    return Value("DURATION", period(None, letter, small), "duration")


def business_year(hit: Hit, context: Context) -> Value | None:
    """Resolve *The year ended March 31*: a length; which days it covers is told by the date that follows."""
    return Value("DURATION", "P1Y", "duration")


def set_word(hit: Hit, context: Context) -> Value | None:
    """*Daily*, *annual*."""
    return Value("SET", _OFTEN[hit.groups["word"].lower()], "vague")


def set_unit(hit: Hit, context: Context) -> Value | None:
    """*Every day*, *each year*, *twice a week*, *every two weeks*."""
    unit = hit.groups["unit"].lower()
    if unit in words.SEASON:
        return Value("SET", f"XXXX-{words.SEASON[unit]}", "vague")
    if unit in words.POD:
        return Value("SET", f"XXXX-XX-XX{words.POD[unit]}", "vague")
    if unit == "season":
        return None
    number = words.cardinal(hit.groups["number"]) if "number" in hit.groups else 1.0
    return Value("SET", period(number, *words.unit_of(unit)), "vague")


def set_weekday(hit: Hit, context: Context) -> Value | None:
    """*Every Friday*, *on Mondays*."""
    name = hit.groups.get("weekday") or hit.groups["plural"]
    return Value("SET", f"XXXX-WXX-{words.weekday_number(name) + 1}", "vague")


def set_month(hit: Hit, context: Context) -> Value | None:
    """*Each July*."""
    return Value("SET", f"XXXX-{words.month_number(hit.groups['month']):02d}", "vague")


def year(hit: Hit, context: Context) -> Value | None:
    """Resolve a year in figures or words; refused where the figure counts things or is far off."""
    if "spelled_year" in hit.groups:
        number = words.spelled_year(hit.groups["spelled_year"])
        in_year = "lead" in hit.groups or _YEAR_LEAD.search(context.text[max(0, hit.start - 12) : hit.start])
        return Value("DATE", f"{number}", "year") if number and (number != 2000 or in_year) else None
    value, after = hit.groups["year"], context.text[hit.end : hit.end + 24]
    before = context.text[max(0, hit.start - 12) : hit.start]
    led = _YEAR_LEAD.search(before) is not None or "part" in hit.groups
    if _COUNTED.match(after) and not re.search(r"\b(?:in|since) $", before):
        return None
    ranged = re.match(r"[-–](?:1[5-9]|20)\d\d\b", after) or re.search(r"\b(?:1[5-9]|20)\d\d[-–]$", before)
    if not led and not ranged and not 1900 <= int(value) <= 2050:
        return None
    part = words.part_of(hit.groups.get("part"))
    days = days_of(value)
    return Value("DATE", value, "year", narrowed(days, part) if days and part else None)


def decade(hit: Hit, context: Context) -> Value | None:
    """Resolve *The 1990s*, *the '80s*, *the nineties*, *the late 1970s*."""
    g = hit.groups
    if "decword" in g:
        tens = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
        value = f"19{tens.index(g['decword'].lower()) + 2}"
        if not g["all"].lower().startswith("the"):
            return None  # "in her sixties" is an age
    else:
        digits = re.sub(r"\D", "", g["dec"])
        value = digits[:3] if len(digits) == 4 else f"19{digits[0]}"
    days, part = days_of(value), words.part_of(g.get("part"))
    return Value("DATE", value, "decade", narrowed(days, part) if days and part else None)


def century(hit: Hit, context: Context) -> Value | None:
    """Resolve *The 20th century*; TIMEX3 names it by the first two figures of its years."""
    number = words.ordinal(hit.groups["nth"]) - 1
    if "bc" in hit.groups or number < 1:
        return Value("DATE", None, "vague")
    return Value("DATE", f"{number:02d}", "vague")


def quarter(hit: Hit, context: Context) -> Value | None:
    """Resolve *The third quarter*, with its year or in the year that makes it the last one over."""
    g, here = hit.groups, context.published
    number = words.ordinal(g["ordinal"])
    named = g.get("year") or g.get("year2")
    if named:
        return Value("DATE", f"{named}-Q{number}", "quarter")
    if here is None:
        return Value("DATE", None, "quarter")
    which = g.get("which") or g.get("which2")
    if which:
        return Value("DATE", f"{here.year + {'last': -1, 'this': 0, 'next': 1}[which.lower()]}-Q{number}", "quarter")
    # Results come after the quarter is over, so the verb ("will report") tells nothing; distance does.
    years = (here.year - 1, here.year, here.year + 1)
    closest = min(years, key=lambda y: abs((date(y, 3 * number - 1, 15) - here).days))
    return Value("DATE", f"{closest}-Q{number}", "quarter")


def half_year(hit: Hit, context: Context) -> Value | None:
    """Resolve *The first half of 1990*."""
    half = 1 if hit.groups["half"].lower() == "first" else 2
    return Value("DATE", f"{hit.groups['year']}-H{half}", "year")


def season(hit: Hit, context: Context) -> Value | None:
    """*Last fall*, *the winter of 1994*, *in the summer*."""
    g, code = hit.groups, words.SEASON[hit.groups["season"].lower()]
    number = _season_year(code, hit, context)
    if number is None:
        return Value("DATE", None, "season")
    value, part = f"{number}-{code}", words.part_of(g.get("part"))
    days = days_of(value)
    return Value("DATE", value, "season", narrowed(days, part) if days and part else None)


def _season_year(code: str, hit: Hit, context: Context) -> int | None:
    g, here = hit.groups, context.published
    if "year" in g or "spelled_year" in g:
        return int(g["year"]) if "year" in g else words.spelled_year(g["spelled_year"])
    if here is None:
        return None
    which = g.get("which", "").lower()
    if hit.rule == "season_of_year":
        return here.year + {"last": -1, "this": 0, "next": 1}[which]
    over = date(here.year, {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code], 1) <= here
    if which in ("last", "this past"):
        running = days_of(f"{here.year}-{code}")
        ended = running is not None and running[1] < here
        return here.year if ended else here.year - 1
    if which in ("next", "this coming"):
        return here.year + (1 if over else 0)
    return here.year


RESOLVERS: dict[str, Resolver] = {
    "duration": duration,
    "plural_units": plural_units,
    "business_year": business_year,
    "set_word": set_word,
    "set_unit": set_unit,
    "set_weekday": set_weekday,
    "set_month": set_month,
    "year": year,
    "decade": decade,
    "century": century,
    "quarter": quarter,
    "half_year": half_year,
    "season": season,
}
