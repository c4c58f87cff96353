"""What a text says to be some name's as only a state has it: a ministry, an army, a capital; and who bears a title.

``world`` learns states by it that no table holds. That persons and clubs have governments and presidents too ("Brandt's
government") is why two sorts are asked for, and none for whom some text addresses by a title or a given name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from counterclaim.actors.lexicon import fold, given_names, organisations, roles, seats, words

_OFFICES = frozenset(
    (
        *("government", "parliament", "president", "foreign minister", "prime minister"),
        *("defence minister", "ambassador", "embassy", "police", "presidency"),
    )
)
OFFICIAL = frozenset(
    name
    for name, role in roles().items()
    if role.kind in ("state", "forces") or role.name.endswith("ministry") or role.name in _OFFICES
)
#: Organs that only a state has; what has one of these is a state, of all others it takes two.
STATES_OWN = frozenset(
    name
    for name, role in roles().items()
    if role.name
    in ("foreign ministry", "defence ministry", "interior ministry", "justice ministry", "finance ministry")
)
#: Organs and offices that a state has, and persons or clubs are said to have too ("Brandt's government").
_STATES_TOO = frozenset(
    name
    for name, role in roles().items()
    if role.name
    in (
        *("government", "parliament", "president", "prime minister", "foreign minister", "defence minister"),
        *("interior minister", "ambassador", "embassy", "forces", "air force", "navy", "coast guard", "border guard"),
        *("national guard", "general staff", "air defence", "security service", "intelligence service"),
        *("health ministry", "energy ministry", "transport ministry", "information ministry"),
    )
) | {"capital"}
ORGANS = 2
#: Whose organ of state it is: "Veldoria's foreign ministry", "the army of Veldoria".
_POSSESSIVE = re.compile(r"\b([A-Z][\w-]{2,})['’]s?(?=\s+([A-Za-z-]+(?: [A-Za-z-]+){0,3}))")
_ORGAN_OF = re.compile(r"\b([A-Za-z-]+(?: [A-Za-z-]+){0,2}) of ([A-Z][\w-]{2,})\b(?! [A-Z])(?!['’])")
#: A capitalised word before a name, or an office or form of address: what is so called is mostly a person.
_AFTER_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)(?<!\n)\b([A-Z]\.|[A-Z][\w’-]*) ([A-Z][\w-]{2,})\b")
#: Forms of address.
_TITLES = words()["honorifics"] | words()["honorifics_male"] | words()["honorifics_female"]
_AFTER_TITLE = re.compile(r"\b([A-Za-z]+\.?) ([A-Z][\w-]{2,})\b")


def organs_in(text: str, known: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Unknown names that a text says to have an organ of state, each with the organ's word."""
    every = STATES_OWN | _STATES_TOO
    found = [(m.group(1), organ_in(m.group(2), every)) for m in _POSSESSIVE.finditer(text)]
    for m in _ORGAN_OF.finditer(text):
        parts = m.group(1).lower().split()
        organ = next((o for i in range(len(parts)) if (o := " ".join(parts[i:])) in every), "")
        found.append((m.group(2), organ))
    for owner, organ in found:
        if organ and fold(owner) not in known and fold(owner) not in seats() and fold(owner) not in organisations():
            yield owner, organ


def bearers_in(text: str, names: set[str]) -> Iterator[str]:
    """Which names stand behind another name, an office or a form of address."""
    for m in _AFTER_TITLE.finditer(text) if names else ():
        before = m.group(1).lower()
        if m.group(2) in names and (before in _TITLES or before.rstrip(".") in _TITLES or _is_office(before)):
            yield m.group(2)
    for m in _AFTER_NAME.finditer(text) if names else ():
        if m.group(2) in names and m.group(1).lower() not in _NOT_GIVEN:
            yield m.group(2)


def is_titled(text: str, start: int) -> bool:
    """Whether the word at a place stands behind a form of address or a given name ("Sgt. Brandtian")."""
    before = re.search(r"([A-Za-z]+)\.? $", text[max(0, start - 20) : start])
    return (
        before is not None
        and before.group(1)[0].isupper()
        and (before.group(1).lower() in _TITLES or fold(before.group(1)) in given_names())
    )


def _is_office(word: str) -> bool:
    role = roles().get(word)
    return role is not None and role.kind == "person" and word != "accused"


_BEFORE_ORGAN = frozenset(
    "new former deputy acting interim caretaker national federal central own armed ruling elected exiled".split()
)
_NOT_GIVEN = words()["determiners"] | words()["between"] | words()["prepositions"] | words()["calendar"]


def organ_in(following: str, organs: Collection[str]) -> str:
    """The organ that some words begin with, words for its rank or age before it left out; empty for none."""
    parts = following.lower().split()
    stop = next((i for i, p in enumerate(parts) if p in words()["between"] or p in words()["prepositions"]), len(parts))
    first = next((i for i, p in enumerate(parts[:stop]) if p not in _BEFORE_ORGAN), stop)
    for end in range(1, stop + 1):
        for start in range(min(end, first + 1)):
            if " ".join(parts[start:end]) in organs and not _goes_on(parts[:stop], end):
                return " ".join(parts[start:end])
    return ""


def _goes_on(parts: Sequence[str], end: int) -> bool:
    """Whether a word is the first of a longer name of an organ ("prime | minister", "government | spokesman")."""
    return end < len(parts) and any(" ".join(parts[i : end + 1]) in OFFICIAL for i in range(end))
