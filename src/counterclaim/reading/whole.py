"""Whole texts that are somebody's own words: a signed letter, a statement in a record, a signed first-person piece.

What such a text says, its signer says, and what others say in it, they say by that signer's account: the chain is
longer by one hop. A report with a byline is the outlet's own; only where its writer says "I" often enough is it theirs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.draft import Draft
from counterclaim.reading.quotes import Quote
from counterclaim.reading.speech import Speech
from counterclaim.records import Act, Span

#: the rule's name, as drafts, records and the table of confidence have it
WHOLE_TEXT = "whole text"
#: forms of a telling that is its signer's as a whole, whether they say "I" in it or not
SIGNED = frozenset({"letter", "record"})
#: a text with a byline is its writer's own words from so many "I" on, and so many words an "I" at most
LEAST_SELF, WORDS_A_SELF = 3, 250
_SELF = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Mm]yself)\b")


def with_whole_texts(
    drafts: Sequence[Draft], tellings: Sequence[Speech], text: str, quotes: Sequence[Quote]
) -> list[Draft]:
    """The drafts in text order, with one for each text or statement that is told by its signer as a whole.

    Args:
        drafts: of the same text.
        tellings: the stretches told by somebody who is named (``narrators``).
        text: the reading text.
        quotes: its quotations.
    """
    more = [
        _draft(t.words, t.speaker)
        for t in tellings
        if t.speaker is not None and t.words.end > t.words.start
        and (t.form in SIGNED or (t.form == "byline" and _is_personal(t.words, text, quotes)))
    ]  # fmt: skip
    return sorted([*drafts, *more], key=lambda d: (d.anchor, d.source, d.content)) if more else list(drafts)


def with_answers(drafts: Sequence[Draft], tellings: Sequence[Speech]) -> list[Draft]:
    """The drafts, with the one person interviewed as the source of answers that only "A:" marks."""
    answers = [t for t in tellings if t.form == "interview" and t.speaker is not None]
    return [_answered(d, answers) if d.rule == "header" and not d.source and d.content else d for d in drafts]


def _answered(draft: Draft, answers: Sequence[Speech]) -> Draft:
    who = [t.speaker for t in answers if t.words.contains(draft.content[0]) and t.speaker is not None]
    return replace(draft, source=(who[0],)) if who and draft.act is not Act.QUESTION else draft


def _is_personal(words: Span, text: str, quotes: Sequence[Quote]) -> bool:
    """Whether "I" stands often enough outside quotation marks."""
    own = [m for m in _SELF.finditer(text, *words) if not any(q.inner.start <= m.start() < q.inner.end for q in quotes)]
    return len(own) >= max(LEAST_SELF, len(words.of(text).split()) / WORDS_A_SELF)


def _draft(words: Span, speaker: Span) -> Draft:
    return Draft(
        anchor=Span(words.start, words.start + 1),
        source=(speaker,),
        cue=(),
        content=(words,),
        venue=None,
        act=Act.ASSERT,
        act_confidence=0.4,
        confidence=0.7,
        rule=WHOLE_TEXT,
    )
