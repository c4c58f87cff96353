"""Sources, contents and cues as spans without links, as published taggers give them.

Three views of one text are averaged: the linked proposals with their links dropped, the reader's own token heads, and
a small tagger that was trained on single paragraphs and on nothing else. Each view gives every span of words a
probability to be one; the set of spans that do not overlap and whose probabilities exceed ``LEAST`` by most is taken.
Half of the F1 that can be had is the threshold from which a span is worth proposing (Lewis, "Evaluating and optimizing
autonomous text classification systems", 1995), so that this finds more right spans than the likeliest sequence of
labels does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from counterclaim.models.reader.passes import OnnxPass

Floats = NDArray[np.float64]
ROLES = ("source", "content", "cue")
#: cues and quotes without one from this probability on give linked spans
ANCHOR_FROM = 0.1
#: weight of the linked proposals, of the token heads, and of the tagger for sources and contents (chosen, as ``LEAST``
#: was, on half of the development paragraphs); cues are the tagger's alone
LINKED, HEADS, TAGGER = 0.4, 0.2, 0.4
#: probability from which a source, a content, a cue is worth proposing
LEAST = (0.33, 0.31, 0.33)
#: below this a score counts as impossible
NEVER = -1e4
#: pair labels where sources and contents begin
PAIR_BEGINS = (1, 3)


class Units(NamedTuple):
    """The words between which spans begin and end: first and last piece of each."""

    first: NDArray[np.int64]
    last: NDArray[np.int64]


class Unlinked(NamedTuple):
    """One span: its role, its first and last word, how likely it is."""

    role: str
    first: int
    last: int
    probability: float


def unlinked(found: OnnxPass, units: Units) -> list[Unlinked]:
    """The spans of a text, in order; the pass must come from a reader made with ``unlinked=True``.

    Time and memory grow with the square of the number of words, so give it a paragraph, not a book.
    """
    if not len(units.first) or not len(found.pieces.ids):
        return []
    scores = tagger_scores(found, units)
    scores[:2] = LINKED * linked_scores(found, units) + HEADS * head_scores(found, units) + TAGGER * scores[:2]
    return best_spans(scores)


def chained(begin: Floats, inside: Floats) -> Floats:
    """Probability of each span from those of each word to begin one and to be inside of one.

    A span that has come as far as a word goes on with the share of it that goes on: words of one span are doubtful
    together, not one by one.

    Returns:
        ``[N, N]`` by first and last word.
    """
    n = len(begin)
    on = np.zeros(n + 1)
    on[1:n] = np.clip(inside[1:] / np.maximum(begin[:-1] + inside[:-1], 1e-6), 0, 1)
    so_far = np.cumsum(np.log(np.maximum(on[:n], 1e-9)))
    through = np.triu(np.exp(np.minimum(0, so_far[None] - so_far[:, None])))
    return np.asarray(begin[:, None] * through * (1 - on[1:])[None])


def head_scores(found: OnnxPass, units: Units) -> Floats:
    """``[2, N, N]`` of sources and contents by the reader's own heads; a word has one role, or none."""
    gathered = found.encoded.gathered
    anchors, said_by, said = (gathered(k)[units.first].astype(np.float64) for k in ("anchors", "said_by", "said"))
    roles = [said_by[:, 1:], said[:, 1:], anchors[:, 1:3]]
    free = [1 - r.sum(1) for r in roles]
    labels = [r * np.prod([f for k, f in enumerate(free) if k != i], axis=0)[:, None] for i, r in enumerate(roles)]
    total = np.maximum(np.prod(free, axis=0) + sum(x.sum(1) for x in labels), 1e-9)[:, None]
    return np.stack([chained(*(x / total).T) for x in labels[:2]])


def linked_scores(found: OnnxPass, units: Units) -> Floats:
    """``[2, N, N]``: each source and content of the likeliest cue (or quote without one) that has it."""
    n = len(units.first)
    out = np.zeros((2, n, n))
    anchors = list(found.heads.anchors(ANCHOR_FROM, ANCHOR_FROM))
    for w, (start, end) in enumerate(found.encoded.cuts):
        for first, last, _, sure in (a for a in anchors if found.encoded.home[a[0]] == w):
            window = found.heads.pairs(w, [(first, last)])[0][0]
            probs = np.zeros((len(found.pieces.ids), window.shape[1]))
            probs[start:end] = window
            for role, b in enumerate(PAIR_BEGINS):
                span = sure * chained(probs[units.first, b], probs[units.first, b + 1])
                out[role] = np.maximum(out[role], span)
    return out


def tagger_scores(found: OnnxPass, units: Units) -> Floats:
    """``[3, N, N]`` of the tagger: from the first piece of a word to the last piece of another."""
    scores = posteriors(found.encoded.logits("roles").astype(np.float64), found.reader.transitions)
    return scores[:, units.first][:, :, units.last]


def _summed(scores: Floats, axis: int) -> Floats:
    top = scores.max(axis, keepdims=True)
    return np.asarray((top + np.log(np.exp(scores - top).sum(axis, keepdims=True))).squeeze(axis))


def posteriors(emissions: Floats, transitions: Floats) -> Floats:
    """Probability of every span under a linear-chain model of labels (Lafferty et al. 2001), by forward-backward.

    Args:
        emissions: ``[L, 7]`` scores of none, then begin and inside of each role.
        transitions: ``[7, 7]`` scores of one label after another, very low where not allowed.

    Returns:
        ``[3, L, L]`` by first and last piece.
    """
    n, labels = emissions.shape
    before, after = np.zeros((n, labels)), np.zeros((n, labels))
    before[0] = emissions[0]
    before[0, 2::2] += NEVER
    for t in range(1, n):
        before[t] = _summed(before[t - 1][:, None] + transitions, 0) + emissions[t]
    for t in range(n - 2, -1, -1):
        after[t] = _summed(transitions + (emissions[t + 1] + after[t + 1])[None], 1)
    total = _summed(before[-1], 0)
    out = [_one_role(1 + 2 * r, emissions, transitions, before, after) - total for r in range(len(ROLES))]
    return np.triu(np.exp(np.minimum(np.stack(out), 0)))


def _one_role(begin: int, emissions: Floats, transitions: Floats, before: Floats, after: Floats) -> Floats:
    """Log weight of all sequences with a span from one piece to another of the role that ``begin`` begins."""
    inside, n = begin + 1, len(emissions)
    others = [k for k in range(emissions.shape[1]) if k != inside]
    enters = emissions[:, begin].copy()
    enters[1:] += _summed(before[:-1] + transitions[:, begin], 1)
    steps = np.cumsum(np.concatenate([[0.0], emissions[1:, inside] + transitions[inside, inside]]))
    through = steps[None] - steps[:, None]
    through += np.triu(np.full((n, n), transitions[begin, inside] - transitions[inside, inside]), 1)
    leaves = np.zeros((2, n))
    for k, label in enumerate((begin, inside)):
        leaves[k, :-1] = _summed((transitions[label] + emissions[1:] + after[1:])[:, others], 1) if n > 1 else 0
    return np.asarray(enters[:, None] + through + np.where(np.eye(n, dtype=bool), leaves[0], leaves[1]))


def best_spans(scores: Floats, least: Sequence[float] = LEAST) -> list[Unlinked]:
    """The spans that do not overlap and whose probabilities exceed ``least`` of their role by most in all.

    Args:
        scores: ``[roles, N, N]`` by first and last word.
        least: one threshold a role.
    """
    gain = scores - np.asarray(least)[:, None, None]
    role, gain = gain.argmax(0), gain.max(0)
    n = len(gain)
    best, back = np.zeros(n + 1), np.full(n + 1, -1)
    for j in range(n):
        worth = best[: j + 1] + gain[: j + 1, j]
        i = int(worth.argmax())
        best[j + 1], back[j + 1] = (worth[i], i) if worth[i] > best[j] else (best[j], -1)
    out, j = [], n
    while j > 0:
        i = int(back[j])
        if i >= 0:
            k = int(role[i, j - 1])
            out.append(Unlinked(ROLES[k], i, j - 1, float(scores[k, i, j - 1])))
        j = i if i >= 0 else j - 1
    return out[::-1]
