"""A quotation after somebody's reported words: "They were gone, she said. “I saw it.”" are two sayings.

The second has no verb of its own and goes on with the speaker of the first. A model gives both to one verb; so would a
reader of a quotation that its verb only interrupts (“We left,” he said. “It was dark.”), and that one is left whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.acts import likeliest, weighed
from counterclaim.reading.clauses import sentence_of
from counterclaim.reading.draft import Draft
from counterclaim.reading.quotes import MARKS, Quote, quoted_share
from counterclaim.records import Span

#: from this share of quoted words on, what stands in the verb's sentence is taken for a quotation itself
QUOTED_FROM = 0.5


def with_following(
    drafts: Sequence[Draft], text: str, quotes: Sequence[Quote], sentences: Sequence[Span]
) -> list[Draft]:
    """The drafts, quotations in later sentences than their verb's taken out of those that report in other words."""
    return [one for d in drafts for one in _parted(d, text, quotes, sentences)]


def _parted(draft: Draft, text: str, quotes: Sequence[Quote], sentences: Sequence[Span]) -> tuple[Draft, ...]:
    home = sentence_of(draft.anchor, sentences)
    if home is None or not draft.cue or not draft.source or len(draft.content) < 2:
        return (draft,)
    here = tuple(c for c in draft.content if c.start < home.end)
    later = tuple(c for c in draft.content if c.start >= home.end)
    is_speech = bool(later) and all(_is_whole_quote(c, text, quotes) for c in later)
    if not here or not is_speech or quoted_share(here, quotes, text) >= QUOTED_FROM:
        return (draft,)
    return replace(draft, content=here), _following(draft, later, text)


def _is_whole_quote(span: Span, text: str, quotes: Sequence[Quote]) -> bool:
    """Whether a content begins with a quotation's first word."""
    return any(q.inner.overlaps(span) and not text[q.inner.start : span.start].strip(MARKS + " ") for q in quotes)


def _following(draft: Draft, later: Sequence[Span], text: str) -> Draft:
    """The quotation as a saying of its own: with the same source, and without a verb."""
    said = " ".join(s.of(text) for s in later)
    acts = weighed(draft.raw.acts if draft.raw is not None else {}, "", said)
    act, sure = likeliest(acts)
    return replace(
        draft, anchor=Span(later[0].start, later[0].start + 1), cue=(), content=tuple(later), venue=None,
        act=act, act_confidence=sure, acts=acts,
    )  # fmt: skip
