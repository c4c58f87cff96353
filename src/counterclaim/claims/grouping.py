"""Units to groups with the same proposition: correlation clustering with must-links and cannot-links.

Agglomeration by mean likeness over the pairs that could be alike (all others count as unlike), then moves of single
units while they better their mean likeness. Two groups with a pair between them that can never be one are never joined.
What reviewers decided goes before what the program found: first their links, then those of denials, then likeness.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims.likeness import Likeness, Pair, Places, components
from counterclaim.claims.structure import NEVER
from counterclaim.records import FORGETFUL, Keeper, key_of

#: Mean likeness from which two groups are one claim.
JOIN_FROM = 0.58
#: Likeness of pairs that were not looked at.
UNLIKE = 0.15
#: A unit moves to another group only if it is so much more like it.
MOVE_BY = 0.10
PASSES = 3
#: What summing in another order may change at most.
ROUNDING = 1e-6


Group = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """Units that likeness or links connect, and no others with them: they are grouped alone, by places in the part."""

    units: Places
    left: Places
    right: Places
    score: NDArray[np.float64]
    together: Sequence[Pair]
    bound: Sequence[Pair]
    apart: Sequence[Pair]

    def key(self, join_from: float) -> bytes:
        """The digest of all that its groups are made from."""
        numbers = [x.tobytes() for x in (self.left, self.right, self.score)]
        return key_of(len(self.units), join_from, numbers, self.together, self.bound, self.apart)

    def groups(self, join_from: float) -> tuple[Group, ...]:
        """Its groups, by places in the part."""
        pairs = list(zip(self.left.tolist(), self.right.tolist(), self.score.tolist(), strict=True))
        decided = {_ordered(p) for p in self.apart}
        seeds = _seeds(len(self.units), self.together, self.bound, decided)
        never = {(i, j) for i, j, score in pairs if score == NEVER} | decided
        state = _Groups(seeds, {(i, j): score for i, j, score in pairs if score != NEVER}, never, join_from)
        state.join_all()
        state.move_singles({i for g in seeds if len(g) > 1 for i in g})
        return tuple(tuple(g) for g in state.result())


def group(
    count: int,
    likeness: Likeness,
    *,
    together: Iterable[Pair] = (),
    bound: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    join_from: float = JOIN_FROM,
    keeper: Keeper = FORGETFUL,
) -> list[list[int]]:
    """Groups of ``count`` units by position, each sorted, in order of their first unit.

    Args:
        count: how many units there are.
        likeness: of their pairs.
        together: pairs a reviewer decided to be one claim.
        bound: pairs that the text binds (a denial and the statement it names).
        apart: pairs a reviewer decided not to be one claim.
        join_from: mean likeness from which groups are joined.
        keeper: has the groups of parts that are as they were.
    """
    alone, several = parts(count, likeness, tuple(together), tuple(bound), tuple(apart), join_from)

    def make(at: Sequence[int]) -> list[tuple[Group, ...]]:
        return [several[i].groups(join_from) for i in at]

    found = keeper.recall("groups", [p.key(join_from) for p in several], tuple[Group, ...], make)
    told = [p.units[list(g)].tolist() for p, groups in zip(several, found, strict=True) for g in groups]
    return sorted([*([i] for i in alone), *told])


def parts(
    count: int, likeness: Likeness, together: Sequence[Pair], bound: Sequence[Pair], apart: Sequence[Pair],
    join_from: float = JOIN_FROM,
) -> tuple[list[int], list[Part]]:  # fmt: skip
    """The units that nothing connects to another, and the parts that the others fall into."""
    strong = likeness.score >= join_from - ROUNDING  # no mean is higher than the highest score in it
    home = components(count, likeness.left[strong], likeness.right[strong], [*together, *bound])
    order = np.argsort(home, kind="stable")
    first, starts, sizes = np.unique(home[order], return_index=True, return_counts=True)
    place = np.empty(count, dtype=np.int64)
    place[order] = np.arange(count) - np.repeat(starts, sizes)
    inside = np.flatnonzero(home[likeness.left] == home[likeness.right])
    inside = inside[np.argsort(home[likeness.left[inside]], kind="stable")]
    of_part = home[likeness.left[inside]]
    left, right = (place[side[inside]].astype("<i4") for side in (likeness.left, likeness.right))
    begin, end = np.searchsorted(of_part, first), np.searchsorted(of_part, first, side="right")
    score = likeness.score[inside]
    joined, tied, parted = (_by_part(pairs, home, place) for pairs in (together, bound, apart))
    several = []
    for n in np.flatnonzero(sizes > 1).tolist():
        units, of, name = order[starts[n] : starts[n] + sizes[n]], slice(begin[n], end[n]), int(first[n])
        links = (joined.get(name, ()), tied.get(name, ()), parted.get(name, ()))
        several.append(Part(units, left[of], right[of], score[of], *links))
    return first[sizes == 1].tolist(), several


def _by_part(pairs: Iterable[Pair], home: Places, place: Places) -> dict[int, list[Pair]]:
    found: dict[int, list[Pair]] = {}
    for i, j in sorted({_ordered(p) for p in pairs}):
        if home[i] == home[j]:
            found.setdefault(int(home[i]), []).append((int(place[i]), int(place[j])))
    return found


def _ordered(pair: Pair) -> Pair:
    return (min(pair), max(pair))


def _seeds(count: int, together: Iterable[Pair], bound: Iterable[Pair], apart: set[Pair]) -> list[list[int]]:
    """Linked units as first groups; a link that would bring together what was decided apart is left out."""
    home = {i: [i] for i in range(count)}
    for a, b in [*sorted(map(_ordered, together)), *sorted(map(_ordered, bound))]:
        one, two = home[a], home[b]
        if one is two or any(_ordered((i, j)) in apart for i in one for j in two):
            continue
        one.extend(two)
        for i in two:
            home[i] = one
    return [sorted(g) for g in {id(g): g for g in home.values()}.values()]


class _Groups:
    """Groups in the making, with the sums of likeness between them."""

    def __init__(
        self, seeds: Sequence[list[int]], scores: Mapping[Pair, float], never: set[Pair], join_from: float
    ) -> None:
        self.scores, self.never, self.join_from = scores, never, join_from
        self.members = {min(g): list(g) for g in seeds}
        self.home = {i: min(g) for g in seeds for i in g}
        self.near: dict[int, dict[int, tuple[float, int]]] = {g: {} for g in self.members}
        # Groups with a pair between them that is strong enough: no mean is higher than the highest score in it.
        self.strong: dict[int, set[int]] = {g: set() for g in self.members}
        self.barred: dict[int, set[int]] = {g: set() for g in self.members}
        self.moves = 0
        self.changed: dict[int, int] = {}  # for each group the last move from or to it
        for (i, j), score in scores.items():
            a, b = self.home[i], self.home[j]
            if a != b:
                total, n = self.near[a].get(b, (0.0, 0))
                self.near[a][b] = self.near[b][a] = (total + score, n + 1)
                if score >= join_from - ROUNDING:
                    self.strong[a].add(b)
                    self.strong[b].add(a)
        for i, j in never:
            a, b = self.home[i], self.home[j]
            if a != b:
                self.barred[a].add(b)
                self.barred[b].add(a)

    def mean(self, a: int, b: int) -> float:
        """Mean likeness of two groups; rounded, so that the order of summing decides nothing."""
        total, n = self.near[a].get(b, (0.0, 0))
        size = len(self.members[a]) * len(self.members[b])
        return round((total + UNLIKE * (size - n)) / size, 9)

    def join_all(self) -> None:
        """Join the most alike two groups until none are alike enough; ties go to the earlier pair."""
        # Groups that are less alike need not wait here: they come again when one of them changes.
        heap = [pair for a in self.near for pair in self._alike(a) if pair[1] == a]
        heapq.heapify(heap)
        while heap:
            value, a, b = heapq.heappop(heap)
            if a not in self.members or b not in self.members or b in self.barred[a] or -value != self.mean(a, b):
                continue
            self._join(a, b)
            for pair in self._alike(a):
                heapq.heappush(heap, pair)

    def _alike(self, a: int) -> Iterator[tuple[float, int, int]]:
        """The pairs of a group with others that it can be joined with, with their mean turned round."""
        for b in self.strong[a] - self.barred[a]:
            if (mean := self.mean(a, b)) >= self.join_from:
                yield -mean, min(a, b), max(a, b)

    def _join(self, a: int, b: int) -> None:
        for i in self.members.pop(b):
            self.members[a].append(i)
            self.home[i] = a
        for c, (total, n) in self.near.pop(b).items():
            del self.near[c][b]
            if c != a:
                old, m = self.near[a].get(c, (0.0, 0))
                self.near[a][c] = self.near[c][a] = (old + total, m + n)
        for between in (self.strong, self.barred):
            for c in between.pop(b):
                between[c].discard(b)
                if c != a:
                    between[a].add(c)
                    between[c].add(a)
            between[a].discard(a)

    def move_singles(self, fixed: set[int]) -> None:
        """Move units that are more like another group than like their own, which average linking leaves behind."""
        strong: dict[int, list[tuple[int, float]]] = {}
        for (i, j), score in self.scores.items():
            if score >= self.join_from - ROUNDING:
                strong.setdefault(i, []).append((j, score))
                strong.setdefault(j, []).append((i, score))
        barred: dict[int, set[int]] = {}
        for i, j in self.never:
            barred.setdefault(i, set()).add(j)
            barred.setdefault(j, set()).add(i)
        free = [i for i in sorted(strong) if i not in fixed]
        looked_at = dict.fromkeys(free, -1)
        for _ in range(PASSES):
            before = self.moves
            for i in free:
                around = {self.home[i], *(self.home[j] for j, _ in strong[i])}
                # Where no group around it has changed since, a unit would stay again.
                if len(around) > 1 and max(self.changed.get(g, 0) for g in around) > looked_at[i]:
                    looked_at[i] = self.moves
                    self._move(i, strong[i], barred.get(i, set()))
            if self.moves == before:
                return

    def _move(self, i: int, strong: Sequence[tuple[int, float]], barred: set[int]) -> None:
        """Move a unit to the group it is most like, which has one that it is strongly like: no mean is higher than
        the highest score in it.
        """
        at = self.home[i]
        here = self._unit_mean(i, [j for j in self.members[at] if j != i])
        best, target = max(here, self.join_from - MOVE_BY) + MOVE_BY, None
        near = {self.home[j] for j, score in strong if score >= best - ROUNDING} - {at}
        for g in sorted(near):
            if not barred.intersection(self.members[g]) and (value := self._unit_mean(i, self.members[g])) > best:
                best, target = value, g
        if target is None:
            return
        self.moves += 1
        self.changed[at] = self.changed[target] = self.moves
        self.members[at].remove(i)
        if not self.members[at]:
            del self.members[at]
        self.members[target].append(i)
        self.home[i] = target

    def _unit_mean(self, i: int, others: Sequence[int]) -> float:
        scores = self.scores
        total = sum(scores.get((i, j) if i < j else (j, i), UNLIKE) for j in others)
        return total / len(others) if others else 0.0

    def result(self) -> list[list[int]]:
        """The groups."""
        return sorted(sorted(g) for g in self.members.values() if g)
