"""What an act was done to, as far as word order tells: two acts of one kind on two different things are two claims.

No parser is used. What is done stands behind an active verb ("rammed *the ferry*"), before a passive one ("*the ferry*
was rammed") and behind "on", "against", "of" and "at" after a noun ("an attack *on the convoy*"). Only things of
different sorts, or by different names, are told apart; "the ship" and "the Aurora" may be one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims import lexicon
from counterclaim.claims.sides import Named
from counterclaim.records import Span

#: Words of an object that are looked at.
REACH = 7

_END = re.compile(
    r"[,;:.!?()“”\"—–]|(?<!\w)(?:that|who|which|while|when|after|before|because|and|or|but|by|near|in|at|with|from|during|for"
    r"|to|as|on|off|under|since|until|without|into|over|is|was|were|are|had|has|have|will|would)\b",
    re.IGNORECASE,
)
_BY = re.compile(r"\s+(?:by|at the hands of)\b", re.IGNORECASE)
_ON = re.compile(r"\s+(?:on|against|of|at|upon)\s+", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|got)\s+(?:\w+ly\s+|also\s+|not\s+|later\s+|first\s+)?$", re.IGNORECASE
)
_UNDER = re.compile(r"\b(?:is|are|was|were|came|come|comes|been|be)\s+under\s+$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_NAME = re.compile(r"(?<![\w.])[A-Z][\w’'-]{2,}")


@dataclass(frozen=True, slots=True)
class Patient:
    """What an act was done to: the sorts of things its words name, the names in them, the side whose it is."""

    sorts: frozenset[str]
    names: frozenset[str]
    party: str | None


def patient_of(text: str, whole: Span, act: Span, named: Sequence[Named]) -> Patient | None:
    """The object of an act; None where word order does not tell.

    Args:
        text: the article's text.
        whole: the stretch the act stands in.
        act: its words.
        named: where sides are named in the stretch.
    """
    before = text[max(whole.start, act.start - 60) : act.start]
    start = max(whole.start, act.start - 60)
    passive = _PASSIVE.search(before)
    under = _UNDER.search(before)
    if under is not None:
        at = _last_words(text, Span(start, act.start - len(under.group())))
    elif passive is not None or _BY.match(text, act.end, whole.end):
        at = _last_words(text, Span(start, act.start - (len(passive.group()) if passive else 0)))
    elif act.of(text).casefold().endswith(("ed", "ing", "sank", "struck", "hit", "shot")):
        on = _ON.match(text, act.end, whole.end)
        at = _first_words(text, Span(on.end() if on else act.end, whole.end))
    else:
        on = _ON.match(text, act.end, whole.end)
        at = _first_words(text, Span(on.end(), whole.end)) if on is not None else None
    return _patient(text, at, named) if at is not None else None


def _first_words(text: str, span: Span) -> Span | None:
    start = span.start
    while start < span.end and text[start] == " ":
        start += 1
    end = _END.search(text, start, span.end)
    return _cut(text, Span(start, end.start() if end else span.end), first=True)


def _last_words(text: str, span: Span) -> Span | None:
    start = max((m.end() for m in _END.finditer(text, span.start, span.end)), default=span.start)
    return _cut(text, Span(start, span.end), first=False)


def _cut(text: str, span: Span, *, first: bool) -> Span | None:
    words = [Span(m.start(), m.end()) for m in _WORD.finditer(text, span.start, span.end)]
    kept = words[:REACH] if first else words[-REACH:]
    return Span(kept[0].start, kept[-1].end) if kept else None


def _patient(text: str, at: Span, named: Sequence[Named]) -> Patient | None:
    words = at.of(text)
    sorts = lexicon.sorts_in(words)
    sides = [n for n in named if at.contains(n.span)]
    taken = {i for n in sides for i in range(n.span.start, n.span.end)}
    found_at = [m for m in _NAME.finditer(text, at.start, at.end) if m.start() not in taken]
    names = {m.group().casefold() for m in found_at if not _begins(text, m.start())} - _TITLES
    party = sides[0].party if sides else None
    found = Patient(frozenset(sorts), frozenset(names), party)
    return found if found.sorts or found.names or found.party else None


def _begins(text: str, at: int) -> bool:
    """Whether a word stands at the head of a sentence, where a capital says nothing."""
    before = text[max(0, at - 3) : at].rstrip(" \"“‘'")
    return not before or before[-1:] in ".!?:\n"


#: Words with a capital that name nothing an act is done to.
_TITLES = frozenset(
    "the this that its his her their our saturday sunday monday tuesday wednesday thursday friday january february "
    "march april may june july august september october november december".split()
)


def are_different(a: Patient | None, b: Patient | None) -> str:
    """Why two objects cannot be one thing, in words; empty where they can."""
    if a is None or b is None:
        return ""
    if not (a.sorts & b.sorts or a.names & b.names):
        for line in lexicon.sorts_apart():
            if a.sorts & line and b.sorts & line:
                return f"done to different things: {_told(a.sorts & line)} / {_told(b.sorts & line)}"
    if a.names and b.names and not _one_name(a.names, b.names):
        return f"done to different things: {_told(a.names)} / {_told(b.names)}"
    if a.party and b.party and a.party != b.party:
        return "done to different sides"
    return ""


def _one_name(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two sets of names have one in common, as far as their first letters tell (spellings differ)."""
    return bool({n[:4] for n in a} & {n[:4] for n in b})


def _told(sorts: frozenset[str]) -> str:
    return ", ".join(sorted(sorts))
