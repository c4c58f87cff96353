"""Given names of the world's news: their gender, and which are one name in several languages or spellings.

Reading uses the gender for agreement, resolving of actors the groups as well, so the table lies below both.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class NameGroup:
    """Given names of one gender (``m``, ``f``). ``alike``: they are forms of one name."""

    gender: str
    names: tuple[str, ...]
    alike: bool


@cache
def name_groups() -> tuple[NameGroup, ...]:
    """The groups of ``given_names.tsv``, in its order."""
    lines = resources.files(__package__).joinpath("given_names.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return tuple(NameGroup(g, tuple(n for n in cell.rstrip("!").split(";") if n), cell[-1] != "!") for g, cell in rows)


@cache
def _genders() -> dict[str, str]:
    out: dict[str, str] = {}
    for group in name_groups():
        for name in group.names:
            # a name that both genders bear tells nothing
            out[name.casefold()] = "" if out.get(name.casefold(), group.gender) != group.gender else group.gender
    return out


def gender_of_given_name(name: str) -> str | None:
    """``m`` or ``f`` for a given name of the table; None for others and for those both genders bear."""
    return _genders().get(name.casefold()) or None
