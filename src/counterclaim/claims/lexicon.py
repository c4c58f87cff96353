"""The claims stage's word lists (``claims.toml``), compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files(__package__).joinpath("claims.toml").read_text(encoding="utf-8"))


def _compiled(entries: list[str]) -> re.Pattern[str]:
    parts = [re.escape(e).replace(r"\ \*\ ", r"\W+(?:\w+\W+){0,4}").replace(r"\*", r"\w*") for e in entries]
    return re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


@cache
def frame_patterns() -> dict[str, re.Pattern[str]]:
    """Pattern of each frame."""
    return {name: _compiled(entries) for name, entries in _table()["frames"].items()}


@cache
def denial_patterns() -> dict[str, re.Pattern[str]]:
    """Pattern of each denial type."""
    return {name: _compiled(entries) for name, entries in _table()["denial"].items()}


@cache
def denying() -> re.Pattern[str]:
    """Words by which a sentence of a denial itself denies."""
    return _compiled(_table()["denying"]["words"])


@cache
def frame_class(name: str) -> frozenset[str]:
    """The frames of a class: ``unreal``, ``harm`` or ``deeds``."""
    return frozenset(_table()["classes"][name])


@cache
def entries(table: str, key: str) -> frozenset[str]:
    """A plain list of words."""
    return frozenset(_table()[table][key])


def frames_in(words: str) -> frozenset[str]:
    """The frames whose words occur."""
    return frozenset(n for n, p in frame_patterns().items() if p.search(words))


_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[,  ]\d{3})+(?![\w])|(?<![\w.,/:-])\d+(?:\.\d+)?(?![\w/:-])")
_NUMBER_WORDS = re.compile(
    r"\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen"
    r"|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|dozens?|hundreds?|thousands?)\b",
    re.IGNORECASE,
)
_VALUES = {
    w: str(n)
    for n, w in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen twenty".split()
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90"}


def numbers_in(words: str) -> frozenset[str]:
    """Counts in digits; "dozens" and the like stay words."""
    out = {re.sub(r"[,  ]", "", m.group()) for m in _NUMBER.finditer(words)}
    for m in _NUMBER_WORDS.finditer(words):
        word = m.group().casefold()
        out.add(_VALUES.get(word, word.rstrip("s") + "s"))
    return frozenset(out)
