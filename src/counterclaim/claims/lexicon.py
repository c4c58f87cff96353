"""The claims stage's word lists (``acts.toml``, ``denials.toml``), compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, dict[str, Any]]:
    """One word-list file of this package, as it stands."""
    return tomllib.loads(resources.files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))


def compiled(entries: list[str]) -> re.Pattern[str]:
    """Entries as one pattern of whole words; ``*`` ends a stem, `` * `` is up to four words."""
    parts = [re.escape(e).replace(r"\ \*\ ", r"\W+(?:[\w’'-]+\W+){0,4}?").replace(r"\*", r"\w*") for e in entries]
    parts = [p if p[:1].isalnum() else rf"\B{p}" if p[:1] in "n'’" else p for p in parts]
    return re.compile(r"(?:(?<!\w)|(?<=\w)(?=n['’]t))(?:" + "|".join(parts) + r")(?!\w)", re.IGNORECASE)


@cache
def acts() -> dict[str, re.Pattern[str]]:
    """Pattern of each kind of act."""
    return {kind: compiled(entries) for kind, entries in table("acts")["acts"].items()}


@cache
def act_class(name: str) -> frozenset[str]:
    """The kinds of act of a class: ``unreal``, ``means``, ``causes``, ``harm``, ``real``, ``law`` or ``place``."""
    return frozenset(table("acts")["classes"][name])


@cache
def head_order() -> dict[str, int]:
    """The rank of each kind of act as what an assertion is mainly about; smaller is mainer."""
    return {kind: rank for rank, kind in enumerate(table("acts")["order"]["head"])}


def label(kind: str) -> str:
    """What a kind of act is called in a reason that people read."""
    labels = table("acts")["labels"]
    return str(labels.get(kind, kind))


@cache
def things() -> dict[str, re.Pattern[str]]:
    """Pattern of each kind of thing that may be said to have been there or not."""
    return {kind: compiled(entries) for kind, entries in table("acts")["things"].items()}


@cache
def words(file: str, section: str, key: str = "words") -> re.Pattern[str]:
    """One list of a file as a pattern."""
    return compiled(table(file)[section][key])


@cache
def entries(file: str, section: str, key: str) -> frozenset[str]:
    """One list of a file as plain words."""
    return frozenset(table(file)[section][key])


@cache
def denial_patterns() -> dict[str, re.Pattern[str]]:
    """Pattern of each denial type."""
    return {name: compiled(entries) for name, entries in table("denials")["types"].items()}


@cache
def _kinds_by_beginning() -> dict[str, tuple[str, ...]]:
    """Kinds of act by the first letters of the words their entries begin with."""
    out: dict[str, set[str]] = {}
    for kind, listed in table("acts")["acts"].items():
        for entry in listed:
            out.setdefault(_beginning(entry), set()).add(kind)
    return {b: tuple(sorted(kinds)) for b, kinds in out.items()}


def _beginning(words: str) -> str:
    """The first three letters of the first word (all of a shorter one)."""
    return re.split(r"[^\w]", words.casefold(), maxsplit=1)[0][:3]


def possible_kinds(text: str) -> list[str]:
    """The kinds of act whose words can occur, by the letters words begin with: what is worth searching for."""
    by_beginning = _kinds_by_beginning()
    found = {w[:3] for w in re.findall(r"\w+", text.casefold())}
    return sorted({kind for b in found for kind in by_beginning.get(b, ())})


def kinds_in(text: str) -> frozenset[str]:
    """The kinds of act whose words occur."""
    return frozenset(kind for kind in possible_kinds(text) if acts()[kind].search(text))


def things_in(text: str) -> frozenset[str]:
    """The kinds of things whose words occur."""
    return frozenset(kind for kind, pattern in things().items() if pattern.search(text))


@lru_cache(maxsize=65536)
def instruments_in(text: str) -> frozenset[str]:
    """The kinds of things by which harm is done whose words occur."""
    return frozenset(kind for kind, pattern in _instruments().items() if pattern.search(text))


@lru_cache(maxsize=65536)
def sorts_in(text: str) -> frozenset[str]:
    """The sorts of things that something can be done to whose words occur."""
    return frozenset(kind for kind, pattern in _sorts().items() if pattern.search(text))


@lru_cache(maxsize=65536)
def goods_in(text: str) -> frozenset[str]:
    """The kinds of goods whose words occur."""
    return frozenset(kind for kind, pattern in _goods().items() if pattern.search(text))


def is_military(text: str) -> bool:
    """Whether words tell of an army or of weapons: of "no military cargo" mere pallets say nothing."""
    return words("acts", "military").search(text) is not None or "weapons" in goods_in(text)


_CONTRAST = re.compile(r"[,—–]\s+(?:and\s+|but\s+)?not\s+((?:[\w-]+\s*){1,4})")


def contrasted(text: str) -> str:
    """The words that are only set against others ("with pesticide, *not nerve agent*")."""
    return " ".join(_CONTRAST.findall(text))


def without_contrast(text: str) -> str:
    """The words without those."""
    return _CONTRAST.sub(" ", text)


@cache
def sorts_apart() -> tuple[frozenset[str], ...]:
    """Sets of sorts of which one thing is only one."""
    return tuple(frozenset(line) for _, line in sorted(table("acts")["sorts_apart"].items()))


@cache
def _sorts() -> dict[str, re.Pattern[str]]:
    return {kind: compiled(entries) for kind, entries in table("acts")["sorts"].items()}


@cache
def _goods() -> dict[str, re.Pattern[str]]:
    return {kind: compiled(entries) for kind, entries in table("acts")["goods"].items()}


@cache
def _instruments() -> dict[str, re.Pattern[str]]:
    return {kind: compiled(entries) for kind, entries in table("acts")["instruments"].items()}


_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[,  ]\d{3})+(?![\w])|(?<![\w.,/:-])\d+(?:\.\d+)?(?![\w/:-])")
_UNITS = "one two three four five six seven eight nine".split()
_TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUES = (
    {w: n + 1 for n, w in enumerate(_UNITS)}
    | {w: n + 10 for n, w in enumerate(_TEENS)}
    | {w: 10 * (n + 2) for n, w in enumerate(_TENS)}
    | {"twice": 2}
)
_NUMBER_WORDS = re.compile(
    rf"\b(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS)}))?|{'|'.join(_UNITS[1:] + _TEENS)}"
    r"|twice|dozens?|hundreds?|thousands?)\b(?!-[a-z])",
    re.IGNORECASE,
)


def numbers_in(text: str) -> frozenset[str]:
    """Counts in digits ("twenty-three" is "23"); "dozens" and the like stay words."""
    out = {re.sub(r"[,  ]", "", m.group()) for m in _NUMBER.finditer(text)}
    for m in _NUMBER_WORDS.finditer(text):
        parts = re.split(r"[- ]", m.group().casefold())
        known = [_VALUES[p] for p in parts if p in _VALUES]
        out.add(str(sum(known)) if known else parts[0].rstrip("s") + "s")
    return frozenset(out)
