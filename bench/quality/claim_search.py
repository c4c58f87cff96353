"""Verified claims for a post: what words find and what meaning finds, put together, and the best of it read.

BM25 over claim and title finds ``FOUND`` claims, the encoder's cosine as many of its own: a post may share no telling
word with the claim that answers it. Each has ``ln(1 + BM25) + COSINE * cosine``, which does not depend on the other
candidates. The relation model then reads the post against the ``READ`` best (its ``point``, on the scale of logits).

``COSINE`` is the best on the 800 CheckThat 2020 train posts (1, 2, 3, 4 and 6 were tried). ``POINT`` cannot be chosen
there, since the model was trained on those pairs; it was chosen on the 80 development sentences of "That is a Known
Lie". This measures the two models: nothing in the program looks up verified claims. Candidates by meaning are found
there in the same way (``claims.likeness``); BM25 is not used there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from counterclaim.models.encoder import OnnxEncoder
from counterclaim.models.relation.candidates import WordIndex
from counterclaim.models.relation.layout import HEADS
from counterclaim.models.relation.onnx import RelationModel

Floats = NDArray[np.float64]
FOUND, READ = 20, 8
COSINE, POINT = 4.0, 0.1
LINK = re.compile(r"(https?://|pic\.twitter\.com/)\S+")


def without_links(text: str) -> str:
    """A post without links; its signature stays, since who wrote it is often what the verified claim names."""
    return re.sub(r"\s+", " ", LINK.sub(" ", text)).strip()


def best_first(scores: Mapping[str, float], n: int) -> list[str]:
    """The keys of the ``n`` best, ties by key."""
    return sorted(scores, key=lambda key: (-scores[key], key))[:n]


class ClaimSearch:
    """A collection of verified claims that posts are looked up in."""

    def __init__(
        self, claims: Mapping[str, tuple[str, str]], encoder: OnnxEncoder, model: RelationModel | None = None
    ) -> None:
        """``claims``: claim and title by key; without ``model`` nothing is read again."""
        self.claims, self.encoder, self.model = claims, encoder, model
        self.keys = sorted(claims)
        self.index = WordIndex({key: f"{claim} {title}" for key, (claim, title) in claims.items()})

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """Unit vectors of all claims, in the order of ``keys``."""
        return self.encoder.embed([self.claims[key][0] for key in self.keys])

    def ranking(self, post: str) -> list[str]:
        """What words or meaning find, best first: ``FOUND`` keys at least where there are so many."""
        query = without_links(post)
        words = self.index.scores(query)
        cosines = dict(zip(self.keys, (self.vectors @ self.encoder.embed([query])[0]).tolist(), strict=True))
        found = {*best_first(words, FOUND), *best_first(cosines, FOUND)}
        totals = {key: float(np.log1p(words.get(key, 0.0))) + COSINE * cosines[key] for key in found}
        order = best_first(totals, len(totals))
        return [*self.reread(query, order[:READ], totals), *order[READ:]]

    def reread(self, query: str, keys: Sequence[str], totals: Mapping[str, float]) -> list[str]:
        """The candidates in the order that the relation model's reading gives them with their totals so far."""
        if self.model is None:
            return list(keys)
        pairs = [(query, " ".join(reversed(self.claims[key]))) for key in keys]
        point = self.model.logits(pairs, both_orders=False)[:, HEADS["match"].start]
        read = {key: totals[key] + POINT * float(p) for key, p in zip(keys, point, strict=True)}
        return best_first(read, len(read))
