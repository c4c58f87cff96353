"""What structure says of pairs of statements, kept between runs."""

from collections.abc import Sequence

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from test_nearest import Carrying

from counterclaim.claims.pairs import State
from counterclaim.claims.terms import KeptTerms
from counterclaim.records import key_of

PAIRS = st.sets(st.tuples(st.integers(0, 14), st.integers(0, 14)).filter(lambda p: p[0] < p[1]), max_size=30)


class Asking:
    """A function of pairs of names that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def terms(self, names: Sequence[int], pairs: set[tuple[int, int]], keeper: Carrying) -> list[float]:
        """Its number for pairs of places."""

        def told(i: int, j: int) -> float:
            self.asked += 1
            return float(min(names[i], names[j]) * 100 + max(names[i], names[j]))

        kept = KeptTerms([key_of(n) for n in names], told, keeper)
        left, right = (np.array([p[side] for p in sorted(pairs)], dtype=np.int64) for side in (0, 1))
        found = kept.of(left, right).tolist()
        kept.keep()
        return found


def plainly(names: Sequence[int], pairs: set[tuple[int, int]]) -> list[float]:
    both = [sorted((names[i], names[j])) for i, j in sorted(pairs)]
    return [float(a * 100 + b) for a, b in both]


@given(st.lists(st.tuples(st.permutations(range(20)), PAIRS), min_size=1, max_size=4))
def test_kept_numbers_are_those_made_from_nothing(runs: list[tuple[list[int], set[tuple[int, int]]]]) -> None:
    """Whatever statements come and go, in whatever order, and whatever pairs were asked for before."""
    keeper = Carrying()
    for names, pairs in runs:
        assert Asking().terms(names[:15], pairs, keeper) == plainly(names[:15], pairs)


def test_pairs_of_the_last_run_are_not_asked_for_again() -> None:
    """Only a few are, to see that they are still so, and what is new."""
    keeper, names = Carrying(), list(range(15))
    pairs = {(i, j) for i in range(14) for j in range(i + 1, 14)}
    Asking().terms(names, pairs, keeper)
    again = Asking()

    again.terms([*names, 99], {*pairs, (3, 15)}, keeper)

    assert again.asked <= 5 + 1


def test_kept_numbers_that_are_not_so_are_not_believed() -> None:
    """If one of those looked at differs, or a pair stands twice, all are made again."""
    names, pairs = list(range(15)), {(i, j) for i in range(14) for j in range(i + 1, 14)}
    keeper = Carrying()
    Asking().terms(names, pairs, keeper)
    state = keeper.states["terms"]
    assert isinstance(state, State)
    wrong = memoryview(np.zeros(len(pairs), "<f8").tobytes())
    left, right, number = (bytes(side) for side in (state.left, state.right, state.number))
    twice = (memoryview(side) for side in (left + left[:4], right + right[:4], number + bytes(wrong[:8])))

    for bad in (State(state.keys, state.left, state.right, wrong), State(state.keys, *twice)):
        keeper.states["terms"] = bad
        assert Asking().terms(names, pairs, keeper) == plainly(names, pairs)
