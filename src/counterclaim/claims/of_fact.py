"""Whether words tell what was or is so, and of when: not what may be, should be, is wanted, or holds of anything.

Most negative words in the news answer nobody; only those that tell a fact can be set against what another tells.
"""

from __future__ import annotations

import re
from functools import lru_cache

from counterclaim.claims.clauses import finite_verbs
from counterclaim.claims.stems import stems
from counterclaim.records import Span

#: A statement's own negation is among so many words.
EARLY = 14
_PRESENT = re.compile(r"\b(?:is|are|has no|have no|isn['’]t|aren['’]t)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:was|were|been|had|did|spent|stayed|lay|stood|[a-z]{3,}ed)\b", re.IGNORECASE)
#: What may be, should be, is wanted or supposed.
_NOT_OF_FACT = re.compile(
    r"\b(?:will|would(?!\s+(?:never|not\s+have)\b)|could|can|cannot|(?<!as it )(?<!as they )should|might|may|must|shall"
    r"|if|unless|wants?|needs?|going\s+to|let|hope[sd]?|thinks?|believes?|feels?)\b"
    r"|\b(?:wo|would|could|ca|should|might|must)n['’]t\b",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"\b(?:no|not|never|none|nothing|nobody|neither|nor|cannot|nowhere)\b|n['’]t\b", re.IGNORECASE)
_ON_THE_WAY = re.compile(r"\w\s+(?:who|which|that|of|for)\s+(?:[\w’'-]+\s+){0,2}?[\w’'-]*$", re.IGNORECASE)
_IS_VERB = re.compile(
    r"\b(?:do|does|did|was|were|is|are|had|has|have|lay|lies|stood|sat|hid|held|kept|came|went|fell|ran|gave|got|left|made|saw"
    r"|sent|shot|hit|blew|broke|built|caught|drove|found|flew|hung|knew|led|lost|met|paid|sank|sold|spent|stole|struck|told"
    r"|threw|took|tore|wore|won|wrote|slept|ate|drank|began|chose|fed|fought|rode|rose|swore|bought|taught)\b|n['’]t\b",
    re.IGNORECASE,
)
_MAXIM = re.compile(
    r"(?<!there )\b(?:is|are)\s+no\s+(?!evidence\b|proof\b)|\b(?:do|does|is|are|am)(?:n['’]t|\s+not)\b"
    r"|['’](?:m|re|s)\s+not\b|\bno\s+longer\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def is_of_fact(words: str) -> bool:
    """Whether words tell what was or is so, and not what may or should be, or what somebody wants or thinks."""
    return not is_supposed(words) and (
        _IS_VERB.search(words) is not None or any(finite_verbs(words, Span(0, len(words))))
    )


@lru_cache(maxsize=65536)
def is_supposed(words: str) -> bool:
    """Whether words tell what may or should be, or what somebody wants or thinks."""
    return _NOT_OF_FACT.search(words) is not None


@lru_cache(maxsize=65536)
def is_said_not(words: str) -> bool:
    """Whether it is the words' own verb or subject that is negative, and not something said on the way ("an office that
    did not allow phones").
    """
    return any(not _ON_THE_WAY.search(words[: m.start()]) for m in _NEGATIVE.finditer(" ".join(words.split()[:EARLY])))


@lru_cache(maxsize=65536)
def predicate(words: str) -> frozenset[str]:
    """The stems of what words say of their subject: from their first verb on."""
    found = [m.start() for m in (_IS_VERB.search(words),) if m] + [
        v.start for v in finite_verbs(words, Span(0, len(words)))
    ]
    return stems(words[min(found) :]) if found else stems(words)


@lru_cache(maxsize=65536)
def is_of_now(words: str) -> bool:
    """Whether negative words are of how things are ("voters do not like it"), and not of what happened."""
    return _MAXIM.search(words) is not None


def holds_now(words: str) -> bool:
    """Whether words say only what is so at the time of saying ("there *are* no soldiers"), and nothing of before."""
    return bool(_PRESENT.search(words)) and not _PAST.search(words)
