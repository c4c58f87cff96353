"""What somebody who puts a claim forward must hold to be so: the terms in which claims exclude each other.

A commitment is an act that took place, or did not, by whom; or a thing that was there, or was not. Affirming "no ship
of ours was near" and denying "your ship was there" commit to the same. The rules run over every party alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.claims import lexicon
from counterclaim.claims.deeds import Deed
from counterclaim.claims.unit import Unit
from counterclaim.records import Act, Stance

#: Acts by which a speaker puts a happening forward; demands, plans, questions and judgements only mention it.
STATING = frozenset({Act.ASSERT, Act.ACCUSE, Act.DENY, Act.EVALUATE, Act.ANNOUNCE})
_WORD = re.compile(r"[^\W\d_]{4,}")
_STOP = frozenset(
    "that this with from have been were they them their there when what which would could should than then into onto "
    "over under about after before while where whom whose your ours also only most some such very more much many said "
    "says made make does done will being because other another each every both between against through during".split()
)


@dataclass(frozen=True, slots=True)
class Commitment:
    """One act that ``unit`` needs to have been done, or (``negated``) not; ``universal`` where of all of a kind.

    ``is_sure`` where the words leave no doubt whose act it is. ``holder`` is the party that is committed, or the actor
    where it speaks for none. Kind ``none`` says only that there was nothing of a kind of things.
    """

    unit: Unit
    holder: str
    kind: str
    doer: str | None
    negated: bool
    universal: bool
    is_head: bool
    is_sure: bool = True


def commitments(unit: Unit, stance: Stance) -> list[Commitment]:
    """What the speaker of a unit is committed to; nothing where nobody known speaks or the act puts nothing forward."""
    a = unit.attribution
    holder = unit.party or unit.actor
    if holder is None or a is None or a.act not in STATING or stance not in (Stance.AFFIRMS, Stance.DENIES):
        return []
    if stance is Stance.DENIES and unit.is_anaphoric:
        return []
    is_turned = stance is Stance.DENIES
    out: list[Commitment] = []
    if not unit.deeds and not is_turned and things_denied(unit.words):
        out.append(Commitment(unit, holder, "none", None, True, True, True))
    for deed in unit.deeds:
        negated = (not deed.negated) if is_turned else deed.negated
        is_head = deed == unit.head
        if deed.is_supposed or (is_turned and not is_head) or (not is_turned and _is_against_own_side(unit, deed)):
            continue
        out.append(
            Commitment(
                unit,
                holder,
                deed.kind,
                deed.doer,
                negated,
                negated and (deed.universal or is_turned),
                is_head,
                deed.is_sure or is_turned,
            )
        )
    return out


def _is_against_own_side(unit: Unit, deed: Deed) -> bool:
    """Whether an accusation has the speaker's own side do the harm ("first we sank it, now we blew it up").

    Nobody accuses their own side: the words give another's charge, mostly in mockery. An admission is no accusation.
    """
    is_accusation = unit.attribution is not None and unit.attribution.act is Act.ACCUSE
    is_own = deed.doer is not None and deed.doer == unit.party
    return is_accusation and is_own and not deed.negated and deed.kind in lexicon.act_class("harm")


@lru_cache(maxsize=65536)
def topic_stems(words: str) -> frozenset[str]:
    """Stems of the telling words: what an assertion is on, apart from the words for the acts themselves."""
    plain = words.casefold()
    possible = set(lexicon.possible_kinds(plain))
    for kind, pattern in lexicon.acts().items():
        if kind in possible:
            plain = pattern.sub(" ", plain)
    return frozenset(w[:5] for w in _WORD.findall(plain) if w not in _STOP)


@lru_cache(maxsize=65536)
def things_denied(words: str) -> frozenset[str]:
    """The kinds of things of which the words say that there were none."""
    found = set()
    for kind, pattern in lexicon.things().items():
        for m in pattern.finditer(words):
            before = words[max(0, m.start() - 40) : m.start()]
            if _NONE.search(before) or _KIND.match(words[m.end() : m.end() + 20]):
                found.add(kind)
    return frozenset(found)


_NONE = re.compile(
    r"\b(?:no|not one|not a single|not any|none of|never any|without|nor any)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE
)
_KIND = re.compile(r"\s+of any (?:kind|sort)\b", re.IGNORECASE)


@lru_cache(maxsize=65536)
def is_pretence(words: str) -> bool:
    """Whether words say that what was seen was only played: nobody was hurt, nobody was there."""
    return bool(lexicon.words("acts", "pretence").search(words))


def stances_of(units: Iterable[Unit], stances: Iterable[Stance]) -> list[Commitment]:
    """All commitments of units with their stances."""
    return [c for u, s in zip(units, stances, strict=True) for c in commitments(u, s)]
