"""Looking up verified claims for a post."""

from __future__ import annotations

import numpy as np
import pytest
from bench.quality.claim_search import FOUND, ClaimSearch, standard, without_links

from counterclaim.models.relation.layout import HEADS, N_OUTPUTS

CLAIMS = {
    "a": ("A crab giant lives in the harbour of Arica.", "Giant crab?"),
    "b": ("A crab was cooked in Arica.", "Crab dish?"),
    "c": ("The mayor opened a bridge.", "New bridge?"),
}


class Encoder:
    """Puts texts about cooking on one axis and the rest on another; counts what it is asked."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def embed(self, texts: list[str]) -> np.ndarray:
        self.seen += texts
        return np.array([[1.0, 0.0] if "cook" in t else [0.0, 1.0] for t in texts], dtype=np.float32).reshape(-1, 2)


class Model:
    """Finds that only a claim with ``word`` makes the post's point."""

    def __init__(self, word: str) -> None:
        self.word = word

    def logits(self, pairs: list[tuple[str, str]], *, both_orders: bool) -> np.ndarray:
        out = np.zeros((len(pairs), N_OUTPUTS))
        out[:, HEADS["match"].start] = [5.0 * (self.word in claim) for _, claim in pairs]
        return out


def test_the_encoder_orders_what_words_find() -> None:
    """Of two claims that share words with the post, the nearer in meaning comes first; others are not listed."""
    assert ClaimSearch(CLAIMS, Encoder()).ranking("A crab in Arica, cooked!") == ["b", "a"]
    assert ClaimSearch(CLAIMS, Encoder()).ranking("A crab in Arica!") == ["a", "b"]


def test_the_models_reading_counts() -> None:
    """The relation model can turn the order of two claims that words and meaning leave near each other."""
    claims = {"1": ("A red crab in Arica.", "Crab?"), "2": ("A blue crab in Arica.", "Crab?")}

    assert ClaimSearch(claims, Encoder(), Model("blue")).ranking("crab in Arica") == ["2", "1"]
    assert ClaimSearch(claims, Encoder(), Model("red")).ranking("crab in Arica") == ["1", "2"]


def test_a_claim_is_embedded_once() -> None:
    """Two posts that find one claim cost one embedding of it."""
    encoder = Encoder()
    search = ClaimSearch(CLAIMS, encoder)

    search.ranking("crab")
    search.ranking("crab in Arica")

    assert sorted(encoder.seen) == sorted([CLAIMS["a"][0], CLAIMS["b"][0], "crab", "crab in Arica"])


def test_a_post_that_shares_no_word_finds_nothing() -> None:
    """Nothing is made up where words find nothing, and a list has its limit."""
    many = {str(n): (f"Crab number {n}", "") for n in range(40)}

    assert ClaimSearch(CLAIMS, Encoder()).ranking("pic.twitter.com/crab") == []
    assert len(ClaimSearch(many, Encoder()).ranking("crab")) == FOUND


def test_links_go_and_the_signature_stays() -> None:
    """A post keeps its author, loses its links."""
    assert without_links("Look https://t.co/x pic.twitter.com/y — Ann (@ann)") == "Look — Ann (@ann)"


def test_standard_values() -> None:
    """Mean 0 and variance 1; equal values say nothing."""
    assert standard([1, 3]).tolist() == pytest.approx([-1, 1])
    assert standard([2, 2]).tolist() == [0, 0]
