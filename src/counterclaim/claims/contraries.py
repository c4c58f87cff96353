"""Which two statements of one side are opposite by their words, where no listed act tells it.

"No workers were on the site when it exploded" and "three workers were at the plant when it exploded"; "the compound
was empty" and "all who were killed in the compound were gunmen"; "it was an accident" and "they put two bombs under
it". One denies a whole kind in plain words, the other names one of that kind in the same doing. Only what one side
holds itself is related so: between two sides likeness of words is no proof. Whatever else the denial names ("before
the count", "at the crowd") must stand in the other statement too, or nothing is said. What such denials say is read
by :mod:`~counterclaim.claims.absences`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from counterclaim.claims import lexicon
from counterclaim.claims.absences import (
    BEING,
    LONGEST,
    Denied,
    denials_in,
    doings_in,
    joints_in,
    objects_of,
    owned_in,
    placed_in,
    when_in,
)
from counterclaim.claims.by_article import told_of_units
from counterclaim.claims.commitments import STATING, topic_stems
from counterclaim.claims.exact import exact_apart, exact_shared
from counterclaim.claims.propositions import is_negated
from counterclaim.claims.referents import meet
from counterclaim.claims.stems import is_small, stem, stems
from counterclaim.claims.unit import Unit
from counterclaim.records import FORGETFUL, Keeper, key_of

_NOT_OWN = re.compile(
    r"\b(?P<noun>[\w’'-]+)\s+(?:was|is|were|are)\s+not\s+(?:(?:a|an|one\s+of)\s+)?"
    r"(?P<whose>ours\b|our own\b|[A-Z][\w’-]+)"
    r"|\b(?P<other>[\w’'-]+)\s+(?:did|does|do)\s+not\s+belong\s+to\s+(?P<us>us|it|them)\b"
)
#: Words that begin with the speaker's own side as doer.
_OWN_DOING = re.compile(r"\W*(?:we|it|they|he|she|our|its|their|his|her)\b(?!\s+(?:was|were|had been))", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|dozens of|several|many)"
    r"\s+(?:[\w-]+\s+)?[\w-]+s\b",
    re.IGNORECASE,
)


def contrary(a: Unit, b: Unit) -> str:
    """Why two statements of one side cannot both hold, in words; empty where their words do not say it."""
    denying = [(one, other) for one, other in ((a, b), (b, a)) if _denies(one.words)]
    if not denying or exact_apart(a.words, b.words):
        return ""
    for one, other in denying:
        reason = _accident(one, other) or _ownership(one, other) or _absence(one, other)
        if reason:
            return reason
    return ""


def denying(units: Sequence[Unit], keeper: Keeper = FORGETFUL) -> frozenset[str]:
    """The ids of those of a case's units, in order, that can be the first of two that are opposite."""
    told = told_of_units("denying", units, tuple[bool, ...], lambda u: _can_be(u) and _denies(u.words), keeper)
    return frozenset(u.id for u, is_first in zip(units, told, strict=True) if is_first)


def contrary_pairs(
    units: Sequence[Unit], firsts: Set[str], keeper: Keeper = FORGETFUL
) -> Iterator[tuple[Unit, Unit, str]]:
    """Statements of one side (or of one speaker without a side) that their words make opposite, in order.

    Args:
        units: what is put forward as so, in any order.
        firsts: ids of those that can be the first of two (``denying``).
        keeper: remembers what was found of two statements.
    """
    likely = list(_likely(units, firsts))

    def make(at: Sequence[int]) -> list[str]:
        return [contrary(*likely[i]) for i in at]

    keys = [key_of(a.digest, b.digest, a.party or a.actor) for a, b in likely]
    for (a, b), reason in zip(likely, keeper.recall("contraries", keys, str, make), strict=True):
        if reason:
            yield a, b, reason


def _likely(units: Sequence[Unit], firsts: Set[str]) -> Iterator[tuple[Unit, Unit]]:
    """The pairs of statements of one side that have a word in common, the one that can be the first before."""
    holders = {u.party or u.actor for u in units if u.id in firsts}  # most hold nothing of the kind
    by_holder: dict[str, list[Unit]] = {}
    for u in units:
        holder = u.party or u.actor
        if holder is not None and holder in holders and _can_be(u):
            by_holder.setdefault(holder, []).append(u)
    for _, held in sorted(by_holder.items()):
        held.sort(key=lambda u: u.order)
        for a in [u for u in held if u.id in firsts]:
            mine = stems(a.words)
            for b in held:
                if a.id != b.id and mine & stems(b.words):
                    yield a, b


def _can_be(unit: Unit) -> bool:
    a = unit.attribution
    is_put = a is not None and a.act in STATING and not unit.words.rstrip("\"”' ").endswith("?")
    return is_put and not unit.is_denial and not unit.is_anaphoric and len(unit.words.split()) <= LONGEST


@lru_cache(maxsize=65536)
def _denies(words: str) -> bool:
    """Whether words can be the first of two that are opposite: few are, of the millions of pairs that are compared."""
    return bool(denials_in(words)) or is_accident(words) or _NOT_OWN.search(words) is not None


def _accident(a: Unit, b: Unit) -> str:
    """One says that it came about by itself, the other that somebody did it."""
    if not is_accident(a.words) or is_accident(b.words) or is_negated(b.words):
        return ""
    if not (topic_stems(a.topic) & topic_stems(b.topic) or stems(a.words) & stems(b.words)) or _is_open(b.words):
        return ""
    holder = a.party or a.actor
    harm = lexicon.act_class("causes") | {"kill", "torture", "poison", "hack", "attack", "shoot"}
    is_done = any(
        d.kind in harm
        and d.is_told
        and d.is_sure
        and not d.negated
        and not d.is_supposed
        and d.doer not in (None, holder)
        for d in b.deeds
    )
    if is_done or lexicon.words("contraries", "accident", "sabotage").search(b.words):
        return "one says that it was an accident, the other that somebody did it"
    return ""


@lru_cache(maxsize=65536)
def is_accident(words: str) -> bool:
    """Whether words say of what happened that nobody did it on purpose."""
    if not lexicon.words("contraries", "accident").search(words) or is_negated(words):
        return False
    return not lexicon.words("contraries", "accident", "not").search(words) and not _is_open(words)


def _ownership(a: Unit, b: Unit) -> str:
    """One says that a thing was not its side's, the other calls it so."""
    m = _NOT_OWN.search(a.words)
    if m is None or is_negated(b.words) or _is_open(b.words):
        return ""
    noun, whose = (m["noun"], m["whose"]) if m["noun"] else (m["other"], m["us"])
    own = r"our|its|one of our|one of its" if whose[:1].islower() else rf"{re.escape(whose.rstrip('s'))}s?"
    owned = rf"\b(?:{own})\s+(?:[\w-]+\s+)?{re.escape(noun.rstrip('s'))}s?\b"
    if is_small(noun) or not re.search(owned, b.words, re.IGNORECASE):
        return ""
    is_one = bool((stems(a.words) & stems(b.words)) - {stem(noun), stem(whose)})
    if not is_one and not lexicon.words("contraries", "astray").search(b.words):
        return ""
    return f"one says that the {noun.casefold()} was not its side's, the other calls it so"


def _absence(a: Unit, b: Unit) -> str:
    """One says that there was none of a kind in some doing, the other names one of that kind in it."""
    if is_negated(b.words) or _is_open(b.words) or not _in_time(a, b):
        return ""
    for none in denials_in(a.words):
        joints = joints_in(b.words)
        if (none.is_now and a.said != b.said) or not none.joints <= joints or (none.is_of_moment and joints):
            continue
        if not _names(none, b.words) or (none.doing and not _does(none, b.words)):
            continue
        if none.is_done_to and not (_OWN_DOING.match(b.words) and none.noun in objects_of(b.words, none.doing)):
            continue
        left = none.beside - stems(" ".join(a.scene.places))  # places are compared as such
        beside = left & stems(b.words)
        if none.place:
            is_there = none.place in placed_in(b.words)
            if is_there or (beside and none.noun and left <= stems(b.words) and BEING.search(b.words)):
                return "one says that none were there, the other speaks of some"
        elif left <= stems(b.words) and (beside or _is_telling(none, a, b)):
            return "one says that there was none, the other speaks of one"
    return ""


def _is_telling(none: Denied, a: Unit, b: Unit) -> bool:
    """Whether noun and doing alone tell what is meant: a name, an exact noun, a noun of two words, a place."""
    is_known = none.kind or none.is_named or none.is_done_to or a.scene.places
    return bool(is_known) or exact_shared(a.words, b.words)


def _in_time(a: Unit, b: Unit) -> bool:
    """Whether what the second tells of can be of the time that the first speaks of."""
    one, two = when_in(a.words), when_in(b.words)
    if one and two and not one & two:
        return False
    days = [end for _, end in b.scene.days]
    if days and a.said and min(days) > a.said:
        return False
    return not (a.scene.days and b.scene.days) or any(meet(x, y) for x in a.scene.days for y in b.scene.days)


def _names(none: Denied, words: str) -> bool:
    """Whether words name one of what there was none of."""
    if none.noun:
        return {none.noun, *none.kind} <= stems(words) and (not none.is_own or none.noun in owned_in(words))
    return bool(lexicon.words("contraries", "people").search(words) or _COUNTED.search(words))


def _does(none: Denied, words: str) -> bool:
    return not none.doing.isdisjoint(doings_in(words) | stems(words))


def _is_open(words: str) -> bool:
    """Whether words leave open, suppose or pass on what they speak of."""
    return bool(lexicon.words("contraries", "open").search(words))
