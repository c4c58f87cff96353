"""Claims as the dossier shows them: the words, who takes which stance, how many reports and origins."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.records import Claim, Decision, Member, Position, Relation, Stance
from counterclaim.views.dossier.assertions import (
    Assertion,
    ClaimRef,
    assertion,
    claim_ref,
    in_order,
    label_words,
    told_once,
)
from counterclaim.views.dossier.dates import long_date
from counterclaim.views.dossier.index import STANCES, Index
from counterclaim.views.dossier.words import anchor
from counterclaim.views.positions import positions

#: How relations are worded; "not comparable" is shown, so that it is seen why two figures do not clash.
_RELATION = {
    "contradicts": "stands against",
    "updates": "was later replaced by",
    "supports": "is offered in support of",
    "refines": "says more exactly",
    "same": "says the same as",
    "not_comparable": "cannot be compared with",
}
#: Outlets of one position are listed by name up to so many.
LISTED = 20
_POSITION = {
    Position.ASSERTS: ("says it in its own voice", "say it in their own voice"),
    Position.REPORTS: ("gives it as somebody else's words", "give it as somebody else's words"),
    Position.DISTANCES: (
        "keeps its distance by a word or by quotation marks",
        "keep their distance by a word or by quotation marks",
    ),
    Position.INSINUATES: ("puts it as a question of its own", "put it as a question of their own"),
    Position.SILENT: ("is silent: read, and nowhere in it", "are silent: read, and nowhere in them"),
    Position.NO_DATA: ("was not read: no data", "were not read: no data"),
}
#: How the words of a label are introduced where whoever is named with them does not put them forward.
_LABELLED = {
    Stance.DENIES: "as denied by ",
    Stance.QUESTIONS: "as questioned by ",
    Stance.DECLINES: "as put to ",
    Stance.DISTANCES: "as told at a distance by ",
    Stance.REPORTS: "as reported by ",
}
_INVERSE = {
    "supports": "has offered in its support",
    "refines": "is said more exactly by",
    "updates": "replaces the earlier",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One actor (or outlet) within one stance, with all its assertions in order of appearance."""

    who: str
    actor: str | None
    party: str | None
    assertions: tuple[Assertion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceGroup:
    """Everybody who takes one stance towards a claim."""

    stance: Stance
    holders: tuple[Holder, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginView:
    """Reports of a claim that are not independent of each other, with the reason."""

    outlets: tuple[tuple[str, str], ...]
    reason: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionView:
    """One position of outlets towards a claim: how many reports take it, and which, unless they are too many."""

    wording: str
    count: int
    outlets: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationView:
    """How another claim stands to this one."""

    wording: str
    other: ClaimRef
    reason: str
    within_party: str | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One claim, ready to be printed."""

    ref: ClaimRef
    id: str
    label: str
    label_by: str
    label_outlet: str
    label_date: str
    label_href: str
    contested: bool
    groups: tuple[StanceGroup, ...]
    assertions: int
    reports: int
    origins: int
    origin_views: tuple[OriginView, ...]
    positions: tuple[PositionView, ...]
    referents: tuple[tuple[str, str], ...]
    relations: tuple[RelationView, ...]
    decisions: tuple[Decision, ...]
    only: Assertion | None


def claim_views(index: Index) -> list[ClaimView]:
    """All claims, contested ones first."""
    relations = _relations_by_claim(index)
    return [_view(index, claim, relations.get(claim.id, [])) for claim in index.claims]


def _view(index: Index, claim: Claim, relations: list[RelationView]) -> ClaimView:
    labelled = _labelled(index, claim)
    articles = {m.article for m in claim.members}
    return ClaimView(
        ref=claim_ref(index, claim),
        id=anchor("c", claim.id),
        label=label_words(index, claim),
        label_by=_by(labelled),
        label_outlet=index.outlet(claim.label.article),
        label_date=index.published(claim.label.article),
        label_href=labelled.href if labelled is not None else anchor("art", claim.label.article),
        contested=claim.contested,
        groups=_groups(index, claim),
        assertions=len(claim.members),
        reports=len(articles),
        origins=claim.origins,
        origin_views=_origins(index, articles),
        positions=_positions(index, claim),
        referents=_referents(index, claim),
        relations=tuple(relations),
        decisions=tuple(d for d in index.case.decisions if d.target == claim.id),
        only=assertion(index, claim.members[0]) if len(claim.members) == 1 else None,
    )


def _by(labelled: Assertion | None) -> str:
    """Whose words the label is; whoever only denies it, or will not speak of it, does not say it."""
    return _LABELLED.get(labelled.stance, "") + labelled.who if labelled is not None else ""


def _labelled(index: Index, claim: Claim) -> Assertion | None:
    """The member whose words the label is, or most of it where the label says who speaks."""
    at = claim.label

    def shared(member: Member) -> int:
        return sum(max(0, min(s.end, at.end) - max(s.start, at.start)) for s in member.spans)

    named = [m for m in in_order(index, claim) if m.article == at.article]
    best = max(named, key=lambda m: (shared(m), m.stance is Stance.AFFIRMS and m.actor is not None), default=None)
    return assertion(index, best) if best is not None else None


def _groups(index: Index, claim: Claim) -> tuple[StanceGroup, ...]:
    groups = []
    for stance in STANCES:
        members = [m for m in in_order(index, claim) if m.stance == stance]
        if members or (claim.contested and stance in (Stance.AFFIRMS, Stance.DENIES)):
            groups.append(StanceGroup(stance=stance, holders=_holders(index, members), count=len(members)))
    return tuple(groups)


def _holders(index: Index, members: list[Member]) -> tuple[Holder, ...]:
    """One entry for each who, in the order of parties and names, so that no side comes first by default."""
    by_who: dict[tuple[str, str], list[Assertion]] = {}
    for view in (assertion(index, m) for m in members):
        by_who.setdefault((view.party or "~", view.who), []).append(view)
    ordered = sorted(by_who.items(), key=lambda item: (item[0][0].casefold(), item[0][1].casefold()))
    return tuple(
        Holder(who=who, actor=views[0].actor, party=views[0].party, assertions=tuple(told_once(views)))
        for (_, who), views in ordered
    )


def _origins(index: Index, articles: set[str]) -> tuple[OriginView, ...]:
    """The reports of a claim folded by origin, each with why they are taken for one."""
    folded: dict[str, list[str]] = {}
    for article in sorted(articles, key=lambda a: index.number[a]):
        origin = index.origin_of.get(article)
        folded.setdefault(origin.id if origin is not None else article, []).append(article)
    return tuple(_origin_view(index, key, members) for key, members in folded.items())


def _origin_view(index: Index, key: str, members: list[str]) -> OriginView:
    origin = index.origin_of.get(members[0])
    folded = len(origin.articles) if origin is not None else 1
    if origin is None:
        reason = "no words in common with another report were found"
    elif len(members) == 1 < folded:
        reason = f"one of {folded} reports of one origin; the others have nothing on this claim"
    else:
        reason = index.in_words(origin.reason)
    return OriginView(
        outlets=tuple((index.outlet(a), anchor("art", a)) for a in members),
        reason=reason,
        href=None if folded == 1 else anchor("o", key),
    )


def _positions(index: Index, claim: Claim) -> tuple[PositionView, ...]:
    """The positions that some outlet takes, each with its reports in their order; long lists are only counted."""
    found = positions(index.case, claim)
    return tuple(
        PositionView(
            wording=_POSITION[p][len(ids) > 1],
            count=len(ids),
            outlets=tuple((index.outlet(a), anchor("art", a)) for a in sorted(ids, key=lambda a: index.number[a]))
            if len(ids) <= LISTED
            else (),
        )
        for p, ids in found.items()
        if ids
    )


def _referents(index: Index, claim: Claim) -> tuple[tuple[str, str], ...]:
    found = claim.referents
    places, dates = [index.as_printed(p) for p in found.places], [long_date(d) for d in found.dates]
    named = (("Places", places), ("Dates", dates), ("Numbers", found.numbers))
    return tuple((name, ", ".join(values)) for name, values in named if values)


def _relations_by_claim(index: Index) -> dict[str, list[RelationView]]:
    found: dict[str, list[RelationView]] = {}
    for relation in sorted(index.case.relations, key=lambda r: (r.type, r.id)):
        if relation.a in index.claim and relation.b in index.claim:
            found.setdefault(relation.a, []).append(_relation(index, relation, relation.b, forward=True))
            found.setdefault(relation.b, []).append(_relation(index, relation, relation.a, forward=False))
    for views in found.values():
        views.sort(key=lambda v: (v.wording, v.other.number))
    return found


def _relation(index: Index, relation: Relation, other: str, *, forward: bool) -> RelationView:
    wording = _RELATION.get(relation.type, relation.type)
    party = index.party.get(relation.within_party or "")
    return RelationView(
        wording=wording if forward else _INVERSE.get(relation.type, wording),
        other=claim_ref(index, index.claim[other], wording=relation.shown[int(forward)] if relation.shown else None),
        reason=index.in_words(relation.reason),
        within_party=party.name if party is not None else None,
        confidence=relation.confidence,
    )
