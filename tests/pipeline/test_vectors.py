"""Vectors kept with a case."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from counterclaim.pipeline.kept import forget
from counterclaim.pipeline.vectors import BATCH, KeptVectors

TEXTS = ["the gate was open", "the gate was shut", "nobody saw the gate", "the gate was open"]


class Counting:
    """An encoder that keeps what it was asked for."""

    version = "counting/1"

    def __init__(self, width: int = 4, shift: float = 0.0) -> None:
        self.asked: list[str] = []
        self.width, self.shift = width, shift

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += texts
        rows = [[len(t) + self.shift, *([sum(map(ord, t))] * (self.width - 1))] for t in texts]
        return np.array(rows, dtype=np.float32).reshape(len(texts), self.width)


def test_a_text_is_encoded_once_for_a_case(tmp_path: Path) -> None:
    """Twice the same text, in one build or in two, is encoded once; the vectors are the encoder's."""
    first, second = Counting(), Counting()

    made = KeptVectors(first, tmp_path).embed(TEXTS)
    again = KeptVectors(second, tmp_path).embed([*TEXTS, "the gate was painted"])

    assert sorted(first.asked) == sorted(set(TEXTS))
    assert [t for t in second.asked if t not in TEXTS] == ["the gate was painted"]
    assert np.array_equal(made, Counting().embed(TEXTS))
    assert np.array_equal(again[:4], made)


def test_a_build_that_was_broken_off_keeps_what_it_encoded(tmp_path: Path) -> None:
    """Of three batches the first is in the file when the second fails."""

    class Failing(Counting):
        def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
            if len(self.asked) >= BATCH:
                raise KeyboardInterrupt
            return super().embed(texts)

    texts = [f"statement {n}" for n in range(BATCH * 3)]
    with pytest.raises(KeyboardInterrupt):
        KeptVectors(Failing(), tmp_path).embed(texts)
    resumed = Counting()

    made = KeptVectors(resumed, tmp_path).embed(texts)

    assert BATCH * 2 <= len(resumed.asked) <= BATCH * 2 + 3
    assert np.array_equal(made, Counting().embed(texts))


@pytest.mark.parametrize("cut", [1, 5, 21, 30])
def test_a_torn_file_is_mended(tmp_path: Path, cut: int) -> None:
    """A file that ends in the middle of a record, or of its first bytes, loses that record only."""
    kept = KeptVectors(Counting(), tmp_path)
    kept.embed(TEXTS)
    kept.file.write_bytes(kept.file.read_bytes()[:-cut])

    assert np.array_equal(KeptVectors(Counting(), tmp_path).embed(TEXTS), Counting().embed(TEXTS))
    resumed = Counting()
    KeptVectors(resumed, tmp_path).embed(TEXTS)
    assert len(resumed.asked) <= 3


def test_no_damaged_vector_is_used(tmp_path: Path) -> None:
    """Whatever byte of the file is changed, the vectors are those of the encoder."""
    kept = KeptVectors(Counting(), tmp_path)
    kept.embed(TEXTS)
    sound = kept.file.read_bytes()

    for at in range(len(sound)):
        kept.file.write_bytes(sound[:at] + bytes([sound[at] ^ 0x41]) + sound[at + 1 :])
        assert np.array_equal(KeptVectors(Counting(), tmp_path).embed(TEXTS), Counting().embed(TEXTS)), at


def test_vectors_that_this_machine_would_not_make_are_thrown_away(tmp_path: Path) -> None:
    """Vectors under the right name that the encoder does not give are all made again."""
    KeptVectors(Counting(shift=0.5), tmp_path).embed(TEXTS)

    assert np.array_equal(KeptVectors(Counting(), tmp_path).embed(TEXTS), Counting().embed(TEXTS))


def test_another_encoder_has_vectors_of_its_own(tmp_path: Path) -> None:
    """A vector is found by the encoder's version beside the text."""
    KeptVectors(Counting(), tmp_path).embed(TEXTS)
    other = Counting(width=6)
    other.version = "counting/2"

    assert KeptVectors(other, tmp_path).embed(TEXTS).shape == (4, 6)
    assert len(other.asked) == 3


def test_vectors_of_texts_that_are_gone_do_not_pile_up(tmp_path: Path) -> None:
    """A file that holds mostly what is not wanted is written anew."""
    kept = KeptVectors(Counting(), tmp_path)
    kept.embed([f"statement {n}" for n in range(BATCH * 2)])
    before = kept.file.stat().st_size

    kept.embed(TEXTS)

    assert kept.file.stat().st_size < before / 10


def test_progress_is_told_over_the_new_texts(tmp_path: Path) -> None:
    """Whoever watches sees how many are to be encoded and how many are done."""
    told: list[tuple[int, int]] = []

    kept = KeptVectors(Counting(), tmp_path, lambda done, total: told.append((done, total)))
    kept.embed(TEXTS)
    assert told == [(0, 3), (3, 3)]
    kept.embed(TEXTS)
    assert told == [(0, 3), (3, 3)], "nothing new, nothing told"


def test_forgetting_leaves_nothing(tmp_path: Path) -> None:
    """After it there is no trace of the texts; forgetting twice does no harm."""
    KeptVectors(Counting(), tmp_path).embed(TEXTS)

    forget(tmp_path)
    forget(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_what_was_encoded_ahead_is_not_encoded_again(tmp_path: Path) -> None:
    """Statements encoded as their article was read cost nothing when the case is made, in the same build or another."""
    encoder = Counting()
    kept = KeptVectors(encoder, tmp_path)

    kept.remember(TEXTS[:2])
    kept.remember(TEXTS[1:3])

    assert sorted(encoder.asked.copy()) == sorted([*set(TEXTS), TEXTS[1]])  # one of them twice, to check it
    encoder.asked.clear()
    assert np.array_equal(kept.embed(TEXTS), Counting().embed(TEXTS))
    assert encoder.asked == []


def test_to_ask_for_some_texts_lets_go_of_none(tmp_path: Path) -> None:
    """Whoever keeps what became of most vectors asks for few, and the others are there when they are asked for."""
    texts = [f"statement {n}" for n in range(BATCH * 2)]
    KeptVectors(Counting(), tmp_path).embed(texts)
    later = Counting()

    some = KeptVectors(later, tmp_path).embed_some(TEXTS)

    assert np.array_equal(some, Counting().embed(TEXTS))
    later.asked.clear()
    assert np.array_equal(KeptVectors(later, tmp_path).embed(texts), Counting().embed(texts))
    assert len(later.asked) <= 3


class Leaning(Counting):
    """Tells with each vector which way its statement leans."""

    def tell(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.hstack([self.embed(texts), [[-1.0, len(t)] for t in texts]]).astype(np.float32)


def test_leanings_are_kept_with_the_vectors(tmp_path: Path) -> None:
    """A text is asked for once, whichever of both is wanted first; an encoder that tells none gives rows of nothing."""
    first, second = Leaning(), Leaning()
    vectors = KeptVectors(first, tmp_path).embed(TEXTS)
    kept = KeptVectors(second, tmp_path)

    assert np.array_equal(vectors, Counting().embed(TEXTS))
    assert np.array_equal(kept.lean(TEXTS), [[-1.0, len(t)] for t in TEXTS])
    assert len(second.asked) <= 3, "a few are asked again, to see that they are right"
    forget(tmp_path)
    assert KeptVectors(Counting(), tmp_path).lean(TEXTS).shape == (4, 0)
