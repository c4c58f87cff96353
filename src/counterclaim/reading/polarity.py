"""Polarity and hedge of an attribution, each with the words it rests on; the words are in ``rules/polarity.toml``.

An attribution is *negative* where the speaker denies what follows, or where it was not said at all ("did not say",
"would not confirm"). A denial that is itself negated ("did not deny") is not negative.
"""

from __future__ import annotations

import re
from functools import cache

from counterclaim.reading.clauses import raising
from counterclaim.reading.draft import Draft
from counterclaim.reading.tables import alternatives, any_of, listed
from counterclaim.records import Act, Span

#: A negation or hedge so many characters before a cue, with nothing but words between, belongs to it.
BESIDE_CHARACTERS = 24
POSITIVE, NEGATIVE = "positive", "negative"
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)\s+(?:\w+ly\s+|also\s+)?$", re.IGNORECASE)
_NEITHER = re.compile(r"\b(?:neither|nor)\s+$", re.IGNORECASE)
_IT = re.compile(r"(?:so\s+)?it\s+", re.IGNORECASE)
_TO_BE = re.compile(r"\s+to\s+(?:be|have)\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[^\w’' ]|\n")


@cache
def _words(section: str, key: str = "words") -> re.Pattern[str]:
    """The words of a list; a contracted "n't" stands at the end of one."""
    plain = [w for w in listed("polarity", section, key) if w not in ("n't", "n’t")]
    contracted = r"|(?<=\w)n['’]t(?!\w)" if len(plain) < len(listed("polarity", section, key)) else ""
    return re.compile(r"(?<!\w)" + alternatives(plain) + r"(?!\w)" + contracted, re.IGNORECASE)


def polarity_of(draft: Draft, text: str) -> tuple[str, tuple[Span, ...]]:
    """``negative`` or ``positive``, and the words that tell it (none for a plain positive)."""
    negated = negations(draft, text)
    denied = tuple(
        Span(*m.span())
        for c in draft.cue
        for m in _words("denials").finditer(text, c.start, c.end)
        if m.group().casefold() not in listed("polarity", "not_denials")
    )
    if negated and denied and not _is_nor(draft, text):
        return POSITIVE, tuple(sorted({*negated, *denied}))
    if negated or (denied and draft.act is Act.DENY):
        return NEGATIVE, tuple(sorted({*negated, *denied}))
    if draft.act is Act.DENY:
        return NEGATIVE, first_denial(draft, text)
    return POSITIVE, ()


def _is_nor(draft: Draft, text: str) -> bool:
    """“neither confirmed nor denied”: nothing was said either way."""
    return any(
        re.search(r"\b(?:neither|nor)\b|confirm\w* (?:or|nor) den", c.of(text), re.IGNORECASE) for c in draft.cue
    )


def negations(draft: Draft, text: str) -> tuple[Span, ...]:
    """Negating words in the cue, right before it, or as its subject ("No official said")."""
    out = [Span(*m.span()) for c in draft.cue for m in _words("negators").finditer(text, c.start, c.end)]
    if draft.cue:
        start = max(
            [0, draft.anchor.start - BESIDE_CHARACTERS, *(s.end for s in draft.source if s.end <= draft.anchor.start)]
        )
        gap = text[start : draft.anchor.start]
        if not _BETWEEN.search(gap):
            out += [Span(*m.span()) for m in _words("negators").finditer(text, start, draft.anchor.start)]
    for source in draft.source:
        nobody = any_of("polarity", "nobody").match(text, source.start, source.end)
        nobody = nobody or _NEITHER.search(text, max(0, source.start - 8), source.start)
        if nobody and draft.cue:
            out.append(Span(*nobody.span()).trimmed(text))
    return tuple(sorted(set(out)))


def first_denial(draft: Draft, text: str) -> tuple[Span, ...]:
    """The first words of the content by which it denies, if any are there."""
    found = (m for c in draft.content for m in _words("flat").finditer(text, c.start, c.end))
    first = next(found, None)
    return (Span(*first.span()),) if first else ()


def hedges_of(draft: Draft, text: str) -> tuple[Span, ...]:
    """Words of distance and possibility in the cue, right beside it, and in the content."""
    places = [*draft.cue, *draft.content]
    if draft.cue:
        before = Span(max(0, draft.anchor.start - BESIDE_CHARACTERS), draft.anchor.start)
        if not _BETWEEN.search(before.of(text)):
            places.append(before)
    found = {
        Span(*m.span())
        for key in ("distance", "modal")
        for p in places
        for m in _words("hedges", key).finditer(text, p.start, p.end)
        if not _is_told(m, text)
    }
    found |= {c for c in draft.cue if not draft.source and is_supposed(c, text)}
    widest = {s for s in found if not any(o != s and o.contains(s) for o in found)}
    return tuple(sorted(widest))


def is_supposed(cue: Span, text: str) -> bool:
    """Whether a cue is the passive of a verb of saying or thinking of which nobody is told ("is believed").

    The participle alone is one before "to be" and "to have" ("the gunmen, believed to be deserters").
    """
    if cue.of(text).casefold() in listed("constructions", "raising", "reduced"):
        return _TO_BE.match(text, cue.end) is not None
    inserted = _IT.match(text, *cue)
    if inserted is not None:
        return raising().fullmatch(text, inserted.end(), cue.end) is not None
    found = raising().fullmatch(text, *cue)
    return found is not None and found.group().split()[-1].casefold() in listed("constructions", "raising", "proposed")


def distancing(text: str) -> tuple[Span, ...]:
    """All words of distance in a text, whoever they belong to."""
    return tuple(Span(*m.span()) for m in _words("hedges", "distance").finditer(text) if not _is_told(m, text))


def _is_told(match: re.Match[str], text: str) -> bool:
    """Whether a participle is somebody's verb ("who alleged that", not "it is alleged that"): a saying, no hedge."""
    is_participle = match.group().casefold() in listed("polarity", "hedges", "participles")
    following = any_of("polarity", "hedges", "complements").match(text, match.end() + 1)
    return (
        is_participle and following is not None and not _PASSIVE.search(text, max(0, match.start() - 24), match.start())
    )
