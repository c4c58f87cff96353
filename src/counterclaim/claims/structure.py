"""What two assertions tell of: what it adds to the cosine of their words, and which two can never be one proposition.

An embedding alone calls a claim and its opposite, or two look-alike events, the same; who is said to have done what
keeps them apart, whatever their words have in common.
"""

from __future__ import annotations

from counterclaim.claims import lexicon
from counterclaim.claims.contraries import contrary
from counterclaim.claims.objects import are_different
from counterclaim.claims.propositions import is_negated
from counterclaim.claims.referents import NOTHING, compare_scenes
from counterclaim.claims.unit import Unit
from counterclaim.records import Act

#: The likeness of two that can never be one proposition.
NEVER = float("-inf")
#: What shared kinds of act add, and what kinds that differ take away.
KIND_TERM, KIND_COST = 0.12, 0.04
#: What the same main act adds (twice where by the same side), and what two charges of harm against one side whose means
#: are not told, or two statements that a thing was staged or forged; what two propositions of one speech take away.
DEED_TERM, CHARGE_TERM, SIBLING_COST = 0.04, 0.20, 0.05
#: What sides charged, numbers and places in common add, and what sides and numbers that differ take away.
ACCUSED_TERM, NUMBER_TERM, PLACE_TERM = 0.02, 0.03, 0.01
ACCUSED_COST, NUMBER_COST = 0.03, 0.01
#: What words that only name a thing against words that tell something take away, and how many words name at most.
LITTLE_COST, FEW = 0.01, 2
#: What telling of an act against only supposing it takes away.
SUPPOSED_COST = 0.06
#: What asking for a thing against stating one, and a negative against a plain statement on no known act, take away.
ASKING_COST, TURNED_COST = 0.03, 0.05


def told_of_pair(a: Unit, b: Unit) -> float:
    """What structure adds to the cosine of two units, whatever their articles are about; ``NEVER`` where they are not
    one proposition.
    """
    if forbidden(a, b):
        return NEVER
    verdict = compare_scenes(a.scene, b.scene, NOTHING, NOTHING, is_event=_are_events(a, b))
    return structure_terms(a, b) if verdict.is_comparable else NEVER


def forbidden(a: Unit, b: Unit) -> str:
    """Why two units cannot be one proposition whatever their words; empty where they can."""
    one, two = a.head, b.head
    if a.charge and b.charge and a.charge != b.charge:
        return "different sides are charged"
    if not (a.is_denial or b.is_denial) and (opposite := contrary(a, b)):
        return opposite
    if one is None or two is None:
        return ""
    if (a.is_count and b.charge) or (b.is_count and a.charge):
        return "one counts the victims, the other says who did it"
    unreal, means = lexicon.act_class("unreal"), lexicon.act_class("means")
    if one.kind != two.kind:
        if (one.kind in unreal) != (two.kind in unreal) or {one.kind, two.kind} <= unreal:
            return f"one tells of {one.kind}, the other of {two.kind}"
        if {one.kind, two.kind} <= means | {"carry", "delay"}:
            return f"different acts: {one.kind} / {two.kind}"
        place, harm = lexicon.act_class("place") - {"invade"}, lexicon.act_class("harm")
        if (one.kind in place and two.kind in harm) or (two.kind in place and one.kind in harm):
            return "one tells where somebody was, the other what was done"
        if {one.kind, two.kind} <= lexicon.act_class("place") and _is_undone(a) != _is_undone(b):
            return "one says that somebody was there, the other that nobody was"
        return ""
    if one.is_told != two.is_told and not _asks_same(a, b):
        return "one tells of an act, the other only mentions it"
    if _is_undone(a) != _is_undone(b):
        return "one says that it was done, the other that it was not"
    if one.doer and two.doer and one.doer != two.doer and one.is_sure and two.is_sure:
        return "different doers"
    if _charges_teller(a, b) or _charges_teller(b, a):
        return "one names its doer, the other are that side's own words and name none"
    if one.kind == "present" and a.party and b.party and a.party != b.party and not (one.doer and two.doer):
        return "each side tells where its own were"
    if _counts_victims(a) and _counts_victims(b) and _apart(a.numbers, b.numbers):
        return "different counts"
    if one.kind == "carry" and _apart(lexicon.goods_in(a.words), lexicon.goods_in(b.words)):
        return "different goods"
    if one.kind in lexicon.act_class("means") and not one.negated and (with_what := _different_means(a, b)):
        return with_what
    if one.is_told and two.is_told and one.kind in lexicon.act_class("harm"):
        return are_different(one.patient, two.patient)
    return ""


def _counts_victims(unit: Unit) -> bool:
    """Whether it tells how many were killed or hurt, and not by whom ("twelve were killed in the explosion")."""
    told = [
        d for d in unit.deeds if d.kind in ("kill", "hurt", "shoot") and not d.negated and (d.is_told or d is unit.head)
    ]
    return bool(told) and not any(d.doer for d in unit.deeds)


def _different_means(a: Unit, b: Unit) -> str:
    """Why two acts are done with two different things, if they are; what is only set against others does not count."""
    one, two = (lexicon.instruments_in(lexicon.without_contrast(u.words)) for u in (a, b))
    return f"done with different means: {', '.join(sorted(one))} / {', '.join(sorted(two))}" if _apart(one, two) else ""


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and not a & b


def _is_undone(unit: Unit) -> bool:
    """Whether a unit's proposition is that its act was not done.

    What a denial denies is that it was done, whether its words are negative ("no gun of ours fired") or not.
    """
    return unit.head is not None and unit.head.negated and not unit.is_denial


def _charges_teller(one: Unit, two: Unit) -> bool:
    """Whether the second are words of the side that the first names as the doer of harm, and name nobody.

    A side that tells of a sinking has not said that it sank anything; to deny it, or to name itself, is another matter.
    """
    told, own = one.head, two.head
    if told is None or own is None or two.party is None or two.is_denial or own.negated:
        return False
    is_harm = told.kind in lexicon.act_class("harm")
    return is_harm and told.is_sure and told.doer == two.party and own.doer is None


def _asks_same(a: Unit, b: Unit) -> bool:
    """A denied proposition may carry the denial's own negative words; its polarity then says nothing."""
    return a.is_denial or b.is_denial


def _are_events(a: Unit, b: Unit) -> bool:
    harm = lexicon.act_class("harm")
    return a.head is not None and b.head is not None and a.head.kind in harm and b.head.kind in harm


def structure_terms(a: Unit, b: Unit) -> float:
    """What the acts told of, their doers, the sides charged, numbers and places add to the cosine."""
    total = 0.0
    if a.kinds and b.kinds:
        total += KIND_TERM * len(a.kinds & b.kinds) / len(a.kinds | b.kinds) - KIND_COST
    if a.head and b.head and a.head.kind == b.head.kind and (a.head.is_told or b.head.is_told):
        total += DEED_TERM * (1 + bool(a.head.doer and a.head.doer == b.head.doer))
        if a.head.kind in lexicon.act_class("unreal"):
            total += CHARGE_TERM - DEED_TERM
        if a.head.is_supposed != b.head.is_supposed and not (a.is_denial or b.is_denial):
            total -= SUPPOSED_COST
    total += _overlap(a.accused, b.accused, ACCUSED_TERM, -ACCUSED_COST)
    if a.charge and a.charge == b.charge:
        total += CHARGE_TERM
    total += _overlap(a.numbers, b.numbers, NUMBER_TERM, -NUMBER_COST)
    total += PLACE_TERM * bool(a.scene.places & b.scene.places)
    if _asks(a) != _asks(b):
        total -= ASKING_COST
    if _is_turned(a, b):
        total -= TURNED_COST
    if a.attribution is not None and b.attribution is not None and a.attribution.id == b.attribution.id:
        total -= SIBLING_COST
    if _says_little(a) != _says_little(b):
        total -= LITTLE_COST
    return total


def _says_little(unit: Unit) -> bool:
    """Whether its own words name a thing and tell nothing of it ("the ferry"): all else is its surroundings."""
    return not unit.deeds and len(unit.words.split()) <= FEW


def _asks(unit: Unit) -> bool:
    """Whether it says what should be, and not what is."""
    return unit.attribution is not None and unit.attribution.act is Act.DEMAND


def _is_turned(a: Unit, b: Unit) -> bool:
    """Whether one of two statements on no known act is negative and the other is not ("there was no leak")."""
    if a.head is not None or b.head is not None or a.is_denial or b.is_denial:
        return False
    return is_negated(a.words) != is_negated(b.words)


def _overlap(a: frozenset[str], b: frozenset[str], same: float, other: float) -> float:
    if not a or not b:
        return 0.0
    return same if a & b else other
