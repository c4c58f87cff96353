"""Where what a noun of saying holds ends: “The claim that the bus was empty | has not been confirmed”.

A noun of saying that is its clause's subject has its own verb after its "that" clause; a model runs on into it. The
second finite verb of such a content is that verb, unless a word between the two opens a clause of its own. Verbs are in
``rules/constructions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.clauses import sentence_of
from counterclaim.reading.draft import Draft
from counterclaim.reading.lexicon import words
from counterclaim.reading.quotes import MARKS
from counterclaim.reading.tables import listed
from counterclaim.records import Span

#: Before the noun stand so few words where it is the subject ("Repeated rebel | claims").
BEFORE_WORDS = 5
_AUXILIARIES = frozenset(
    "is are was were has have had will would can could may might must should did does do cannot".split()
)
#: What stands inside a group of auxiliaries.
_INSIDE = frozenset("not never been be being also already still".split())
#: A verb after one of these has a subject of its own.
_OPENS = frozenset(
    "that who which whom whose what where when while if because and but or as after before since than although though "
    "how why whether until unless said says they he she we i it there".split()
)
_NO_SUBJECT = frozenset(
    "he she it they we i you there this that who which in on at by for from of with to after before amid despite over "
    "under against made makes make denied denies rejected repeated repeats".split()
)
#: A subject that a content opens with, and its verb ("that it hit | the port", "that he had never been | there").
_PRONOUN = re.compile(
    r"(?:he|she|it|they|we|I|nobody|nothing)\s+"
    r"(?:(?:(?:is|was|were|are|has|had|have|will|would|can|could|may|might|must|did|does|do|not|never|been|be)\s+)+"
    r"|(?!(?:believ|thought|think|sa[iy]|hope|fe[el]|kn[eo]w)\w*)\w+\s+)",
    re.IGNORECASE,
)
_APPOSED = re.compile(r",\s+that\s+")
_WORD = re.compile(r"[\w’'-]+|[^\w\s]")


@cache
def _nouns() -> frozenset[str]:
    return words("nouns") | listed("constructions", "nouns") | listed("constructions", "nouns", "nobodys")


def without_main_verb(draft: Draft, drafts: Sequence[Draft], text: str, sentences: Sequence[Span]) -> Draft:
    """A draft whose cue is a noun of saying, its content cut where the verb begins whose subject the noun is."""
    home = sentence_of(draft.anchor, sentences)
    if home is None or not draft.cue or draft.anchor.of(text).casefold().split()[-1] not in _nouns():
        return draft
    first = next((c for c in draft.content if c.start >= draft.anchor.end and home.contains(c)), None)
    if first is None:
        return draft
    stop = _main_verb(first, text) if _is_subject(draft, drafts, text, home) else _closing_comma(draft, first, text)
    if stop is None:
        return draft
    kept = tuple(c for c in draft.content if c.end <= first.start or c.start >= home.end)
    return replace(draft, content=tuple(sorted((*kept, Span(first.start, stop).trimmed(text)))))


def _is_subject(draft: Draft, drafts: Sequence[Draft], text: str, home: Span) -> bool:
    """Whether a "that" clause follows a noun of saying, and little stands before it in its clause."""
    holding = [c.start for d in drafts if d is not draft for c in d.content if c.contains(draft.anchor)]
    start = max([home.start, *holding])
    before = [w.casefold() for w in text[start : draft.anchor.start].strip(MARKS + " ").split()]
    is_clause = re.match(r"[^,;:]{0,40}?\bthat\s", text[draft.anchor.end : home.end]) is not None
    return is_clause and len(before) <= BEFORE_WORDS and not _NO_SUBJECT & {w.strip(",") for w in before}


def _closing_comma(draft: Draft, first: Span, text: str) -> int | None:
    """Where a "that" clause between commas ends, behind which the noun's own verb stands ("Her statement, that no ship
    was near, | cannot be right"); None where it does not stand so.
    """
    if _APPOSED.fullmatch(text, draft.anchor.end, first.start) is None:
        return None
    verbs = _AUXILIARIES | listed("constructions", "nouns", "main")
    commas = re.finditer(r",\s+(\w+)", first.of(text))
    return next((first.start + m.start() for m in commas if m.group(1).casefold() in verbs), None)


def _main_verb(span: Span, text: str) -> int | None:
    """Where the second finite verb of a content begins; None where a word before it may open a clause."""
    main = listed("constructions", "nouns", "main")
    first = _PRONOUN.match(text, *span)
    groups, in_group = int(first is not None), False
    for match in _WORD.finditer(text, span.start if first is None else first.end(), span.end):
        word = match.group().casefold()
        if word in _OPENS or (not word[0].isalnum() and word not in MARKS):
            return None
        is_verb = word in _AUXILIARIES or (match.start() > span.start and not in_group and word in main)
        if is_verb and not in_group:
            groups += 1
            if groups == 2:
                return match.start()
        in_group = is_verb or (in_group and word in _INSIDE) or (in_group and word.endswith("ly"))
    return None
