"""What words say of two event mentions."""

from __future__ import annotations

import numpy as np
import pytest
from bench.quality.event_words import WEIGHTS, event_words, features, fitted, mention, names_of, scene_likeness

PAIRS = [
    ("Rebels <m> shelled </m> the market of Arica on Monday", "The market in Arica was <m> shelled </m> by rebels"),
    ("Rebels <m> shelled </m> the market of Arica on Monday", "A school in Bongor was <m> shelled </m> in spring"),
    ("Rebels <m> shelled </m> the market of Arica on Monday", "Doctors <m> treated </m> those shelled in Arica"),
]


def test_one_event_scores_above_its_twin_and_above_another_act() -> None:
    """The same word of the same scene is worth more than the same word elsewhere, or another act of that scene."""
    same, twin, other = event_words(PAIRS)

    assert same > twin
    assert same > other


def test_features_are_named_and_symmetric() -> None:
    """One column for each weight, and exchanging the mentions changes nothing."""
    there, back = features(PAIRS), features([(b, a) for a, b in PAIRS])

    assert there.shape == (3, len(WEIGHTS))
    assert there == pytest.approx(back)


def test_the_trigger_of_one_in_the_sentence_of_the_other_is_noticed() -> None:
    """The third pair: "shelled" is told in the second sentence, but is not its event."""
    column = list(WEIGHTS).index("crossed")

    assert features(PAIRS)[:, column].tolist() == [0, 0, 1]


def test_a_pairs_answer_does_not_depend_on_the_order() -> None:
    """The same set in another order gives the same numbers."""
    assert event_words(PAIRS[::-1])[::-1] == pytest.approx(event_words(PAIRS))


def test_a_sentence_without_a_trigger_is_refused() -> None:
    """An unmarked sentence is no event mention."""
    with pytest.raises(ValueError, match="no trigger"):
        mention("Rebels shelled the market")


def test_the_fit_finds_what_tells_the_labels_apart() -> None:
    """A feature that agrees with the label gets weight, one that is noise next to none."""
    rng = np.random.default_rng(1)
    labels = (np.arange(400) % 2).astype(float)
    x = np.column_stack([labels + rng.normal(size=400), rng.normal(size=400)])

    told, noise = fitted(x, labels)

    assert told > 0.5
    assert abs(noise) < 0.3


def test_names_and_numbers_are_known_by_their_form() -> None:
    """A capital inside the sentence and digits count; the sentence's first word does not."""
    assert names_of("Rebels shelled Arica on 12 May") == {"arica", "12", "may"}


def test_a_scene_is_measured_against_its_neighbours() -> None:
    """Two scenes in a crowd of like ones are less telling than two that stand alone together."""
    crowd = np.array([[1.0, 0.02 * n] for n in range(-3, 4)])
    pair = np.array([[0.0, 1.0], [0.02, 1.0]])
    vectors = np.concatenate([crowd, pair])
    likeness = scene_likeness(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))

    assert likeness[-1, -2] > likeness[3, 4] + 0.5
    assert likeness == pytest.approx(likeness.T)
