"""“Parents were told that the roof was safe”: who hears a thing says nothing, whatever a model takes for its speaker.

Who says it stands after "by"; else nobody is named. The hearer stays somebody whom a "they" may stand for. Verbs in
``rules/idioms.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.clauses import AUXILIARY_CHARACTERS, sentence_of
from counterclaim.reading.draft import Draft
from counterclaim.reading.passives import agent
from counterclaim.reading.quotes import MARKS
from counterclaim.reading.tables import alternatives, listed
from counterclaim.records import Entity, Span

_BY = re.compile(r"\s+by\s+", re.IGNORECASE)
_CUE_BY = re.compile(r"\s+by$", re.IGNORECASE)
#: "by an official" says who, "by loudspeaker" how
_SOMEBODY = re.compile(
    r"(?:an?|the|his|her|their|its|some|several|two|three|both|other|another|[\w’'-]+s)\s|[\w’'-]+s$|police$|staff$",
    re.IGNORECASE,
)
_MESSAGE = re.compile(r"\s(?:to|that|not|of)\s", re.IGNORECASE)


@cache
def _told_to() -> re.Pattern[str]:
    """Who hears, right after an active verb, and before the clause that is told."""
    bodies = alternatives(listed("idioms", "hearing", "bodies"))
    return re.compile(
        rf"\s+(?P<who>(?:the\s+|a\s+|an\s+)?(?:[A-Z][\w’'-]*\s+){{0,3}}?(?:state\s+|public\s+|local\s+)?(?i:{bodies})(?:\s+\d+)?)(?![\w-])(?:\s+that)?\s+(?=\w)(?!(?:to|of|in|on|at|by|for|with|and|who|which)\b)"
    )


def without_hearer(draft: Draft, text: str) -> Draft:
    """A draft whose content begins after whom it was told to, and its source after whom another verb told."""
    draft = replace(draft, source=tuple(_after_hearer(s, text) for s in draft.source))
    if not draft.cue or not draft.content or not _is_telling(draft.anchor, text) or is_heard(draft, text):
        return draft
    heard = _told_to().match(text, draft.anchor.end)
    first = min(draft.content)
    if heard is None or first.start < draft.anchor.end:
        return draft
    between = text[heard.end() : first.start]
    is_near = first.start < heard.end() or not (any(c in ",;:()" + MARKS for c in between) or "that" in between.split())
    start = heard.end() if is_near and "\n" not in text[heard.end() : first.start] else first.start
    rest = tuple(c for c in draft.content if c != first)
    return replace(draft, content=(Span(start, first.end), *rest)) if start < first.end else draft


def _is_telling(cue: Span, text: str) -> bool:
    return cue.of(text).casefold().split()[-1] in listed("idioms", "hearing", "active")


def _after_hearer(source: Span, text: str) -> Span:
    """A source without the hearer of a verb of telling right before it ("told the council | her government")."""
    before = re.search(r"[\w’'-]+$", text[max(0, source.start - 16) : source.start].rstrip())
    if before is None or before.group().casefold() not in listed("idioms", "hearing", "active"):
        return source
    heard = _told_to().match(text, source.start - 1)
    return Span(heard.end(), source.end) if heard is not None and heard.end() < source.end else source


@cache
def _heard() -> re.Pattern[str]:
    verbs = alternatives(listed("idioms", "hearing", "verbs"))
    return re.compile(
        rf"(?<!\w)(?:(?:has|have|had)\s+)?(?:not\s+|never\s+|also\s+)?(?:was|were|is|are|been|being|be|got)\s+"
        rf"(?:not\s+|never\s+|also\s+|\w+ly\s+)?{verbs}$",
        re.IGNORECASE,
    )


def is_heard(draft: Draft, text: str) -> bool:
    """Whether the cue is the passive of a verb of telling somebody."""
    if not draft.cue:
        return False
    cue = draft.cue[0]
    floor = max(text.rfind("\n", 0, cue.start) + 1, cue.start - AUXILIARY_CHARACTERS)
    return _heard().search(text, floor, cue.end) is not None


def with_teller(draft: Draft, text: str, sentences: Sequence[Span], entities: Sequence[Entity]) -> Draft:
    """Such a draft with its agent as the source, or without one, and the hearer kept apart from source and contents."""
    home = sentence_of(draft.anchor, sentences)
    draft = _without_by(draft, text)
    if home is None or not is_heard(draft, text):
        return draft
    cue = draft.cue[0]
    by = _BY.match(text, cue.end, home.end)
    teller = _teller(by.end(), text, home, entities) if by else None
    source = (teller,) if teller is not None else tuple(s for s in draft.source if s.start >= cue.end)
    hearers = tuple(s for s in draft.source if s.end <= cue.start)
    start = teller.end if teller is not None else cue.end
    after = tuple(Span(max(c.start, start), c.end).trimmed(text) for c in draft.content if c.end > start)
    return replace(draft, source=source, content=after or draft.content, hearers=hearers)


def _without_by(draft: Draft, text: str) -> Draft:
    """A draft whose cue ends in "by", without it."""
    more = _CUE_BY.search(draft.anchor.of(text)) if draft.cue else None
    if more is None:
        return draft
    cue = Span(draft.anchor.start, draft.anchor.start + more.start())
    return replace(draft, anchor=cue, cue=(cue,)) if is_heard(replace(draft, anchor=cue, cue=(cue,)), text) else draft


def _teller(at: int, text: str, home: Span, entities: Sequence[Entity]) -> Span | None:
    """Who tells, up to what is told; None for the means by which it was ("by loudspeaker", "by phone")."""
    found = agent(at, text, home, entities)
    if found is None:
        return None
    message = _MESSAGE.search(text, *found)
    found = Span(found.start, message.start() if message else found.end)
    is_named = any(e.span.overlaps(found) for e in entities)
    return found if is_named or _SOMEBODY.match(found.of(text)) else None
