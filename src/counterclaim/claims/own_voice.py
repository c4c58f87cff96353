"""Which sentences of an article its outlet says, or asks, in its own voice.

A sentence inside what somebody is quoted with is not the outlet's, nor is one that only tells what somebody denies; an
act that the outlet asks about is said without saying it.
"""

from __future__ import annotations

from counterclaim.claims import lexicon
from counterclaim.claims.inquiry import Inquiry
from counterclaim.records import READ_TYPES, Act, Span


def own_spans(inquiry: Inquiry) -> list[Span]:
    """What the outlet says, and what it asks."""
    own = [
        o.span
        for o in inquiry.reading.own_voice
        if not _is_inside_content(inquiry, o.span, with_source=True) and not _is_of_a_denial(inquiry, o.span)
    ]
    asked = [s for s in inquiry.reading.sentences if s not in own and _is_own_question(inquiry, s)]
    return [*own, *asked]


def _is_inside_content(inquiry: Inquiry, span: Span, *, with_source: bool) -> bool:
    attributed = (a for a in inquiry.attributions if a.source or not with_source)
    return any(c.overlaps(span) if not with_source else c.contains(span) for a in attributed for c in a.content)


def _is_of_a_denial(inquiry: Inquiry, sentence: Span) -> bool:
    """Whether all that a sentence tells as done stands in what it says that somebody denies: then the outlet tells
    of the denial, and does not say in its own voice what is denied.
    """
    denied = [c for a in inquiry.attributions if a.act is Act.DENY and a.cue for c in a.content if sentence.contains(c)]
    kinds = lexicon.kinds_in(sentence.of(inquiry.text)) if denied else ()
    acts = (m for k in kinds for m in lexicon.acts()[k].finditer(inquiry.text, sentence.start, sentence.end))
    told = [Span(*m.span()) for m in acts]
    return bool(told) and all(any(c.overlaps(t) for c in denied) for t in told)


def _is_own_question(inquiry: Inquiry, sentence: Span) -> bool:
    """Whether the outlet itself asks about an act: a way of saying it without saying it."""
    words = sentence.of(inquiry.text).rstrip("\"”' ")
    if not words.endswith("?") or _is_inside_content(inquiry, sentence, with_source=False):
        return False
    segment = inquiry.article.segment_at(sentence.start)
    is_read = segment is not None and segment.type in READ_TYPES
    return is_read and bool(lexicon.kinds_in(words) & (lexicon.act_class("harm") | lexicon.act_class("unreal")))
