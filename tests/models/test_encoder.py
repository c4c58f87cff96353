"""The sentence encoder."""

import numpy as np
import pytest

from counterclaim.models.encoder import AROUND, LEANINGS, WIDTH, OnnxEncoder, pieces_of
from counterclaim.records import Span, marked


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


def test_marked_words_are_read_with_what_stands_around_them(encoder: OnnxEncoder) -> None:
    """“There” is nearer to the place that the sentence before names than to another one."""
    depot = marked("Vesna spoke of the depot. Nobody was there.", [Span(26, 43)])
    clinic = marked("Vesna spoke of the clinic. Nobody was there.", [Span(27, 44)])
    there, elsewhere, named = encoder.embed([depot, clinic, "Nobody was in the depot."])

    assert there @ named > elsewhere @ named + 0.05


def test_a_long_text_is_cut_around_its_marked_words(encoder: OnnxEncoder) -> None:
    """Words at the end of a long text are read, and the text is no longer than the network takes."""
    text = "Rain fell on the road. " * 100 + "The ferry sank."
    ids, marks = pieces_of(marked(text, [Span(len(text) - 15, len(text))]), encoder.tokenizer)

    assert len(ids) <= AROUND + 2
    assert encoder.tokenizer.decode(ids[marks > 0].tolist()) == "the ferry sank."


def test_leanings_tell_a_denial_from_what_it_denies(encoder: OnnxEncoder) -> None:
    """Two who say the same of one thing lean alike, who says the contrary leans against them and looks like denying."""
    told = ["The army shelled the mill.", "Artillery fire hit the mill.", "No shell of the army ever hit the mill."]
    one, same, contrary = encoder.lean([marked(t, [Span(0, len(t))]) for t in told])

    assert one[:-1] @ same[:-1] > 0 > one[:-1] @ contrary[:-1]
    assert contrary[-1] > max(one[-1], same[-1])


def test_a_row_is_a_vector_and_its_leanings(encoder: OnnxEncoder) -> None:
    """Both are had at once, and each alone."""
    told = encoder.tell(["Troops left the town"])

    assert told.shape == (1, WIDTH + LEANINGS)
    assert np.array_equal(told[:, :WIDTH], encoder.embed(["Troops left the town"]))
    assert np.array_equal(told[:, WIDTH:], encoder.lean(["Troops left the town"]))
