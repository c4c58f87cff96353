"""Openers: a word or two before the reporting clause that the speaker says ("Nor, he said, did we fire", "No, says X").

A model takes them for the outlet's, and what is left then says the reverse. Where the line's question stands before
such an answer it is part of it: "No" alone tells nobody what is denied. The words are in ``rules/openers.toml``.
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
from counterclaim.reading.tables import alternatives, listed
from counterclaim.records import Span, hull

_MARKS = r"[" + MARKS + r"‘’']?"


@cache
def _opener() -> re.Pattern[str]:
    words = listed("openers", "denying") | listed("openers", "affirming")
    return re.compile(r"\W*(?P<what>" + alternatives(words) + r"),?" + _MARKS + r",?\s+", re.IGNORECASE)


def with_opener(draft: Draft, text: str, sentences: Sequence[Span], quotes: Sequence[Quote]) -> Draft:
    """A draft whose speaker and cue follow an opener, with it as the first of its contents, and its act told by it."""
    home = sentence_of(draft.anchor, sentences)
    if not draft.cue or not draft.source or home is None:
        return draft
    clause = hull(s for s in (*draft.source, *draft.cue) if home.overlaps(s))
    match = _opener().match(text, home.start, clause.start)
    if match is None or match.end() != clause.start or "," not in match.group():
        return draft
    what = Span(*match.span("what"))
    after = tuple(s for s in draft.content if s.start > clause.end)
    if after and not _is_inserted(text[clause.end : after[0].start]):
        return draft
    asked = _question(home, text, quotes) if not after else None
    content = tuple(s for s in (asked, what) if s is not None) + after
    return _weighed(replace(draft, content=content), text)


def _is_inserted(gap: str) -> bool:
    """Whether a clause is set off from the words after it; "Yes, one might expect that" says "yes" to itself."""
    return any(c in ",.;:—–" + MARKS for c in gap)


def _question(home: Span, text: str, quotes: Sequence[Quote]) -> Span | None:
    """The one unquoted question that stands before a sentence on its line."""
    before = Span(text.rfind("\n", 0, home.start) + 1, home.start).trimmed(text)
    is_quoted = any(q.inner.overlaps(before) for q in quotes)
    is_one = before.end > before.start and text[before.end - 1] == "?" and not is_quoted
    return before if is_one and not re.search(r"[.!?]\s", before.of(text)) else None


def _weighed(draft: Draft, text: str) -> Draft:
    """The draft with its act told again, now that its content is whole."""
    if draft.raw is None:
        return draft
    said, who, cue = (" ".join(s.of(text) for s in spans) for spans in (draft.content, draft.source, draft.cue))
    acts = weighed(draft.raw.acts, cue, said, who)
    act, sure = likeliest(acts)
    return replace(draft, act=act, act_confidence=sure, acts=acts)
