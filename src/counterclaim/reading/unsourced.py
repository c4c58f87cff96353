"""What nobody is named for: where a hedged clause ends, and "it is claimed" between commas.

“The army has allegedly shelled the port, and prices have doubled” leaves the prices out; “The rebels, it is claimed,
burned the archive” holds what stands on both sides. Words in ``rules/constructions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.clauses import rest_of, sentence_of
from counterclaim.reading.draft import Draft
from counterclaim.reading.polarity import is_supposed
from counterclaim.reading.quotes import MARKS
from counterclaim.reading.tables import alternatives, any_of, listed
from counterclaim.records import Span

_NEXT = re.compile(r",\s+(?P<how>but|while|whereas|though|although|and|so)\s+(?P<rest>[^,;]*)", re.IGNORECASE)
_AUXILIARY = re.compile(
    r"(?:is|are|was|were|has|have|had|will|would|did|does|do|can|could|may|might|must)\b", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"(?:the|an?|his|her|its|their|our|no|some|many|several|he|she|it|they|we|there|this|that|these|those)\b|[A-Z]"
)
#: a subject that no determiner opens has at most so many words before its verb
BARE_SUBJECT_WORDS = 3


def within_clause(draft: Draft, text: str, sentences: Sequence[Span]) -> Draft:
    """A hedged clause of which nobody is told to be the source, without the clause after it."""
    home = sentence_of(draft.anchor, sentences)
    if home is None or draft.source or not draft.content or not _is_unsourced(draft, text):
        return draft
    stop = _other_clause(draft, text, home)
    if stop is None:
        return draft
    kept = (Span(c.start, min(c.end, stop)) for c in draft.content if c.start < stop or c.start >= home.end)
    return replace(draft, content=tuple(c for c in kept if c.end > c.start))


def _is_unsourced(draft: Draft, text: str) -> bool:
    adverb = bool(draft.cue) and any_of("constructions", "hedging_adverbs").fullmatch(draft.anchor.of(text)) is not None
    return adverb or any(is_supposed(c, text) for c in draft.cue)


def _other_clause(draft: Draft, text: str, home: Span) -> int | None:
    """Where the next clause with a subject of its own begins."""
    for found in _NEXT.finditer(text, draft.anchor.end, home.end):
        rest = found["rest"]
        is_own = _SUBJECT.match(rest) is not None or _has_bare_subject(rest)
        if not _AUXILIARY.match(rest) and (is_own or found["how"].casefold() not in ("and", "so")):
            return found.start()
    return None


def _has_bare_subject(rest: str) -> bool:
    """Whether an auxiliary follows a few words ("prices have doubled")."""
    return any(_AUXILIARY.fullmatch(w) for w in rest.split()[1 : BARE_SUBJECT_WORDS + 1])


@cache
def _inserted() -> re.Pattern[str]:
    told = alternatives(listed("constructions", "raising", "proposed") | {"claimed", "feared"})
    return re.compile(
        rf",\s+(?P<cue>(?:so\s+)?it\s+(?:is|was|has\s+been|had\s+been)\s+(?:\w+ly\s+)?{told})(?=,\s|[.;])",
        re.IGNORECASE,
    )


def inserted(text: str, sentences: Sequence[Span]) -> Iterator[tuple[Span, tuple[Span, ...]]]:
    """Each "it is claimed" set off by commas, with what stands around it."""
    for match in _inserted().finditer(text):
        cue = Span(*match.span("cue"))
        home = sentence_of(cue, sentences)
        if home is None:
            continue
        before, after = Span(home.start, match.start()).trimmed(text), Span(match.end(), match.end())
        if text[match.end() : match.end() + 1] == ",":
            after = rest_of(Span(cue.start, match.end() + 1), text, home)
        parts = tuple(s for s in (before, after) if s.of(text).strip(MARKS))
        if parts:
            yield cue, parts
