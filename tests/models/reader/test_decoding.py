"""Well-formed label sequences."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.models.reader.decoding import best_sequences


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


def test_nothing_gives_nothing() -> None:
    """No anchors, no pieces: empty arrays of the right shape."""
    assert best_sequences(np.zeros((0, 3, 5), dtype=np.float32)).shape == (0, 3)
