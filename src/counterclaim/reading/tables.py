"""The tables of the rules in ``rules/``: word lists and patterns, loaded once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """One file of ``rules/`` as its sections."""
    return tomllib.loads(resources.files(__package__).joinpath("rules", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def listed(name: str, section: str, key: str = "words") -> frozenset[str]:
    """One list of a table, in lower case."""
    return frozenset(w.casefold() for w in table(name)[section][key])


def alternatives(entries: frozenset[str] | tuple[str, ...] | list[str]) -> str:
    """Entries as one group of a regular expression, longest first; ``*`` stands for the rest of a word."""
    longest = sorted(entries, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for w in longest) + ")"


@cache
def any_of(name: str, section: str, key: str = "words") -> re.Pattern[str]:
    """Any entry of a list as whole words, whatever their case."""
    return re.compile(r"(?<!\w)" + alternatives(listed(name, section, key)) + r"(?!\w)", re.IGNORECASE)
