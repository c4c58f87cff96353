"""Looking up verified claims for a post."""

from __future__ import annotations

import numpy as np
from bench.quality.claim_search import FOUND, ClaimSearch, best_first, without_links

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


def test_meaning_orders_what_words_find() -> None:
    """Of two claims that share words with the post, the nearer in meaning comes first."""
    assert ClaimSearch(CLAIMS, Encoder()).ranking("A crab in Arica, cooked!") == ["b", "a", "c"]
    assert ClaimSearch(CLAIMS, Encoder()).ranking("A crab in Arica!")[0] == "a"


def test_the_models_reading_counts() -> None:
    """The relation model can turn the order of two claims that words and meaning leave near each other."""
    claims = {"1": ("A red crab in Arica.", "Crab?"), "2": ("A blue crab in Arica.", "Crab?")}

    assert ClaimSearch(claims, Encoder(), Model("blue")).ranking("crab in Arica") == ["2", "1"]
    assert ClaimSearch(claims, Encoder(), Model("red")).ranking("crab in Arica") == ["1", "2"]


def test_a_claim_is_embedded_once() -> None:
    """Two posts cost one embedding of each claim."""
    encoder = Encoder()
    search = ClaimSearch(CLAIMS, encoder)

    search.ranking("crab")
    search.ranking("crab in Arica")

    assert sorted(encoder.seen) == sorted([*(claim for claim, _ in CLAIMS.values()), "crab", "crab in Arica"])


def test_meaning_finds_what_words_do_not() -> None:
    """A post that shares no word with a claim finds it where it is near in meaning."""
    claims = {**{str(n): (f"Number {n}", "") for n in range(3 * FOUND)}, "z": ("Something cooked.", "")}

    assert ClaimSearch(claims, Encoder()).ranking("cooking")[0] == "z"


def test_a_list_has_its_limit() -> None:
    """No more than both ways of finding give, each ``FOUND``."""
    many = {f"{n:02}": (f"Crab number {n}", "") for n in range(3 * FOUND)}

    assert FOUND <= len(ClaimSearch(many, Encoder()).ranking("crab")) <= 2 * FOUND


def test_links_go_and_the_signature_stays() -> None:
    """A post keeps its author, loses its links."""
    assert without_links("Look https://t.co/x pic.twitter.com/y — Ann (@ann)") == "Look — Ann (@ann)"


def test_ties_go_by_key() -> None:
    """Equal scores come in the order of their keys, so that a run can be repeated."""
    assert best_first({"b": 1.0, "a": 1.0, "c": 2.0}, 2) == ["c", "a"]
