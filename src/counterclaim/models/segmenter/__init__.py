"""The segmenter: which lines of a page are the article's text, and what the other lines are.

It satisfies ``counterclaim.article.LineSegmenter``. Weights are read when first asked for, and checked against
the digest on the card.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np

from counterclaim.errors import ModelError
from counterclaim.models.segmenter.blocks import Blocks, load_blocks
from counterclaim.models.segmenter.features import FEATURES_VERSION, line_features
from counterclaim.models.segmenter.network import LABELS, Floats, gather, revise, softmax

__all__ = ["WEIGHTS_FILE", "Segmenter", "load_segmenter"]

WEIGHTS_FILE = Path(__file__).with_name("weights.npz")
_CARD_FILE = WEIGHTS_FILE.with_name("card.json")


class PageMeasures(Protocol):
    """What is measured of a page's paragraphs (``counterclaim.article.block_measures``)."""

    @property
    def rows(self) -> Floats:
        """One row of numbers a paragraph."""

    @property
    def names(self) -> list[list[int]]:
        """Hashes of the words in the names of the elements around each."""

    @property
    def words(self) -> list[list[int]]:
        """Hashes of the first and last words of each."""


@dataclass(frozen=True, slots=True)
class Segmenter:
    """The loaded model. ``version`` names the model and the start of its digest."""

    version: str
    first: Floats
    second: Floats
    labels: tuple[str, ...] = LABELS
    blocks: Blocks | None = None

    def probabilities(self, lines: Sequence[str]) -> list[list[float]]:
        """For each line (in the order of the text, none blank) a probability for each of ``labels``."""
        if not lines:
            return []
        first = softmax(gather(self.first, line_features(lines)))
        answer: list[list[float]] = revise(first, self.second, [len(x.split()) for x in lines]).tolist()
        return answer

    def paragraphs(self, measures: PageMeasures) -> list[float]:
        """For each measured paragraph of a page the probability that it is the article's text."""
        blocks = self.blocks or load_blocks()
        return blocks.probabilities(measures.rows, measures.names, measures.words)


@cache
def load_segmenter() -> Segmenter:
    """The shipped segmenter, read once.

    Raises:
        ModelError: if the weights are missing or are not those that the card describes.

    """
    try:
        card = json.loads(_CARD_FILE.read_text("utf-8"))
        data = WEIGHTS_FILE.read_bytes()
    except OSError as e:
        raise ModelError(f"segmenter: cannot read {e.filename}; reinstall counterclaim") from e
    digest = hashlib.sha256(data).hexdigest()
    if digest != card["sha256"] or card["features"] != FEATURES_VERSION:
        raise ModelError(f"segmenter: {WEIGHTS_FILE.name} does not match its card; reinstall counterclaim")
    with np.load(io.BytesIO(data)) as arrays:
        first, second = arrays["first"].astype(np.float32), arrays["second"]
    blocks = load_blocks()
    version = f"{card['name']}/{card['version']}+{digest[:12]}, pages {blocks.version}"
    return Segmenter(version=version, first=first, second=second, blocks=blocks)
