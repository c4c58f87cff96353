"""What a denial denies, and how.

The accusation named in the denial's own words comes first ("rejected the claim that X"). A denial that names none
("rejects the allegations", "it was staged") is tied to the accusation that the text makes salient: in the same
sentence, else the nearest before it in the article that charges the denier's own side, better one of the same kind of
act. Where two accusations are about equally near and are not the same, both readings are given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from counterclaim.claims import lexicon
from counterclaim.claims.answers import Answered, matter
from counterclaim.claims.commitments import topic_stems
from counterclaim.claims.elsewhere import commonest, is_other, named_story
from counterclaim.claims.pointing import NEXT, is_of_charge, is_of_foreign_hand, just_said, points
from counterclaim.claims.propositions import evidence_denied, is_anaphoric, is_negated
from counterclaim.claims.rebuttals import called_what, named_in
from counterclaim.claims.structure import forbidden
from counterclaim.claims.unit import Unit, by_attribution
from counterclaim.records import Act, Article, DenialType, words_of

#: A second accusation is a second reading if it is no more than so many times as far away as the first.
TWO_READINGS_WITHIN = 2.0
#: A denial may stand so many characters before what it answers.
SOON = 400
#: A refusal to comment with so many words of its own is on what they say.
OWN_WORDS = 4
#: What is answered is known from so sure on; below that what is salient goes first.
KNOWN = 0.45
NO_ANSWERS: Mapping[str, Answered] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class DenialLink:
    """A unit that denies or declines, a unit it answers, why, how sure that is, and how it denies as far as its words
    alone do not tell.
    """

    denial: str
    target: str
    why: str
    confidence: float
    how: tuple[DenialType, ...] = ()


def link_denials(units: Sequence[Unit], answers: Mapping[str, Answered] = NO_ANSWERS) -> list[DenialLink]:
    """What all denials, refusals to comment and bare charges of a case answer, as far as it can be told.

    A denial has two links where two readings are possible.
    """
    owned = by_attribution(units)
    here: dict[str, list[Unit]] = {}
    for u in units:
        here.setdefault(u.article, []).append(u)
    charges = [u for u in units if u.is_accusation and not (u.is_anaphoric or u.is_denial or u.is_retold)]
    doing: Mapping[str, Sequence[Unit]] | None = None
    out: list[DenialLink] = []
    for u in units:
        if not (u.is_denial or u.is_declining or u.is_anaphoric):
            continue
        named = [t for c in u.children for t in owned.get(c, ()) if not (t.is_denial or t.is_anaphoric)]
        if u.is_denial and named:
            out.append(DenialLink(u.id, named[0].id, "the accusation is named in the denial's own words", 0.9))
        elif u.is_denial and _is_of_any_act(u):
            doing = _by_doer(units) if doing is None else doing
            out += _instance(u, here[u.article]) or _instance(u, doing.get(u.party or "", ()))
        elif u.is_anaphoric and not (u.is_denial or u.is_declining):
            out += _charge_meant(u, here[u.article])
        elif _is_answered(u, answers) and not any(charges_own(c, u) for c in here[u.article]):
            out += _answer(u, answers)
        elif _is_unfounded(u):
            continue
        elif u.attribution is not None and u.attribution.act is not Act.DENY and named_in(u.words):
            out += _story(u, units)
        elif (u.is_anaphoric or u.is_declining) and not (u.is_declining and _has_own_matter(u)):
            out += _unnamed(u, here[u.article]) or _answer(u, answers) or _elsewhere(u, charges)
    return out


def _unnamed(denial: Unit, units: Sequence[Unit]) -> list[DenialLink]:
    """What a denial that names nothing answers in its article: what was said right before it, where it points at that,
    else a salient accusation.
    """
    found = salient(denial, units)
    meant = just_said(denial, units)
    if meant is None or (found and (is_of_charge(denial.words) or _is_beside(found[0], denial, units))):
        return found
    return [DenialLink(denial.id, meant.id, "points at what was said right before it", 0.65)]


def _is_beside(link: DenialLink, denial: Unit, units: Sequence[Unit]) -> bool:
    """Whether the accusation that is linked stands in the denial's sentence or right before it."""
    target = next(u for u in units if u.id == link.target)
    return target.sentence == denial.sentence or 0 <= denial.sentence.start - target.sentence.end <= NEXT


def _is_answered(denial: Unit, answers: Mapping[str, Answered]) -> bool:
    """Whether it is known, and not only likely for want of a better, what a denial answers."""
    return denial.id in answers and answers[denial.id].confidence >= KNOWN


def _answer(denial: Unit, answers: Mapping[str, Answered]) -> list[DenialLink]:
    """The statement that a denial in negative words answers, where there is one."""
    found = answers.get(denial.id)
    if found is None:
        return []
    return [DenialLink(denial.id, found.target, found.why or _why(found), found.confidence, found.how)]


def _is_of_any_act(denial: Unit) -> bool:
    """Whether the speaker says that his side did no act of the sort ("denied that it had attacked anybody")."""
    head = denial.head
    return head is not None and head.kind == "attack" and head.doer is not None and head.doer == denial.party


def _instance(denial: Unit, units: Sequence[Unit]) -> list[DenialLink]:
    """The nearest statement of another side, or one of the case, that tells of such an act by the denier's side."""
    means = lexicon.act_class("means") | {"attack"}
    told = [
        u
        for u in units
        if not (u.is_denial or u.is_anaphoric) and u.attribution is not None and u.party != denial.party
        and any(d.kind in means and d.doer == denial.party and d.is_told and not d.negated for d in u.deeds)
    ]  # fmt: skip
    if not told:
        return []
    is_here = told[0].article == denial.article == told[-1].article
    best = min(told, key=lambda u: _distance(u, denial) if is_here else (False, False, 0, u.id))
    return [DenialLink(denial.id, best.id, "denies any such act, and so the one that is told of its side", 0.5)]


def _by_doer(units: Sequence[Unit]) -> Mapping[str, Sequence[Unit]]:
    """The units that tell of an act by each side: few of a case, and asked for once for each such denial."""
    out: dict[str, list[Unit]] = {}
    for u in units:
        for doer in {d.doer for d in u.deeds if d.doer is not None}:
            out.setdefault(doer, []).append(u)
    return out


def _why(found: Answered) -> str:
    shared = found.shared.split()[-1]
    return f"says in negative words what another says (“{shared}”, words alike {found.cosine:.2f})"


def _is_unfounded(unit: Unit) -> bool:
    """Whether a denial is one only if something is found that it answers: it says in own words what was not so."""
    if unit.is_tentative:
        return True
    is_of_side = any(d.negated and d.doer for d in unit.deeds)
    return unit.is_denial and unit.is_anaphoric and not is_of_side and _is_in_own_words(unit)


def is_said_besides(unit: Unit) -> bool:
    """Whether what a denial says in own words is put forward by another unit too; alone it denies nothing."""
    return unit.is_denial and unit.is_anaphoric and (unit.is_tentative or _is_in_own_words(unit))


def _is_in_own_words(denial: Unit) -> bool:
    """Whether a denial says itself what was not so ("no gun of ours fired"), and not only that something is denied."""
    return bool(matter(denial.words)) and not is_anaphoric(denial.words)


def _says_itself(denial: Unit) -> bool:
    """The same by any negative words ("our vessels were nowhere near"): what tells of no act is not denied by them.

    Of "they did not" it is left to what stands near.
    """
    is_negative = is_negated(denial.words) or any(d.negated for d in denial.deeds)
    return is_negative and bool(topic_stems(denial.words)) and not is_anaphoric(denial.words)


def _has_own_matter(unit: Unit) -> bool:
    """Whether a refusal to comment says what it is on ("declined to comment on the ownership of the plant")."""
    a = unit.attribution
    return a is not None and bool(a.content) and unit.spans[0] == a.content[0] and len(unit.words.split()) >= OWN_WORDS


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
    asked = denial.kinds & (lexicon.act_class("harm") | {"carry", "delay"}) if denial.is_denial else frozenset()
    against = [u for u in units if charges_side(u, denial)]
    if not against:
        against = [u for u in units if u.is_accusation and not (u.is_anaphoric or u.is_retold) and is_other(u, denial)]
        against = [u for u in against if denial.party is None or not u.accused or denial.party in u.accused]
    if any(d.negated and d.doer == denial.party for d in denial.deeds if denial.party is not None):
        against = [u for u in against if denial.party in u.accused or any(d.doer == denial.party for d in u.deeds)]
    if is_of_foreign_hand(denial.words):
        against = [u for u in against if u.accused - {denial.party}]
    against = [u for u in against if u.spans[0] < denial.spans[0] or _may_follow(u, denial, units)]
    if not against:
        return []
    beside = [u for u in against if u.sentence == denial.sentence]
    if beside:
        best = min(beside, key=lambda u: _distance(u, denial))
        return [DenialLink(denial.id, best.id, "the accusation stands in the same sentence", 0.85)]
    if asked:
        of_kind = [u for u in against if u.kinds & asked]
        against = of_kind or ([] if _is_in_own_words(denial) else against)
        if not against:
            return []
    elif denial.is_denial:
        exact = [u for u in against if u.charge is not None or u.kinds & _exact()]
        against = exact or ([] if _says_itself(denial) else against)
        if not against:
            return []
    ranked = sorted(against, key=lambda u: _distance(u, denial))
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


def _distance(unit: Unit, denial: Unit) -> tuple[bool, bool, int, str]:
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


def _charge_meant(bare: Unit, units: Sequence[Unit]) -> list[DenialLink]:
    """For words that name no charge ("repeated its claims"): the nearest charge before them that can be meant.

    That is one by the side named ("backed Halvenia's claims"), else by the speaker's own.
    """
    charges = [u for u in units if u.is_accusation and not u.is_anaphoric and u.spans[0] < bare.spans[0]]
    charges = [u for u in charges if u.accused or u.charge] or charges
    named = bare.accused or ({bare.party} if bare.party else set())
    meant = [u for u in charges if (u.party in named if named else u.actor == bare.actor)]
    if not meant:
        return []
    best = max(meant, key=lambda u: (u.spans[0], u.id))
    return [DenialLink(bare.id, best.id, "names no charge; the nearest of the side that is meant before it", 0.55)]


def _elsewhere(denial: Unit, accusations: Sequence[Unit]) -> list[DenialLink]:
    """For an article that prints the denial alone: the case's accusation of that side that is like the most others."""
    best = commonest(denial, accusations, is_of_kind=_is_in_own_words(denial))
    why = "the article names no accusation; the commonest of the case against its side"
    return [DenialLink(denial.id, best.id, why, 0.4)] if best is not None else []


def _story(denial: Unit, units: Sequence[Unit]) -> list[DenialLink]:
    """The story that a denial dismisses by a name, where no statement of its own article has it."""
    told = named_story(denial, units)
    why = "dismisses what it names, told in another report"
    return [DenialLink(denial.id, told.id, why, 0.5)] if told is not None else []


def denial_types(
    unit: Unit, article: Article, siblings: Sequence[Unit], how: tuple[DenialType, ...] = ()
) -> tuple[DenialType, ...]:
    """How the denial denies: from its words, its cue, what the same speaker says in the same sentence, and ``how`` it
    is set against what it answers.
    """
    a = unit.attribution
    if a is None:
        return ()
    beside = [s for s in siblings if s.actor == unit.actor and s.sentence == unit.sentence and s.id != unit.id]
    extra = {DenialType.COUNTER_ACCUSES} if any(s.is_accusation and not s.is_anaphoric for s in beside) else set()
    extra |= set(how)
    if _blames_other(unit):
        extra.add(DenialType.BLAMES_OTHER)
    others = (s for s in beside if s.attribution is None or s.attribution.id != a.id)
    said_beside = " ".join(s.words for s in others if not s.is_anaphoric)
    return types_of_words(words_of(a.cue, article.text), unit.words, beside=said_beside, extra=frozenset(extra))


def types_of_words(
    cue: str, content: str, *, beside: str = "", extra: frozenset[DenialType] = frozenset()
) -> tuple[DenialType, ...]:
    """The types of a denial by its words; one that shows none of them rejects involvement.

    Args:
        cue: its reporting words.
        content: what is said, or what is denied: of "denied that X" only what follows "as" tells how.
        beside: what the speaker says beside it.
        extra: types known otherwise.
    """
    is_named = bool(lexicon.words("denials", "named").search(cue)) and not is_anaphoric(content)
    told = f"{cue} {_AS.split(content, maxsplit=1)[-1] if is_named and _AS.search(content) else content} {beside}"
    if is_named and not _AS.search(content) and not is_negated(content):
        told = f"{cue} {beside} {_place_of(content)}"
    if called := called_what(content):
        told = f"{cue} {called} {beside}"
    if unproven := evidence_denied(content):
        told = f"{cue} {unproven} {beside}"
    found = {DenialType(n) for n, p in lexicon.denial_patterns().items() if p.search(told)} | extra
    if unproven:
        found = (found | {DenialType.SAYS_NO_EVIDENCE}) - {DenialType.REJECTS_INVOLVEMENT}
    if DenialType.DECLINES_TO_COMMENT in found:
        found.discard(DenialType.REJECTS_INVOLVEMENT)
    return tuple(sorted(found)) or (DenialType.REJECTS_INVOLVEMENT,)


#: "Dismissed the pictures as fake": how it is denied stands after "as".
_AS = re.compile(r"\bas\b", re.IGNORECASE)
#: To deny having been somewhere is to dispute the place.
_BEEN = re.compile(r"\b(?:ever been|been (?:to|in|at)|visiting|was (?:in|at|near) the)\b", re.IGNORECASE)


def _place_of(content: str) -> str:
    found = _BEEN.search(content)
    return "ever been" if found else ""


def _blames_other(unit: Unit) -> bool:
    """Whether the words name another side as the doer."""
    harm = lexicon.act_class("harm")
    return unit.party is not None and any(
        d.doer not in (None, unit.party) and d.kind in harm and not d.negated for d in unit.deeds
    )


def targets(links: Sequence[DenialLink]) -> Mapping[str, list[DenialLink]]:
    """Links by denial."""
    out: dict[str, list[DenialLink]] = {}
    for link in links:
        out.setdefault(link.denial, []).append(link)
    return out
