"""The arithmetic of the segmenter: a multinomial logistic regression and a second look at its neighbourhood.

The first layer scores each line from hashed features. The second is a small logistic regression on the first
layer's log-odds for "article text" along the neighbouring lines, which mends lone lines that look unlike the
run they stand in. Only numpy is needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import numpy.typing as npt

from counterclaim.models.segmenter.features import best_run

Floats = npt.NDArray[np.float32]

#: The order of the first layer's outputs: segment types the model can tell (``duplicate`` is left to rules).
LABELS = (
    "body", "standfirst", "headline", "dateline", "byline", "caption", "related", "comment", "widget", "credit",
)  # fmt: skip
#: Labels that make up the article's running text.
TEXT_LABELS = ("body", "standfirst")
_REACH = 5
_CAP = 6.0


def softmax(scores: Floats) -> Floats:
    """Row-wise probabilities of raw scores."""
    shifted = scores - scores.max(axis=1, keepdims=True)
    e = np.exp(shifted)
    return cast("Floats", e / e.sum(axis=1, keepdims=True))


def gather(weights: Floats, rows: Sequence[Sequence[int]]) -> Floats:
    """Sum of the weight rows of each line's features; every line must have at least one."""
    flat = np.fromiter((i for r in rows for i in r), dtype=np.int64)
    starts = np.cumsum([0, *(len(r) for r in rows[:-1])])
    return cast("Floats", np.add.reduceat(weights[flat].astype(np.float32), starts, axis=0))


def text_log_odds(probabilities: Floats) -> Floats:
    """Log-odds that each line is running text of the article, capped."""
    columns = [LABELS.index(label) for label in TEXT_LABELS]
    p = np.clip(probabilities[:, columns].sum(axis=1), 1e-6, 1 - 1e-6)
    odds: Floats = np.clip(np.log(p / (1 - p)), -_CAP, _CAP).astype(np.float32)
    return odds


def neighbourhood(odds: Floats, words: Sequence[int]) -> Floats:
    """Inputs of the second layer: own and neighbouring log-odds, running means, place against the best run."""
    count = len(odds)
    size = np.minimum(np.asarray(words, dtype=np.float32), 60.0)
    padded = np.pad(odds, _REACH, constant_values=-_CAP / 2)
    columns: list[npt.NDArray[Any]]
    columns = [padded[_REACH + k : _REACH + k + count] for k in range(-_REACH, _REACH + 1)]
    mass = np.pad(odds * (2 + size) / 20, 12)
    for reach in (3, 6, 12):
        before = np.array([mass[12 + i - reach : 12 + i].sum() for i in range(count)])
        after = np.array([mass[13 + i : 13 + i + reach].sum() for i in range(count)])
        columns += [np.clip(before, -20, 20) / 4, np.clip(after, -20, 20) / 4]
        columns.append(np.minimum(columns[-1], columns[-2]))
    first, last = best_run((odds * (2 + size)).tolist())
    at = np.arange(count)
    inside = ((at >= first) & (at <= last)).astype(np.float32)
    gap = np.where(inside > 0, 0, np.where(at < first, first - at, at - last))
    columns += [inside, inside * odds, (1 - inside) * odds, np.exp(-gap / 2.0), np.log1p(np.maximum(gap, 0))]
    columns += [(at < first).astype(np.float32), np.log1p(size), np.log1p(size) * odds / 3, np.ones(count)]
    return np.stack(columns, axis=1).astype(np.float32)


def revise(probabilities: Floats, second: Floats, words: Sequence[int]) -> Floats:
    """The first layer's probabilities with the mass of running text set by the second layer."""
    odds = text_log_odds(probabilities)
    text = 1 / (1 + np.exp(-(neighbourhood(odds, words) @ second)))
    columns = np.array([label in TEXT_LABELS for label in LABELS])
    old = probabilities[:, columns].sum(axis=1)
    scale_in = text / np.maximum(old, 1e-6)
    scale_out = (1 - text) / np.maximum(1 - old, 1e-6)
    out = probabilities * np.where(columns, scale_in[:, None], scale_out[:, None])
    return cast("Floats", (out / out.sum(axis=1, keepdims=True)).astype(np.float32))
