"""Units to groups with the same proposition: correlation clustering with must-links and cannot-links.

Agglomeration by mean likeness over the pairs that could be alike (all others count as unlike), then moves of single
units while they better their mean likeness. Two groups with a pair between them that can never be one are never joined.
What reviewers decided goes before what the program found: first their links, then those of denials, then likeness.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence

from counterclaim.claims.likeness import Likeness, Pair

#: Mean likeness from which two groups are one claim.
JOIN_FROM = 0.60
#: Likeness of pairs that were not looked at.
UNLIKE = 0.15
#: A unit moves to another group only if it is so much more like it.
MOVE_BY = 0.10
PASSES = 3
#: What summing in another order may change at most.
ROUNDING = 1e-6


def group(
    count: int,
    likeness: Likeness,
    *,
    together: Iterable[Pair] = (),
    bound: Iterable[Pair] = (),
    apart: Iterable[Pair] = (),
    join_from: float = JOIN_FROM,
) -> list[list[int]]:
    """Groups of ``count`` units by position, each sorted, in order of their first unit.

    Args:
        count: how many units there are.
        likeness: of their pairs.
        together: pairs a reviewer decided to be one claim.
        bound: pairs that the text binds (a denial and the statement it names).
        apart: pairs a reviewer decided not to be one claim.
        join_from: mean likeness from which groups are joined.
    """
    decided = {_ordered(p) for p in apart}
    seeds = _seeds(count, together, bound, decided)
    never = set(likeness.never) | decided
    state = _Groups(seeds, likeness.scores, never)
    state.join_all(join_from)
    state.move_singles(join_from, {i for g in seeds if len(g) > 1 for i in g})
    return state.result()


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

    def __init__(self, seeds: Sequence[list[int]], scores: Mapping[Pair, float], never: set[Pair]) -> None:
        self.scores, self.never = scores, never
        self.members = {min(g): list(g) for g in seeds}
        self.home = {i: min(g) for g in seeds for i in g}
        self.near: dict[int, dict[int, tuple[float, int]]] = {g: {} for g in self.members}
        self.barred: dict[int, set[int]] = {g: set() for g in self.members}
        self.moves = 0
        self.changed: dict[int, int] = {}  # for each group the last move from or to it
        for (i, j), score in scores.items():
            a, b = self.home[i], self.home[j]
            if a != b:
                total, n = self.near[a].get(b, (0.0, 0))
                self.near[a][b] = self.near[b][a] = (total + score, n + 1)
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

    def join_all(self, join_from: float) -> None:
        """Join the most alike two groups until none are alike enough; ties go to the earlier pair."""
        # Groups that are less alike need not wait here: they come again when one of them changes.
        pairs = ((self.mean(a, b), a, b) for a in self.near for b in self.near[a] if a < b)
        heap = [(-mean, a, b) for mean, a, b in pairs if mean >= join_from]
        heapq.heapify(heap)
        while heap:
            value, a, b = heapq.heappop(heap)
            if a not in self.members or b not in self.members or b in self.barred[a] or -value != self.mean(a, b):
                continue
            self._join(a, b)
            for c in self.near[a]:
                if (mean := self.mean(a, c)) >= join_from:
                    heapq.heappush(heap, (-mean, min(a, c), max(a, c)))

    def _join(self, a: int, b: int) -> None:
        for i in self.members.pop(b):
            self.members[a].append(i)
            self.home[i] = a
        for c, (total, n) in self.near.pop(b).items():
            del self.near[c][b]
            if c != a:
                old, m = self.near[a].get(c, (0.0, 0))
                self.near[a][c] = self.near[c][a] = (old + total, m + n)
        for c in self.barred.pop(b):
            self.barred[c].discard(b)
            if c != a:
                self.barred[a].add(c)
                self.barred[c].add(a)
        self.barred[a].discard(a)

    def move_singles(self, join_from: float, fixed: set[int]) -> None:
        """Move units that are more like another group than like their own, which average linking leaves behind."""
        links: dict[int, dict[int, float]] = {}
        for (i, j), score in self.scores.items():
            links.setdefault(i, {})[j] = score
            links.setdefault(j, {})[i] = score
        barred: dict[int, set[int]] = {}
        for i, j in self.never:
            barred.setdefault(i, set()).add(j)
            barred.setdefault(j, set()).add(i)
        free = [i for i in sorted(links) if i not in fixed]
        looked_at = dict.fromkeys(free, -1)
        for _ in range(PASSES):
            before = self.moves
            for i in free:
                around = {self.home[i], *(self.home[j] for j in links[i])}
                # Where no group around it has changed since, a unit would stay again.
                if max(self.changed.get(g, 0) for g in around) > looked_at[i]:
                    looked_at[i] = self.moves
                    self._move(i, links[i], barred.get(i, set()), join_from)
            if self.moves == before:
                return

    def _move(self, i: int, links: Mapping[int, float], barred: set[int], join_from: float) -> None:
        at = self.home[i]
        here = self._unit_mean(links, [j for j in self.members[at] if j != i])
        best, target = max(here, join_from - MOVE_BY) + MOVE_BY, None
        nearest: dict[int, float] = {}
        for j, score in links.items():
            nearest[self.home[j]] = max(score, nearest.get(self.home[j], UNLIKE))
        # No mean is higher than the highest score in it.
        for g in sorted(g for g, score in nearest.items() if g != at and score >= best - ROUNDING):
            if not barred.intersection(self.members[g]) and (value := self._unit_mean(links, self.members[g])) > best:
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

    @staticmethod
    def _unit_mean(links: Mapping[int, float], others: Sequence[int]) -> float:
        return sum(links.get(j, UNLIKE) for j in others) / len(others) if others else 0.0

    def result(self) -> list[list[int]]:
        """The groups."""
        return sorted(sorted(g) for g in self.members.values() if g)
