"""Several who are one in a text: "Oda Renn and I", whom "we" stands for, and families by their name ("the Olbreks").

Only rows that print their last name or "I" are told; whom else "we" may mean is not guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace

from counterclaim.reading.speech import Speech
from counterclaim.records import Span

#: forms of a telling in which a row with "I" is whom its "we" stands for, once the row is printed
TOLD_TOGETHER = frozenset({"letter", "interview", "talk"})
_AND_I = re.compile(r",? and (?:I|me|myself)\b")
_COMMA = re.compile(r",\s+")
_ME_AND = re.compile(r"\bme and\s+$")
_FAMILY = re.compile(r"\b[Tt]he\s+$")
_HOUSEHOLD = re.compile(
    r"(?:the|his|her|their|both (?:his|her|their))\s+"
    r"(?:parents|couple|family|pair|brothers|sisters|siblings|spouses|twins)",
    re.IGNORECASE,
)


def rows_with_self(text: str, people: Sequence[Span], quotes: Sequence[Span]) -> list[Span]:
    """The phrases "NAME(, NAME) and I" and "me and NAME" outside quotation marks, in text order."""
    ends = {p.end: p for p in people}
    out = []
    for match in _AND_I.finditer(text):
        start, first = match.start(), ends.get(match.start())
        while first is not None:
            start = first.start
            before = [p for p in people if p.end < start and _COMMA.fullmatch(text, p.end, start)]
            first = before[-1] if before else None
        if start < match.start():
            out.append(Span(start, match.end()))
    for p in people:
        found = _ME_AND.search(text, max(0, p.start - 12), p.start)
        out += [Span(found.start(), p.end)] if found else []
    return sorted(s for s in out if not any(q.contains(s) for q in quotes))


def with_group(tellings: Sequence[Speech], text: str, people: Sequence[Span], quotes: Sequence[Span]) -> list[Speech]:
    """The tellings, each with the row that its "we" stands for where the text prints one row only."""
    if not tellings or any(t.form not in TOLD_TOGETHER for t in tellings):
        return list(tellings)
    rows = rows_with_self(text, people, quotes)
    if not rows or len({frozenset(_names(r, text, people)) for r in rows}) > 1:
        return list(tellings)
    out = [replace(t, group=rows[0], rows=tuple(rows)) for t in tellings]
    if out[0].form != "letter":
        rest = Span(tellings[0].words.start, len(text))
        out.append(Speech(rest, None, quoted=False, form="talk", group=rows[0], rows=tuple(rows)))
    return out


def _names(row: Span, text: str, people: Sequence[Span]) -> Iterable[str]:
    return (p.of(text).casefold() for p in people if row.contains(p))


def rows_as_one(spans: Sequence[Span], speeches: Iterable[Speech]) -> dict[int, int]:
    """Each mention that is a row with "I", with the row that "we" stands for, where tellings have one."""
    at = {s: i for i, s in enumerate(spans)}
    told = [(at[r], at[s.group]) for s in speeches if s.group is not None for r in s.rows if r in at and s.group in at]
    return {i: j for i, j in told if i != j}


def families(spans: Sequence[Span], text: str, people: Sequence[Span]) -> dict[int, int]:
    """Mentions "the Olbreks", each with the nearest mention of a couple or parents, before it or else after.

    Args:
        spans: the mentions, in text order.
        text: the text.
        people: the persons' names in it.
    """
    surnames = surnames_of(people, text)
    named = [i for i, s in enumerate(spans) if is_family(s, text, surnames)]
    if len({_plural(spans[i], text) for i in named}) != 1:
        return {}
    homes = [j for j, s in enumerate(spans) if _HOUSEHOLD.fullmatch(s.of(text))]
    return {i: homes[max(0, bisect_left(homes, i) - 1)] for i in named if homes}


def surnames_of(people: Iterable[Span], text: str) -> frozenset[str]:
    """The last words of persons' names that have several."""
    return frozenset(words[-1] for p in people if len(words := p.of(text).split()) > 1)


def is_family(span: Span, text: str, surnames: frozenset[str]) -> bool:
    """Whether a mention is "the Olbreks", where somebody is called Olbrek."""
    words = span.of(text).split()
    is_led = words[:1] == ["the"] or words[:1] == ["The"] or _FAMILY.search(text, max(0, span.start - 5), span.start)
    return bool(is_led) and len(words) <= 2 and words[-1].endswith("s") and words[-1][:-1] in surnames


def _plural(span: Span, text: str) -> str:
    return span.of(text).split()[-1]
