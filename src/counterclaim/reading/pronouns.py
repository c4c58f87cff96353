"""Pronouns, and what they agree with in number, gender and kind, from ``pronouns.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

PRONOUN_GROUPS = ("i", "we", "you", "he", "she", "it", "they", "who", "which", "this", "those", "one")


@dataclass(frozen=True, slots=True)
class Pronoun:
    """One pronoun: its group, number (``s``, ``p``, ``any``), gender and who it can mean."""

    word: str
    group: str
    number: str
    gender: str
    means: str


@cache
def _table() -> dict[str, Pronoun]:
    lines = resources.files(__package__).joinpath("pronouns.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {r[0]: Pronoun(*r) for r in rows[1:]}


#: in capitals these are an acronym or a state, whatever they are in a headline that shouts
ACRONYMS = frozenset({"US", "WHO", "IT"})


def pronoun_of(words: str) -> Pronoun | None:
    """The pronoun that a mention's words are, if they are one; "US" and "WHO" are none."""
    bare = words.strip().replace("’", "'")
    return None if bare in ACRONYMS else _table().get(bare.casefold())
