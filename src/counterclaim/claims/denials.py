"""What a denial denies.

The accusation named in the denial's own words comes first ("rejected the claim that X"). A denial that names none
("rejects the allegations", "it was staged") is tied to the accusation that the text makes salient: in the same
sentence, else the nearest before it in the article that charges the denier's own side
(:mod:`~counterclaim.claims.salience`). How it denies is told by :mod:`~counterclaim.claims.denial_types`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from counterclaim.claims import lexicon
from counterclaim.claims.answers import Answered
from counterclaim.claims.denial_links import DenialLink
from counterclaim.claims.dismissals import named_in
from counterclaim.claims.elsewhere import Charges, commonest, commonest_by, named_story
from counterclaim.claims.pointing import NEXT, is_of_charge, just_said
from counterclaim.claims.salience import charges_own, distance, is_in_own_words, salient
from counterclaim.claims.unit import Unit, by_attribution
from counterclaim.records import Act

#: A refusal to comment with so many words of its own is on what they say.
OWN_WORDS = 4
#: What is answered is known from so sure on; below that what is salient goes first.
KNOWN = 0.45
NO_ANSWERS: Mapping[str, Answered] = MappingProxyType({})


def link_denials(units: Sequence[Unit], answers: Mapping[str, Answered] = NO_ANSWERS) -> list[DenialLink]:
    """What all denials, refusals to comment and bare charges of a case answer, as far as it can be told.

    A denial has two links where two readings are possible.
    """
    owned = by_attribution(units)
    here: dict[str, list[Unit]] = {}
    for u in units:
        here.setdefault(u.article, []).append(u)
    charges = Charges(u for u in units if _is_charge(u))
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
        elif u.is_denial and (side := _accuser(u, owned)):
            out += _of_accuser(u, side, here[u.article], charges) or _unnamed(u, here[u.article])
        elif u.is_anaphoric and not (u.is_denial or u.is_declining):
            out += _charge_meant(u, here[u.article]) or _of_accuser(u, u.party or "", (), charges)
        elif _is_answered(u, answers) and not any(charges_own(c, u) for c in here[u.article]):
            out += _answer(u, answers)
        elif _is_unfounded(u):
            continue
        elif u.attribution is not None and u.attribution.act is not Act.DENY and named_in(u.words):
            out += _story(u, units)
        elif (u.is_anaphoric or u.is_declining) and not (u.is_declining and _has_own_matter(u)):
            out += _unnamed(u, here[u.article]) or _answer(u, answers) or _elsewhere(u, charges)
    return out


def _is_charge(unit: Unit) -> bool:
    """Whether a unit accuses somebody of something that it tells itself."""
    return unit.is_accusation and not (unit.is_anaphoric or unit.is_denial or unit.is_retold)


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
    best = min(told, key=lambda u: distance(u, denial) if is_here else (False, False, 0, u.id))
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
    return unit.is_denial and unit.is_anaphoric and not is_of_side and is_in_own_words(unit)


def is_said_besides(unit: Unit) -> bool:
    """Whether what a denial says in own words is put forward by another unit too; alone it denies nothing."""
    return unit.is_denial and unit.is_anaphoric and (unit.is_tentative or is_in_own_words(unit))


def _has_own_matter(unit: Unit) -> bool:
    """Whether a refusal to comment says what it is on ("declined to comment on the ownership of the plant")."""
    a = unit.attribution
    return a is not None and bool(a.content) and unit.spans[0] == a.content[0] and len(unit.words.split()) >= OWN_WORDS


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


def _accuser(denial: Unit, owned: Mapping[str, Sequence[Unit]]) -> str | None:
    """The side whose accusations a denial names and says no more of ("rejects Orland's accusations over the ferry")."""
    bare = (t for c in denial.children for t in owned.get(c, ()) if t.is_anaphoric and t.is_accusation)
    return next((t.party for t in bare if t.party is not None and t.party != denial.party), None)


def _of_accuser(bare: Unit, side: str, units: Sequence[Unit], charges: Charges) -> list[DenialLink]:
    """For "Orland's accusations over the ferry", or their denial: what that side charges in the article, else in the
    case.
    """
    against = frozenset({bare.party} - {None}) if bare.is_denial else bare.accused
    own = [c for c in units if _is_charge(c) and c.party == side]
    own = [c for c in own if not c.accused or not against or against & c.accused]
    if own:
        best = min(own, key=lambda c: distance(c, bare))
        return [DenialLink(bare.id, best.id, "the article's nearest accusation by the side that is named", 0.7)]
    found = commonest_by(side, against, charges)
    why = "the article prints no accusation by the side that is named; its commonest in the case"
    return [DenialLink(bare.id, found.id, why, 0.45)] if found is not None else []


def _elsewhere(denial: Unit, charges: Charges) -> list[DenialLink]:
    """For an article that prints the denial alone: the case's accusation of that side that is like the most others."""
    best = commonest(denial, charges, is_of_kind=is_in_own_words(denial))
    why = "the article names no accusation; the commonest of the case against its side"
    return [DenialLink(denial.id, best.id, why, 0.4)] if best is not None else []


def _story(denial: Unit, units: Sequence[Unit]) -> list[DenialLink]:
    """The story that a denial dismisses by a name, where no statement of its own article has it."""
    told = named_story(denial, units)
    why = "dismisses what it names, told in another report"
    return [DenialLink(denial.id, told.id, why, 0.5)] if told is not None else []
