"""Resolvers for clock times and for holidays kept on a known day."""

from __future__ import annotations

import re
from datetime import date, timedelta

from counterclaim.reading.timexes.calendars import easter, nth_weekday, valid_day
from counterclaim.reading.timexes.context import Context, Hit, Value
from counterclaim.reading.timexes.dates import Resolver, day_word, month_day, nearest, weekday

_CLOCK_LEAD = re.compile(r"\b(?:at|by|until|till|from|about|around|between|and|since|after|before|to) $", re.IGNORECASE)


def holiday(hit: Hit, context: Context) -> Value | None:
    """Resolve a holiday kept on a known day, in the year that is nearest or named."""
    name = re.sub(r"[’']s", "", hit.groups["holiday"].lower())
    here = context.published
    if "year" in hit.groups:
        day = _holiday_on(name, int(hit.groups["year"]))
    elif here is None:
        return Value("DATE", None, "day")
    else:
        days = [_holiday_on(name, y) for y in (here.year - 1, here.year, here.year + 1)]
        past = [d for d in days if d is not None and d <= here]
        ahead = [d for d in days if d is not None and d > here]
        if not past or not ahead:
            return None
        which = hit.groups.get("which", "").lower()
        day = (
            past[-1] if which == "last" else ahead[0] if which == "next" else nearest(past[-1], ahead[0], context, hit)
        )
    return Value("DATE", day.isoformat(), "day") if day else None


_FIXED = {
    "christmas eve": (12, 24),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "new year eve": (12, 31),
    "new year day": (1, 1),
    "halloween": (10, 31),
    "valentine day": (2, 14),
}


def _holiday_on(name: str, in_year: int) -> date | None:
    fixed = next((md for key, md in _FIXED.items() if name.startswith(key)), None)
    if fixed:
        return valid_day(in_year, *fixed)
    if name.startswith("thanksgiving"):
        return nth_weekday(in_year, 11, 3, 4)
    if name == "election day":
        return nth_weekday(in_year, 11, 0, 1) + timedelta(days=1)
    return easter(in_year) + timedelta(days={"good friday": -2, "easter monday": 1}.get(name, 0))


def clock(hit: Hit, context: Context) -> Value | None:
    """Resolve a clock time: on the day said with it, else the day last named, else that of publication."""
    time = _time_of(hit)
    if time is None or _is_score(hit, context):
        return None
    day = _clock_day(hit, context)
    zulu = "Z" if hit.groups.get("zone", "").upper() in ("GMT", "UTC") else ""
    precision = "hour" if "hour" in hit.groups and "minute" not in hit.groups else "minute"
    return Value("TIME", f"{day}T{time}{zulu}" if day else None, precision)


def _is_score(hit: Hit, context: Context) -> bool:
    """Tell "a 3:10 defeat" from a time: one figure for the hour, no zone, no day, no word leading to it."""
    bare = hit.rule == "clock_24" and len(hit.groups["clock"]) == 4 and hit.groups["all"] == hit.groups["clock"]
    return bare and not _CLOCK_LEAD.search(context.text[max(0, hit.start - 12) : hit.start])


def _time_of(hit: Hit) -> str | None:
    g = hit.groups
    if "word" in g:
        return "24:00" if g["word"].lower() == "midnight" else "12:00"
    if "clock" in g:
        digits = g["clock"].replace(":", "").zfill(4)
        return f"{digits[:2]}:{digits[2:]}"
    hour = int(g["hour"]) % 12 + (12 if g["half"].lower().startswith("p") else 0)
    return f"{hour:02d}:{g.get('minute', '00')}"


def _clock_day(hit: Hit, context: Context) -> str | None:
    g = hit.groups
    if "dayword" in g:
        found = day_word(Hit(hit.rule, "", hit.start, hit.end, {"word": g["dayword"], "all": ""}), context)
    elif "weekday" in g:
        found = weekday(Hit(hit.rule, "", hit.start, hit.end, {"weekday": g["weekday"]}), context)
    elif "month" in g or "month2" in g:
        groups = {"month": g.get("month") or g["month2"], "day": g.get("day") or g["day2"]}
        groups |= {"year": g["year"]} if "year" in g else {}
        found = month_day(Hit(hit.rule, "", hit.start, hit.end, groups), context)
    else:
        day = context.last_day(hit.start) or context.published
        return day.isoformat() if day else None
    return found.value if found else None


RESOLVERS: dict[str, Resolver] = {"holiday": holiday, "clock": clock}
