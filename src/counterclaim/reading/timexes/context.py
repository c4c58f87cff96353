"""What a time expression's surroundings tell: its anchor day, and whether it looks back or ahead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from counterclaim.reading.timexes.calendars import days_of


class Direction(Enum):
    """Where the nearest verb of the sentence puts an expression that names no year."""

    PAST = "past"
    FUTURE = "future"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Value:
    """What one expression means. ``days`` is its stretch of the calendar where narrower than the value's."""

    type: str
    value: str | None
    precision: str
    days: tuple[date, date] | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's match: which words, and its named groups (lower case but for months and weekdays)."""

    rule: str
    resolver: str
    start: int
    end: int
    groups: dict[str, str]


_AHEAD = (
    r"will|would|won't|won’t|shall|'ll|’ll|due|scheduled|expected|expects?|planned|upcoming|deadline|going to"
    r"|set (?:to|for)|slated|payable|effective|tentatively|is to|are to|redeemable"
)
_LIKELY_AHEAD = (
    r"plans? to|planning to|intends?|hopes?|hoping|looms?|ahead of|awaits?|may|might|could|can|should|must"
    r"|proposed|poised|through|vows?|vowed|to (?!the\b|a\b|an\b|its\b|his\b|her\b|their\b)[a-z]+"
)
_PAST = (
    r"was|were|had|did|said|told|came|went|saw|took|made|gave|got|began|fell|rose|held|met|led|left|lost|won|found"
    r"|became|wrote|spoke|sent|shot|hit|put|kept|brought|broke|built|bought|sold|caught|chose|cut|drew|drove"
    r"|fought|flew|forgot|grew|heard|knew|laid|let|paid|ran|read|sat|shook|shut|stood|stole|struck|swore|taught"
    r"|thought|threw|understood|wore|withdrew|has been|have been|[a-z]{2,}ed|since|ago|after"
)
#: An auxiliary takes its participle along, so that "will be paid" is not read as "paid".
_CUES = re.compile(
    rf"\b(?:(?P<ahead>(?:{_AHEAD})(?: (?:not|also|be|soon|then|formally|likely))*"
    r"(?: [a-z]+ed\b|(?<=be) [a-z]+)?)"
    rf"|(?P<likely>(?:{_LIKELY_AHEAD})(?: (?:not|also|still|have|be))*(?: [a-z]+ed\b|(?<=be) [a-z]+)?)"
    rf"|(?P<open>(?:is|are|be|being)(?: [a-z]+ly)? (?!(?:{_AHEAD})\b)[a-z]+ed)|(?P<past>{_PAST}))(?!\w)"
)
_LEADS_AHEAD = re.compile(r"\b(?:until|till|as soon as|no later than|due|next) (?:early |late )?$")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[A-Z])|\n\s*\n")
_ABBREVIATION = re.compile(
    r"\b(?:[A-Z]|[ap]\.m|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Maj|Capt|Sgt|Sen|Rep|Gov|St|No|Inc|Corp|Co|Ltd|vs"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_REACH = 160


@dataclass(slots=True)
class Context:
    """One article's text, its day of publication, and the calendar values read so far (for "that day")."""

    text: str
    published: date | None
    seen: list[tuple[int, str, str]] = field(default_factory=list)

    def direction(self, start: int, end: int, *, sure: bool = False) -> Direction:
        """Past or future, by the nearest verb before the expression, else by the first after it.

        Args:
            start: where the expression begins.
            end: where it ends.
            sure: whether *may*, *could* and infinitives are too weak to count, as they are for weekdays.

        """
        before = self.text[max(0, start - _REACH) : start]
        before = before[_sentence_start(before) :]
        if _LEADS_AHEAD.search(before):
            return Direction.FUTURE
        after = self.text[end : end + _REACH]
        cut = _SENTENCE_END.search(after)
        cues = [*reversed(_cues(before)), *_cues(after[: cut.start()] if cut else after)]
        for cue in cues:
            if cue == "ahead" or (cue == "likely" and not sure):
                return Direction.FUTURE
            if cue in ("past", "open"):
                return Direction.PAST if cue == "past" else Direction.OPEN
        return Direction.OPEN

    def last_day(self, before: int) -> date | None:
        """Return the last day named before position ``before``, if it is not far."""
        for position, _, value in reversed(self.seen):
            if before - position > 600:
                return None
            days = days_of(value)
            if days is not None and days[0] == days[1]:
                return days[0]
        return None

    def last_value(self, before: int, reach: int = 600) -> str | None:
        """Return the last calendar value named before position ``before``, if it is not far."""
        if self.seen and before - self.seen[-1][0] <= reach:
            return self.seen[-1][2]
        return None

    def last_quarter(self, before: int) -> str | None:
        """Return the quarter last named for itself in the article (not one "a year earlier")."""
        named = (v for p, rule, v in reversed(self.seen) if rule == "quarter_of_year" and p < before)
        return next(named, None)


def _cues(stretch: str) -> list[str]:
    return [str(found.lastgroup) for found in _CUES.finditer(stretch)]


def _sentence_start(before: str) -> int:
    """Where the sentence that ``before`` breaks off in begins."""
    start = 0
    for cut in _SENTENCE_END.finditer(before):
        if not _ABBREVIATION.search(before[: cut.start()]):
            start = cut.end()
    return start
