"""Groups joined by levels are those that are joined one after another, the most alike two first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.claims import joining
from counterclaim.claims.joining import UNLIKE, Between, joined
from counterclaim.claims.structure import NEVER

#: Few values, so that means are often equal, and some of two units that can never be one.
SCORES = (NEVER, 0.1, 0.55, 0.6, 0.62, 0.7, 0.75, 0.8, 0.95, 1.3)
COUNT = 9
Pair = tuple[int, int]


def between(scores: dict[Pair, float], apart: Iterable[Pair] = ()) -> Between:
    """The pairs as the part has them."""
    pairs = sorted(scores)
    left, right = (np.array([p[side] for p in pairs], dtype="<i4") for side in (0, 1))
    return Between.of(left, right, np.array([scores[p] for p in pairs], dtype=np.float64), apart)


def one_by_one(seeds: list[list[int]], scores: dict[Pair, float], apart: set[Pair], least: float) -> list[list[int]]:
    """The most alike two groups of all, joined until none are alike enough."""
    groups = sorted(sorted(g) for g in seeds)

    def mean(a: list[int], b: list[int]) -> float:
        pairs = [(min(i, j), max(i, j)) for i in a for j in b]
        if any(p in apart or scores.get(p) == NEVER for p in pairs):
            return NEVER
        return round(sum(scores.get(p, UNLIKE) for p in pairs) / len(pairs), 9)

    while True:
        ranked = [(-mean(a, b), a[0], b[0]) for a, b in combinations(groups, 2)]
        if not ranked or -min(ranked)[0] < least:
            return groups
        _, first, second = min(ranked)
        one, two = (next(g for g in groups if g[0] == name) for name in (first, second))
        groups = sorted([*(g for g in groups if g not in (one, two)), sorted([*one, *two])])


pairs = st.sampled_from(list(combinations(range(COUNT), 2)))


@settings(max_examples=150, deadline=None)
@given(
    st.dictionaries(pairs, st.sampled_from(SCORES), max_size=30),
    st.sets(pairs, max_size=2),
    st.sampled_from([[[i] for i in range(COUNT)], [[0, 4], [1], [2, 3, 8], [5], [6], [7]]]),
)
def test_levels_change_no_group(scores: dict[Pair, float], apart: set[Pair], seeds: list[list[int]]) -> None:
    """Whether by all levels or at once, with seeds, ties and bars, the groups are those of joining two at a time."""
    wanted = one_by_one(seeds, scores, apart, 0.6)

    with pytest.MonkeyPatch.context() as patch:
        for few in (0, COUNT):
            patch.setattr(joining, "FEW", few)
            assert joined(seeds, between(scores, apart), 0.6) == wanted


def test_nothing_is_joined_to_nothing() -> None:
    """Without units there are no groups."""
    assert joined([], between({}), 0.6) == []


def test_a_chain_falls_into_small_components(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where pairs chain all units, few groups are looked at together."""
    sizes: list[int] = []
    of = joining._Component.__init__

    def noting(self, pairs, size, level):  # type: ignore[no-untyped-def]
        of(self, pairs, size, level)
        sizes.append(len(self.size))

    monkeypatch.setattr(joining._Component, "__init__", noting)
    count = joining.FEW * 2
    chain = {(i, i + 1): 0.61 if i % 3 == 2 else 0.95 for i in range(count - 1)}

    found = joined([[i] for i in range(count)], between(chain), 0.6)

    assert len(found) == 2 * count // 3
    assert max(sizes) <= 4
