"""Joining groups of units by mean likeness, the most alike two first, where nothing bars it: average linkage.

A mean never rises by joining: that of two joined groups to a third lies between theirs, and a bar to one of them bars
both. So whatever comes together at a mean of at least some level lies in one component of the groups that are that much
alike now, and what lies in another component has no say in it. Joining therefore goes down by levels, component by
component. Pairs that are alike enough to be joined at all chain thousands of units of a mixed case; at each level the
groups that are left, whose means are lower than their likest pairs, fall into components of a few dozen.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims.likeness import Pair, Places, Scores, components
from counterclaim.claims.structure import NEVER

#: Likeness of pairs that were not looked at.
UNLIKE = 0.15
#: What summing in another order may change at most.
ROUNDING = 1e-6
#: How far over the last level the others lie. They decide how long it takes and nothing else.
STEPS = (0.6, 0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.015, 0.0)
#: So few units are joined at the last level at once.
FEW = 200


@dataclass(frozen=True, slots=True)
class Between:
    """Of pairs of groups by number, the smaller first: the sum of likeness, of how many pairs of units (those that
    were looked at), and whether one of these bars them from being joined.
    """

    one: Places
    two: Places
    total: Scores
    count: Scores
    is_barred: NDArray[np.bool_]

    @staticmethod
    def of(left: Places, right: Places, score: Scores, apart: Iterable[Pair]) -> Between:
        """The pairs of units, each its own group; ``NEVER`` bars them, and so does what was decided to be apart."""
        decided = np.array(sorted(apart), dtype=np.int64).reshape(-1, 2)
        nothing, is_never = np.zeros(len(decided)), score == NEVER
        return Between(
            np.concatenate([left, decided[:, 0]]),
            np.concatenate([right, decided[:, 1]]),
            np.concatenate([np.where(is_never, 0.0, score), nothing]),
            np.concatenate([np.where(is_never, 0.0, 1.0), nothing]),
            np.concatenate([is_never, nothing == 0]),
        )

    def within(self, home: Places) -> Between:
        """The pairs of the groups that these groups have come to lie in.

        Of pairs that are told once each those stay whose groups neither moved nor were moved to.
        """
        is_touched = np.zeros(len(home), dtype=bool)
        moved = np.flatnonzero(home != np.arange(len(home)))
        is_touched[moved], is_touched[home[moved]] = True, True
        at = is_touched[self.one] | is_touched[self.two]
        summed = self._of(at).summed(home)
        stays = self._of(~at)
        columns = zip(stays._columns(), summed._columns(), strict=True)
        return Between(*(np.concatenate(both) for both in columns))

    def listed(self, at: Places) -> list[tuple[int, int, float, float, bool]]:
        """Some of the pairs, in order, as plain values."""
        return list(zip(*(column[at].tolist() for column in self._columns()), strict=True))

    def _columns(self) -> tuple[NDArray[Any], ...]:
        return self.one, self.two, self.total, self.count, self.is_barred

    def _of(self, kept: NDArray[np.bool_]) -> Between:
        return Between(*(column[kept] for column in self._columns()))

    def summed(self, home: Places) -> Between:
        """The same of pairs of which some may be told more than once."""
        one, two = home[self.one], home[self.two]
        kept = one != two
        codes = np.minimum(one, two)[kept] * len(home) + np.maximum(one, two)[kept]
        codes, at = np.unique(codes, return_inverse=True)
        total, count, bars = (
            np.bincount(at, x[kept], len(codes)).astype(np.float64) for x in (self.total, self.count, self.is_barred)
        )
        return Between(codes // len(home), codes % len(home), total, count, bars > 0)

    def means(self, size: Places) -> Scores:
        """The mean likeness of each pair of groups of these sizes, as near as summing in any order gives it."""
        pairs = (size[self.one] * size[self.two]).astype(np.float64)
        return np.asarray((self.total + UNLIKE * (pairs - self.count)) / pairs)


def joined(seeds: Sequence[Sequence[int]], between: Between, join_from: float) -> list[list[int]]:
    """The groups that seeds are joined to while two have a mean of at least ``join_from``; ties go to the earlier pair.

    Args:
        seeds: of all units, each in one.
        between: the pairs of units.
        join_from: the mean.
    """
    home = np.empty(sum(len(g) for g in seeds), dtype=np.int64)
    for group in seeds:
        home[list(group)] = min(group)
    moved, between = home, between.summed(home)
    for n, step in enumerate(STEPS if len(home) > FEW else STEPS[-1:]):
        between = between.within(moved) if n else between
        moved = _joined_at(between, np.bincount(home, minlength=len(home)), join_from + step)
        home = moved[home]
    order = np.argsort(home, kind="stable")
    return [g.tolist() for g in np.split(order, np.flatnonzero(np.diff(home[order])) + 1)] if len(home) else []


def _joined_at(between: Between, size: Places, level: float) -> Places:
    """For each group the one that it is joined to at a level."""
    moved = np.arange(len(size))
    near = (between.means(size) >= level - ROUNDING) & ~between.is_barred
    part = components(len(size), between.one[near], between.two[near])
    inside = np.flatnonzero(part[between.one] == part[between.two])
    inside = inside[np.argsort(part[between.one[inside]], kind="stable")]
    ends = np.flatnonzero(np.diff(part[between.one[inside]], append=-1)) + 1
    pairs, sizes, start = between.listed(inside), size.tolist(), 0
    for end in ends.tolist():  # thousands of a few pairs each, which to take out of arrays costs more than to join
        if end - start == 1:  # most are of two groups; what barred them would not have brought them here
            one, other, total, count, _ = pairs[start]
            joins = [(one, other)] if _mean(total, count, sizes[one] * sizes[other]) >= level else []
        else:
            joins = list(_Component(pairs[start:end], sizes, level).joins())
        for one, other in joins:
            moved[other] = one
        start = end
    while np.any((further := moved[moved]) != moved):
        moved = further
    return moved


class _Component:
    """Groups that are joined with each other alone, with the sums of likeness between them."""

    def __init__(self, pairs: Sequence[tuple[int, int, float, float, bool]], size: Sequence[int], level: float) -> None:
        self.level = level
        self.size = {g: size[g] for pair in pairs for g in pair[:2]}
        self.near: dict[int, dict[int, tuple[float, float]]] = {g: {} for g in self.size}
        self.barred: dict[int, set[int]] = {g: set() for g in self.size}
        for a, b, total, count, is_barred in pairs:
            self.near[a][b] = self.near[b][a] = (total, count)
            if is_barred:
                self.barred[a].add(b)
                self.barred[b].add(a)

    def mean(self, a: int, b: int) -> float:
        """Mean likeness of two groups."""
        return _mean(*self.near[a][b], self.size[a] * self.size[b])

    def joins(self) -> Iterator[Pair]:
        """Pairs as they are joined; the second then lies in the first."""
        # Groups that are less alike need not wait here: they come again when one of them changes.
        heap = [pair for a in self.near for pair in self._alike(a, a)]
        heapq.heapify(heap)
        while heap:
            value, a, b = heapq.heappop(heap)
            if a not in self.size or b not in self.size or b in self.barred[a] or -value != self.mean(a, b):
                continue
            self._join(a, b)
            yield a, b
            for pair in self._alike(a):
                heapq.heappush(heap, pair)

    def _alike(self, a: int, after: int = -1) -> Iterator[tuple[float, int, int]]:
        """The pairs of a group with later ones that it can be joined with, with their mean turned round."""
        own, barred, level = self.size[a], self.barred[a], self.level
        for b, (total, count) in self.near[a].items():
            if b > after and b not in barred and (mean := _mean(total, count, own * self.size[b])) >= level:
                yield -mean, min(a, b), max(a, b)

    def _join(self, a: int, b: int) -> None:
        self.size[a] += self.size.pop(b)
        for c, (total, count) in self.near.pop(b).items():
            del self.near[c][b]
            if c != a:
                old, n = self.near[a].get(c, (0.0, 0.0))
                self.near[a][c] = self.near[c][a] = (old + total, n + count)
        for c in self.barred.pop(b):
            self.barred[c].discard(b)
            if c != a:
                self.barred[a].add(c)
                self.barred[c].add(a)
        self.barred[a].discard(b)


def _mean(total: float, count: float, pairs: int) -> float:
    """The mean likeness of so many pairs of units; rounded, so that the order of summing decides nothing."""
    return round((total + UNLIKE * (pairs - count)) / pairs, 9)
