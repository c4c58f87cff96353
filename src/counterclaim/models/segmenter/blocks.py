"""Which paragraphs of a page are the article's text: boosted trees over what extraction measured of them.

Trees are rows of arrays, so that nothing but numpy is needed to run them; ``training/page_blocks.py`` writes them.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from counterclaim.errors import ModelError

Floats = npt.NDArray[np.float32]
Table = Mapping[int, float]

BLOCKS_FILE = Path(__file__).with_name("blocks.npz")
CARD_FILE = Path(__file__).with_name("blocks_card.json")


def token_features(tokens: Sequence[Sequence[int]], table: Table) -> Floats:
    """Highest, lowest and mean log-odds of each paragraph's known tokens, and how many are known: (paragraphs, 4)."""
    out = np.zeros((len(tokens), 4), dtype=np.float32)
    for i, row in enumerate(tokens):
        known = [v for t in row if (v := table.get(t)) is not None]
        if known:
            out[i] = (max(known), min(known), sum(known) / len(known), len(known))
    return out


@dataclass(frozen=True, slots=True)
class Blocks:
    """The loaded trees: one row a tree, one column a node; ``names`` and ``words`` are the tables of log-odds."""

    version: str
    measures: int
    feature: npt.NDArray[Any]
    threshold: Floats
    left: npt.NDArray[Any]
    right: npt.NDArray[Any]
    value: Floats
    leaf: npt.NDArray[Any]
    baseline: float
    names: Table
    words: Table

    def probabilities(
        self, rows: Floats, names: Sequence[Sequence[int]], words: Sequence[Sequence[int]]
    ) -> list[float]:
        """The probability that each paragraph is the article's text.

        Args:
            rows: measures, one row a paragraph.
            names: hashes of the words in the names of the elements around each.
            words: hashes of the first and last words of each.

        """
        if not len(rows):
            return []
        x = np.hstack([rows, token_features(names, self.names), token_features(words, self.words)])
        answer: list[float] = (1 / (1 + np.exp(-(self.baseline + self._leaves(x).sum(axis=1))))).tolist()
        return answer

    def _leaves(self, x: Floats) -> Floats:
        """Each tree's value for each row; all trees go down one level at a time."""
        trees, nodes = self.feature.shape
        start = (np.arange(trees) * nodes)[None, :]
        leaf, feature, threshold = self.leaf.ravel(), self.feature.ravel(), self.threshold.ravel()
        left, right = (np.ascontiguousarray(side, dtype=np.intp).ravel() for side in (self.left, self.right))
        at = np.repeat(start, len(x), axis=0)
        lines = (np.arange(len(x)) * x.shape[1])[:, None]
        values = np.ascontiguousarray(x).ravel()
        while not (done := leaf.take(at)).all():
            goes_left = values.take(lines + feature.take(at)) <= threshold.take(at)
            below = np.where(goes_left, left.take(at), right.take(at)) + start
            at = np.where(done, at, below)
        found: Floats = self.value.ravel().take(at)
        return found


@cache
def load_blocks() -> Blocks:
    """The shipped trees, read once.

    Raises:
        ModelError: if they are missing or are not those that the card describes.

    """
    try:
        card = json.loads(CARD_FILE.read_text("utf-8"))
        data = BLOCKS_FILE.read_bytes()
    except OSError as e:
        raise ModelError(f"segmenter: cannot read {e.filename}; reinstall counterclaim") from e
    digest = hashlib.sha256(data).hexdigest()
    if digest != card["sha256"]:
        raise ModelError(f"segmenter: {BLOCKS_FILE.name} does not match its card; reinstall counterclaim")
    return blocks_of(data, f"{card['version']}+{digest[:12]}", card["measures"])


def blocks_of(data: bytes, version: str, measures: int) -> Blocks:
    """Trees from the bytes of a weights file."""
    with np.load(io.BytesIO(data)) as a:
        names, words = (
            dict(zip(a[f"{k}_keys"].tolist(), a[f"{k}_odds"].tolist(), strict=True)) for k in ("names", "words")
        )
        return Blocks(
            version=version, measures=measures, feature=a["feature"], threshold=a["threshold"], left=a["left"],
            right=a["right"], value=a["value"], leaf=a["leaf"], baseline=float(a["baseline"][0]), names=names,
            words=words,
        )  # fmt: skip
