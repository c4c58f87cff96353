"""A speaker's own "we reject", "I think" inside what he says: part of the saying, not a saying of its own.

The annotation does not split it off (of nine such proposals on the training articles six were wrong, and the three
right ones told of the past). Where the saying opens with it and it denies, the saying is a denial.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.draft import Draft
from counterclaim.reading.tables import any_of, listed
from counterclaim.records import Act, Span

#: From the first word said, so many characters count as its opening.
OPENING_CHARACTERS = 40


def without_performatives(drafts: Sequence[Draft], text: str) -> list[Draft]:
    """Drafts without the performatives in one another's contents; a saying that opens with a denying one denies."""
    own = [d for d in drafts if _is_performative(d, text) and _saying(d, drafts) is not None]
    denying = [d for d in own if d.act is Act.DENY]
    return [_denied(d, denying) for d in drafts if d not in own]


def _is_performative(draft: Draft, text: str) -> bool:
    """Whether "I" or "we" say it in the present tense."""
    if not draft.cue or len(draft.source) != 1:
        return False
    is_own = draft.source[0].of(text).casefold() in listed("constructions", "own", "speakers")
    return is_own and any_of("constructions", "own", "verbs").fullmatch(draft.cue[0].of(text)) is not None


def _saying(inner: Draft, drafts: Sequence[Draft]) -> Draft | None:
    """A draft whose content holds both the speaker and the verb of another one."""
    parts: tuple[Span, ...] = (*inner.source, *inner.cue)
    holders = (d for d in drafts if d is not inner and d.source != inner.source)
    return next((d for d in holders if all(any(c.contains(p) for c in d.content) for p in parts)), None)


def _denied(draft: Draft, denying: Sequence[Draft]) -> Draft:
    """The draft as a denial if it opens with one of ``denying``."""
    opening = [d for d in denying if any(0 <= d.anchor.start - c.start < OPENING_CHARACTERS for c in draft.content[:1])]
    if not opening or draft.act is Act.DENY:
        return draft
    return replace(draft, act=Act.DENY, act_confidence=opening[0].act_confidence)
