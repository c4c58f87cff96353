"""Windows over a text of any length."""

import numpy as np
import pytest
from tokenizers import Tokenizer

from counterclaim.models.reader import windows
from counterclaim.models.reader.features import surface_features
from counterclaim.models.reader.layout import MAX_PIECES
from counterclaim.models.reader.onnx import FOLDER


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


@pytest.mark.parametrize("sentences", [1, 12, 60, 400])
def test_windows_cover_every_piece_and_overlap(tokenizer: Tokenizer, sentences: int) -> None:
    """No piece is left out, none is longer than the encoder takes, and neighbours share pieces."""
    pieces = windows.cut("The army said that the bridge was gone by noon. " * sentences, tokenizer)

    cuts = windows.spans(pieces)

    assert cuts[0][0] == 0
    assert cuts[-1][1] == len(pieces.ids)
    assert all(e - s <= MAX_PIECES for s, e in cuts)
    assert all(b[0] < a[1] for a, b in zip(cuts, cuts[1:], strict=False))
    assert all(b[0] > a[0] for a, b in zip(cuts, cuts[1:], strict=False))


def test_a_text_without_a_break_is_cut_all_the_same(tokenizer: Tokenizer) -> None:
    """A hostile text of one endless word ends in windows, not in a loop."""
    pieces = windows.cut("x" * 90 + " " + "word " * 3000, tokenizer)

    cuts = windows.spans(pieces)

    assert cuts[-1][1] == len(pieces.ids)
    assert len(cuts) < 40


def test_every_piece_is_at_home_where_it_lies_deepest() -> None:
    """A piece two windows share belongs to the one whose ends are farther away."""
    home = windows.homes([(0, 10), (6, 16)], 16)

    assert home.tolist() == [0] * 8 + [1] * 8


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
