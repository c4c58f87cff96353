"""How alike two assertions are, and which two can never be one proposition.

The likeness starts from the cosine of their words and is moved by what they tell of (``structure``). A relation model,
where there is one, has the last word on pairs that words leave open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims.candidates import Candidates, candidates, most_added, traits_of
from counterclaim.claims.interface import RelationModel
from counterclaim.claims.nearest import keys_of
from counterclaim.claims.referents import NOTHING, Event, is_earlier_elsewhere
from counterclaim.claims.structure import NEVER, told_of_pair
from counterclaim.claims.terms import KeptTerms
from counterclaim.claims.unit import Unit
from counterclaim.records import FORGETFUL, Keeper

Floats = NDArray[np.float32]
Scores = NDArray[np.float64]
Places = NDArray[np.int64]
Pair = tuple[int, int]

#: What computing in another order may change at most.
ROUNDING = 1e-5
#: What articles about different events take away.
EVENT_COST = 0.6
#: The model is asked where likeness leaves it open: so far around the threshold, for so many pairs of each unit.
OPEN_BAND, OPEN_PAIRS = 0.35, 6
#: What the model's probabilities add and take away.
SAME_TERM, FOLLOWS_TERM, CONTRADICTS_COST, UNRELATED_COST = 0.2, 0.1, 0.1, 0.05
#: Probability of contradiction from which two assertions can never be one claim.
NEVER_FROM = 0.95


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of pairs of units by position, smaller first and in order: how alike; ``NEVER`` if they cannot be one claim."""

    left: Places
    right: Places
    score: Scores

    @staticmethod
    def of(scores: Mapping[Pair, float], never: Iterable[Pair] = ()) -> Likeness:
        """The likeness of these pairs."""
        every = sorted({**scores, **dict.fromkeys(never, NEVER)}.items())
        left, right = (np.array([p[side] for p, _ in every], dtype=np.int64) for side in (0, 1))
        return Likeness(left, right, np.array([score for _, score in every], dtype=np.float64))

    def pairs(self) -> dict[Pair, float]:
        """All of it by pair."""
        pairs = zip(self.left.tolist(), self.right.tolist(), strict=True)
        return dict(zip(pairs, self.score.tolist(), strict=True))

    def without(self, pairs: Iterable[Pair]) -> Likeness:
        """The same with further pairs that can never be one claim."""
        barred = Likeness.of({}, {(min(p), max(p)) for p in pairs})
        width = 1 + max(self.right.max(initial=0), barred.right.max(initial=0))
        known, codes = self.left * width + self.right, barred.left * width + barred.right
        at = np.searchsorted(known, codes)
        is_known = known[np.minimum(at, len(known) - 1)] == codes if len(known) else np.zeros(len(codes), dtype=bool)
        score, new = self.score.copy(), ~is_known
        score[at[is_known]] = NEVER
        left, right = np.insert(self.left, at[new], barred.left[new]), np.insert(self.right, at[new], barred.right[new])
        return Likeness(left, right, np.insert(score, at[new], NEVER))


def compare_units(
    units: Sequence[Unit],
    vectors: Floats,
    events: Mapping[str, Event],
    *,
    threshold: float,
    model: RelationModel | None = None,
    linked: Iterable[Pair] = (),
    keys: Sequence[bytes] | None = None,
    keeper: Keeper = FORGETFUL,
) -> Likeness:
    """Likeness of the pairs that could come to stand in one group.

    Units come together only along pairs that reach the threshold, or are linked. So those are found first; of all
    others only the pairs between units that such chains connect can matter, and the rest is not compared.

    Args:
        units: in case order.
        vectors: their unit vectors, grained, row by row.
        events: what each article is about.
        threshold: the likeness from which units are joined.
        model: compares what words leave open; with one, all candidates are compared.
        linked: pairs that are joined whatever their likeness.
        keys: of the units' ids and vectors (``keys_of``), where they are known already.
        keeper: remembers which units are nearest to each.
    """
    traits = traits_of(units, keeper)
    found = candidates(keys or keys_of([u.id for u in units], vectors), traits, vectors, keeper)
    comparing = _Comparing(units, events, keeper)
    if model is not None:
        every = Likeness(found.left, found.right, comparing.scores(found))
        comparing.told.keep()
        return _asked(model, units, every, threshold)
    can_join = found.cosine + most_added(traits, found) >= threshold - ROUNDING
    score = np.full(len(found.left), NEVER)
    score[can_join] = comparing.scores(found.of(can_join))
    strong = score >= threshold - ROUNDING
    home = components(len(units), found.left[strong], found.right[strong], linked)
    is_inside = home[found.left] == home[found.right]
    rest = is_inside & ~can_join
    score[rest] = comparing.scores(found.of(rest))
    comparing.told.keep()
    return Likeness(found.left[is_inside], found.right[is_inside], score[is_inside])


class _Comparing:
    """Likeness of pairs, as far as it was asked for."""

    def __init__(self, units: Sequence[Unit], events: Mapping[str, Event], keeper: Keeper) -> None:
        self.told = KeptTerms([u.digest for u in units], lambda i, j: told_of_pair(units[i], units[j]), keeper)
        about = [events.get(u.article, NOTHING) for u in units]
        groups = {name: n for n, name in enumerate(sorted({e.group for e in about}))}
        self.group = np.array([groups[e.group] if e.names else -1 for e in about], dtype=np.int64)
        self.has_place = np.array([bool(u.scene.places) for u in units], dtype=bool)
        self.is_past = np.zeros(len(units), dtype=bool)
        for i, u in enumerate(units):
            if u.scene.days and u.scene.places:  # few name both
                self.is_past[i] = is_earlier_elsewhere(u.scene, about[i], u.said)

    def scores(self, pairs: Candidates) -> Scores:
        """The likeness of each of ``pairs``."""
        i, j = pairs.left, pairs.right
        is_apart = (self.group[i] != self.group[j]) & (self.group[i] >= 0) & (self.group[j] >= 0)
        is_apart |= self.is_past[i] != self.is_past[j]
        is_apart &= ~(self.has_place[i] & self.has_place[j])
        return pairs.cosine.astype(np.float64) + self.told.of(i, j) - np.where(is_apart, EVENT_COST, 0.0)


def components(count: int, left: Places, right: Places, linked: Iterable[Pair] = ()) -> Places:
    """For each unit the first one it is connected to, by pairs or links."""
    links = np.array([*linked], dtype=np.int64).reshape(-1, 2)
    left, right = np.concatenate([left, links[:, 0]]), np.concatenate([right, links[:, 1]])
    home = np.arange(count)
    while len(left):
        one, two = home[left], home[right]
        is_apart = one != two
        left, right = left[is_apart], right[is_apart]
        low, high = np.minimum(one, two)[is_apart], np.maximum(one, two)[is_apart]
        np.minimum.at(home, high, low)
        while np.any((further := home[home]) != home):
            home = further
    return home


def _asked(model: RelationModel, units: Sequence[Unit], every: Likeness, threshold: float) -> Likeness:
    """The likeness of open pairs moved by what the model says of them; certain contradictions are ruled out."""
    scores = every.pairs()
    pairs = list(_open({p: score for p, score in scores.items() if score != NEVER}, threshold))
    found = model.compare([(units[i].context, units[j].context) for i, j in pairs]) if pairs else ()
    for pair, says in zip(pairs, found, strict=True):
        a, b = units[pair[0]], units[pair[1]]
        is_open = a.head is None or b.head is None
        if says.contradicts >= NEVER_FROM and is_open and not (a.is_denial or b.is_denial):
            scores[pair] = NEVER
        else:
            for_it = SAME_TERM * says.same + FOLLOWS_TERM * (says.entails + says.entailed)
            scores[pair] += for_it - CONTRADICTS_COST * says.contradicts - UNRELATED_COST * says.unrelated
    return Likeness.of(scores)


def _open(scores: Mapping[Pair, float], threshold: float) -> Iterator[Pair]:
    """The pairs that likeness leaves most open, a few of each unit."""
    asked: dict[int, int] = {}
    for pair, score in sorted(scores.items(), key=lambda item: (abs(item[1] - threshold), item[0])):
        if abs(score - threshold) > OPEN_BAND:
            return
        if max(asked.get(pair[0], 0), asked.get(pair[1], 0)) < OPEN_PAIRS:
            yield pair
            for i in pair:
                asked[i] = asked.get(i, 0) + 1
