"""Nouns for one thing only: "the hospital" and "the depot" are two things, though both are buildings."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from counterclaim.claims import lexicon


@lru_cache(maxsize=65536)
def exact_apart(a: str, b: str) -> str:
    """The line of ``[exact]`` in ``contraries.toml`` of which two texts name different nouns; empty if none."""
    one, two = _exact_in(a), _exact_in(b)
    return next((line for line in one if line in two and not one[line] & two[line]), "")


def exact_shared(a: str, b: str) -> bool:
    """Whether two texts name the same such noun."""
    one, two = _exact_in(a), _exact_in(b)
    return any(one[line] & two[line] for line in one if line in two)


@lru_cache(maxsize=65536)
def _exact_in(words: str) -> dict[str, frozenset[int]]:
    """The exact nouns of words, by line, each by its place there."""
    found = {line: frozenset(i for i, p in enumerate(nouns) if p.search(words)) for line, nouns in _exact().items()}
    return {line: which for line, which in found.items() if which}


@cache
def _exact() -> dict[str, list[re.Pattern[str]]]:
    lines = lexicon.table("contraries")["exact"]
    return {line: [lexicon.compiled(nouns.split("|")) for nouns in listed] for line, listed in lines.items()}
