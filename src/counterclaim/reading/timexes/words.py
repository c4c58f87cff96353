"""What single words mean: months, weekdays, numbers, units, parts of the day, parts of a stretch of time."""

from __future__ import annotations

import re


def _listed(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_MONTHS = _listed("jan feb mar apr may jun jul aug sep oct nov dec")
_WEEKDAYS = _listed("mon tue wed thu fri sat sun")
_ONES = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS = _listed("twenty thirty forty fifty sixty seventy eighty ninety")
_ORDINALS = _listed(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_NUMBERS = {w: i for i, w in enumerate(_ONES)} | {w: 10 * i for i, w in enumerate(_TENS, 2)} | {"a": 1}

_TIMES = {"dozen": 12, "hundred": 100, "thousand": 1000}

#: TIMEX3 letter and whether it counts below the day (``PT``).
UNITS = {
    "second": ("S", True),
    "minute": ("M", True),
    "hour": ("H", True),
    "day": ("D", False),
    "week": ("W", False),
    "fortnight": ("W", False),
    "month": ("M", False),
    "quarter": ("Q", False),
    "year": ("Y", False),
    "decade": ("E", False),
    "century": ("C", False),
}
POD = {
    "morning": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "noon": "T12:00",
    "midday": "T12:00",
    "lunchtime": "TMI",
    "midnight": "T24:00",
}
SEASON = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
_START = ("early", "earlier", "beginning", "start")
_END = ("late", "later", "end", "close")
_MID = ("mid", "middle")


def month_number(word: str) -> int:
    """1 to 12 for a month's name or abbreviation."""
    return _MONTHS.index(word[:3].lower()) + 1


def weekday_number(word: str) -> int:
    """0 (Monday) to 6 for a weekday's name or abbreviation."""
    return _WEEKDAYS.index(word[:3].lower())


def ordinal(word: str) -> int:
    """Return a day of the month or an ordinal, in figures or words: ``3``, ``3rd``, ``third``."""
    digits = re.match(r"\d+", word)
    if digits:
        return int(digits.group())
    special = {"twenty-first": 21, "final": 4, "last": 4}  # the last two of quarters
    if word.lower() in special:
        return special[word.lower()]
    return _ORDINALS.index(word.lower())


def cardinal(words: str) -> float | None:
    """Return the number that ``words`` spell, in figures (``1,200``, ``5 1/2``) or words (``twenty-two``)."""
    figures = re.fullmatch(r"([\d,]+(?:\.\d+)?)(?: (\d)/(\d))?", words.strip())
    if figures:
        whole = float(figures.group(1).replace(",", ""))
        return whole + (int(figures.group(2)) / max(int(figures.group(3)), 1) if figures.group(2) else 0)
    total = 0
    for word in re.split(r"[\s-]+", words.lower().strip()):
        if word in _TIMES:
            total = max(total, 1) * _TIMES[word]
        elif word in _NUMBERS:
            total += _NUMBERS[word]
        elif word != "and":
            return None
    return float(total)


def spelled_year(words: str) -> int | None:
    """Return the year spoken as ``nineteen ninety-seven``, ``two thousand and three``."""
    parts = words.lower().split(None, 1)
    if parts[0] == "two":
        value = cardinal(words)
        return int(value) if value is not None else None
    rest = cardinal(parts[1]) if len(parts) > 1 else None
    return 100 * _NUMBERS[parts[0]] + int(rest) if rest is not None else None


def unit_of(word: str) -> tuple[str, bool]:
    """TIMEX3 letter of a unit, and whether it stands after the ``T``; takes plurals."""
    word = word.lower()
    return UNITS["century" if word.startswith("centur") else word.rstrip("s")]


def part_of(words: str | None) -> str | None:
    """START, MID or END for words such as *early*, *the middle of*, *late in*; None for others."""
    if not words:
        return None
    low = words.lower()
    for name, stems in (("START", _START), ("MID", _MID), ("END", _END)):
        if any(re.search(rf"\b{s}\b", low) for s in stems):
            return name
    return None
