"""A reporting clause after a comma: "They were gone, the mayor admitted last night", "They were, he said, not ours".

What stands before it is said, though a model may find nothing or only what comes after. Of 145 such clauses between
commas in training articles (PolNeAR's 400, contested news) that no quotation follows, 133 hold the words before them;
the others open with a link ("But", "In response") or with a question put to the speaker. Words in
``rules/postposed.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.acts import likeliest, weighed
from counterclaim.reading.clauses import sentence_of
from counterclaim.reading.draft import Draft
from counterclaim.reading.quotes import MARKS, Quote
from counterclaim.reading.sources import is_verbal
from counterclaim.reading.tables import alternatives, any_of, listed
from counterclaim.records import Span, hull

#: A clause that was said has at least so many words where nothing else of it was found.
CLAUSE_WORDS = 3
#: Between speaker and verb stands at most so much ("the mayor | has also | said").
GAP_CHARACTERS = 16


def with_front(draft: Draft, drafts: Sequence[Draft], text: str, sentences: Sequence[Span], quotes: Sequence[Quote]) -> Draft:  # fmt: skip
    """The draft with the clause before its reporting clause, where nothing or only what comes after was found."""
    home = sentence_of(draft.anchor, sentences)
    block = _block(draft, text, home) if home is not None else None
    if home is None or block is None or any(c.start < block.start for c in draft.content):
        return draft
    front = _front(block, text, home)
    if front is None or any(q.inner.contains(block) for q in quotes) or _is_others(front, draft, drafts):
        return draft
    if draft.content and not _goes_on(block, draft.content[0], text):
        return draft
    if not draft.content and (len(front.of(text).split()) < CLAUSE_WORDS or not _ends(block, text)):
        return draft
    return _weighed(replace(draft, content=(front, *draft.content)), text)


def _block(draft: Draft, text: str, home: Span) -> Span | None:
    """Speaker and verb side by side after a comma."""
    if not draft.cue or len(draft.source) != 1 or not is_verbal(draft.cue[0].of(text)):
        return None
    if any_of("constructions", "refusals").search(draft.cue[0].of(text)):
        return None
    source, cue = draft.source[0], draft.cue[0]
    gap = text[min(source.end, cue.end) : max(source.start, cue.start)]
    block = hull((source, cue))
    is_near = len(gap) <= GAP_CHARACTERS and not any(c in ",;:" + MARKS for c in gap)
    return block if is_near and home.contains(block) and text[: block.start].endswith(", ") else None


def _front(block: Span, text: str, home: Span) -> Span | None:
    """What stands before the comma; None if it only links, or tells what the speaker was asked or answers to."""
    start = max(home.start, text.rfind("; ", home.start, block.start) + 1, text.rfind(": ", home.start, block.start) + 1)
    front = Span(start, block.start - 2).trimmed(text)
    words = front.of(text)
    return None if not words or _linking().fullmatch(words) or _leading().match(words) else front


@cache
def _linking() -> re.Pattern[str]:
    return re.compile(alternatives(listed("postposed", "links")), re.IGNORECASE)


@cache
def _leading() -> re.Pattern[str]:
    """An opening that tells of the speaker's circumstances or what was asked; or words whose clause begins further on."""
    words = alternatives(listed("postposed", "openings"))
    return re.compile(rf"\W*(?:{words}\b|(?!\w*thing\b)\w{{2,}}ing\b)|.*\b(?:which|who|whom|and|but|or)$", re.IGNORECASE)


def _is_others(front: Span, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """Whether the words before belong to another saying: with its verb outside them or with no content of its own."""
    others = [d for d in drafts if d is not draft and d.cue and any(s.overlaps(front) for s in (*d.cue, *d.content))]
    return any(not front.contains(d.anchor) or not d.content or not d.source for d in others)


def _goes_on(block: Span, after: Span, text: str) -> bool:
    """Whether a second comma and unquoted words follow: the reporting clause only interrupts."""
    return bool(re.fullmatch(r",\s+", text[block.end : after.start]))


def _ends(block: Span, text: str) -> bool:
    """Whether nothing but an adjunct follows: a mark, a preposition or a word of time."""
    after = alternatives(listed("postposed", "adjuncts"))
    return re.compile(r"\s*(?:[.,;:!?–—)\n]|$)|\s+" + after + r"(?!\w)", re.IGNORECASE).match(text, block.end) is not None


def _weighed(draft: Draft, text: str) -> Draft:
    """The draft with its act told again, now that its content is whole."""
    if draft.raw is None:
        return draft
    said, who, cue = (" ".join(s.of(text) for s in spans) for spans in (draft.content, draft.source, draft.cue))
    acts = weighed(draft.raw.acts, cue, said, who)
    act, sure = likeliest(acts)
    return replace(draft, act=act, act_confidence=sure, acts=acts)
