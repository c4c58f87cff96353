"""What is offered in support of what: a reason after "because", and what somebody points to, cites or has shown.

Only words that say so count: "they shelled the town, *because* their guns stood there", "he *pointed to* a crater",
"*the logs show that* ...". What is supported is the nearest thing before it that the same side put forward in the same
article. That it is offered as evidence is all that is said; whether it bears anything out is left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from counterclaim.claims import lexicon
from counterclaim.claims.clauses import is_clause
from counterclaim.claims.commitments import STATING, topic_stems
from counterclaim.claims.unit import Unit
from counterclaim.records import FORGETFUL, Keeper, Span, key_of, words_of

#: What is supported begins at most so many characters before what supports it.
REACH = 420
_TO = re.compile(r"\W*(?:not\s+)?to\b", re.IGNORECASE)
#: A document is the subject if it stands after so many words, and its verb within so many characters after it.
SUBJECT_WORDS, SUBJECT_REACH = 4, 70
_BECAUSE = re.compile(r"\b(?:because|given that|as shown by)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Support:
    """What offers the one for the other, in words, and how sure it is that it is offered for that."""

    reason: str
    confidence: float


Found = tuple[int, int, Support]


def supported_pairs(units: Sequence[Unit], texts: Mapping[str, str], keeper: Keeper = FORGETFUL) -> Iterator[Found]:
    """Positions of what is offered and of what it is offered for, in order of the first.

    Args:
        units: of a case, in its order.
        texts: of the articles, by id.
        keeper: remembers what was found in articles whose units are the same.
    """
    by_article = [(a, list(here)) for a, here in groupby(range(len(units)), key=lambda i: units[i].article)]

    def make(at: Sequence[int]) -> list[tuple[Found, ...]]:
        return [tuple(_supported([units[i] for i in by_article[n][1]], texts[by_article[n][0]])) for n in at]

    keys = [key_of(texts[a], [units[i].digest for i in here]) for a, here in by_article]
    told = keeper.recall("supports", keys, tuple[Found, ...], make)
    for (_, here), found in zip(by_article, told, strict=True):
        yield from ((here[i], here[j], support) for i, j, support in found)


def _supported(units: Sequence[Unit], text: str) -> Iterator[Found]:
    """The same among the units of one article."""
    speaker = {u.attribution.id: u.actor for u in units if u.attribution is not None}
    here = range(len(units))
    for i in here:
        found = _reason_given(units, here, i, text) or _shown(units, here, i, text, speaker)
        if found is not None:
            yield (i, *found)


def _reason_given(units: Sequence[Unit], here: Sequence[int], i: int, text: str) -> tuple[int, Support] | None:
    """The clause that a "because" is about: the other part of the same content."""
    u = units[i]
    before = _BECAUSE.search(text, max(0, u.spans[0].start - 20), u.spans[0].start)
    if before is None or u.attribution is None or u.is_denial:
        return None
    for j in here:
        v = units[j]
        main = Span(v.spans[0].start, before.start())
        is_whole = v.attribution == u.attribution and j != i and v.spans[0].contains(u.spans[0])
        if is_whole and not v.is_denial and is_clause(text, main) and not _TO.match(text, main.start):
            return j, Support(f"given as its reason: “{before.group().strip()}”", 0.7)
    return None


def _shown(
    units: Sequence[Unit], here: Sequence[int], i: int, text: str, speaker: Mapping[str, str | None]
) -> tuple[int, Support] | None:
    """The nearest statement before it, by the same side, that what is cited or shown can be meant for."""
    u = units[i]
    offer = _offer(u, text)
    if offer is None or u.is_denial or u.is_anaphoric or u.is_question:
        return None
    near = [j for j in here if _can_be_meant(units[j], u, speaker)]
    if not near:
        return None
    best = max(near, key=lambda j: (units[j].spans[0], units[j].id))
    return best, Support(f"offered as evidence: “{offer.of(text)}”", 0.5)


def _offer(unit: Unit, text: str) -> Span | None:
    """The words that say that a unit is offered as evidence: of its cue, or at the head of its sentence."""
    a = unit.attribution
    if a is None or a.act not in STATING:
        return None
    pattern = lexicon.words("acts", "offering")
    for cue in a.cue:
        found = pattern.search(text, cue.start, cue.end)
        if found is not None:
            return Span(found.start(), found.end())
    shown = a.cue and lexicon.words("acts", "offering", "shows").search(words_of(a.cue, text))
    document = lexicon.words("acts", "offering", "documents").search(words_of(a.source, text)) if a.source else None
    if shown and document:
        return Span(a.source[0].start, a.cue[-1].end) if a.source[0] < a.cue[-1] else a.source[0]
    found = lexicon.words("acts", "offering", "heads").search(text, unit.sentence.start, unit.spans[0].start)
    return Span(found.start(), found.end()) if found is not None else _told_by_document(unit, text)


def _told_by_document(unit: Unit, text: str) -> Span | None:
    """Where a document is the subject of what is said: "the logs of the port show ..."."""
    first = unit.spans[0]
    head = text[first.start : first.end]
    document = lexicon.words("acts", "offering", "documents").search(head)
    if document is None or len(head[: document.start()].split()) > SUBJECT_WORDS:
        return None
    verb = lexicon.words("acts", "offering", "shows").search(head, document.end(), document.end() + SUBJECT_REACH)
    return Span(first.start + document.start(), first.start + verb.end()) if verb is not None else None


def _can_be_meant(v: Unit, u: Unit, speaker: Mapping[str, str | None]) -> bool:
    """Whether ``u`` can be offered for a statement: one before it, near, of the same side, on the same thing."""
    if v.id == u.id or not 0 < u.spans[0].start - v.spans[0].start <= REACH or v.spans[-1].overlaps(u.spans[0]):
        return False
    head = v.head
    if v.is_denial or v.is_anaphoric or v.is_declining or v.is_question or head is None or not head.is_told:
        return False
    if v.attribution is None or v.attribution.act not in STATING:
        return False
    return _is_same_side(v, u, speaker) and _bears_on(v, u)


def _is_same_side(v: Unit, u: Unit, speaker: Mapping[str, str | None]) -> bool:
    parent = u.attribution.parent if u.attribution is not None else None
    holders = {u.actor, speaker.get(parent) if parent else None} - {None}
    return v.actor in holders or (v.party is not None and v.party == u.party)


def _bears_on(v: Unit, u: Unit) -> bool:
    """Whether both speak of one act, one side or one thing."""
    same_side = {d.doer for d in v.deeds} & {d.doer for d in u.deeds} - {None}
    return bool(v.mentions & u.mentions or same_side or topic_stems(v.topic) & topic_stems(u.topic))
