"""From a head's outputs to runs of pieces: probabilities, the best well-formed sequence of labels, and its runs.

The best sequence is taken, not the best label piece by piece.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
#: Cost (in log probability) of beginning a span: keeps one content from falling into pieces.
BEGIN_COST = 0.3
#: log probability of what cannot be
NEVER = -1e9


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    shifted = np.exp(logits - logits.max(-1, keepdims=True))
    out: Floats = shifted / shifted.sum(-1, keepdims=True)
    return out


@cache
def _transitions(n_roles: int, begin_cost: float) -> Doubles:
    """Cost of label ``j`` after label ``i`` for none, then begin and inside of each role."""
    n = 1 + 2 * n_roles
    cost = np.zeros((n, n))
    for r in range(n_roles):
        begin, inside = 1 + 2 * r, 2 + 2 * r
        cost[:, begin] -= begin_cost
        cost[:, inside] = -np.inf
        cost[begin, inside] = cost[inside, inside] = 0.0
    return cost


def best_sequences(probabilities: Floats, begin_cost: float = BEGIN_COST) -> Ints:
    """The likeliest well-formed label sequence of each row (Viterbi, 1967).

    Most pieces stand outside every span beyond doubt. There a sequence falls apart into stretches that do not depend
    on each other; only these are searched, those of about one length side by side.

    Args:
        probabilities: ``[N, L, 1 + 2 * roles]``: none, then begin and inside of each role.
        begin_cost: log-probability cost of each span begun.

    Returns:
        Labels ``[N, L]``; an inside label always follows a begin or inside label of its own role.
    """
    n, length, labels = probabilities.shape
    out = np.zeros((n, length), dtype=np.int64)
    if not n or not length:
        return out
    emit = np.log(np.maximum(probabilities.astype(np.float64), 1e-9))
    cost = _transitions((labels - 1) // 2, begin_cost)
    row, start, end = _stretches(~surely_outside(emit, begin_cost))
    size = np.ceil(np.log2(end - start))
    for s in np.unique(size):
        some = size == s
        at = start[some, None] + np.arange((end - start)[some].max())
        is_real = at < end[some, None]
        where = np.broadcast_to(row[some, None], at.shape)[is_real], at[is_real]
        filled = np.full((*at.shape, labels), NEVER)
        filled[..., 0] = 0.0
        filled[is_real] = emit[where]
        out[where] = _viterbi(filled, cost)[is_real]
    return out


def surely_outside(emit: Doubles, begin_cost: float) -> NDArray[np.bool_]:
    """``[N, L]``: the pieces that every best sequence labels as none.

    A best sequence with a role there would gain by "none" in its place, even if an "inside" that follows had to
    become a "begin".
    """
    role = np.maximum(emit[..., 1::2] - begin_cost, emit[..., 2::2])
    loss = np.zeros_like(role)
    loss[:, :-1] = np.maximum(0.0, emit[:, 1:, 2::2] - emit[:, 1:, 1::2] + begin_cost)
    return np.asarray((emit[..., :1] > role + loss).all(-1))


def _stretches(open_: NDArray[np.bool_]) -> tuple[Ints, Ints, Ints]:
    """Row, first piece and end of each run of open pieces."""
    edges = np.diff(open_.astype(np.int8), prepend=0, append=0, axis=1)
    row, start = np.nonzero(edges == 1)
    return row, start, np.nonzero(edges == -1)[1]


def _viterbi(emit: Doubles, cost: Doubles) -> Ints:
    """The best labels ``[N, L]`` of rows of log probabilities ``[N, L, labels]``."""
    n, length, labels = emit.shape
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


def grown_runs(probs: Floats, begin_from: float, on_from: float) -> list[tuple[int, int]]:
    """First and last index of each run of at least ``on_from`` that reaches ``begin_from`` somewhere."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], probs >= on_from, [False]])))
    runs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(a, b - 1) for a, b in runs if probs[a:b].max() >= begin_from]


def tag_runs(labels: NDArray[np.int64], begin: int, inside: int) -> list[tuple[int, int]]:
    """First and last index of each run of a BIO tag; a run may begin with "inside"."""
    out: list[tuple[int, int]] = []
    previous = -2
    for i in np.flatnonzero((labels == begin) | (labels == inside)):
        at = int(i)
        if labels[at] == inside and out and previous == at - 1:
            out[-1] = (out[-1][0], at)
        else:
            out.append((at, at))
        previous = at
    return out
