"""Verified claims for a post, in three steps, each dearer and on fewer candidates.

BM25 over claim and title finds ``FOUND``; the encoder compares the post with these claims; the relation model reads the
post against the ``READ`` best of both (its ``point``). Scores are set to mean 0 and variance 1 within the candidates
that have them, and added by ``WEIGHTS``. Only candidates are embedded, so the collection needs no vectors.

The weight of the cosine is the smallest of the best on 80 CheckThat 2020 train posts (0, 0.25, 0.5, 0.75, 1, 1.5, 2 and
3 were tried). That of ``point`` cannot be chosen there, since the model was trained on those pairs: it is 1.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from counterclaim.models.encoder import OnnxEncoder
from counterclaim.models.relation.candidates import WordIndex
from counterclaim.models.relation.layout import HEADS
from counterclaim.models.relation.onnx import RelationModel

Floats = NDArray[np.float64]
FOUND, READ = 15, 8
WEIGHTS = {"words": 1.0, "cosine": 1.5, "point": 1.0}
LINK = re.compile(r"(https?://|pic\.twitter\.com/)\S+")


def without_links(text: str) -> str:
    """A post without links; its signature stays, since who wrote it is often what the verified claim names."""
    return re.sub(r"\s+", " ", LINK.sub(" ", text)).strip()


def standard(values: Sequence[float] | NDArray[np.floating]) -> Floats:
    """Values with mean 0 and variance 1."""
    x = np.asarray(values, dtype=np.float64)
    out: Floats = (x - x.mean()) / (x.std() + 1e-9)
    return out


def best_first(keys: Sequence[str], totals: Floats) -> list[str]:
    """Keys by total, ties by key."""
    return [keys[n] for n in sorted(range(len(keys)), key=lambda n: (-totals[n], keys[n]))]


class ClaimSearch:
    """A collection of verified claims that posts are looked up in."""

    def __init__(
        self, claims: Mapping[str, tuple[str, str]], encoder: OnnxEncoder, model: RelationModel | None = None
    ) -> None:
        """``claims``: claim and title by key; without ``model`` the third step is left out."""
        self.claims, self.encoder, self.model = claims, encoder, model
        self.index = WordIndex({key: f"{claim} {title}" for key, (claim, title) in claims.items()})
        self.vectors: dict[str, NDArray[np.float32]] = {}

    def ranking(self, post: str) -> list[str]:
        """At most ``FOUND`` keys, best first."""
        query = without_links(post)
        words = self.index.scores(query)
        keys = sorted(words, key=lambda key: (-words[key], key))[:FOUND]
        if not keys:
            return []
        cosine = self.cosines(query, keys)
        order = best_first(keys, self.totals(words, cosine, keys))
        head = order[:READ]
        return [*self.reread(query, head, self.totals(words, cosine, head)), *order[READ:]]

    def totals(self, words: Mapping[str, float], cosine: Mapping[str, float], keys: Sequence[str]) -> Floats:
        """Weighted sum of the first two scores over the candidates named."""
        one, other = standard([words[k] for k in keys]), standard([cosine[k] for k in keys])
        total: Floats = WEIGHTS["words"] * one + WEIGHTS["cosine"] * other
        return total

    def cosines(self, query: str, keys: Sequence[str]) -> dict[str, float]:
        """Cosine of the query with each claim named; a claim is embedded once."""
        new = [key for key in keys if key not in self.vectors]
        self.vectors.update(zip(new, self.encoder.embed([self.claims[key][0] for key in new]), strict=True))
        own = self.encoder.embed([query])[0]
        return {key: float(self.vectors[key] @ own) for key in keys}

    def reread(self, query: str, keys: list[str], totals: Floats) -> list[str]:
        """The candidates in the order that the relation model's reading gives them with their totals so far."""
        if self.model is None:
            return keys
        pairs = [(query, " ".join(reversed(self.claims[key]))) for key in keys]
        point = self.model.logits(pairs, both_orders=False)[:, HEADS["match"].start]
        return best_first(keys, totals + WEIGHTS["point"] * standard(point))
