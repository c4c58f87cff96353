"""Who speaks in a talk that prints no names beside its lines, as far as the words tell.

A line is one turn. A line that says "I'm NAME" is that one's. Where exactly two are told to talk ("I'm joined by
NAME", "... interviews A and B"), a line that names one of them is the other's, and turns alternate; the turns are told
only where all that the lines tell agrees with one of the two ways to count. Questions part an interview with two into
answers, and each stretch of answers has to tell by itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.reading.speech import Speech
from counterclaim.records import Span

#: lines from which a text may be a talk, and characters of the longest beginning in which parties introduce themselves
TALK_LINES, INTRODUCED_BY = 6, 1500
#: lines that must tell before a whole talk is counted by turns: one line more or less between them turns it around
TELLING_LINES = 2
#: characters before a name in which somebody says that it is theirs, or whom they talk with
BEFORE_NAME = 80
_SELF = re.compile(
    r"(?:\b(?:[Mm]y name(?:['’]s| is)|I am|I['’]m)|\b(?:[Mm]e|I), (?:this|a|the) (?:\w+ ){0,2}(?:named|called))"
    r"(?: (?:your|the|a|one of your) (?:\w+[ -]){0,2}?(?:co-?)?hosts?,?)?(?:,? as always,?)?\s+$"
)
_WITH = re.compile(
    r"\b(?:I am|I['’]m|we are|we['’]re) (?:here |also |again |now )?"
    r"(?:joined by|(?:here|talking|speaking|sitting down) with)\s+(?:my (?:\w+[ -]){0,2}(?:co-?)?host,?\s+)?$"
    r"|\b[Ww]ith me(?: (?:is|as always|today|tonight|again|now|here),?)+\s+$"
)


@dataclass(frozen=True, slots=True)
class Party:
    """One of two who talk: the mention that introduces them, and the words they are named by."""

    name: Span
    words: frozenset[str]


def turns_of_talk(
    text: str, lines: Sequence[Span], people: Sequence[Span], titled: Sequence[Span], is_talk: bool
) -> list[Speech]:
    """The turns whose speaker is told.

    Args:
        text: the reading text.
        lines: its lines that are not blank, in order.
        people: the persons' names in it, in order.
        titled: the two persons whom a title tells were interviewed, if it does.
        is_talk: whether the lines look like turns; else only two who are told to talk make a talk.
    """
    if len(lines) < TALK_LINES:
        return []
    named = _by_line(lines, people)
    own = {n: p for n, there in named.items() if (p := _introduced(text, lines[n], there)) is not None}
    parties = _parties(text, people, own, titled)
    if parties is None:
        ones = sorted(own.items()) if is_talk else []
        return [Speech(lines[n], who, quoted=False, form="talk") for n, who in ones]
    told = {n: k for n, there in named.items() if (k := _whose(text, lines[n], there, parties)) is not None}
    stretches = list(_answers(text, lines)) if titled else [range(len(lines))]
    out: dict[int, int] = {}
    for stretch in stretches:
        out |= counted(stretch, told, 1 if titled else TELLING_LINES)
    return [
        Speech(lines[n], parties[k].name, addressee=None if titled else parties[1 - k].name, quoted=False, form="talk")
        for n, k in sorted(out.items())
    ]


def counted(stretch: range, told: Mapping[int, int], least: int) -> dict[int, int]:
    """Which of the two (0, 1) speaks each line of a stretch.

    Where too few lines tell, none; where they disagree, those that tell, each by its own words.
    """
    seen = [(n, told[n]) for n in stretch if n in told]
    if len(seen) < least:
        return {}
    first = {(n - stretch.start + k) % 2 for n, k in seen}
    if len(first) != 1:
        return dict(seen)
    begin = first.pop()
    return {n: (n - stretch.start + begin) % 2 for n in stretch}


def _by_line(lines: Sequence[Span], people: Sequence[Span]) -> dict[int, list[Span]]:
    """The names in each line that has any."""
    starts = [line.start for line in lines]
    out: dict[int, list[Span]] = defaultdict(list)
    for p in people:
        n = bisect_right(starts, p.start) - 1
        if n >= 0 and lines[n].contains(p):
            out[n].append(p)
    return dict(sorted(out.items()))


def _introduced(text: str, line: Span, named: Sequence[Span]) -> Span | None:
    """Who of those named in a line says that it is they."""
    return next((p for p in named if _says_self(text, line, p)), None)


def _says_self(text: str, line: Span, name: Span) -> bool:
    return _SELF.search(text, max(line.start, name.start - BEFORE_NAME), name.start) is not None


def _parties(
    text: str, people: Sequence[Span], own: Mapping[int, Span], titled: Sequence[Span]
) -> tuple[Party, Party] | None:
    """The two who talk: those whom a title names, or one who says who they are and with whom."""
    if len(titled) == 2:
        return _party(text, titled[0]), _party(text, titled[1])
    early = [p for p in own.values() if p.start < INTRODUCED_BY]
    beginning = [p for p in people if p.start < INTRODUCED_BY]
    joined = [p for p in beginning if _WITH.search(text, max(0, p.start - BEFORE_NAME), p.start)]
    both = [_party(text, p) for p in (*early[:1], *joined[:1])]
    names = {p.of(text).casefold() for p in (*early, *joined)}
    return (both[0], both[1]) if len(both) == 2 and len(names) == 2 else None


def _party(text: str, name: Span) -> Party:
    return Party(name, _words(name, text))


def _words(name: Span, text: str) -> frozenset[str]:
    return frozenset(re.sub(r"[’']s\b", "", name.of(text).casefold()).split())


def _whose(text: str, line: Span, named: Sequence[Span], parties: tuple[Party, Party]) -> int | None:
    """Whose line it is: theirs who say that they are NAME, not theirs who are named in it; None if it tells nothing."""
    found = {
        k if _says_self(text, line, p) else 1 - k
        for p in named
        for k, party in enumerate(parties)
        if _words(p, text) <= party.words
    }
    return found.pop() if len(found) == 1 else None


def _answers(text: str, lines: Sequence[Span]) -> Iterator[range]:
    """The stretches of lines between questions."""
    asked = [n for n, line in enumerate(lines) if line.of(text).rstrip(' ”"').endswith("?")]
    for n, end in zip(asked, [*asked[1:], len(lines)], strict=True):
        yield range(n + 1, end)
