"""Which accusation of an article a denial means that names none: the nearest before it that charges its own side.

Better one of the same kind of act; where two are about equally near and are not the same, both readings are given.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.claims import lexicon
from counterclaim.claims.commitments import topic_stems
from counterclaim.claims.denial_links import DenialLink
from counterclaim.claims.elsewhere import is_other
from counterclaim.claims.negated import matter
from counterclaim.claims.pointing import NEXT, is_of_foreign_hand, points
from counterclaim.claims.propositions import is_anaphoric, is_negated
from counterclaim.claims.structure import forbidden
from counterclaim.claims.unit import Unit

#: A second accusation is a second reading if it is no more than so many times as far away as the first.
TWO_READINGS_WITHIN = 2.0
#: A denial may stand so many characters before what it answers.
SOON = 400


def charges_side(unit: Unit, denier: Unit) -> bool:
    """Whether a unit says of the denier's side that it did something, and is not the denier's own."""
    if unit.is_denial or unit.is_anaphoric or unit.is_retold:
        return False
    if unit.actor is not None and unit.actor == denier.actor:
        return False
    if denier.party is None:
        return unit.is_accusation
    if unit.party == denier.party:
        return False
    done = lexicon.act_class("harm") | {"carry", "blame", "delay", "stage", "forge"}
    is_told = any(d.doer == denier.party and not d.negated and d.kind in done for d in unit.deeds)
    return is_told or (unit.is_accusation and (denier.party in unit.accused or not unit.accused))


def charges_own(unit: Unit, denier: Unit) -> bool:
    """Whether a unit says of the denier's side, which it names, that it did what the denier says was not done."""
    if denier.party is None or not charges_side(unit, denier):
        return False
    undone = {d.kind for d in denier.deeds if d.negated}
    return bool(undone & unit.kinds) or (bool(undone) and denier.party in unit.accused)


def salient(denial: Unit, units: Sequence[Unit]) -> list[DenialLink]:
    """The accusations of an article that an unspecific denial most likely answers: none, one, or two readings."""
    against = _against(denial, units)
    beside = [u for u in against if u.sentence == denial.sentence]
    if beside:
        best = min(beside, key=lambda u: distance(u, denial))
        return [DenialLink(denial.id, best.id, "the accusation stands in the same sentence", 0.85)]
    return _readings(denial, _of_its_kind(denial, against))


def _against(denial: Unit, units: Sequence[Unit]) -> list[Unit]:
    """The accusations that a denial can be of, by whom they charge and where they stand."""
    against = [u for u in units if charges_side(u, denial)]
    if not against:
        against = [u for u in units if u.is_accusation and not (u.is_anaphoric or u.is_retold) and is_other(u, denial)]
        against = [u for u in against if denial.party is None or not u.accused or denial.party in u.accused]
    if any(d.negated and d.doer == denial.party for d in denial.deeds if denial.party is not None):
        against = [u for u in against if denial.party in u.accused or any(d.doer == denial.party for d in u.deeds)]
    if is_of_foreign_hand(denial.words):
        against = [u for u in against if u.accused - {denial.party}]
    return [u for u in against if u.spans[0] < denial.spans[0] or _may_follow(u, denial, units)]


def _of_its_kind(denial: Unit, against: list[Unit]) -> list[Unit]:
    """Of accusations those of the act that a denial speaks of, else the exact ones; where there are none, all, unless
    it says itself what was not so.
    """
    if not denial.is_denial:
        return against
    if asked := denial.kinds & (lexicon.act_class("harm") | {"carry", "delay"}):
        return [u for u in against if u.kinds & asked] or ([] if is_in_own_words(denial) else against)
    exact = [u for u in against if u.charge is not None or u.kinds & _exact()]
    return exact or ([] if _says_itself(denial) else against)


def _readings(denial: Unit, against: Sequence[Unit]) -> list[DenialLink]:
    """The nearest accusation, and a second where it is about as near."""
    if not against:
        return []
    ranked = sorted(against, key=lambda u: distance(u, denial))
    best = ranked[0]
    rival = next((u for u in ranked[1:] if _is_rival(u, best, denial)), None)
    where = "before" if best.spans[0] < denial.spans[0] else "after"
    if rival is None:
        return [DenialLink(denial.id, best.id, f"nearest accusation {where} it in the article", 0.6)]
    why = "one of two readings: two accusations are about equally near"
    return [DenialLink(denial.id, best.id, why, 0.45), DenialLink(denial.id, rival.id, why, 0.4)]


def _may_follow(charge: Unit, denial: Unit, units: Sequence[Unit]) -> bool:
    """Whether an accusation that stands after a denial can be the one it answers: in its sentence or soon after, one
    that charges the denier's side by name, or any where nobody else has put anything forward before the denial (a
    title, a first sentence).
    """
    if charge.sentence == denial.sentence or 0 <= charge.sentence.start - denial.sentence.end <= NEXT:
        return True
    if points(denial.words):
        return False  # "they did not" is of what stands before it
    if denial.is_denial and charge.sentence.start - denial.sentence.end <= SOON:
        return True
    if denial.is_denial and denial.party is not None and denial.party in charge.accused:
        return True
    return not any(u.spans[0] < denial.sentence and u.attribution is not None and is_other(u, denial) for u in units)


def distance(unit: Unit, denial: Unit) -> tuple[bool, bool, int, str]:
    """How far a statement stands from a denial: those in its sentence first, then those before it."""
    is_before = unit.spans[0] < denial.spans[0]
    return (unit.sentence != denial.sentence, not is_before, _away(unit, denial), unit.id)


def _away(unit: Unit, denial: Unit) -> int:
    return abs(unit.spans[0].start - denial.spans[0].start)


def _is_rival(unit: Unit, best: Unit, denial: Unit) -> bool:
    """Whether another accusation is a second reading: on the same hand, about as near, and not the same."""
    is_same_hand = (unit.spans[0] < denial.spans[0]) == (best.spans[0] < denial.spans[0])
    is_near = _away(unit, denial) <= TWO_READINGS_WITHIN * _away(best, denial)
    return is_same_hand and is_near and unit.sentence != best.sentence and bool(forbidden(unit, best))


def _exact() -> frozenset[str]:
    """Kinds of act that make a charge an exact one."""
    return lexicon.act_class("means") | {"carry", "delay"}


def is_in_own_words(denial: Unit) -> bool:
    """Whether a denial says itself what was not so ("no gun of ours fired"), and not only that something is denied."""
    return bool(matter(denial.words)) and not is_anaphoric(denial.words)


def _says_itself(denial: Unit) -> bool:
    """The same by any negative words ("our vessels were nowhere near"): what tells of no act is not denied by them.

    Of "they did not" it is left to what stands near.
    """
    is_negative = is_negated(denial.words) or any(d.negated for d in denial.deeds)
    return is_negative and bool(topic_stems(denial.words)) and not is_anaphoric(denial.words)
