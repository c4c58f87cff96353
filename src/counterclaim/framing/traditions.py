"""What two spellings of a name differ in, in words: by letters of two traditions, or otherwise."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache
from importlib import resources

#: Below this share of common letters, two names are called two names and not two spellings.
_ONE_NAME = 0.6
#: From this share of common letters on, two spellings that nothing else explains are taken for alike.
_ALIKE = 0.75


def folded(name: str) -> str:
    """Letters in lower case without accents, and without "the" and possessive endings.

    >>> folded("The Strait of Çor’s")
    'strait of cor'
    """
    bare = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(c for c in bare if not unicodedata.combining(c)).replace("’", "'")
    words = re.sub(r"'s\b|[^\w\s]", "", letters).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def difference(a: str, b: str) -> str:
    """In which letters ``b`` differs from ``a``.

    >>> difference("Orsten", "Orsteen")
    'a double or a single letter'
    >>> difference("Qalat", "Kalat")
    'q or k, as romanisations of Arabic, Persian and Turkic names differ'
    """
    one, other = folded(a), folded(b)
    if one == other:
        return "accents, hyphens or capitals"
    match = SequenceMatcher(None, one, other, autojunk=False)
    traditions = _traditions(match, one, other)
    if traditions:
        return "; ".join(dict.fromkeys(traditions))
    if re.sub(r"(.)\1", r"\1", one) == re.sub(r"(.)\1", r"\1", other):
        return "a double or a single letter"
    return "another spelling" if match.ratio() >= _ONE_NAME else "another name"


def is_alike(a: str, b: str) -> bool:
    """Whether two spellings differ only as traditions do, or in little.

    >>> is_alike("Qalat", "Kalat"), is_alike("Morando", "Meranda")
    (True, False)
    """
    one, other = folded(a), folded(b)
    match = SequenceMatcher(None, one, other, autojunk=False)
    return match.ratio() >= _ALIKE or bool(_traditions(match, one, other))


def _traditions(match: SequenceMatcher[str], one: str, other: str) -> list[str]:
    """What explains each change; nothing if one of them is not explained."""
    reasons = [_reason(x, y, one, other) for x, y in _changes(match)]
    known = [r for r in reasons if r is not None]
    return known if len(known) == len(reasons) else []


def _changes(match: SequenceMatcher[str]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    return (((i, j), (k, m)) for tag, i, j, k, m in match.get_opcodes() if tag != "equal")


def _reason(x: tuple[int, int], y: tuple[int, int], one: str, other: str) -> str | None:
    """The tradition behind one change, with at most one letter on each side taken in: "k" against "kh" is "h" alone."""
    for before, after in ((0, 0), (1, 0), (0, 1), (1, 1)):
        if x[0] - before < 0 or y[0] - before < 0:
            continue
        pair = frozenset((one[x[0] - before : x[1] + after], other[y[0] - before : y[1] + after]))
        if pair in _pairs():
            return _pairs()[pair]
    return None


@cache
def _pairs() -> dict[frozenset[str], str]:
    lines = resources.files(__package__).joinpath("traditions.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {frozenset((a, b)): why for a, b, why in rows}
