"""The vectors of a case's units, kept by article: to mix them anew takes longer than all that one more article adds.

They are kept as they are compared (``nearest.grained``): whole numbers of one grain, two bytes each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims.interface import Encoder, Lasting
from counterclaim.claims.nearest import GRAIN, grained
from counterclaim.claims.surroundings import vectors_of
from counterclaim.claims.unit import Unit
from counterclaim.records import Keeper, Reading, key_of

Floats = NDArray[np.float32]
STEP = "compared"


def kept_vectors(
    units: Sequence[Unit], texts: Mapping[str, str], readings: Mapping[str, Reading], encoder: Encoder, keeper: Keeper
) -> Floats:
    """The vector of each unit, grained, row by row.

    Args:
        units: of a case, those of one article together.
        texts: of their articles, by id.
        readings: of their articles, by id.
        encoder: makes vectors of words and sentences.
        keeper: has the vectors of articles whose text, sentences and units are as they were.
    """
    articles = [(a, list(of_one)) for a, of_one in groupby(units, key=lambda u: u.article)]

    def make(at: Sequence[int]) -> list[memoryview]:
        some = [u for i in at for u in articles[i][1]]
        asked = _Some(encoder) if isinstance(encoder, Lasting) and len(at) < len(articles) else encoder
        made = _packed(vectors_of(some, texts, readings, asked))
        ends = np.cumsum([len(articles[i][1]) for i in at])[:-1]
        return [part.ravel().view(np.uint8).data for part in np.split(made, ends)]

    keys = [
        key_of(encoder.version, texts[a], readings[a].sentences, [(u.spans, u.sentence) for u in of_one])
        for a, of_one in articles
    ]
    if not articles:
        return grained(vectors_of(units, texts, readings, encoder))
    kept = keeper.recall(STEP, keys, memoryview, make)
    width = len(kept[0]) // 2 // len(articles[0][1])
    if any(len(data) != 2 * width * len(of_one) for data, (_, of_one) in zip(kept, articles, strict=True)):
        kept = make(range(len(articles)))  # of another width, which no check of single ones tells
    return _unpacked(kept, len(units))


class _Some:
    """An encoder that keeps what it made, asked for a part of a case."""

    def __init__(self, encoder: Lasting) -> None:
        self.version, self._encoder = encoder.version, encoder

    def embed(self, texts: Sequence[str]) -> Floats:
        """Unit vectors, one row a text."""
        return self._encoder.embed_some(texts)


def _packed(vectors: Floats) -> NDArray[np.int16]:
    return np.asarray(np.rint(vectors / GRAIN), dtype="<i2")


def _unpacked(kept: Sequence[memoryview], count: int) -> Floats:
    grains = [np.frombuffer(data, "<i2") for data in kept]
    vectors: Floats = np.concatenate(grains, dtype=np.float32).reshape(count, -1)
    return np.multiply(vectors, np.float32(GRAIN), out=vectors)
