"""Invented cases for training: statements of one contested event, and which of its claims each affirms or denies.

A file of ``training/cases`` is one event. All of it is our own invention (CC0). Its lines, fields parted by tabs::

    # what happened, and the parties' letters
    claim   key     the claim in neutral words
    say     party   the sentence before     the sentence, with {its propositions|key+ otherkey-} marked

Nothing is trained on the cases that ``held_back.tsv`` names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "cases"
MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")
#: How a proposition stands to a claim, by the sign after the claim's key.
SIGNS = {"+": 1, "-": -1, "?": 0}
#: Words before a mark, or after it, that deny what the marked words say: these do not deny the claim, their cue does.
DENIED_BEFORE = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|reject\w*|dismiss\w*|refut\w*|disput\w*|rebut\w*|repudiat\w*|contradict\w*|"
    r"disown\w*|disavow\w*|brush\w* aside|rul\w+ out|no (?:evidence|truth|sign|proof))\b[^.;:!?\"“”]{0,40}$",
    re.IGNORECASE,
)
DENIED_AFTER = re.compile(
    r"^[\"”]?,? (?:was|were|is|are|has been|have been|had been)(?: \w+ly)? "
    r"(?:denied|rejected|dismissed|disputed|refuted)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Proposition:
    """Marked words in their sentence, after the sentence before.

    ``stances`` by claim: 1 the speaker affirms it, -1 denies it, 0 leaves it open. ``told`` is the same for the words
    alone: who "denied responsibility" denies, and the words "responsibility" do not.
    """

    words: str
    sentence: str
    before: str
    party: str
    stances: tuple[tuple[str, int], ...]
    told: tuple[tuple[str, int], ...] = ()

    @property
    def claims(self) -> frozenset[str]:
        """Keys of the claims it is about."""
        return frozenset(key for key, _ in self.stances)


@dataclass(frozen=True, slots=True)
class InventedCase:
    """One event: its claims in neutral words by key, and what its reports print."""

    name: str
    claims: dict[str, str]
    propositions: tuple[Proposition, ...]


def read_cases(folder: Path = FOLDER) -> list[InventedCase]:
    """All cases of a folder, by name.

    Raises:
        ValueError: if a line is not of the form above, or names a claim that the case does not have.
    """
    return [read_case(path) for path in sorted(folder.glob("*.txt"))]


def held_back(folder: Path = FOLDER) -> frozenset[str]:
    """The names of the cases that nothing is trained on; none where the folder names none."""
    names = folder / "held_back.tsv"
    return frozenset(names.read_text(encoding="utf-8").split()) if names.is_file() else frozenset()


def read_case(path: Path) -> InventedCase:
    """One case; raises as ``read_cases`` does."""
    claims: dict[str, str] = {}
    found: list[Proposition] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match line.split("\t"):
            case ["claim", key, words]:
                claims[key] = words
            case ["say", party, before, marked]:
                found.extend(_propositions(party, before, marked, claims, f"{path.name}, line {number}"))
            case _ if line and not line.startswith("#"):
                raise ValueError(f"{path.name}, line {number}: neither a claim nor a statement")
    return InventedCase(path.stem, claims, tuple(found))


def _propositions(party: str, before: str, marked: str, claims: dict[str, str], at: str) -> Iterator[Proposition]:
    sentence = MARK.sub(r"\1", marked)
    if not MARK.search(marked) or "{" in sentence:
        raise ValueError(f"{at}: no proposition is marked, or a mark is not closed")
    end = 0
    for mark in MARK.finditer(marked):
        words, keys = mark.groups()
        stances = tuple((k[:-1], SIGNS.get(k[-1:], 2)) for k in keys.replace(",", " ").split())
        if unknown := [k for k, sign in stances if k not in claims or sign not in SIGNS.values()]:
            raise ValueError(f"{at}: unknown claim or sign: {', '.join(unknown)}")
        is_denied = DENIED_BEFORE.search(marked[end : mark.start()]) or DENIED_AFTER.search(marked[mark.end() :])
        told = tuple((k, abs(sign) if is_denied else sign) for k, sign in stances)
        yield Proposition(words, sentence, before or sentence, party, stances, told)
        end = mark.end()
