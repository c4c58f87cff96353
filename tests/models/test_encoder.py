"""The sentence encoder."""

import numpy as np
import pytest

from counterclaim.models.encoder import OnnxEncoder


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return OnnxEncoder()


def test_like_sentences_are_nearer_than_unlike_ones(encoder: OnnxEncoder) -> None:
    """Vectors are of length one, and paraphrases are close."""
    a, b, c = encoder.embed(["Troops left the town", "Soldiers withdrew from the city", "The recipe needs two eggs"])

    assert np.allclose(np.linalg.norm([a, b, c], axis=1), 1, atol=1e-3)
    assert a @ b > a @ c + 0.2


def test_a_vector_does_not_depend_on_its_neighbours(encoder: OnnxEncoder) -> None:
    """A sentence alone and in company has the same vector."""
    alone = encoder.embed(["Troops left the town"])[0]
    among = encoder.embed(["A much longer sentence about something else entirely.", "Troops left the town"])[1]

    assert np.array_equal(alone, among)


def test_no_texts_give_no_vectors(encoder: OnnxEncoder) -> None:
    """An empty list is fine."""
    assert encoder.embed([]).shape == (0, 384)
