"""The reading stage's word lists, loaded once from ``cues.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(resources.files(__package__).joinpath("cues.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> frozenset[str]:
    """One list of ``cues.toml``, in lower case."""
    return frozenset(w.casefold() for w in _table()[name]["words"])


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Any of a list's words as whole words, longest first, whatever their case."""
    longest = sorted(words(name), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in longest) + r")(?!\w)", re.IGNORECASE)
