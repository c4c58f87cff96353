"""Reporting clauses around a statement: each side of a constructed pair may stand in one of its own."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

#: words at a statement's start that lose their capital inside a clause
LOWERED = frozenset(
    "A An The This That These Those It He She They We There Its His Her Their Our In On At By After Before Some Many No"
    " Nobody Two Three Four Five Six Seven Eight Nine Ten Dozens Hundreds Early Late About Over More Reports Videos"
    " Claims Footage Nothing Government Separatists Mercenaries Insurgents Border Police Prisoners Villagers Aid"
    " Protesters Captured Detainees Hostages Peacekeepers Medics Toxic Untreated Radioactive Chemical Patients'"
    " Cluster Incendiary Land Banned Civilians Nerve".split()
)


@cache
def tables() -> dict[str, Any]:
    """The word tables."""
    return tomllib.loads(Path(__file__).with_name("construct.toml").read_text(encoding="utf-8"))


def inside(statement: str) -> str:
    """A statement as it stands within a clause: no full stop, no capital that only its start had."""
    statement = statement.strip().rstrip(".")
    first = statement.split(" ", 1)[0]
    return statement[0].lower() + statement[1:] if first in LOWERED else statement


def sentence(text: str) -> str:
    """A text with a capital and, unless it ends so already, a full stop."""
    text = text.strip()
    text = text[0].upper() + text[1:]
    return text if text[-1] in '.!?”"' else text + "."


def with_article(text: str) -> str:
    """A noun phrase with "an" where "a" stands before a vowel."""
    return re.sub(r"\b([Aa]) (?=[AEIOaeio])", r"\1n ", text)


class Wrapper:
    """Draws reporting clauses for statements, with speakers from the tables and from real reports."""

    def __init__(self, rng: random.Random, speakers: Sequence[str]) -> None:
        self.rng, self.speakers = rng, speakers

    def speaker(self) -> str:
        """Somebody who speaks."""
        return self.rng.choice(self.speakers)

    def put(self, kind: str, statement: str, **more: str) -> str:
        """The statement in a clause of the named kind of ``[saying]``."""
        pattern = self.rng.choice(tables()["saying"][kind])
        held = statement.strip().rstrip(".")
        held = held[0].upper() + held[1:] if pattern[0] in '“"' else inside(held)
        return sentence(pattern.format(s=held, x=self.speaker(), y=self.speaker(), **more))

    def said(self, statement: str, share: float = 0.5) -> str:
        """The statement, in a share of cases in a clause that leaves its meaning."""
        if self.rng.random() >= share:
            return sentence(statement)
        return self.put("before" if self.rng.random() < 0.65 else "after", statement)
