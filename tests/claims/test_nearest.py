"""The nearest statements of each, kept between runs."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from counterclaim.claims import nearest as module
from counterclaim.claims.nearest import CANDIDATE_FROM, GRAIN, Lists, close_pairs, grained, nearest
from counterclaim.claims.pairs import State
from counterclaim.records import FORGETFUL, Forgetful, key_of


class Carrying(Forgetful):
    """A keeper that carries states from one call to the next."""

    def __init__(self) -> None:
        self.states: dict[str, object] = {}

    def carried(self, step: str, kind: type) -> object:  # type: ignore[override]
        return self.states.get(step)

    def carry(self, step: str, state: object) -> None:
        self.states[step] = state


def vectors_of(names: Sequence[int]) -> NDArray[np.float32]:
    """A vector for each name; those of names with the same rest of a division by 23 are one."""
    rows = [np.random.default_rng(n % 23).normal(size=6) for n in names]
    return grained(np.array([r / np.linalg.norm(r) for r in rows], dtype=np.float32).reshape(len(names), 6))


def plainly(vectors: NDArray[np.float32]) -> list[list[tuple[int, float]]]:
    """The nearest of each, by looking at all."""
    found = []
    for i, row in enumerate(vectors @ vectors.T):
        near = [(-float(c), j) for j, c in enumerate(row) if j != i and c >= CANDIDATE_FROM]
        found.append([(j, -c) for c, j in sorted(near)[: module.NEAREST]])
    return found


def told(lists: Lists) -> list[list[tuple[int, float]]]:
    return [
        [(int(j), float(c)) for j, c in zip(at, cosine, strict=True) if j >= 0]
        for at, cosine in zip(lists.at, lists.cosine, strict=True)
    ]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sets(st.integers(0, 60)), min_size=1, max_size=5), st.integers(1, 9), st.integers(2, 7))
def test_lists_brought_up_to_date_are_those_made_from_nothing(cases: list[set[int]], tile: int, count: int) -> None:
    """Whatever statements come and go, in whatever tiles, each has the nearest, and of equals the first."""
    keeper = Carrying()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "TILE", tile)
        patch.setattr(module, "NEAREST", count)
        for case in cases:
            names = sorted(case)
            vectors = vectors_of(names)

            lists = nearest([key_of(n) for n in names], vectors, keeper)

            assert told(lists) == plainly(vectors)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.permutations(range(30)), min_size=1, max_size=4), st.integers(1, 30), st.integers(1, 9))
def test_close_pairs_brought_up_to_date_are_those_made_from_nothing(
    cases: list[list[int]], count: int, tile: int
) -> None:
    """Whatever comes and goes, in whatever order, the pairs are those that are near enough."""
    keeper = Carrying()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "TILE", tile)
        for case in cases:
            names = case[: len(case) - count // 2]
            vectors = vectors_of(names)

            left, right, cosine = close_pairs("pairs", [key_of(n) for n in names], vectors, 0.5, keeper)

            matrix = vectors @ vectors.T
            pairs = [(i, j) for i in range(len(names)) for j in range(i + 1, len(names)) if matrix[i, j] >= 0.5]
            assert list(zip(left.tolist(), right.tolist(), strict=True)) == pairs
            assert cosine.tolist() == [float(matrix[p]) for p in pairs]


def test_kept_pairs_that_are_not_so_are_not_believed() -> None:
    """Pairs of places outside the case, too few of them, or others are found again."""
    keys, vectors = [key_of(n) for n in range(40)], vectors_of(list(range(40)))
    keeper = Carrying()
    left, right, cosine = close_pairs("pairs", keys, vectors, 0.2, keeper)
    state = keeper.states["pairs"]
    assert isinstance(state, State)
    others = np.full(len(left), 0.5, "<f4").tobytes()

    for wrong in wrong_states(state, others):
        keeper.states["pairs"] = wrong
        again = close_pairs("pairs", keys, vectors, 0.2, keeper)
        assert all(np.array_equal(x, y) for x, y in zip(again, (left, right, cosine), strict=True))


def wrong_states(state: State, others: bytes) -> list[State]:
    """A state with a key less, with a place or a number less, with none, with places outside, with other numbers."""
    outside, nothing = np.full(len(state.left) // 4, 77, "<i4").tobytes(), memoryview(b"")
    twice = bytes(state.keys[:-16]) + bytes(state.keys[:16])
    return [
        State(state.keys[:-1], state.left, state.right, state.number),
        State(state.keys[:-16], state.left, state.right, state.number),
        State(memoryview(twice), state.left, state.right, state.number),
        State(state.keys, state.left[4:], state.right, state.number),
        State(state.keys, state.left[:-1], state.right, state.number),
        State(state.keys, state.left, state.right, state.number[:-4]),
        State(state.keys, nothing, nothing, nothing),
        State(state.keys, memoryview(outside), state.right, state.number),
        State(state.keys, state.left, memoryview(outside), state.number),
        State(state.keys, state.left, state.right, memoryview(others)),
    ]


def test_a_kept_state_that_is_not_so_is_not_believed() -> None:
    """Lists of another length, with places outside the case or with other numbers are made again."""
    names = list(range(40))
    keys, vectors = [key_of(n) for n in names], vectors_of(names)
    sound = Carrying()
    nearest(keys, vectors, sound)
    state = sound.states["nearest"]
    assert isinstance(state, State)

    for wrong in wrong_states(state, np.full(len(state.left) // 4, 0.5, dtype="<f4").tobytes()):
        keeper = Carrying()
        keeper.states["nearest"] = wrong
        assert told(nearest(keys, vectors, keeper)) == plainly(vectors)


def test_a_cosine_does_not_depend_on_what_is_computed_beside_it() -> None:
    """Sums of products of grained vectors are exact: one pair alone, in a matrix or in any order gives one number."""
    rows = np.random.default_rng(7).normal(size=(64, 384)).astype(np.float32)
    vectors = grained(rows / np.linalg.norm(rows, axis=1, keepdims=True))
    whole = vectors @ vectors.T

    assert all(whole[i, j] == np.float32(vectors[i] @ vectors[j]) for i in range(64) for j in range(64))
    assert np.array_equal(whole, vectors[:, ::-1] @ vectors[:, ::-1].T)
    assert np.array_equal(whole.astype(np.float64), vectors.astype(np.float64) @ vectors.T.astype(np.float64))
    assert float(np.abs(vectors - rows / np.linalg.norm(rows, axis=1, keepdims=True)).max()) <= GRAIN


def test_no_statements_have_no_nearest() -> None:
    """An empty case and one of a single statement have empty lists."""
    assert told(nearest([], vectors_of([]), FORGETFUL)) == []
    assert told(nearest([key_of(1)], vectors_of([1]), FORGETFUL)) == [[]]
