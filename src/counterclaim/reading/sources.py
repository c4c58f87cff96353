"""Sources: one attribution each for coordinated ones, cut at sentence ends, and taken over from the verb before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from counterclaim.reading.clauses import SUBJECT_WORDS, sentence_of, subject_before
from counterclaim.reading.contents import trimmed
from counterclaim.reading.draft import Draft
from counterclaim.reading.edges import SPEAKING
from counterclaim.reading.lexicon import pattern, words
from counterclaim.reading.quotes import Quote
from counterclaim.records import Entity, Span

_COORDINATED = re.compile(r"\s*(?:,|,?\s*(?:and|or|as well as|along with|&))\s*(?:the\s+)?", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:and|but|while|then|also)\b\W*(?:\w+\W+){0,2}$")
_JOINT = re.compile(r"(?<=[\w”\"]),?\s+(?:and|but|then)\s+(?:(?:\w+ly|also|then)\s+)?$")
_FURTHER = re.compile(
    r"(?:,?\s+(?:and|but|then)\s+(?:(?:\w+ly|also|then)\s+)?(?:\w+\s+){0,2}?\w+|,\s+(?:\w+ly\s+|also\s+)?\w+ing)$"
)
_CLAUSE = re.compile(r"who\s+\w")
#: What no noun phrase at the head of a sentence holds.
_PARTED = re.compile(r"[,;:()\n“”\"]|\b(?:said|says|was|were|is|are|has|had|have)\b")
#: What a source may end in that belongs to the next clause.
_DANGLING = re.compile(
    r"[\s,;:(–—-]+(?:who|which|that|whom)?$|\s*,\s*(?:who|which)\b[^,]{0,12}$"
    r"|\s+(?:late |early )?(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day$",
    re.IGNORECASE,
)


def by_speaker(draft: Draft, text: str) -> list[Draft]:
    """One draft for each coordinated source ("A and B said X" is said by A and by B); else the nearest source only."""
    gaps = [text[a.end : b.start] for a, b in pairwise(draft.source)]
    if gaps and all(_COORDINATED.fullmatch(g) for g in gaps) and any(c.isalpha() or c == "&" for c in gaps[-1]):
        return [replace(draft, source=(s,)) for s in draft.source]
    if gaps:
        # pieces apart are not one phrase: the one nearest the cue speaks
        nearest = min(draft.source, key=lambda s: max(s.start - draft.anchor.end, draft.anchor.start - s.end))
        return [replace(draft, source=(nearest,))]
    return [draft]


def tidy_sources(draft: Draft, text: str, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Sources cut at sentence ends (the part nearest the anchor stays), without a dangling "who" or comma."""
    out = []
    for span in draft.source:
        parts = [Span(max(s.start, span.start), min(s.end, span.end)) for s in sentences if s.overlaps(span)]
        nearest = min(
            parts or [span], key=lambda p: min(abs(p.end - draft.anchor.start), abs(p.start - draft.anchor.end))
        )
        start, end = trimmed(nearest, text)
        while (tail := _DANGLING.search(text, start, end)) is not None:
            end = tail.start()
        if end > start:
            out.append(Span(start, end))
    return tuple(out)


def with_own_subject(draft: Draft, text: str, entities: Sequence[Entity]) -> Draft:
    """A draft whose source stands in a line above, with the name right before its verb, where there is one: "* Marsk
    admiral denies it" is a line by itself, and in "Orland said" below it Orland speaks.
    """
    apart = [s for s in draft.source if "\n" in text[s.end : draft.anchor.start]]
    ends = _ADVERBS.search(text, max(0, draft.anchor.start - ADVERBS), draft.anchor.start)
    named = [e.span for e in entities if ends is not None and e.type in SPEAKING and e.span.end == ends.start()]
    return replace(draft, source=(named[0],)) if apart and len(apart) == len(draft.source) and named else draft


#: What may stand between a subject and its verb ("Orland categorically | rejects"), and how much of it at most.
ADVERBS = 40
_ADVERBS = re.compile(r"(?:\s+(?:\w+ly|also|again|even|ever|never|now|once|still|then|too))*\s+$")


def with_whom_it_is_about(draft: Draft, text: str, sentences: Sequence[Span]) -> Draft:
    """A draft whose source is a clause about somebody, with whom its sentence begins with ("Customs officers, | who
    have seen it |, believe").
    """
    home = sentence_of(draft.anchor, sentences)
    about = [s for s in draft.source if _CLAUSE.match(text, *s)]
    if home is None or len(draft.source) != 1 or not about or not home.start < about[0].start < draft.anchor.start:
        return draft
    head = Span(home.start, len(text[: about[0].start].rstrip(" ,"))).trimmed(text)
    is_noun = head.end > head.start and len(head.of(text).split()) <= SUBJECT_WORDS
    return replace(draft, source=(head,)) if is_noun and not _PARTED.search(head.of(text)) else draft


def with_whole_phrase(draft: Draft, text: str, sentences: Sequence[Span]) -> Draft:
    """A draft whose source is an article alone, with the subject that it opens ("A | senior official who asked")."""
    home = sentence_of(draft.anchor, sentences)
    is_bare = len(draft.source) == 1 and draft.source[0].of(text).casefold() in ("a", "an", "the")
    subject = subject_before(text, draft.anchor.start, home) if is_bare and home is not None else None
    return (
        replace(draft, source=(subject,)) if subject is not None and subject.start == draft.source[0].start else draft
    )


def with_inherited_source(draft: Draft, drafts: Sequence[Draft], text: str, sentences: Sequence[Span]) -> Draft:
    """A further verb of one sentence ("rejected it, accusing ...") has the source of the one before it.

    Hedges and nouns ("allegedly", "the accusations") have nobody's.
    """
    if draft.source or not draft.cue or not is_verbal(draft.cue[0].of(text)):
        return draft
    home = next((s for s in sentences if s.overlaps(draft.anchor)), None)
    before = [
        d
        for d in drafts
        if home is not None and d.source and d.cue and home.overlaps(d.anchor) and d.anchor.end <= draft.anchor.start
        and is_verbal(d.cue[0].of(text)) and not any(s.contains(draft.anchor) for s in d.content)
    ]  # fmt: skip
    is_further = text[draft.anchor.start : draft.anchor.end].split()[0].endswith("ing")
    if not before or not (is_further or _JOINED.search(text, before[-1].anchor.end, draft.anchor.start)):
        return draft
    nearest = max(before, key=lambda d: d.anchor)
    return replace(draft, source=nearest.source)


def without_further_verbs(draft: Draft, drafts: Sequence[Draft], text: str, quotes: Sequence[Quote]) -> Draft:
    """A content cut before the next verb of its own speaker ("promised that ... | and warned ..."), if unquoted.

    What that verb holds is not held by the first one too.
    """
    kept = tuple(c for c in draft.content if not _is_of_further_verb(c, draft, drafts, text))
    return replace(draft, content=tuple(_cut(c, draft, drafts, text, quotes) for c in kept or draft.content))


def _is_of_further_verb(span: Span, draft: Draft, drafts: Sequence[Draft], text: str) -> bool:
    """Whether a later verb of the same speaker, joined by "and" or "but", stands before some words and holds them."""
    if not draft.cue or span.start < draft.anchor.end:
        return False
    return any(
        bool(d.cue) and draft.anchor.end <= d.anchor.start and d.anchor.end <= span.start
        and any(a.overlaps(b) for a in d.source for b in draft.source) and any(c.contains(span) for c in d.content)
        and _FURTHER.search(text, draft.anchor.end, d.anchor.end) is not None
        for d in drafts
    )  # fmt: skip


def _cut(span: Span, draft: Draft, drafts: Sequence[Draft], text: str, quotes: Sequence[Quote]) -> Span:
    if not draft.cue or span.start < draft.anchor.end:
        return span
    for d in drafts:
        is_inside = bool(d.cue) and span.start < d.anchor.start < span.end
        if not is_inside or not any(a.overlaps(b) for a in d.source for b in draft.source):
            continue
        joint = _JOINT.search(text, span.start, d.anchor.start)
        if joint is not None and not any(q.inner.overlaps(d.anchor) for q in quotes):
            return Span(span.start, joint.start())
    return span


def is_verbal(cue: str) -> bool:
    """Whether a cue is a verb: not a hedging adverb and not a noun of saying."""
    words_ = cue.casefold().split()
    return bool(words_) and words_[-1] not in words("nouns") and not pattern("hedges").fullmatch(cue.casefold())
