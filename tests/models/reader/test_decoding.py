"""Well-formed label sequences."""

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.models.reader.decoding import best_sequences, surely_outside


def one(rows: list[list[float]], begin_cost: float = 0.0) -> list[int]:
    return best_sequences(np.array([rows], dtype=np.float32), begin_cost)[0].tolist()


def test_an_inside_without_a_begin_becomes_a_span_that_begins() -> None:
    """The best well-formed sequence wins over the best labels one by one."""
    rows = [[0.1, 0.4, 0.5], [0.1, 0.1, 0.8], [0.8, 0.1, 0.1]]

    assert one(rows) == [1, 2, 0]


def test_a_weak_piece_in_the_middle_does_not_cut_a_span() -> None:
    """One doubtful piece between sure ones is inside."""
    rows = [[0.0, 0.9, 0.1], [0.52, 0.02, 0.46], [0.05, 0.05, 0.9]]

    assert one(rows) == [1, 2, 2]


def test_a_begin_cost_joins_adjacent_spans() -> None:
    """Beginning a second span right after the first must be worth its cost."""
    rows = [[0.0, 0.9, 0.1], [0.0, 0.55, 0.45]]

    assert one(rows) == [1, 1]
    assert one(rows, begin_cost=1.0) == [1, 2]


@given(st.lists(st.lists(st.floats(0.01, 1), min_size=5, max_size=5), min_size=1, max_size=12))
def test_no_sequence_is_malformed(rows: list[list[float]]) -> None:
    """Inside of a role follows begin or inside of that role, whatever the probabilities."""
    labels = one(rows)

    for before, after in zip([0, *labels], labels, strict=False):
        if after in (2, 4):
            assert before in (after - 1, after)


def weight(labels: list[int], emit: np.ndarray, begin_cost: float) -> float:
    """Log probability of a well-formed sequence."""
    return sum(float(emit[t, k]) - begin_cost * (k in (1, 3)) for t, k in enumerate(labels))


@given(st.integers(0, 2**32 - 1), st.integers(1, 5), st.sampled_from([0.0, 0.3]), st.sampled_from([1.0, 4.0]))
def test_the_sequence_found_is_the_best_of_all(seed: int, length: int, begin_cost: float, spread: float) -> None:
    """Falling into stretches at pieces surely outside loses nothing: no well-formed sequence weighs more."""
    logits = np.random.default_rng(seed).normal(size=(1, length, 5)) * spread
    probs = np.exp(logits) / np.exp(logits).sum(-1, keepdims=True)
    emit = np.log(probs[0])
    every = [
        labels
        for labels in itertools.product(range(5), repeat=length)
        if all(b not in (2, 4) or a in (b - 1, b) for a, b in itertools.pairwise((0, *labels)))
    ]

    best = max(weight(list(labels), emit, begin_cost) for labels in every)

    assert abs(weight(best_sequences(probs, begin_cost)[0].tolist(), emit, begin_cost) - best) < 1e-6


def test_an_outside_piece_is_sure_only_where_no_inside_needs_it() -> None:
    """A piece likelier outside than not stays open where the next one can only go on with a span."""
    emit = np.log(np.array([[[0.7, 0.2, 0.1], [0.001, 0.001, 0.998]], [[0.7, 0.2, 0.1], [0.9, 0.05, 0.05]]]))

    assert surely_outside(emit, 0.3)[:, 0].tolist() == [False, True]


def test_nothing_gives_nothing() -> None:
    """No anchors, no pieces: empty arrays of the right shape."""
    assert best_sequences(np.zeros((0, 3, 5), dtype=np.float32)).shape == (0, 3)
