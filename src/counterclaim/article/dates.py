"""Dates as they are written: where they stand, what they say, and what they leave open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from counterclaim.article.bounds import MAX_LINE_CHARS
from counterclaim.records import Span

_LABEL = re.compile(
    r"\b(?:(?P<published>first published|published|publication|publish|posted|created|issued|filed|released|date|"
    r"veröffentlicht|erstellt|stand|publié|publicado|pubblicato|gepubliceerd|publikacja|opublikowano|"
    r"опубликовано|дата)|"
    r"(?P<modified>last (?:updated?|modified)|updated?|modified|edited|aktualisiert|actualizado|"
    r"mis à jour|modifié|aggiornato|обновлено))\b",
    re.I,
)
#: Words that may stand around a date in a line that is nothing but a date.
_FILLERS = re.compile(
    r"\b(?:on|at|um|uhr|am|pm|a\.m\.?|p\.m\.?|h|hrs?|hours|o.clock|gmt|utc|est|edt|et|pst|pdt|pt|cst|cdt|bst|ist|cet|"
    r"cest|eet|eest|msk|jst|aest|local time|of|the|by|le|el|il|den|der|à|a las|alle|de|time|time:|"
    r"ago|min(?:ute)?s?|read|г|года|в|om|kl|klo|yayın|tarihi)\b\.?",
    re.I,
)
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-3])[:.h]([0-5]\d)(?:[:.][0-5]\d)?(?:\s?(?P<half>[ap])\.?m\b\.?)?(?!\d)", re.I)
_DIGITS = re.compile(r"\d+")
_FIGURES = re.compile(r"\d[-./]\d{1,2}[-./]\d")
_WORD = re.compile(r"\w+")
#: Characters around a digit that a date with its weekday, month and year can take up.
_WINDOW = 45
_ZONE = re.compile(r"(?:[+-]\d\d:?\d\d|Z)\b")


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in the text. What is not written is None; ``swapped`` is the other reading of 04/05/2022."""

    span: Span
    year: int | None
    month: int
    day: int | None
    weekday: int | None = None
    clock: str | None = None
    swapped: date | None = None

    def on(self, year: int) -> date | None:
        """The day it names in a given year, if there is one."""
        try:
            return date(year, self.month, self.day or 1)
        except ValueError:
            return None

    @property
    def full(self) -> date | None:
        """The day it names, where day, month and year are written."""
        return self.on(self.year) if self.year is not None and self.day is not None else None


@cache
def _names() -> tuple[dict[str, int], dict[str, int]]:
    rows = (files(__package__) / "calendar_names.tsv").read_text("utf-8").splitlines()
    tables: dict[str, dict[str, int]] = {"month": {}, "weekday": {}}
    for kind, number, names in (r.split("\t") for r in rows if r and not r.startswith("#")):
        for name in names.split():
            tables[kind].setdefault(name, int(number))
    return tables["month"], tables["weekday"]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    months, weekdays = _names()
    month = "|".join(sorted(map(re.escape, months), key=len, reverse=True))
    weekday = "|".join(sorted(map(re.escape, weekdays), key=len, reverse=True))
    before = rf"(?:(?<!\w)(?P<weekday>{weekday})\.?,?\s+(?:the\s|den\s|le\s|el\s)?)?"
    after = rf"(?:,?\s\(?(?P<weekday2>{weekday})(?!\w)\)?)?"
    year = r"(?P<year>(?:19|20)\d\d)(?!\d)"
    day = r"(?P<day>\d{1,2})(?!\d)"
    ordinal = r"(?:st|nd|rd|th|er|º|\.)?"
    sources = (
        rf"{before}(?<![\d.])(?P<year>(?:19|20)\d\d)(?P<sep>[-./])(?P<month>\d{{1,2}})(?P=sep){day}"
        rf"(?:[T ,]+(?P<clock>\d\d:\d\d)(?::\d\d)?)?{after}",
        rf"{before}(?<![\d.,/-])(?P<first>\d{{1,2}})(?P<sep>[./-])(?P<second>\d{{1,2}})(?P=sep)"
        rf"(?P<year>(?:(?:19|20)\d\d|\d\d))(?![\d./-]\d|\d|%){after}",
        r"(?P<year>(?:19|20)\d\d)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日",
        rf"{before}(?<!\w)(?P<name>{month})\.?\s{day}{ordinal}(?!\w)(?!:\d)(?:,?\s{year})?{after}",
        rf"{before}(?<![\d.,])(?P<day>\d{{1,2}}){ordinal}\s(?:of\s|de\s)?(?P<name>{month})(?!\w)\.?"
        rf"(?:,?\s(?:de\s|of\s)?{year})?{after}",
        rf"(?<!\w)(?P<name>{month})\.?,?\s(?:de\s|of\s)?{year}",
    )
    return tuple(re.compile(s, re.I) for s in sources)


@cache
def weekday_pattern() -> re.Pattern[str]:
    """Weekday names written out (short forms are too often other words)."""
    names = [n for n in _names()[1] if len(n) > 4 or not n.isascii()]
    joined = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.I)


@cache
def _weekday_words() -> frozenset[str]:
    """The first word of every weekday's name."""
    return frozenset(_WORD.findall(name)[0] for name in _names()[1])


def weekday_number(name: str) -> int | None:
    """1 for Monday to 7 for Sunday; None for a word that is a name only where a dotless i passes for one with a dot."""
    return _names()[1].get(name.casefold())


def find_dates(text: str, within: Span) -> list[DateMention]:
    """Dates with at least a month, in order, without overlaps."""
    found: list[DateMention] = []
    last = min(within.end, within.start + MAX_LINE_CHARS)
    if not _DIGITS.search(text, within.start, last):
        return found
    for start, end in _windows(text, within.start, last):
        taken = _Taken(start, end)
        for pattern in _patterns_for(text[start:end]):
            for match in pattern.finditer(text, start, end):
                mention = _mention(match)
                if mention and taken.is_free(mention.span):
                    taken.take(mention.span)
                    found.append(mention)
    return sorted(found, key=lambda m: m.span)


class _Taken:
    """Which characters of a stretch are taken; a list of spans would be gone through once for every new one."""

    def __init__(self, start: int, end: int) -> None:
        self._start = start
        self._marks = bytearray(end - start)

    def is_free(self, span: Span) -> bool:
        """Whether no character of the span is taken."""
        return self._marks.find(1, max(0, span.start - self._start), max(0, span.end - self._start)) < 0

    def take(self, span: Span) -> None:
        """Take the span's characters, as far as they are in the stretch."""
        start, end = (min(max(0, at - self._start), len(self._marks)) for at in span)
        self._marks[start:end] = b"\1" * (end - start)


def _patterns_for(window: str) -> list[re.Pattern[str]]:
    """The patterns that can match in a window, told by what each needs: they are slow, and most windows hold none."""
    in_figures, in_signs, in_words = _patterns()[:2], _patterns()[2:3], _patterns()[3:]
    out: list[re.Pattern[str]] = []
    if _FIGURES.search(window):
        out += in_figures
    if "年" in window:
        out += in_signs
    if not _names()[0].keys().isdisjoint(_WORD.findall(window.casefold())):
        out += in_words
    return out


def _windows(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Stretches in which a date may stand: those around a digit, cut at blanks. Most text has none."""
    out: list[tuple[int, int]] = []
    last = start  # where the stretch before ends: nothing before it is gone over again
    for found in _DIGITS.finditer(text, start, end):
        a, b = max(start, found.start() - _WINDOW), max(last, min(end, found.end() + _WINDOW))
        while last < a and not text[a - 1].isspace():
            a -= 1
        while b < end and not text[b].isspace():
            b += 1
        if out and a <= last:
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
        last = b
    return out


def _mention(match: re.Match[str]) -> DateMention | None:
    got = match.groupdict()
    year = int(got["year"]) if got.get("year") else None
    if year is not None and year < 100:
        year += 2000 if year < 70 else 1900
    month, day, swapped = _month_and_day(got, year)
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31):
        return None
    if got.get("name") and not _is_date_word(got["name"]):
        return None
    weekday = got.get("weekday") or got.get("weekday2")
    clock = got.get("clock") or _clock_after(match)
    mention = DateMention(
        Span(match.start(), match.end()),
        year,
        month,
        day,
        weekday_number(weekday) if weekday else None,
        clock,
        swapped,
    )
    return mention if day is None or year is None or mention.full else None


def _month_and_day(got: dict[str, str | None], year: int | None) -> tuple[int, int | None, date | None]:
    if got.get("name"):
        day = got.get("day")
        return _names()[0].get(str(got["name"]).casefold(), 0), int(day) if day else None, None
    if got.get("month"):
        return int(got["month"] or 0), int(got["day"] or 0), None
    first, second = int(got["first"] or 0), int(got["second"] or 0)
    if second > 12:  # 04/25/2022 can only be read the American way
        return first, second, None
    # 04.05.2022 is the 4th of May wherever dots are used; with a slash both readings live.
    other = None
    if got["sep"] != "." and first <= 12 and first != second and year is not None:
        other = date(year, first, second)
    return second, first, other


def _is_date_word(name: str) -> bool:
    """Whether a month's name is one here: in lower case, "may", "march" or "set" are other words."""
    return name.casefold() not in ("may", "mar", "march", "set", "gen", "ago", "dec", "sat") or name[0].isupper()


def _clock_after(match: re.Match[str]) -> str | None:
    """A time of day right behind a date, as hh:mm."""
    found = _CLOCK.search(match.string, match.end(), min(len(match.string), match.end() + 16))
    if not found or re.search(r"[^\W\d_]{3,}", match.string[match.end() : found.start()]):
        return None
    hour = int(found.group(1))
    half = (found.group("half") or "").lower()
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    return f"{hour:02d}:{found.group(2)}"


def label_before(text: str, mention: DateMention) -> str | None:
    """``published`` or ``modified`` where a word right before the date says so."""
    labels = list(_LABEL.finditer(text, max(0, mention.span.start - 40), mention.span.start))
    found = labels[-1] if labels else None
    if found is None or re.search(r"[.!?\n]", text[found.end() : mention.span.start].replace("\n", " ", 1)):
        return None
    return str(found.lastgroup)


def label_in(line: str) -> bool:
    """Whether a line says what its date is the date of."""
    return _LABEL.search(line) is not None


def is_date_line(line: str) -> bool:
    """Whether a line is nothing but a date (with a label, a weekday, a time of day, a zone)."""
    if len(line) > 120 or not _DIGITS.search(line):
        return False
    mentions = [m for m in find_dates(line, Span(0, len(line))) if m.day is not None]
    if not mentions:
        return False
    rest = list(line)
    for m in mentions:
        rest[m.span.start : m.span.end] = " " * (m.span.end - m.span.start)
    left = "".join(rest)
    for pattern in (_CLOCK, _ZONE, _LABEL, weekday_pattern(), _FILLERS):
        left = pattern.sub(" ", left)
    return not re.search(r"\w", left)


def bare_weekdays(text: str, within: Span, dates: list[DateMention]) -> Iterator[tuple[Span, int]]:
    """Weekdays that are not part of one of ``dates``: their span and number."""
    end = min(within.end, within.start + MAX_LINE_CHARS)
    if _weekday_words().isdisjoint(_WORD.findall(text[within.start : end].casefold())):
        return  # most paragraphs name none, and the pattern is slow
    taken = _Taken(within.start, end)
    for d in dates:
        taken.take(d.span)
    for found in weekday_pattern().finditer(text, within.start, end):
        span = Span(found.start(), found.end())
        number = weekday_number(found.group())
        if number is not None and taken.is_free(span):
            yield span, number
