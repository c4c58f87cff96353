"""Mentions and links over windows, with graphs that answer by rule."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from counterclaim.models.reader.coreference import LOOK_BACK, Coreference
from counterclaim.models.reader.windows import Pieces
from counterclaim.records import EntityType, Span

WIDTH = 4


class Links:
    """A link head that answers with the hidden state of the earlier mention's first piece."""

    def run(self, _: None, feed: dict[str, Any]) -> list[Any]:
        assert feed["match"].shape == (len(feed["rows"]), len(feed["first"])) == feed["place"].shape
        values = feed["hidden"][feed["first"], 0]
        kinds = np.zeros((len(feed["first"]), 5), dtype=np.float32)
        kinds[:, 1] = 5.0
        return [np.tile(values, (len(feed["rows"]), 1)).astype(np.float32), kinds]


class Spans:
    """A span head that takes every piece whose hidden state is even for a mention of one piece."""

    def run(self, _: None, feed: dict[str, Any]) -> list[Any]:
        n = len(feed["hidden"])
        out = np.full((3, n, n), -9.0, dtype=np.float32)
        even = np.flatnonzero(feed["hidden"][:, 0] % 2 == 0)
        out[1, even, even] = 9.0
        return [out]


def over(n: int, cuts: list[tuple[int, int]], home: list[int]) -> Coreference:
    """A text of ``n`` two-letter words, piece ``i`` having the hidden state ``i`` in every window."""
    text = " ".join(["ab"] * n)
    starts = np.arange(n) * 3
    pieces = Pieces(text, np.zeros(n, dtype=np.int64), starts, starts + 2, np.zeros(n, dtype=np.int64))
    states = np.repeat(np.arange(n, dtype=np.float32)[:, None], WIDTH, 1)
    sessions = {"links": Links(), "spans": Spans()}
    return Coreference(sessions, pieces, cuts, np.array(home), [states[s:e] for s, e in cuts])


@pytest.fixture
def two() -> Coreference:
    """Twelve words in two windows that share four."""
    return over(12, [(0, 8), (4, 12)], [0] * 6 + [1] * 6)


def word(i: int) -> Span:
    return Span(i * 3, i * 3 + 2)


def test_a_mention_is_proposed_once_wherever_windows_overlap(two: Coreference) -> None:
    """Pieces that two windows share are proposed in their home window alone."""
    assert [m.span for m in two.proposals] == [word(i) for i in range(0, 12, 2)]


def test_antecedents_are_found_across_windows(two: Coreference) -> None:
    """A mention of the second window has the antecedents of the first, each from its own home."""
    found = two.linked([word(1), word(5), word(6), word(11)])

    assert found[3].antecedents == {0: 1.0, 1: 5.0, 2: 6.0}
    assert found[2].antecedents == {0: 1.0, 1: 5.0}
    assert found[0].antecedents == {}
    assert found[0].kind is EntityType.ORG
    assert found[0].sure > 0.9


def test_links_do_not_depend_on_where_windows_fall() -> None:
    """The same hidden states give the same links in one window or three."""
    mentions = [word(i) for i in (0, 3, 4, 8, 13, 19)]

    one = over(20, [(0, 20)], [0] * 20).linked(mentions)
    three = over(20, [(0, 9), (5, 15), (11, 20)], [0] * 7 + [1] * 6 + [2] * 7).linked(mentions)

    assert one == three


def test_nothing_is_looked_for_too_far_back() -> None:
    """Antecedents lie within the reach of training."""
    n = LOOK_BACK + 30

    found = over(n, [(0, n)], [0] * n).linked([word(0), word(25), word(LOOK_BACK + 20)])

    assert found[2].antecedents == {1: 25.0}


def test_a_mention_inside_another_is_no_antecedent(two: Coreference) -> None:
    """What overlaps cannot be the same."""
    found = two.linked([word(1), Span(word(2).start, word(4).end), word(3)])

    assert found[2].antecedents == {0: 1.0}


def test_no_mentions_have_no_links(two: Coreference) -> None:
    """An empty list gives an empty list."""
    assert two.linked([]) == []
