"""Units to groups with the same proposition: correlation clustering with must-links and cannot-links.

Agglomeration by mean likeness over the pairs that could be alike (all others count as unlike), then moves of single
units while they better their mean likeness. Two groups with a pair between them that can never be one are never joined.
What reviewers decided goes before what the program found: first their links, then those of denials, then likeness.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims.joining import ROUNDING, UNLIKE, Between, joined
from counterclaim.claims.likeness import Likeness, Pair, Places, components
from counterclaim.claims.structure import NEVER
from counterclaim.records import FORGETFUL, Keeper, key_of

#: Mean likeness from which two groups are one claim.
JOIN_FROM = 0.52
#: A unit moves to another group only if it is so much more like it.
MOVE_BY = 0.10
PASSES = 3


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
        decided = {_ordered(p) for p in self.apart}
        seeds = _seeds(len(self.units), self.together, self.bound, decided)
        between = Between.of(self.left, self.right, self.score, decided)
        moving = _Moving(joined(seeds, between, join_from), self, decided, join_from)
        moving.move_singles({i for g in seeds if len(g) > 1 for i in g})
        return tuple(tuple(g) for g in moving.result())


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


class _Moving:
    """Groups between which single units move.

    Args:
        groups: of all units of a part.
        part: the part.
        decided: pairs of it that a reviewer decided not to be one claim.
        join_from: as for ``group``.
    """

    def __init__(self, groups: Sequence[list[int]], part: Part, decided: set[Pair], join_from: float) -> None:
        self.join_from = join_from
        self.members = {g[0]: list(g) for g in groups}
        self.home = {i: g[0] for g in groups for i in g}
        self.moves = 0
        self.changed: dict[int, int] = {}  # for each group the last move from or to it
        every = _Beside.of_part(part)
        is_never = every.score == NEVER
        self.scores, self.barred = every.where(~is_never), every.where(is_never)
        self.strong = every.where(every.score >= join_from - ROUNDING)
        self.decided: dict[int, set[int]] = {}
        for i, j in decided:
            self.decided.setdefault(i, set()).add(j)
            self.decided.setdefault(j, set()).add(i)

    def move_singles(self, fixed: set[int]) -> None:
        """Move units that are more like another group than like their own, which average linking leaves behind."""
        later = self._may_move() - fixed  # as it is now the others stay
        looked_at = dict.fromkeys(later, -1)
        for _ in range(PASSES):
            now, later = sorted(later), set()
            waiting, before = set(now), self.moves
            while now:
                waiting.discard(i := heapq.heappop(now))
                around = {self.home[i], *(self.home[j] for j in self.strong.of(i))}
                # Where no group around it has changed since, a unit would stay again.
                if len(around) == 1 or max(self.changed.get(g, 0) for g in around) <= looked_at.get(i, 0):
                    continue
                looked_at[i] = self.moves
                for j in self._beside_move(i) - fixed:
                    if j <= i:
                        later.add(j)
                    elif j not in waiting:
                        waiting.add(j)
                        heapq.heappush(now, j)
            if self.moves == before:
                return

    def _beside_move(self, i: int) -> set[int]:
        """Move a unit if it is to be moved; the units of both groups, and what these are strongly like."""
        at = self.home[i]
        self._move(i, self.barred.of(i).keys() | self.decided.get(i, set()))
        if self.home[i] == at:
            return set()
        touched = {*self.members.get(at, ()), *self.members[self.home[i]]}
        return touched.union(*(self.strong.of(j) for j in touched))

    def _may_move(self) -> set[int]:
        """Units that may be more like a group that they have a pair in than like their own, all told at once.

        Summing in another order may round otherwise, so those about whom it is close are among them.
        """
        pairs, home = self.scores, np.zeros(len(self.home), dtype=np.int64)
        home[list(self.home)] = list(self.home.values())
        size = np.bincount(home, minlength=len(home))
        codes, at = np.unique(pairs.one * len(home) + home[pairs.two], return_inverse=True)
        unit, group = np.divmod(codes, max(1, len(home)))
        is_own = home[unit] == group
        others = size[group] - is_own
        total = np.bincount(at, pairs.score, len(codes)) + UNLIKE * (others - np.bincount(at, minlength=len(codes)))
        means = total / np.maximum(others, 1)
        here = np.where(size[home] > 1, UNLIKE, 0.0)  # without a pair in its own group
        here[unit[is_own]] = means[is_own]
        least = np.maximum(here, self.join_from - MOVE_BY) + MOVE_BY
        return set(unit[~is_own & (means > least[unit] - ROUNDING)].tolist())

    def _move(self, i: int, barred: Set[int]) -> None:
        """Move a unit to the group it is most like, which has one that it is strongly like: no mean is higher than
        the highest score in it.
        """
        at = self.home[i]
        here = self._unit_mean(i, [j for j in self.members[at] if j != i])
        best, target = max(here, self.join_from - MOVE_BY) + MOVE_BY, None
        near = {self.home[j] for j, score in self.strong.of(i).items() if score >= best - ROUNDING} - {at}
        for g in sorted(near):
            if barred.isdisjoint(self.members[g]) and (value := self._unit_mean(i, self.members[g])) > best:
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
        scores = self.scores.of(i)
        total = sum(scores.get(j, UNLIKE) for j in others)
        return total / len(others) if others else 0.0

    def result(self) -> list[list[int]]:
        """The groups."""
        return sorted(sorted(g) for g in self.members.values() if g)


class _Beside:
    """Some pairs of a part, found by either unit.

    Args:
        one: the one unit of each pair, in order; each pair is told twice.
        two: the other.
        score: how alike they are.
        count: of the part's units.
    """

    def __init__(self, one: Places, two: Places, score: NDArray[np.float64], count: int) -> None:
        self.one, self.two, self.score, self.count = one, two, score, count
        self._found: dict[int, dict[int, float]] = {}
        self._ends = np.searchsorted(one, np.arange(count + 1)).tolist()

    @staticmethod
    def of_part(part: Part) -> _Beside:
        """All pairs of a part."""
        one, two = np.concatenate([part.left, part.right]), np.concatenate([part.right, part.left])
        order = np.argsort(one, kind="stable")
        score = np.concatenate([part.score, part.score])[order]
        return _Beside(one[order].astype(np.int64), two[order].astype(np.int64), score, len(part.units))

    def where(self, kept: NDArray[np.bool_]) -> _Beside:
        """Those of some places."""
        return _Beside(self.one[kept], self.two[kept], self.score[kept], self.count)

    def of(self, i: int) -> Mapping[int, float]:
        """The likeness of a unit to each that it has a pair with."""
        if i not in self._found:
            here = slice(self._ends[i], self._ends[i + 1])
            self._found[i] = dict(zip(self.two[here].tolist(), self.score[here].tolist(), strict=True))
        return self._found[i]
