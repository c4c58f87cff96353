"""Spans without links: their probabilities, which of them are taken, and that the shipped tagger finds them."""

from itertools import product

import numpy as np
import pytest
from numpy.typing import NDArray

from counterclaim.models.reader.onnx import OnnxReader
from counterclaim.models.reader.passes import OnnxPass
from counterclaim.models.reader.unlinked import NEVER, Units, Unlinked, best_spans, chained, posteriors, unlinked

TEXT = "The harbour office said that the crane had failed twice this year."


def chain(rng: np.random.Generator) -> NDArray[np.float64]:
    scores = rng.normal(size=(7, 7))
    for inside in (2, 4, 6):
        before = [k for k in range(7) if k not in (inside - 1, inside)]
        scores[before, inside] = NEVER
    return scores


@pytest.mark.parametrize("length", [1, 2, 4])
def test_posteriors_are_the_share_of_all_sequences(length: int) -> None:
    """The probability of a span is the weight of the label sequences that have it, counted out one by one."""
    rng = np.random.default_rng(length)
    emissions, transitions = rng.normal(size=(length, 7)), chain(rng)
    weights = {}
    for labels in product(range(7), repeat=length):
        score = sum(emissions[t, k] for t, k in enumerate(labels)) + (NEVER if labels[0] in (2, 4, 6) else 0)
        weights[labels] = np.exp(score + sum(transitions[a, b] for a, b in zip(labels, labels[1:], strict=False)))
    total = sum(weights.values())

    found = posteriors(emissions, transitions)

    for role, first, last in product(range(3), range(length), range(length)):
        begin = 1 + 2 * role
        run = (begin, *[begin + 1] * (last - first))
        share = sum(
            w
            for labels, w in weights.items()
            if last >= first and labels[first : last + 1] == run and labels[last + 1 : last + 2] != (begin + 1,)
        )
        assert found[role, first, last] == pytest.approx(share / total, abs=1e-9)


def test_words_of_one_span_are_doubtful_together() -> None:
    """Four words that are each inside with 0.6 make one span of 0.6, not of 0.6 to the fourth power."""
    begin, inside = np.array([0.6, 0, 0, 0, 0]), np.array([0, 0.6, 0.6, 0.6, 0])

    found = chained(begin, inside)

    assert found[0, 3] == pytest.approx(0.6)
    assert found.sum() == pytest.approx(0.6)


def test_the_best_spans_do_not_overlap_and_gain_most() -> None:
    """Two spans worth proposing win over a likelier one that overlaps both; what is less likely than its least is out."""
    scores = np.zeros((3, 6, 6))
    scores[1, 0, 4], scores[1, 0, 1], scores[0, 2, 4], scores[2, 5, 5] = 0.7, 0.6, 0.65, 0.2

    found = best_spans(scores, (0.3, 0.3, 0.3))

    assert found == [Unlinked("content", 0, 1, 0.6), Unlinked("source", 2, 4, 0.65)]


def words(found: OnnxPass) -> Units:
    starts = np.array([i for i, c in enumerate(TEXT) if i == 0 or TEXT[i - 1] == " " or c == "."])
    first = np.searchsorted(found.pieces.starts, starts)
    return Units(first, np.append(first[1:], len(found.pieces.ids)) - 1)


def test_the_shipped_tagger_finds_who_says_what() -> None:
    """Source, cue and content of a plain sentence, in order; the full stop is a word of its own and no content's."""
    found = OnnxReader(threads=1, scheme={"polnear": 1.0}, unlinked=True).read(TEXT)

    spans = unlinked(found, words(found))

    assert [s[:3] for s in spans] == [("source", 0, 2), ("cue", 3, 3), ("content", 4, 11)]
    assert all(0.3 < s.probability <= 1 for s in spans)


def test_the_tagger_changes_nothing_else() -> None:
    """A reader with the tagger puts out what one without it does, to the bit; an empty text has no spans."""
    plain, both = OnnxReader(threads=1), OnnxReader(threads=1, unlinked=True)

    assert set(both.read(TEXT).encoded.outputs[0]) - set(plain.read(TEXT).encoded.outputs[0]) == {"roles"}
    for name, value in plain.read(TEXT).encoded.outputs[0].items():
        assert np.array_equal(value, both.read(TEXT).encoded.outputs[0][name])
    assert unlinked(both.read(""), Units(np.zeros(0, np.int64), np.zeros(0, np.int64))) == []
