"""Label sequences from probabilities: the best sequence that is well formed, not the best label piece by piece."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
#: Cost (in log probability) of beginning a span: keeps one content from falling into pieces.
BEGIN_COST = 0.3


@cache
def _transitions(n_roles: int, begin_cost: float) -> NDArray[np.float64]:
    """Cost of label ``j`` after label ``i`` for none, then begin and inside of each role."""
    n = 1 + 2 * n_roles
    cost = np.zeros((n, n))
    for r in range(n_roles):
        begin, inside = 1 + 2 * r, 2 + 2 * r
        cost[:, begin] -= begin_cost
        cost[:, inside] = -np.inf
        cost[begin, inside] = cost[inside, inside] = 0.0
    return cost


def best_sequences(probabilities: Floats, begin_cost: float = BEGIN_COST) -> NDArray[np.int64]:
    """The likeliest well-formed label sequence of each row (Viterbi, 1967).

    Args:
        probabilities: ``[N, L, 1 + 2 * roles]``: none, then begin and inside of each role.
        begin_cost: log-probability cost of each span begun.

    Returns:
        Labels ``[N, L]``; an inside label always follows a begin or inside label of its own role.
    """
    n, length, labels = probabilities.shape
    if not n or not length:
        return np.zeros((n, length), dtype=np.int64)
    cost = _transitions((labels - 1) // 2, begin_cost)
    emit = np.log(np.maximum(probabilities.astype(np.float64), 1e-9))
    score = emit[:, 0] + cost[0]
    back = np.zeros((n, length, labels), dtype=np.int64)
    for t in range(1, length):
        options = score[:, :, None] + cost[None]
        back[:, t] = options.argmax(1)
        score = options.max(1) + emit[:, t]
    out = np.zeros((n, length), dtype=np.int64)
    out[:, -1] = score.argmax(-1)
    rows = np.arange(n)
    for t in range(length - 1, 0, -1):
        out[:, t - 1] = back[rows, t, out[:, t]]
    return out
