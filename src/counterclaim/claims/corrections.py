"""Numbers that words set against others: "nine hundred, not forty", "the real number was four", "no more than ten".

A number that is only another denies nothing: a later count may be higher.
"""

from __future__ import annotations

import re
from functools import lru_cache

from counterclaim.claims import lexicon

_NOT_NUMBER = re.compile(
    r"(?P<yes>[\w,.-]+)(?:\s+[\w-]+){0,2}?,?\s+(?:and\s+)?not\s+(?:the\s+)?(?P<no>\d[\d,.]*|[a-z]+(?:-[a-z]+)?)\b"
    r"|\bnot\s+(?P<no2>\d[\d,.]*|[a-z]+(?:-[a-z]+)?)(?:\s+[\w-]+)?,?\s+but\s+(?P<yes2>[\w,.-]+)",
    re.IGNORECASE,
)
_TRUE_NUMBER = re.compile(
    r"\b(?:real|true|actual|correct|right)\s+(?:death\s+)?(?:number|figure|toll|count|total)\b[^.;:]{0,30}?\b(?:was|were|is|stood\s+at|stands\s+at)\s+",
    re.IGNORECASE,
)
_UNIT = r"(?:second|minute|hour|day|week|month|year|kilomet(?:re|er)|mile|met(?:re|er)|yard)s?"
_MEASURE = re.compile(
    rf"(?P<count>\d[\d.,]*|[a-z]+(?:-[a-z]+)?)\s+(?P<unit>{_UNIT})\b(?P<more>\s+and\s+(?:a\s+half|[\w.-]+\s+{_UNIT})\b)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def corrected(words: str) -> frozenset[str]:
    """The numbers that words reject, while they give others ("nine thousand, *not four hundred*")."""
    out: frozenset[str] = frozenset()
    for m in _NOT_NUMBER.finditer(words):
        out |= lexicon.numbers_in(_phrase_from(words, m.start("no") if m["no"] else m.start("no2")))
    return out if out and lexicon.numbers_in(words) - out else frozenset()


def _phrase_from(words: str, at: int) -> str:
    return " ".join(re.split(r"[,;:.]\s|\bbut\b", words[at:], maxsplit=1)[0].split()[:3])


@lru_cache(maxsize=65536)
def true_numbers(words: str) -> frozenset[str]:
    """The numbers that words give as the true ones ("the real number was four")."""
    return frozenset(
        n for m in _TRUE_NUMBER.finditer(words) for n in lexicon.numbers_in(" ".join(words[m.end() :].split()[:3]))
    )


@lru_cache(maxsize=65536)
def measures(words: str) -> dict[str, frozenset[str]]:
    """The counts of units of time and length that words name, by sort of unit."""
    found: dict[str, set[str]] = {}
    for m in _MEASURE.finditer(words):
        unit = m["unit"].casefold().rstrip("s")
        sort = "length" if unit[:4] in ("kilo", "mile", "metr", "mete", "yard") else "time"
        if numbers := lexicon.numbers_in(m["count"]):
            found.setdefault(sort, set()).update(f"{n} {unit}{m['more'] or ''}".casefold() for n in numbers)
    return {sort: frozenset(counts) for sort, counts in found.items()}


@lru_cache(maxsize=65536)
def is_most(words: str) -> bool:
    """Whether words name a number as all there was ("no more than forty")."""
    return any(
        lexicon.numbers_in(" ".join(words[m.end() :].split()[:2]))
        for m in lexicon.words("rebuttals", "only").finditer(words)
    )
