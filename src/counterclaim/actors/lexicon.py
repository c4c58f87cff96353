"""The part's word tables, read once: roles, small word classes, given names, organisations, states and seats.

The tables are data files in ``data/``; each names its source and licence in its first lines.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from anyascii import anyascii

from counterclaim.records.given_names import name_groups

_DATA = resources.files("counterclaim.actors") / "data"
_APOSTROPHES = re.compile(r"['’`ʼʹ‘\"]")
_NOT_WORD = re.compile(r"[^a-z0-9]+")


@cache
def fold(text: str) -> str:
    """Lower-case ASCII words of ``text`` joined by single blanks; apostrophes vanish, dots in acronyms too."""
    if text.isascii() and text.replace(" ", "").isalnum():  # most are plain words, of which nothing else changes
        return " ".join(text.lower().split())
    plain = _APOSTROPHES.sub("", anyascii(text).lower())
    plain = re.sub(r"\b([a-z])\.(?=[a-z]\b)", r"\1", plain)
    return _NOT_WORD.sub(" ", plain).strip()


def rows(name: str) -> list[list[str]]:
    """The rows of a tab-separated data file, comments and blank lines left out."""
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _cells(cell: str) -> list[str]:
    return [c for c in cell.split(";") if c]


@dataclass(frozen=True, slots=True)
class Role:
    """A noun for people or bodies: its class, its canonical form, and the wider terms that may resume it."""

    kind: str
    name: str
    wider: frozenset[str]


@dataclass(frozen=True, slots=True)
class KnownOrganisation:
    """An organisation of the table: canonical name, kind and the state it belongs to, if any."""

    name: str
    kind: str
    state: str | None


@cache
def words() -> dict[str, frozenset[str]]:
    """The small word classes of ``words.toml``."""
    table = tomllib.loads((_DATA / "words.toml").read_text(encoding="utf-8"))
    return {k: frozenset(v) for k, v in table.items()}


@cache
def roles() -> dict[str, Role]:
    """Role nouns by their lower-case words (singular and, for persons, plural is handled by the reader)."""
    out: dict[str, Role] = {}
    for kind, name, cell, *rest in rows("roles.tsv"):
        role = Role(kind, name, frozenset(_cells(rest[0]) if rest else []))
        for word in _cells(cell):
            out.setdefault(word.lower(), role)
    return out


@cache
def _roles_by_name() -> dict[str, Role]:
    return {role.name: role for role in roles().values()}


def role_named(name: str) -> Role:
    """The role of a canonical form."""
    return _roles_by_name()[name]


@cache
def given_names() -> dict[str, tuple[str, int]]:
    """Given names: gender and the number of the group of equivalents (0 where it is in none)."""
    out: dict[str, tuple[str, int]] = {}
    for number, group in enumerate(name_groups(), start=1):
        for name in group.names:
            out.setdefault(fold(name), (group.gender, number if group.alike else 0))
    return out


@cache
def organisations() -> dict[str, KnownOrganisation]:
    """Known organisations by folded form."""
    out: dict[str, KnownOrganisation] = {}
    for name, cell, kind, state in rows("organisations.tsv"):
        known = KnownOrganisation(name, kind, None if state == "-" else state)
        for form in [name, *_cells(cell)]:
            out.setdefault(fold(form), known)
            out.setdefault(fold(form).removeprefix("the "), known)
    return out


@dataclass(frozen=True, slots=True)
class State:
    """A state: its key, its name, and the words that name it, describe it, or stand for its government."""

    key: str
    name: str
    names: frozenset[str]
    adjectives: frozenset[str]
    capitals: frozenset[str]


@cache
def states() -> dict[str, State]:
    """The states of the world by key."""
    out: dict[str, State] = {}
    for row in rows("states.tsv"):
        key, name, other, adjectives, capitals = [*row, "", "", ""][:5]
        forms = [frozenset(fold(f).removeprefix("the ") for f in _cells(c)) for c in (other, adjectives, capitals)]
        out[key] = State(key, name, forms[0] | {fold(name)}, forms[1], forms[2])
    return out


@dataclass(frozen=True, slots=True)
class Seat:
    """A building that stands for an office of a state."""

    name: str
    state: str
    office: str


@cache
def seats() -> dict[str, Seat]:
    """Seats of government by folded form."""
    out: dict[str, Seat] = {}
    for cell, state, office in rows("seats.tsv"):
        names = _cells(cell)
        for name in names:
            out.setdefault(fold(name).removeprefix("the "), Seat(names[0], state, office))
    return out
