"""Spans without links, as published taggers give them: the reader's own heads for that, averaged with its linked spans.

CofeNet's chunks are scored on spans alone, and a chunk often cuts a content from its cue. The reader has two heads
that tag sources and contents without asking whose they are; here each piece's probabilities are the mean of those and
of the likeliest linked role, and the best well-formed sequence of one role a piece is taken (Viterbi).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.quality.polnear import chunk_text
from counterclaim.models.reader.decoding import best_sequences
from counterclaim.models.reader.onnx import OnnxPass, softmax

Floats = NDArray[np.float64]
ROLES = ("source", "content", "cue")
#: anchors from this probability give linked roles; weight of the linked view
ANCHOR_FROM, LINKED = 0.25, 0.5
BEGIN_COST = 0.5


def linked_roles(found: OnnxPass) -> Floats:
    """Probabilities ``[L, 4]`` of begin and inside of source and of content, each from its likeliest anchor."""
    out = np.zeros((len(found.pieces.ids), 4))
    anchors = found.gathered("anchors")
    cue = anchors[:, 1] + anchors[:, 2]
    for w, (start, end) in enumerate(found.cuts):
        runs = [(a - start, b - start) for a, b in _runs(cue, anchors) if found.home[a] == w]
        if not runs:
            continue
        first, last = (np.array(x, dtype=np.int64) for x in zip(*runs, strict=True))
        last = np.minimum(last, end - start - 1)
        hidden = np.ascontiguousarray(found.outputs[w]["hidden"])
        feed = {"hidden": hidden, "first": first, "last": last, "scheme": found.reader.scheme}
        probs = softmax(found.reader.sessions["pairs"].run(None, feed)[0])
        sure = np.array([max(cue[a + start], anchors[a + start, 3]) for a in first])[:, None]
        for column, begin in ((0, 1), (2, 3)):
            both = (probs[:, :, begin] + probs[:, :, begin + 1]) * sure
            best, at = both.argmax(0), np.arange(both.shape[1])
            for k in (0, 1):
                mine = probs[best, at, begin + k] * sure[best, 0]
                mine = np.where(found.home[start:end] == w, mine, 0.0)
                out[start:end, column + k] = np.maximum(out[start:end, column + k], mine)
    return out


def _runs(cue: NDArray[Any], anchors: NDArray[Any]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    i = 0
    while i < len(cue):
        j = i
        if cue[i] >= ANCHOR_FROM:
            while j + 1 < len(cue) and cue[j + 1] >= 0.4 and anchors[j + 1, 1] < 0.6:
                j += 1
            out.append((i, j))
        elif anchors[i, 3] >= ANCHOR_FROM:
            out.append((i, i))
        i = j + 1
    return out


def piece_labels(found: OnnxPass) -> NDArray[np.int64]:
    """One label a piece: 0 none, then begin and inside of source, content and cue."""
    linked, anchors = linked_roles(found), found.gathered("anchors")
    roles = []
    for name, column in (("said_by", 0), ("said", 2)):
        tagged = found.gathered(name)[:, 1:]
        mixed = LINKED * linked[:, column : column + 2] + (1 - LINKED) * tagged
        roles.append(mixed)
    roles.append(anchors[:, 1:3])
    free = [1 - r.sum(1) for r in roles]
    columns = [free[0] * free[1] * free[2]]
    for i, r in enumerate(roles):
        others = np.prod([f for k, f in enumerate(free) if k != i], axis=0)
        columns += [r[:, 0] * others, r[:, 1] * others]
    probs = np.maximum(np.stack(columns, -1), 1e-9)
    probs /= probs.sum(-1, keepdims=True)
    return best_sequences(probs[None].astype(np.float32), BEGIN_COST)[0]


def tagged_chunk(chunk: dict[str, Any], found: OnnxPass) -> list[dict[str, Any]]:
    """The labelled spans of one chunk, in the offsets of its own text, from the pass over its ``chunk_text``."""
    _, offsets = chunk_text(chunk)
    labels = piece_labels(found) if len(found.pieces.ids) else np.zeros(0, dtype=np.int64)
    spans: list[dict[str, Any]] = []
    previous = -1
    for (start, end), (first, last) in zip(offsets, chunk["offsets"], strict=True):
        i = int(np.searchsorted(found.pieces.ends, start, "right"))
        label = int(labels[i]) if i < len(labels) and found.pieces.starts[i] < end else 0
        role, is_inside = (label - 1) // 2, label % 2 == 0
        if label and role == previous and is_inside:
            spans[-1]["end"] = last
        elif label:
            spans.append({"label": ROLES[role], "start": first, "end": last})
        previous = role if label else -1
    return spans
