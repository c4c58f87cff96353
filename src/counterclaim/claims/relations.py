"""How claims stand to each other: contradicts, updates, refines, supports, not comparable.

Two claims are compared only when they can be about the same thing. What excludes what is told from what each needs to
be so (:mod:`~counterclaim.claims.exclusions`), or by a relation model where there is one. A later statement of one
party that replaces an earlier one (a denial, then an admission; a toll, then a higher one) is a change over time, with
both dates, and no contradiction. The same rules run over every party's claims; nothing is ranked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from counterclaim.claims import lexicon
from counterclaim.claims.candidates import marks_of
from counterclaim.claims.contraries import contrary_pairs, denying
from counterclaim.claims.exclusions import Exclusion, excluding
from counterclaim.claims.interface import RelationModel
from counterclaim.claims.nearest import close_pairs
from counterclaim.claims.profiles import Profile, labelled
from counterclaim.claims.referents import NOTHING, Event, compare_scenes, is_earlier_elsewhere, listed
from counterclaim.claims.refinements import refined_pairs
from counterclaim.claims.spoken import in_one_breath, spoken_for
from counterclaim.claims.support import supported_pairs
from counterclaim.claims.unit import Unit
from counterclaim.records import (
    FORGETFUL,
    Keeper,
    Label,
    Relation,
    Stance,
    content_id,
    hull,
    words_of,
)

#: Similarity from which two claims about different places or events are near enough to be told "not comparable".
NEAR_FROM = 0.5
#: Similarity from which claims with different numbers are taken to count the same thing.
COUNT_FROM = 0.6
#: What the model's word moves the confidence of a rule by, and from when it has a veto.
MODEL_TERM, VETO_FROM = 0.2, 0.9
#: How sure it is that two statements are opposite by their words alone.
BY_WORDS = 0.5
#: So many other claims are named as what a claim says more exactly or supports.
BEARINGS = 3
Found = tuple[Unit, Unit, Exclusion]
#: An article looks back on what was said.
_HAD = re.compile(r"(?:who )?had\b|\bhad (?:said|claimed|denied|insisted)\b", re.IGNORECASE)
#: Kinds of act that come with a count.
_COUNTED = frozenset({"kill", "hurt", "carry"})


class Relating:
    """Finds the relations between the claims of one case."""

    def __init__(
        self,
        texts: Mapping[str, str],
        events: Mapping[str, Event],
        made_by: str,
        model: RelationModel | None,
        keeper: Keeper = FORGETFUL,
    ) -> None:
        self.texts, self.events, self.made_by, self.model, self.keeper = texts, events, made_by, model, keeper

    def relations(self, profiles: Sequence[Profile]) -> list[Relation]:
        """Relations of all pairs that have one, in id order."""
        ordered = sorted(profiles, key=lambda p: p.claim.id)
        told = sorted(((u, p) for p in profiles for u in p.units), key=lambda x: (x[0].order, x[1].claim.id))
        found: dict[tuple[str, str, str | None], Relation] = {}
        for relation in [*self._exclusions(ordered, told), *self._near(ordered), *self._bearing(told)]:
            a, b = sorted((relation.a, relation.b))
            found.setdefault((a, b, relation.within_party), relation)
        return sorted(found.values(), key=lambda r: r.id)

    def _exclusions(self, profiles: Sequence[Profile], told: Sequence[tuple[Unit, Profile]]) -> Iterator[Relation]:
        """Pairs of statements that exclude each other: for each pair of claims and party the surest one.

        Args:
            profiles: all claims, in id order.
            told: their statements in the order of the case, each with its claim.
        """
        home = {u.id: p for p in profiles for u in p.units}
        best: dict[tuple[str, str, str | None], tuple[float, str, Unit, Unit, Exclusion]] = {}
        for x, y, found in self._excluding(profiles, [u for u, _ in told]):
            first, second = sorted((home[x.id].claim.id, home[y.id].claim.id))
            if first == second or in_one_breath(x, y) or not self._comparable(x, y, is_event=found.is_of_one_time):
                continue
            key = (first, second, party if (party := spoken_for(x)) == spoken_for(y) else None)
            names = "".join(sorted((x.id, y.id)))
            if key not in best or (found.confidence, names) > best[key][:2]:
                best[key] = (found.confidence, names, x, y, found)
        ordered = [best[key] for key in sorted(best, key=lambda k: (k[0], k[1], k[2] or ""))]
        parties = [key[2] for key in sorted(best, key=lambda k: (k[0], k[1], k[2] or ""))]
        found_by_rule = [(x, y, why) for _, _, x, y, why in ordered]
        for party, (x, y, why) in zip(parties, self._weighed(found_by_rule), strict=True):
            if why is not None:
                yield self._relation(home[x.id], home[y.id], x, y, party, why)

    def _excluding(self, profiles: Sequence[Profile], every: Sequence[Unit]) -> Iterator[Found]:
        """What the rules find: by the acts that statements tell of, and by the words of one side's own."""
        for x, y, found in excluding([c for p in profiles for c in p.commitments], self.keeper):
            yield x.unit, y.unit, found
        affirmed = [
            u for p in profiles for u, m in zip(p.units, p.claim.members, strict=True) if m.stance is Stance.AFFIRMS
        ]
        for a, b, reason in contrary_pairs(affirmed, denying(every, self.keeper), self.keeper):
            yield a, b, Exclusion(reason, BY_WORDS)

    def _weighed(self, found: Sequence[Found]) -> list[tuple[Unit, Unit, Exclusion | None]]:
        """What the rules found, with the model's word on it: more or less sure, or nothing where it is sure that both
        say the same. It adds nothing of its own: alone it was wrong in most pairs of our development cases.
        """
        if self.model is None or not found:
            return list(found)
        told = self.model.compare([(x.context, y.context) for x, y, _ in found])
        out: list[tuple[Unit, Unit, Exclusion | None]] = []
        for (x, y, why), says in zip(found, told, strict=True):
            sure = round(min(0.95, why.confidence + MODEL_TERM * (says.contradicts - 0.5)), 3)
            is_same = says.same + says.entails + says.entailed >= VETO_FROM
            out.append((x, y, None if is_same else replace(why, confidence=sure)))
        return out

    def _comparable(self, a: Unit, b: Unit, *, is_event: bool = False) -> bool:
        about = (self.events.get(a.article, NOTHING), self.events.get(b.article, NOTHING))
        is_past = [is_earlier_elsewhere(u.scene, e, u.said) for u, e in zip((a, b), about, strict=True)]
        if is_past[0] != is_past[1] and not (a.scene.places and b.scene.places):
            return False
        return compare_scenes(a.scene, b.scene, *about, is_event=is_event).is_comparable

    def _relation(self, p: Profile, q: Profile, a: Unit, b: Unit, party: str | None, why: Exclusion) -> Relation:
        """A contradiction; or, where one party's later words give up the earlier ones, an update."""
        if party is not None and self._is_before(b, a):
            p, q, a, b = q, p, b, a
        if party is not None and self._is_before(a, b) and self._gives_up(b):
            reason = f"changed over time, {self._when(a) or 'earlier'} to {self._when(b)}: {why.reason}"
            return self._make(p, q, "updates", party, reason, why.confidence, (a, b))
        if q.claim.id < p.claim.id:
            p, q, a, b = q, p, b, a
        return self._make(p, q, "contradicts", party, why.reason, why.confidence, (a, b))

    def _when(self, unit: Unit) -> str | None:
        """The day it was said; not known where the article looks back on it ("had said") and names no day."""
        a = unit.attribution
        is_past = a is not None and a.said is None and _HAD.match(words_of(a.cue, self.texts[unit.article]))
        return None if is_past else unit.said

    def _is_before(self, a: Unit, b: Unit) -> bool:
        """Whether ``a`` was said before ``b``, as far as their days tell; what "had" been said was before."""
        first, later = self._when(a), self._when(b)
        if first is None or later is None:
            return first is None and later is not None and a.said is not None
        return first < later

    def _gives_up(self, unit: Unit) -> bool:
        """Whether the speaker concedes it: by the reporting verb, or one inside the words before the act."""
        text = self.texts[unit.article]
        cue = words_of(unit.attribution.cue, text) if unit.attribution is not None else ""
        first = unit.spans[0].start
        inside = text[first : max(first, unit.head.span.start)] if unit.head is not None else ""
        return bool(lexicon.words("acts", "concession").search(f"{cue} {inside}"))

    def _bearing(self, told: Sequence[tuple[Unit, Profile]]) -> Iterator[Relation]:
        """What says a claim more exactly, and what is offered in its support: of each pair of claims the surest."""
        units, home = [u for u, _ in told], [p for _, p in told]
        found = [(i, j, "refines", r.reason, r.confidence) for i, j, r in refined_pairs(units, self.keeper)]
        found = [f for f in found if self._is_one_scene(units[f[0]], units[f[1]])]
        offered = supported_pairs(units, self.texts, self.keeper)
        found += [(i, j, "supports", s.reason, s.confidence) for i, j, s in offered]
        bears: dict[str, set[str]] = {}
        for i, j, kind, reason, sure in sorted(found, key=lambda f: (-f[4], f[0], f[1])):
            p, q = home[i], home[j]
            others = bears.setdefault(p.claim.id, set())
            if p is q or q.claim.id in others or p.claim.id in bears.get(q.claim.id, ()) or len(others) >= BEARINGS:
                continue
            others.add(q.claim.id)
            party = units[i].party if units[i].party == units[j].party else None
            yield self._make(p, q, kind, party, reason, sure, (units[i], units[j]))

    def _is_one_scene(self, a: Unit, b: Unit) -> bool:
        """Whether two assertions can be about one happening; a place that one adds must be the other article's."""
        about = (self.events.get(a.article, NOTHING), self.events.get(b.article, NOTHING))
        is_near = b.scene.places or not a.scene.places or not about[1].names or a.scene.places & about[1].names
        return bool(is_near) and compare_scenes(a.scene, b.scene, *about, is_event=True).is_comparable

    def _near(self, profiles: Sequence[Profile]) -> Iterator[Relation]:
        """Claims in like words that cannot be compared, or that count the same thing differently."""
        if not profiles:
            return
        vectors = np.concatenate([p.vector for p in profiles]).reshape(len(profiles), -1)
        left, right, near = close_pairs("near", [p.key for p in profiles], vectors, NEAR_FROM, self.keeper)
        several = np.array([len(p.units) > 1 for p in profiles])
        contested = np.array([p.claim.contested for p in profiles])
        is_shared = (several[left] & several[right]) | contested[left] | contested[right]
        # Near claims of one report each are told only if they are very near, those on no common act never.
        is_told = near >= np.where(is_shared, NEAR_FROM, COUNT_FROM)
        marks = np.zeros(len(profiles), dtype=np.uint64)
        for i in np.union1d(left[is_told], right[is_told]).tolist():
            marks[i] = marks_of(labelled(profiles[i]).kinds)
        told = np.flatnonzero(is_told & ((marks[left] & marks[right]) != 0)).tolist()
        for i, j, cosine in zip(left[told].tolist(), right[told].tolist(), near[told].tolist(), strict=True):
            yield from self._near_pair(profiles[i], profiles[j], cosine)

    def _near_pair(self, p: Profile, q: Profile, near: float) -> Iterator[Relation]:
        a, b = labelled(p), labelled(q)
        about = (self.events.get(a.article, NOTHING), self.events.get(b.article, NOTHING))
        verdict = compare_scenes(a.scene, b.scene, *about, is_event=bool(a.kinds & b.kinds))
        if not verdict.is_comparable:
            if not a.kinds & b.kinds:
                return  # nobody would take the one for the other
            yield self._make(p, q, "not_comparable", None, verdict.reason, 0.6, (a, b))
            return
        counted = a.kinds & b.kinds & _COUNTED
        if near < COUNT_FROM or not counted or not a.numbers or not b.numbers or a.numbers & b.numbers:
            return
        if not self._comparable(a, b):
            return
        yield from self._counts(p, q, a, b)

    def _counts(self, p: Profile, q: Profile, a: Unit, b: Unit) -> Iterator[Relation]:
        """Two counts of one thing: a later higher one is an update, whoever gives it."""
        party = a.party if a.party == b.party else None
        if a.said and b.said and a.said != b.said:
            if b.said < a.said:
                p, q, a, b = q, p, b, a
            if _highest(b) >= _highest(a):
                reason = f"a later count, {a.said} to {b.said}: {listed(a.numbers)} / {listed(b.numbers)}"
                yield self._make(p, q, "updates", party, reason, 0.6, (a, b))
                return
        reason = f"different counts: {listed(a.numbers)} / {listed(b.numbers)}"
        yield self._make(p, q, "contradicts", party, reason, 0.5, (a, b))

    def _make(
        self,
        p: Profile,
        q: Profile,
        kind: str,
        party: str | None,
        reason: str,
        confidence: float,
        units: tuple[Unit, Unit],
    ) -> Relation:
        ids = (p.claim.id, q.claim.id)
        return Relation(
            id=content_id("rel", *ids, kind, party or ""), a=ids[0], b=ids[1], type=kind, within_party=party,
            reason=reason, confidence=confidence, made_by=self.made_by,
            shown=tuple(Label(article=u.article, start=hull(u.spans).start, end=hull(u.spans).end) for u in units),
            said=tuple(self._when(u) for u in units),
        )  # fmt: skip


def _highest(unit: Unit) -> float:
    return max((float(n) for n in unit.numbers if n.replace(".", "", 1).isdigit()), default=0.0)
