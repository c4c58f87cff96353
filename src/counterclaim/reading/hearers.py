"""“Parents were told that the roof was safe”: who hears a thing says nothing, whatever a model takes for its speaker.

Who says it stands after "by"; else nobody is named. The hearer stays somebody whom a "they" may stand for. Verbs in
``rules/idioms.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.clauses import AUXILIARY_CHARACTERS, agent, sentence_of
from counterclaim.reading.draft import Draft
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
