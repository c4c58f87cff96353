"""Which named place "the city" or "the country" stands for; what a place is, as its name or a sentence tells.

A description stands for the latest named place known to be of its kind; a town that no sentence tells to be one is
taken if nothing is known of it and no other place is named as often.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

from counterclaim.reading.tables import alternatives, listed, table
from counterclaim.records import Span

_LED = re.compile(r"(?:the|this|that|our)\s+(?P<head>[\w-]+?)(?:[’']s?)?", re.IGNORECASE)
_NAME = re.compile(r"(?:the\s+)?(?P<name>.+?)(?:[’']s?)?", re.IGNORECASE | re.DOTALL)
_DIRECTION = re.compile(r"(?:mid)?(?:north|south)?-?(?:east|west)?(?:ern)?|world|earth", re.IGNORECASE)


def place_pairs(spans: Sequence[Span], places: Mapping[int, Span], text: str) -> dict[int, int]:
    """Mentions that are a kind of place ("the city"), each with the earlier mention of the place it stands for.

    Args:
        spans: the mentions, in text order.
        places: those that are named places, with the name in each.
        text: the text.
    """
    if not places:
        return {}
    names = {i: key(s.of(text)) for i, s in places.items()}
    kinds = {names[i]: kind for i, s in places.items() if (kind := kind_of(s, text))}
    out: dict[int, int] = {}
    seen = _Seen()
    for i, span in enumerate(spans):
        kind = described_kind(span.of(text))
        target = seen.of_kind(kind) if kind is not None else None
        if target is not None:
            out[i] = target
        if i in names:
            seen.add(i, names[i], kinds.get(names[i]))
    return out


class _Seen:
    """The named places so far: the latest of each kind, and how often those of no known kind were named."""

    def __init__(self) -> None:
        self.latest: dict[str, int] = {}
        self.unknown: Counter[str] = Counter()
        self.last: dict[str, int] = {}

    def add(self, i: int, name: str, kind: str | None) -> None:
        """One more mention of a place."""
        if kind is not None:
            self.latest[kind] = i
        elif not _DIRECTION.fullmatch(name):
            self.unknown[name] += 1
            self.last[name] = i

    def of_kind(self, kind: str) -> int | None:
        """The latest of a kind; else the place named oftenest, if of the kind nothing is known.

        Never that for a country, which is listed, or a region, which is any stretch.
        """
        if kind in self.latest or kind in ("country", "region"):
            return self.latest.get(kind)
        counts = self.unknown.most_common(2)
        if not counts or (len(counts) > 1 and counts[1][1] == counts[0][1]):
            return None
        return self.last[counts[0][0]]


def key(name: str) -> str:
    """A place's name without article and possessive ending, folded."""
    match = _NAME.fullmatch(name.strip())
    return (match["name"] if match else name).casefold()


def bare_places(text: str) -> list[Span]:
    """Where a text says "the city", "this country", with nothing more."""
    return [Span(*m.span()) for m in _bare().finditer(text)]


@cache
def _bare() -> re.Pattern[str]:
    words = alternatives(list(_kinds()))
    return re.compile(r"\b(?:the|this|that|our)\s+" + words + r"(?:[’']s)?(?![\w’'-])(?!\s+of\b)", re.IGNORECASE)


def described_kind(words: str) -> str | None:
    """The kind of place that a bare description names."""
    match = _LED.fullmatch(words)
    return _kinds().get(match["head"].casefold()) if match else None


@cache
def _kinds() -> dict[str, str]:
    return {word: kind for kind, words in table("places")["kinds"].items() for word in words}


def kind_of(name: Span, text: str) -> str | None:
    """What a named place is: by list, by the last word of its name, by "the city of NAME", "NAME is a town"."""
    if key(name.of(text)) in listed("places", "countries"):
        return "country"
    last = key(name.of(text)).split()[-1:]
    if last and last[0] in _kinds():
        return _kinds()[last[0]]
    before, after = _sentences()
    found = before.search(text, max(0, name.start - 30), name.start) or after.match(text, name.end)
    return _kinds()[found["kind"].casefold()] if found else None


@cache
def _sentences() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells the kind of a place right before its name ("the city of"), and after it (", a town")."""
    words = alternatives(list(_kinds()))
    of_name = alternatives([w for w in _kinds() if w not in listed("places", "seats")])
    before = re.compile(r"\b(?P<kind>" + of_name + r")\s+of\s+(?:the\s+)?$", re.IGNORECASE)
    after = re.compile(
        r"(?:,|\s\([^)\n]{0,60}\),?|\s+(?:is|was|becomes?|became))\s+(?:the|a|an)\s+(?:\w+[ -]){0,3}?(?P<kind>"
        + words + r")\b",
        re.IGNORECASE,
    )  # fmt: skip
    return before, after
