"""The trees that tell which paragraphs of a page are the article's text."""

import numpy as np
import pytest

from counterclaim.article.block_measures import MEASURES_VERSION, Look, measure
from counterclaim.article.html import parsed
from counterclaim.article.html_blocks import read_page
from counterclaim.errors import ModelError
from counterclaim.models.segmenter import blocks as module
from counterclaim.models.segmenter import load_segmenter
from counterclaim.models.segmenter.blocks import load_blocks, token_features

P = "The council said on Wednesday that the dam number {} had been inspected in the spring and found to be sound."
PAGE = (
    "<html><body><div class='menu'><a href='/'>Home</a></div><article><h1>Dam held</h1>"
    + "".join(f"<p>{P.format(n)}</p>" for n in range(6))
    + "</article><div class='related'><h3>Related</h3><p><a href='/x'>Ten lakes to see this summer with children</a></p></div>"
    "<div class='newsletter'><p>Sign up for our newsletter and get the best of the week in your inbox.</p></div></body></html>"
)


def test_paragraphs_are_told_from_furniture() -> None:
    """An article's paragraphs are found with an extractor's help and, by their place and look, without."""
    page = Look(read_page(parsed(PAGE)[0]))
    verdicts = [b.text.startswith("The council") for b in page.page.blocks]
    for said in (verdicts, [False] * len(verdicts)):
        got = measure(page, [said, [False] * len(verdicts)], "Dam held", "")
        found = dict(zip(got.places, load_segmenter().paragraphs(got), strict=True))

        assert [found.get(i, 0.0) > 0.4 for i in range(len(verdicts))] == verdicts


def test_shipped_trees_fit_the_measures() -> None:
    """The trees were trained on the measures that are taken, and only look at columns that there are."""
    trees = load_blocks()
    page = Look(read_page(parsed(PAGE)[0]))
    got = measure(page, [[False] * len(page.words)] * 2, "", "")

    assert trees.measures == MEASURES_VERSION
    assert trees.feature.max() < got.rows.shape[1] + 8


def test_tokens_are_averaged_and_unknown_ones_left_out() -> None:
    """Log-odds of known tokens give highest, lowest, mean and count; a row without any is zero."""
    got = token_features([[1, 2, 9], [9]], {1: 2.0, 2: -1.0})

    assert np.allclose(got, [[2.0, -1.0, 0.5, 2.0], [0, 0, 0, 0]])


def test_altered_weights_are_refused(tmp_path, monkeypatch) -> None:
    """Weights that are not those of the card are refused by name."""
    other = tmp_path / "blocks.npz"
    other.write_bytes(module.BLOCKS_FILE.read_bytes() + b"x")
    monkeypatch.setattr(module, "BLOCKS_FILE", other)
    load_blocks.cache_clear()

    with pytest.raises(ModelError, match=r"blocks\.npz"):
        load_blocks()
    load_blocks.cache_clear()
