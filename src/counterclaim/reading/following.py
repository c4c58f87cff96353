"""A quotation after somebody's reported words: "They were gone, she said. “I saw it.”" are two sayings.

The second has no verb of its own and goes on with the speaker of the first. A model gives both to one verb; so would a
reader of a quotation that its verb only interrupts (“We left,” he said. “It was dark.”), and that one is left whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.reading.acts import likeliest, weighed
from counterclaim.reading.clauses import sentence_of
from counterclaim.reading.draft import Draft
from counterclaim.reading.quotes import MARKS, Quote, quoted_share
from counterclaim.records import Entity, EntityType, Span

#: from this share of quoted words on, what stands in the verb's sentence is taken for a quotation itself
QUOTED_FROM = 0.5
#: a quotation that nobody has has at least so many words to be speech
WORDS = 3
#: before a person's name that opens a sentence there is room for a title
TITLE_CHARACTERS = 24
_HE = re.compile(r"\W*(?P<who>he|she|they)\b", re.IGNORECASE)


def with_following(
    drafts: Sequence[Draft], text: str, quotes: Sequence[Quote], sentences: Sequence[Span]
) -> list[Draft]:
    """The drafts, quotations in later sentences than their verb's taken out of those that report in other words."""
    return [one for d in drafts for one in _parted(d, text, quotes, sentences)]


def with_unclaimed(
    drafts: Sequence[Draft],
    text: str,
    quotes: Sequence[Quote],
    sentences: Sequence[Span],
    entities: Sequence[Entity],
) -> list[Draft]:
    """The drafts, with quoted sentences that nobody has and that follow a sentence whose speaker or subject is told.

    “He could not say what burned. “We are still waiting.”” is his, as is what follows a person's name or pronoun that
    opens the sentence. A saying inside the quotation ("We have asked for the list") does not make it claimed.
    """
    people = [e.span for e in entities if e.type is EntityType.PER]
    out = list(drafts)
    for inner in _unclaimed(drafts, text, quotes):
        before = next((s for s in reversed(sentences) if s.end <= inner.start), None)
        if before is None or "\n" in text[before.end : inner.start]:
            continue
        source = _subject(before, drafts, people, text)
        out += [_speech(inner, source, text)] if source is not None else []
    return out


def _unclaimed(drafts: Sequence[Draft], text: str, quotes: Sequence[Quote]) -> Iterator[Span]:
    """Quoted sentences that touch no saying but those told wholly inside them."""
    for quote in quotes:
        inner = quote.inner.trimmed(text)
        if not _is_sentence(quote, text):
            continue
        near = [d for d in drafts if any(s.overlaps(inner) for s in (*d.content, *d.cue, *d.source))]
        if all(d.cue and inner.contains(d.extent) for d in near):
            yield inner


def _is_sentence(quote: Quote, text: str) -> bool:
    """Whether a closed quotation of some words begins and ends a sentence of its own."""
    inner, before = quote.inner, text[: quote.inner.start].rstrip(MARKS + " ")
    is_whole = inner.of(text).rstrip().endswith((".", "!", "?", "…")) and text[inner.start : inner.start + 1].isupper()
    return (
        quote.is_closed and is_whole and len(inner.of(text).split()) >= WORDS and before.endswith((".", "!", "?", "…"))
    )


def _subject(sentence: Span, drafts: Sequence[Draft], people: Sequence[Span], text: str) -> Span | None:
    """The one speaker of a sentence, else the pronoun or the person it opens with."""
    said = {s for d in drafts if d.cue and sentence.contains(d.anchor) for s in d.source if sentence.contains(s)}
    if len(said) > 1:
        return None
    opens = _HE.match(text, *sentence)
    named = next((p for p in people if sentence.start <= p.start < sentence.start + TITLE_CHARACTERS), None)
    return next(iter(said), None) or (Span(*opens.span("who")) if opens else named)


def _speech(inner: Span, source: Span, text: str) -> Draft:
    acts = weighed({"assert": 0.5}, "", inner.of(text))
    act, sure = likeliest(acts)
    return Draft(
        anchor=Span(inner.start, inner.start + 1), source=(source,), cue=(), content=(inner,), venue=None, act=act,
        act_confidence=sure, acts=acts, confidence=0.5, rule="free quote",
    )  # fmt: skip


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
