"""Windows over a text of any length."""

import random

import numpy as np
import pytest
from numpy.typing import NDArray
from tokenizers import Tokenizer

from counterclaim.models.reader import windows
from counterclaim.models.reader.features import letter_case, surface_features
from counterclaim.models.reader.layout import MAX_PIECES
from counterclaim.models.reader.onnx import FOLDER


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def changes(home: NDArray[np.int64]) -> list[int]:
    """The pieces at which homes begin."""
    return [0, *(int(i) + 1 for i in np.flatnonzero(np.diff(home)))]


@pytest.mark.parametrize("sentences", [1, 12, 60, 400])
def test_windows_cover_every_piece_and_overlap(tokenizer: Tokenizer, sentences: int) -> None:
    """No piece is left out, none is longer than the encoder takes, and neighbours share pieces."""
    pieces = windows.cut("The army said that the bridge was gone by noon. " * sentences, tokenizer)

    cuts, home = windows.plan(pieces)

    assert cuts[0][0] == 0
    assert cuts[-1][1] == len(pieces.ids) == len(home)
    assert all(e - s <= MAX_PIECES for s, e in cuts)
    assert all(b[0] < a[1] for a, b in zip(cuts, cuts[1:], strict=False))
    assert all(b[0] > a[0] for a, b in zip(cuts, cuts[1:], strict=False))


def test_a_text_without_a_break_is_cut_all_the_same(tokenizer: Tokenizer) -> None:
    """A hostile text of one endless word ends in windows, not in a loop."""
    pieces = windows.cut("x" * 90 + " " + "word " * 3000, tokenizer)

    cuts, _ = windows.plan(pieces)

    assert cuts[-1][1] == len(pieces.ids)
    assert len(cuts) < 40


def test_every_piece_is_at_home_with_words_around_it(tokenizer: Tokenizer) -> None:
    """A home begins with a sentence, and its window shows what stands before and after."""
    text = "".join(f"The army said that bridge {i} was gone by noon. " for i in range(90))
    pieces = windows.cut(text, tokenizer)

    cuts, home = windows.plan(pieces)

    begins = changes(home)
    assert len(begins) == len(cuts) > 3
    for w, (start, end) in enumerate(cuts):
        mine = np.flatnonzero(home == w)
        assert text[pieces.starts[mine[0]] :].startswith("The army")
        assert start == 0 or mine[0] - start >= windows.BEFORE
        assert end == len(home) or end - mine[-1] > windows.AFTER


@pytest.mark.parametrize("sentences", [1, 3, 9, 17])
def test_the_same_cuts_come_about_after_words_put_in_front(tokenizer: Tokenizer, sentences: int) -> None:
    """Where windows begin depends on the words there: far enough from what was put in front, all are as before."""
    rng = random.Random(sentences)
    words = "bridge river army mayor night water convoy market village road minister guard".split()
    text = "\n".join(" ".join(rng.choices(words, k=rng.randrange(12, 40))) + "." for _ in range(150))
    front = "Nobody in the valley had seen such a storm. " * sentences + "\n"

    def begins(whole: str, shift: int) -> set[int]:
        pieces = windows.cut(whole, tokenizer)
        return {int(pieces.starts[i]) - shift for i in changes(windows.plan(pieces)[1])}

    half = len(text) // 2
    plain, moved = begins(text, 0), begins(front + text, len(front))
    assert {b for b in plain if b > half} == {b for b in moved if b > half} != set()


def test_surface_features_tell_case_and_line_starts(tokenizer: Tokenizer) -> None:
    """Case is the word's, for each of its pieces; a line start adds five."""
    text = "Kremlinology said\nNATO"
    offsets = tokenizer.encode(text, add_special_tokens=False).offsets

    feats = surface_features(text, offsets)

    words = [text[s:e] for s, e in offsets]
    assert feats[0] == 7
    assert feats[words.index("said")] == 1
    assert feats[-1] == 8
    assert set(feats[1 : words.index("said")]) <= {2}


def test_covering_finds_the_pieces_of_a_span(tokenizer: Tokenizer) -> None:
    """Characters to pieces and back."""
    text = "The army said nothing."
    pieces = windows.cut(text, tokenizer)

    first, last = pieces.covering(4, 13)

    assert text[pieces.starts[first] : pieces.ends[last]] == "army said"
    assert np.all(pieces.starts[1:] >= pieces.ends[:-1])


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("said", 1),
        ("covid19", 1),
        ("Army", 2),
        ("A", 2),
        ("NATO", 3),
        ("iPhone", 4),
        ("2031", 0),
        ("ärger", 1),
        ("Ärger", 2),
    ],
)
def test_letter_case_counts_letters_alone(word: str, case: int) -> None:
    """Digits do not count, and letters beyond ASCII have their case."""
    assert letter_case(word) == case
