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
from counterclaim.models.reader.onnx import OnnxPass

Floats = NDArray[np.float64]
ROLES = ("source", "content", "cue")
#: anchors from this probability give linked roles; weight of the linked view
ANCHOR_FROM, LINKED = 0.25, 0.5
BEGIN_COST = 0.5


def linked_roles(found: OnnxPass) -> Floats:
    """Probabilities ``[L, 4]`` of begin and inside of source and of content, each from its likeliest anchor."""
    out = np.zeros((len(found.pieces.ids), 4))
    anchors = list(found.anchors(ANCHOR_FROM, ANCHOR_FROM))
    for w, (start, end) in enumerate(found.cuts):
        mine = [(a, b, p) for a, b, _, p in anchors if found.home[a] == w]
        if not mine:
            continue
        probs, _ = found.pairs(w, [(a, b) for a, b, _ in mine])
        weighed = probs * np.array([p for *_, p in mine])[:, None, None]
        here, at = found.home[start:end] == w, np.arange(end - start)
        for column, begin in ((0, 1), (2, 3)):
            best = weighed[:, :, begin : begin + 2].sum(-1).argmax(0)
            out[start:end, column : column + 2] = weighed[best, at, begin : begin + 2] * here[:, None]
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
    labels: NDArray[np.int64] = best_sequences(probs[None].astype(np.float32), BEGIN_COST)[0]
    return labels


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
