"""The claims stage: units, denials, groups, stances, relations, accounts, events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.claims.accounts import accounts
from counterclaim.claims.answers import answered
from counterclaim.claims.compared import kept_vectors
from counterclaim.claims.composing import Composing
from counterclaim.claims.decisions import judged, links_of
from counterclaim.claims.denial_links import targets
from counterclaim.claims.denials import is_said_besides, link_denials
from counterclaim.claims.grouping import JOIN_FROM, group
from counterclaim.claims.heard import Heard
from counterclaim.claims.interface import Encoder, Leaning, Material, RelationModel
from counterclaim.claims.likeness import compare_units
from counterclaim.claims.nearest import keys_of
from counterclaim.claims.profiles import Profile
from counterclaim.claims.rebutted import rebutted, with_denials
from counterclaim.claims.referents import NOTHING, Scene, are_different_events, compare_scenes
from counterclaim.claims.relations import Relating
from counterclaim.claims.seen import events_seen, events_told, seen_by_articles
from counterclaim.claims.sides import sides_of
from counterclaim.claims.support import supported_pairs
from counterclaim.claims.unit import Unit
from counterclaim.claims.units import units_of
from counterclaim.records import (
    FORGETFUL,
    Account,
    ActorKind,
    Claim,
    Decision,
    Event,
    Keeper,
    Relation,
)

STEP = "claims/13"
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
    return _Case(material, encoder, relation, keeper, made_by, tuple(decisions)).claims()


class _Case:
    """One case in the making."""

    def __init__(
        self, material: Material, encoder: Encoder, relation: RelationModel | None, keeper: Keeper, made_by: str,
        decisions: Sequence[Decision] = (),
    ) -> None:  # fmt: skip
        self.material, self.relation, self.keeper, self.made_by = material, relation, keeper, made_by
        self.articles = {a.id: a for a in material.articles}
        self.texts = {a.id: a.text for a in material.articles}
        sides = sides_of(material.actors, material.articles, keeper)
        self.seen = seen = seen_by_articles(material, sides, keeper)
        plain = units_of(seen, keeper)
        self.events = events_seen(seen, keeper)
        left_out = judged(decisions, plain).left_out
        every = [u for u in plain if u.id not in left_out]
        readings = {r.article: r for r in material.readings}
        vectors = kept_vectors(every, self.texts, readings, encoder, keeper)
        heard = Heard.of(material.articles, material.readings, material.actors)
        against = rebutted(every, vectors, heard, keeper)
        every, rows = with_denials(every, against)
        made = [*plain, *(u for u in every if u.id in against)]
        self.judged, self.ruled = judged(decisions, made), links_of(decisions, made)
        found = {**answered(every, vectors, rows, self._can_be_one, keeper), **against}
        self.links = targets(link_denials(every, found))
        kept = [i for i, u in enumerate(every) if not is_said_besides(u) or u.id in self.links]
        kept = [i for i in kept if every[i].id not in self.judged.left_out]
        self.units, self.vectors = [every[i] for i in kept], vectors[rows[kept]]
        self.offered = list(supported_pairs(self.units, self.texts, keeper))
        self.main_event = NOTHING
        self.bodies = {n.casefold() for a in material.actors if a.kind is not ActorKind.STATE for n in a.aliases}
        self.at = {u.id: i for i, u in enumerate(self.units)}
        self.guests: set[str] = set()  # answers that joined their targets; one with two readings is in two claims
        self.keys = keys_of([u.id for u in self.units], self.vectors)
        told = self.units, self.vectors, self.keys
        leaning = encoder if isinstance(encoder, Leaning) else None
        self.composing = Composing(material, seen, told, self.links, self.judged, made_by, leaning)

    def _can_be_one(self, a: Unit, b: Unit) -> bool:
        """Whether two assertions can be about the same happening."""
        about = (self.events.get(a.article, NOTHING), self.events.get(b.article, NOTHING))
        return compare_scenes(a.scene, b.scene, *about, is_event=False).is_comparable

    def claims(self) -> Claims:
        """All that the stage makes."""
        profiles = self.composing.profiles(self.groups(), self.guests, self.keeper)
        relations = Relating(self.texts, self.events, self.made_by, self.relation, self.keeper).relations(profiles)
        relations = self._without_rejected(relations, profiles)
        held = [p for p in profiles if any(u.party for u in p.units)]
        return Claims(
            tuple(sorted((p.claim for p in profiles), key=lambda c: c.id)),
            tuple(relations),
            tuple(accounts(held, relations, self._referents(held), self.made_by)),
            events_told(self.seen, self.made_by, self.keeper),
        )

    def _without_rejected(self, relations: Sequence[Relation], profiles: Sequence[Profile]) -> list[Relation]:
        units = {p.claim.id: [u.id for u in p.units] for p in profiles} if self.judged.not_related else {}
        return [r for r in relations if not units or not self.judged.has_rejected(r.type, units[r.a], units[r.b])]

    def groups(self) -> list[list[Unit]]:
        """Groups of units; answers without words of their own ("the allegations") join their targets afterwards.

        Their words would only blur what the group is about. An answer with two readings joins two groups.
        """
        ruled = self.ruled
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
            keys=[self.keys[i] for i in own],
            keeper=self.keeper,
        )
        offered = _placed([(self.units[i].id, self.units[j].id) for i, j, _ in self.offered], place)
        likeness = likeness.without(offered)  # one is offered in support of the other
        found = group(
            len(kept),
            likeness,
            together=together,
            bound=bound,
            apart=[*_placed(ruled.apart, place), *_placed(self._set_against(ruled.together), place)],
            keeper=self.keeper,
        )
        return self._with_answers([self._without_echo([kept[i] for i in g]) for g in found], answers)

    def _without_echo(self, group: list[Unit]) -> list[Unit]:
        """A group without denials that answer nothing beside the words they are made in: nobody denies what he says."""
        own = {(u.article, u.spans) for u in group if not u.is_denial} if len(group) > 1 else set()
        return [u for u in group if not u.is_denial or u.id in self.links or (u.article, u.spans) not in own]

    def _set_against(self, together: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
        """Each statement by whose words its speaker denies another, with that other: nobody affirms by the same words
        what he denies by them. What reviewers put together stays so.
        """
        ruled = {frozenset(pair) for pair in together}
        said = {(u.article, u.spans): u.id for u in self.units if not u.is_denial}
        for u in self.units:
            own = said.get((u.article, u.spans)) if u.is_denial else None
            for link in self.links.get(u.id, ()) if own is not None else ():
                if own is not None and own != link.target and frozenset((own, link.target)) not in ruled:
                    yield own, link.target

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
        ordered = (sorted(g, key=lambda u: u.order) if len(g) > 1 else g for g in groups)
        return sorted(ordered, key=lambda g: g[0].order)

    def _referents(self, profiles: Sequence[Profile]) -> dict[str, str]:
        """What each claim is about, by name: the place most reports name, or another if it cannot be that one.

        A case in which no place stands in at least a quarter of the reports is about one event, by no name.
        """
        placed = [u for u in self.units if u.scene.places]
        counts = Counter(p for _, p in sorted({(u.article, p) for u in placed for p in self._places(u)}))
        if not counts or max(counts.values()) < max(2, len({u.article for u in self.units}) * SHARED_PLACE):
            return {p.claim.id: "the event" for p in profiles}
        main = _commonest(counts)
        at = Counter(u.article for u in self.units if main in u.scene.places)
        self.main_event = self.events.get(_commonest(at), NOTHING)
        return {p.claim.id: self._referent(p, main) for p in profiles}

    def _places(self, unit: Unit) -> frozenset[str]:
        """The places a unit names, without those that the case knows as people or bodies (a capital that speaks)."""
        return unit.scene.places - self.bodies

    def _referent(self, p: Profile, main: str) -> str:
        own = Counter(x for u in p.units if u.scene.places for x in self._places(u))
        if own:
            scenes = Scene(frozenset(own), frozenset()), Scene(frozenset({main}), frozenset())
            if not compare_scenes(*scenes, NOTHING, NOTHING, is_event=False).is_comparable:
                return _commonest(own)
        about = [self.events.get(u.article, NOTHING) for u in p.units]
        here = [e for e in about if not are_different_events(e, self.main_event)]
        return main if own or here or not about[0].names else sorted(about[0].names)[0]


def _commonest(counts: Counter[str]) -> str:
    return max(sorted(counts), key=lambda p: counts[p])


def _placed(pairs: Iterable[tuple[str, str]], place: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(place[a], place[b]) for a, b in pairs if a in place and b in place]
