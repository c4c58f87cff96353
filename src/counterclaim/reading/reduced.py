"""“officials believed to be involved”: a participle without its auxiliary, which tells of nobody's saying.

A model takes what stands before it for the speaker. Words in ``rules/constructions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.clauses import sentence_of
from counterclaim.reading.draft import Draft
from counterclaim.reading.tables import alternatives, listed
from counterclaim.records import Span

#: what is spoken of has at most so many words
PHRASE_WORDS = 6
_TO_BE = re.compile(r"\s+(?=to\s+(?:be|have)\b)", re.IGNORECASE)
_PHRASE_STARTS = re.compile(
    r"[,;:()—–\n“”\"]|\b(?:on|in|for|with|by|from|to|at|against|that|and|but|as|is|are|was|were|has|have|had)\s"
    r"|(?<!of)\s(?=(?:the|an?|his|her|its|their|other|some|several|two|three)\s)"
)


@cache
def _subject_of_its_own() -> re.Pattern[str]:
    """What makes the participle an active verb: "what they believed to be", "who thought to have"."""
    return re.compile(r"\b" + alternatives(listed("constructions", "raising", "active")) + r"\s+$", re.IGNORECASE)


def _in_apposition(draft: Draft, text: str, home: Span) -> Draft:
    """“The gunmen, believed to be deserters, crossed”: what is said ends at the second comma."""
    if draft.anchor.of(text).casefold() not in listed("constructions", "raising", "reduced"):
        return draft
    before = text[home.start : draft.anchor.start - 2]
    cut = max((m.end() for m in _PHRASE_STARTS.finditer(before)), default=0)
    what = Span(home.start + cut, home.start + len(before)).trimmed(text)
    stop = re.compile(r"[,;]|[.!?]\W*$").search(text, draft.anchor.end, home.end)
    rest = Span(draft.anchor.end, stop.start() if stop else home.end).trimmed(text)
    is_short = 0 < len(what.of(text).split()) <= PHRASE_WORDS
    return replace(draft, source=(), content=(what, rest)) if is_short else draft


def with_phrase(draft: Draft, text: str, sentences: Sequence[Span]) -> Draft:
    """Such a draft without a source, with the phrase before it and the rest for contents."""
    cue, home = draft.anchor, sentence_of(draft.anchor, sentences)
    after = _TO_BE.match(text, cue.end)
    if not draft.cue or home is None or after is None:
        return draft
    before = text[home.start : cue.start]
    if before.endswith(", "):
        return _in_apposition(draft, text, home)
    if cue.of(text).casefold() not in listed("constructions", "raising", "reduced") or _subject_of_its_own().search(
        before
    ):
        return draft
    cut = max((m.end() for m in _PHRASE_STARTS.finditer(before)), default=0)
    what = Span(home.start + cut, cue.start).trimmed(text)
    if not 0 < len(what.of(text).split()) <= PHRASE_WORDS:
        return draft
    rest = tuple(s for s in draft.content if s.start >= cue.end)
    return replace(draft, source=(), content=(what, *rest)) if rest else draft
