"""The claims stage: units, denials, groups, stances, relations, accounts, events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims.accounts import accounts
from counterclaim.claims.decisions import links_of
from counterclaim.claims.denials import denial_types, link_denials, targets
from counterclaim.claims.events import find_events
from counterclaim.claims.grouping import JOIN_FROM, group
from counterclaim.claims.interface import Encoder, Material, RelationModel
from counterclaim.claims.labels import clearest, label_of
from counterclaim.claims.likeness import compare_units
from counterclaim.claims.nearest import grained
from counterclaim.claims.referents import NOTHING, Scene, are_different_events, compare_scenes
from counterclaim.claims.relations import Profile, Relating, profile
from counterclaim.claims.seen import events_seen, seen_by_articles
from counterclaim.claims.sides import sides_of
from counterclaim.claims.stances import Speakers, outlet_positions, stance_of
from counterclaim.claims.support import supported_pairs
from counterclaim.claims.unit import Unit
from counterclaim.claims.units import units_of
from counterclaim.records import (
    FORGETFUL,
    Account,
    ActorKind,
    Article,
    Claim,
    Decision,
    DenialType,
    Event,
    Keeper,
    Label,
    Member,
    Referents,
    Relation,
    Stance,
    content_id,
)

STEP = "claims/4"
#: A place names what a case is about if at least this share of its articles name it.
SHARED_PLACE = 0.25


@dataclass(frozen=True, slots=True)
class Claims:
    """What the stage makes, each in id order."""

    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    accounts: tuple[Account, ...]
    events: tuple[Event, ...]


def build_claims(
    material: Material,
    encoder: Encoder,
    *,
    relation: RelationModel | None = None,
    decisions: Iterable[Decision] = (),
    keeper: Keeper = FORGETFUL,
) -> Claims:
    """Group the assertions of a case into claims and relate them.

    Args:
        material: articles, readings, actors, parties, speakers and origins of the case, in any order.
        encoder: proposes which units may say the same.
        relation: compares what the encoder and the words leave open; without one, words decide alone.
        decisions: what reviewers decided; what is on claims is kept, whatever the models propose.
        keeper: remembers what single articles gave.

    Raises:
        UsageError: if a decision on a claim does not say which members it is about.
    """
    made_by = f"{STEP} {encoder.version}" + (f" {relation.version}" if relation is not None else "")
    return _Case(material, encoder, relation, keeper, made_by).claims(decisions)


class _Case:
    """One case in the making."""

    def __init__(
        self, material: Material, encoder: Encoder, relation: RelationModel | None, keeper: Keeper, made_by: str
    ) -> None:
        self.material, self.relation, self.keeper, self.made_by = material, relation, keeper, made_by
        self.articles = {a.id: a for a in material.articles}
        self.texts = {a.id: a.text for a in material.articles}
        sides = sides_of(material.actors, material.articles)
        seen = seen_by_articles(material, sides)
        self.units = units_of(seen, keeper)
        self.offered = list(supported_pairs(self.units, self.texts))
        self.links = targets(link_denials(self.units))
        self.vectors = grained(encoder.embed([u.context for u in self.units]))
        self.events = events_seen(seen, keeper)
        self.speakers = Speakers(material.actors, material.readings, material.speakers)
        self.main_event = NOTHING
        self.bodies = {n.casefold() for a in material.actors if a.kind is not ActorKind.STATE for n in a.aliases}
        self.framing = {r.article: r.framing for r in material.readings}
        self.origins = {a: o.id for o in material.origins for a in o.articles}
        self.at = {u.id: i for i, u in enumerate(self.units)}
        self.guests: set[str] = set()  # answers that joined their targets; one with two readings is in two claims
        self.cues = {r.article: [c for a in r.attributions for c in a.cue] for r in material.readings}
        self.beside: dict[str, list[Unit]] = {}
        for u in self.units:
            self.beside.setdefault(u.article, []).append(u)

    def claims(self, decisions: Iterable[Decision]) -> Claims:
        """All that the stage makes."""
        profiles = [self._profile(g) for g in self.groups(decisions)]
        relations = Relating(self.texts, self.events, self.made_by, self.relation, self.keeper).relations(profiles)
        return Claims(
            tuple(sorted((p.claim for p in profiles), key=lambda c: c.id)),
            tuple(relations),
            tuple(accounts(profiles, relations, self._referents(profiles), self.made_by)),
            find_events(self.material.articles, self.material.readings, self.made_by),
        )

    def groups(self, decisions: Iterable[Decision]) -> list[list[Unit]]:
        """Groups of units; answers without words of their own ("the allegations") join their targets afterwards.

        Their words would only blur what the group is about. An answer with two readings joins two groups.
        """
        ruled = links_of(decisions, self.units)
        decided = {u for pair in ruled.together | ruled.apart for u in pair}
        answers = {u.id for u in self.units if u.is_anaphoric or u.is_declining} & set(self.links) - decided
        own = [i for i, u in enumerate(self.units) if u.id not in answers]
        place = {self.units[i].id: n for n, i in enumerate(own)}
        kept = [self.units[i] for i in own]
        bound = _placed([(d, x.target) for d, f in self.links.items() if d not in answers for x in f[:1]], place)
        together = _placed(ruled.together, place)
        likeness = compare_units(
            kept,
            self.vectors[own],
            self.events,
            threshold=JOIN_FROM,
            model=self.relation,
            linked=[*together, *bound],
            keeper=self.keeper,
        )
        offered = _placed([(self.units[i].id, self.units[j].id) for i, j, _ in self.offered], place)
        likeness = likeness.without(offered, "one is offered in support of the other")
        found = group(
            len(kept),
            likeness,
            together=together,
            bound=bound,
            apart=_placed(ruled.apart, place),
        )
        return self._with_answers([[kept[i] for i in g] for g in found], answers)

    def _with_answers(self, groups: list[list[Unit]], answers: set[str]) -> list[list[Unit]]:
        home = {u.id: g for g in groups for u in g}
        for denial in sorted(answers, key=lambda a: self.at[a]):
            unit = self.units[self.at[denial]]
            homes = {id(home[x.target]): home[x.target] for x in self.links[denial] if x.target in home}
            for g in homes.values():
                g.append(unit)
                self.guests.add(denial)
            if not homes:
                groups.append([unit])
        return sorted((sorted(g, key=lambda u: u.order) for g in groups), key=lambda g: g[0].order)

    def _profile(self, units: Sequence[Unit]) -> Profile:
        block = self.vectors[[self.at[u.id] for u in units]]
        return profile(self._claim(units, block), units, block)

    def _claim(self, units: Sequence[Unit], vectors: NDArray[np.float32]) -> Claim:
        answered = {link.target for u in units for link in self.links.get(u.id, ())}
        at, span = clearest(units, vectors, self.texts, self.cues, answered)
        members = tuple(self._member(u, vectors, i, units) for i, u in enumerate(units))
        is_answered = any(m.stance is Stance.DENIES for m in members) and len(members) > 1
        return Claim(
            id=content_id("clm", _founder([u for u in units if u.id not in self.guests], self.articles).id),
            label=Label(article=units[at].article, start=span.start, end=span.end),
            members=members,
            referents=_referents(units),
            contested=is_answered,
            origins=len({self.origins.get(u.article, u.article) for u in units}),
            made_by=self.made_by,
            outlets=outlet_positions(units, self.articles, self.framing),
        )

    def _member(self, unit: Unit, vectors: NDArray[np.float32], i: int, others: Sequence[Unit]) -> Member:
        link = next((x for x in self.links.get(unit.id, ()) if any(u.id == x.target for u in others)), None)
        stance = stance_of(unit, self.speakers)
        teller = self.speakers.teller(unit)
        near = float(np.delete(vectors, i, 0).mean(0) @ vectors[i]) if len(vectors) > 1 else 1.0
        alike = "alone" if len(vectors) == 1 else f"words alike ({near:.2f} to the others)"
        why = "an opponent's words about what was said: no stance of the one spoken of; " if teller else ""
        return Member(
            article=unit.article,
            attribution=unit.attribution.id if unit.attribution else None,
            spans=unit.spans,
            actor=teller or unit.actor,
            stance=stance,
            denial=self._denial(unit) if stance in (Stance.DENIES, Stance.DECLINES) else (),
            evidence=unit.evidence,
            confidence=round(link.confidence if link else max(0.0, min(1.0, near)), 3),
            why=why + (link.why if link else alike),
            id=unit.id,
            polarity="negative" if unit.head is not None and unit.head.negated else "positive",
            hedge=unit.hedge,
            referents=_referents([unit]),
            answers=self._words_answered(link.target) if link else None,
        )

    def _words_answered(self, target: str) -> Label:
        unit = self.units[self.at[target]]
        span = label_of(unit, self.texts[unit.article])
        return Label(article=unit.article, start=span.start, end=span.end)

    def _denial(self, unit: Unit) -> tuple[DenialType, ...]:
        return denial_types(unit, self.articles[unit.article], self.beside[unit.article])

    def _referents(self, profiles: Sequence[Profile]) -> dict[str, str]:
        """What each claim is about, by name: the place most reports name, or another if it cannot be that one.

        A case in which no place stands in at least a quarter of the reports is about one event, by no name.
        """
        counts = Counter(p for _, p in sorted({(u.article, p) for u in self.units for p in self._places(u)}))
        if not counts or max(counts.values()) < max(2, len(self.beside) * SHARED_PLACE):
            return {p.claim.id: "the event" for p in profiles}
        main = _commonest(counts)
        at = Counter(u.article for u in self.units if main in u.scene.places)
        self.main_event = self.events.get(_commonest(at), NOTHING)
        return {p.claim.id: self._referent(p, main) for p in profiles}

    def _places(self, unit: Unit) -> frozenset[str]:
        """The places a unit names, without those that the case knows as people or bodies (a capital that speaks)."""
        return unit.scene.places - self.bodies

    def _referent(self, p: Profile, main: str) -> str:
        own = Counter(x for u in p.units for x in self._places(u))
        scenes = Scene(frozenset(own), frozenset()), Scene(frozenset({main}), frozenset())
        if own and not compare_scenes(*scenes, NOTHING, NOTHING, is_event=False).is_comparable:
            return _commonest(own)
        about = [self.events.get(u.article, NOTHING) for u in p.units]
        here = [e for e in about if not are_different_events(e, self.main_event)]
        return main if own or here or not about[0].names else sorted(about[0].names)[0]


def _commonest(counts: Counter[str]) -> str:
    return max(sorted(counts), key=lambda p: counts[p])


def _placed(pairs: Iterable[tuple[str, str]], place: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(place[a], place[b]) for a, b in pairs if a in place and b in place]


def _founder(units: Sequence[Unit], articles: Mapping[str, Article]) -> Unit:
    """The member a claim's id is made from: of the earliest article, so that later ones do not change the id."""
    return min(units, key=lambda u: (articles[u.article].published.value or "9999", u.id))


def _referents(units: Sequence[Unit]) -> Referents:
    return Referents(
        places=tuple(sorted({p for u in units for p in u.scene.places})),
        dates=tuple(sorted({d for u in units for d in u.scene.dates})),
        numbers=tuple(sorted({n for u in units for n in u.numbers})),
    )
