"""What somebody who puts a claim forward must hold to be so: the terms in which claims exclude each other.

A commitment is an act that took place, or did not, by whom; or a thing that was there, or was not. Affirming "no ship
of ours was near" and denying "your ship was there" commit to the same. The rules run over every party alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from counterclaim.claims import lexicon
from counterclaim.claims.clauses import finite_verbs
from counterclaim.claims.deeds import Deed
from counterclaim.claims.propositions import is_negated
from counterclaim.claims.unit import Unit
from counterclaim.records import Act, Span, Stance, hull

#: Acts by which a speaker puts a happening forward; demands, plans, questions and judgements only mention it.
STATING = frozenset({Act.ASSERT, Act.ACCUSE, Act.DENY, Act.EVALUATE, Act.ANNOUNCE})
#: A hedge so many characters before an act's words is on the act.
HEDGED_WITHIN = 12
_WORD = re.compile(r"[^\W\d_]{4,}")
_STOP = frozenset(
    "that this with from have been were they them their there when what which would could should than then into onto "
    "over under about after before while where whom whose your ours also only most some such very more much many said "
    "says made make does done will being because other another each every both between against through during".split()
)


class Commitment(NamedTuple):
    """What ``unit`` needs to be so: one act that must have been done, or (``negated``) not; ``universal`` where of all
    of a kind.

    ``is_sure`` where the words leave no doubt whose act it is. ``holder`` is the party that is committed, or the actor
    where it speaks for none. Kind ``none`` says only that there was nothing of a kind of things, ``some``
    only that there were soldiers.
    """

    unit: Unit
    holder: str
    kind: str
    doer: str | None
    negated: bool
    universal: bool
    is_head: bool
    is_sure: bool = True


class Held(NamedTuple):
    """A commitment as it is kept: in the place of its unit stands that unit's place among the members of a claim."""

    member: int
    holder: str
    kind: str
    doer: str | None
    negated: bool
    universal: bool
    is_head: bool
    is_sure: bool = True

    def by(self, units: Sequence[Unit]) -> Commitment:
        """The commitment, where these are the members."""
        return Commitment(units[self.member], *self[1:])


def held_by(units: Sequence[Unit], stances: Iterable[Stance]) -> list[Held]:
    """All commitments of the members of a claim with their stances."""
    return [
        Held(i, *c[1:])
        for i, (unit, stance) in enumerate(zip(units, stances, strict=True))
        for c in commitments(unit, stance)
    ]


def commitments(unit: Unit, stance: Stance) -> list[Commitment]:
    """What the speaker of a unit is committed to; nothing where nobody known speaks or the act puts nothing forward."""
    a = unit.attribution
    holder = unit.party or unit.actor
    if holder is None or a is None or a.act not in STATING or stance not in (Stance.AFFIRMS, Stance.DENIES):
        return []
    if (stance is Stance.DENIES and unit.is_anaphoric) or unit.words.rstrip("\"”' ").endswith("?"):
        return []
    is_turned = stance is Stance.DENIES
    out: list[Commitment] = []
    if not unit.deeds and not is_turned and things_denied(unit.words):
        none = Commitment(unit=unit, holder=holder, kind="none", doer=None, negated=True, universal=True, is_head=True)
        out.append(none)
    if not unit.deeds and not is_turned and is_of_soldiers(unit.words):
        some = Commitment(
            unit=unit, holder=holder, kind="some", doer=None, negated=False, universal=False, is_head=True
        )
        out.append(some)
    for deed in unit.deeds:
        negated = (not deed.negated) if is_turned else deed.negated
        is_head = deed == unit.head
        if deed.is_supposed or _is_alleged(unit, deed) or _is_passed_on(unit, deed) or (is_turned and not is_head):
            continue
        if not is_turned and _is_against_own_side(unit, deed):
            continue
        out.append(
            Commitment(
                unit=unit,
                holder=holder,
                kind=deed.kind,
                doer=deed.doer,
                negated=negated,
                universal=negated and (deed.universal or is_turned),
                is_head=is_head,
                is_sure=deed.is_sure or is_turned,
            )
        )
    return out


def _is_alleged(unit: Unit, deed: Deed) -> bool:
    """Whether a hedge stands right before an act ("the *alleged* arms deliveries"): another's word for it."""
    return any(0 <= deed.span.start - h.end <= HEDGED_WITHIN for h in unit.hedge)


def _is_passed_on(unit: Unit, deed: Deed) -> bool:
    """Whether an act stands under words by which it is another's charge, or has nothing to show for it: "they have not
    presented any evidence that we shelled it", "the accusation that we shelled it". That commits nobody to it.
    """
    at = deed.span.start - hull(unit.spans).start
    found = lexicon.words("acts", "passed_on").finditer(unit.words) if len(unit.spans) == 1 else ()
    return any(m.end() <= at for m in found)


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
    if not _MAY_DENY.search(words):
        return frozenset()
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
#: Without one of these neither of the others fits; most words have none.
_MAY_DENY = re.compile(r"(?:no|not|none|never|nor|without)\s|\sof any (?:kind|sort)", re.IGNORECASE)
_KIND = re.compile(r"\s+of any (?:kind|sort)\b", re.IGNORECASE)


@lru_cache(maxsize=65536)
def is_of_soldiers(words: str) -> bool:
    """Whether words say something of soldiers, who stand before their verb ("wounded soldiers were treated there")."""
    verbs = finite_verbs(words, Span(0, len(words)))
    return bool(verbs) and not is_negated(words) and "troops" in lexicon.sorts_in(words[: verbs[0].start])


@lru_cache(maxsize=65536)
def is_pretence(words: str) -> bool:
    """Whether words say that what was seen was only played: nobody was hurt, nobody was there."""
    return bool(lexicon.words("acts", "pretence").search(words))
