"""Two speakers in one sentence: "X said A, while Y acknowledged B" gives X only A, and Y B.

After a comma or semicolon, a conjunction, and at once another speaker with a verb of saying, a new clause of the outlet
begins. In the training articles of contested news 25 of 26 such clauses are not part of what the first speaker says, in
PolNeAR all of some 240.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.clauses import sentence_of, subject_before
from counterclaim.reading.draft import Draft
from counterclaim.reading.lexicon import words
from counterclaim.reading.quotes import Quote
from counterclaim.reading.sources import is_verbal
from counterclaim.reading.tables import alternatives, listed
from counterclaim.records import Entity, EntityType, Span

#: Between the second speaker and the verb there is room for an adverb or an auxiliary, no more.
SPEAKER_TO_VERB_CHARACTERS = 24
#: A second speaker that the model did not name has at most so many words.
SPEAKER_WORDS = 5
_SPEAKING = frozenset({EntityType.PER, EntityType.ORG, EntityType.LOC, EntityType.NORP})
_ARTICLE = re.compile(r"(?:the|a|an|his|her|its|their|some|another|other)\s", re.IGNORECASE)


@cache
def _conjunction() -> re.Pattern[str]:
    """The mark and the conjunction that end right before a speaker."""
    joining = alternatives(listed("constructions", "contrasts"))
    return re.compile(r"(?:[,;–—]\s+" + joining + r"|;)\s+(?:the\s+)?$", re.IGNORECASE)


def with_own_speaker(draft: Draft, text: str, sentences: Sequence[Span], entities: Sequence[Entity]) -> Draft:
    """In "X said A, while Y acknowledged B" the second verb's speaker is Y, though X was proposed for it."""
    home = sentence_of(draft.anchor, sentences)
    if home is None or len(draft.source) != 1 or not draft.cue or not is_verbal(draft.anchor.of(text)):
        return draft
    subject = subject_before(text, draft.anchor.start, home)
    if subject is None or draft.source[0].end > subject.start or draft.source[0].start < home.start:
        return draft
    is_named = any(e.type in _SPEAKING and e.span.end == subject.end for e in entities)
    is_phrase = _ARTICLE.match(text, subject.start) is not None or subject.of(text).casefold() in words("pronouns")
    is_short = len(subject.of(text).split()) <= SPEAKER_WORDS
    if not is_short or not (is_named or is_phrase) or _clause_at(subject, text, home) is None:
        return draft
    return replace(draft, source=(subject,))


def apart(
    draft: Draft, drafts: Sequence[Draft], text: str, quotes: Sequence[Quote], sentences: Sequence[Span]
) -> Draft:
    """The draft without the clause of another speaker that it ran on into, and without what that one says."""
    home = sentence_of(draft.anchor, sentences)
    if home is None or not draft.cue or not draft.content:
        return draft
    for at in sorted(_other_clauses(draft, drafts, text, home)):
        if any(q.inner.start <= at < q.inner.end for q in quotes):
            continue
        kept = (Span(s.start, min(s.end, at)) if s.start < at < home.end else s for s in draft.content)
        content = tuple(s for s in kept if not (at <= s.start < home.end) and s.end > s.start)
        return replace(draft, content=content) if content else draft
    return draft


def _other_clauses(draft: Draft, drafts: Sequence[Draft], text: str, home: Span) -> Iterator[int]:
    """Where clauses of other speakers begin, after the draft's own speaker and verb."""
    for other in drafts:
        if other is draft or not other.cue or not other.source or not home.contains(other.anchor):
            continue
        if other.anchor.start < other.source[-1].end:
            continue
        gap = text[other.source[-1].end : other.anchor.start]
        is_verb = is_verbal(other.anchor.of(text)) or gap == " "  # "Velm claims": a noun in the list, a verb here
        at = _clause_at(other.source[0], text, home)
        if is_verb and at is not None and len(gap) <= SPEAKER_TO_VERB_CHARACTERS and draft.anchor.end <= at:
            yield at


def _clause_at(speaker: Span, text: str, home: Span) -> int | None:
    """Where the mark stands before the conjunction right before a speaker; None if there is none."""
    found = _conjunction().search(text, max(home.start, speaker.start - 24), speaker.start)
    return found.start() if found else None
