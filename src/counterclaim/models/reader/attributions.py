"""Attributions as the reader's heads propose them: anchors, and for each its source, content, venue and act."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.models.reader.decoding import best_sequences, softmax, tag_runs
from counterclaim.models.reader.encoded import Encoded
from counterclaim.models.reader.layout import (
    ACTS,
    CUE_BEGIN,
    CUE_INSIDE,
    PAIR_ROLES,
    QUOTE_BEGIN,
    SOURCE_BEGIN,
    SOURCE_INSIDE,
)
from counterclaim.reading.interface import RawAttribution
from counterclaim.records import Span

Floats = NDArray[np.float32]
#: probability from which a cue, or a quote without one, is proposed (set on the development data)
CUE_FROM = 0.40
#: probability from which a cue goes on
CUE_ON_FROM = 0.45
#: probability of a beginning from which a touching cue is one of its own
CUE_NEW_FROM = 0.6
QUOTE_FROM = 0.35
#: probability from which a piece is taken for the source of a cue that has none
SOURCE_FROM = 0.25
#: anchors whose pairs with all pieces are held in memory at once (about 0.3 MB each)
ANCHORS = 32
#: pieces beside the source taken that count as part of it when another one is looked for
SOURCE_MARGIN = 3


class AttributionHeads:
    """The anchor, pair and act heads over one text's windows."""

    def __init__(self, sessions: Mapping[str, Any], scheme: Floats, encoded: Encoded) -> None:
        self.sessions, self.scheme, self.encoded = sessions, scheme, encoded

    def proposals(self) -> list[RawAttribution]:
        """Proposals in text order, each read in the home window of its anchor."""
        found = list(self.anchors())
        out: list[RawAttribution] = []
        for w, (start, _) in enumerate(self.encoded.cuts):
            mine = [(a, b, cue, p) for a, b, cue, p in found if self.encoded.home[a] == w]
            for i in range(0, len(mine), ANCHORS):
                out += self.read_anchors(w, start, mine[i : i + ANCHORS])
        return sorted(out, key=lambda r: (r.anchor, r.content))

    def anchors(
        self, cue_from: float = CUE_FROM, quote_from: float = QUOTE_FROM
    ) -> Iterator[tuple[int, int, bool, float]]:
        """First and last piece, whether it is a cue, and probability of every anchor.

        Begin and inside count together, so that a doubtful beginning does not cut a cue; a sure one ends the cue
        before it ("denies | allegations").
        """
        probs = self.encoded.gathered("anchors")
        cue = probs[:, CUE_BEGIN] + probs[:, CUE_INSIDE] if len(probs) else np.zeros(0, dtype=np.float32)
        i = 0
        while i < len(probs):
            if cue[i] >= cue_from:
                j = i
                while j + 1 < len(probs) and cue[j + 1] >= CUE_ON_FROM and probs[j + 1, CUE_BEGIN] < CUE_NEW_FROM:
                    j += 1
                yield i, j, True, float(cue[i : j + 1].max())
                i = j
            elif probs[i, QUOTE_BEGIN] >= quote_from:
                yield i, i, False, float(probs[i, QUOTE_BEGIN])
            i += 1

    def read_anchors(self, w: int, start: int, anchors: list[tuple[int, int, bool, float]]) -> list[RawAttribution]:
        """Source, content, venue and act of the anchors of one window."""
        probs, where = self.pairs(w, [(a, b) for a, b, _, _ in anchors])
        labels = best_sequences(probs)
        content = np.isin(labels, (3, 4)).astype(np.float32)
        content /= np.maximum(content.sum(-1, keepdims=True), 1)
        feed = {**where, "content": content}
        acts = softmax(self.sessions["acts"].run(None, feed)[0])
        out = []
        for n, (a, b, cue, p) in enumerate(anchors):
            if cue and not np.isin(labels[n], (SOURCE_BEGIN, SOURCE_INSIDE)).any():
                labels[n] = with_likely_source(labels[n], probs[n])
            roles = self.roles(labels[n], start)
            used = np.isin(labels[n], (1, 2, 3, 4))
            sure = float(probs[n][used].max(-1).mean()) if used.any() else 0.5
            taken, other, likely = other_source(labels[n], probs[n])
            out.append(
                RawAttribution(
                    anchor=self.encoded.span(a, b), has_cue=cue, source=roles["source"], content=roles["content"],
                    venue=roles["venue"], acts=dict(zip(ACTS, map(float, acts[n]), strict=True)), confidence=p * sure,
                    anchor_confidence=p, source_confidence=taken, other_source_confidence=likely,
                    other_source=self.encoded.span(start + other[0], start + other[1]) if other else None,
                )
            )  # fmt: skip
        return out

    def pairs(self, w: int, anchors: Sequence[tuple[int, int]]) -> tuple[Floats, dict[str, Any]]:
        """Probabilities ``[N, L, roles]`` of each piece of a window to be what of each anchor, and where these are."""
        hidden = np.ascontiguousarray(self.encoded.outputs[w]["hidden"])
        start = self.encoded.cuts[w][0]
        first = np.array([a - start for a, _ in anchors], dtype=np.int64)
        last = np.minimum(np.array([b - start for _, b in anchors], dtype=np.int64), len(hidden) - 1)
        where = {"hidden": hidden, "first": first, "last": last}
        probs = softmax(self.sessions["pairs"].run(None, {**where, "scheme": self.scheme})[0])
        return probs, where

    def roles(self, labels: NDArray[np.int64], start: int) -> dict[str, tuple[Span, ...]]:
        """Character spans of each role from one anchor's labels."""
        out: dict[str, tuple[Span, ...]] = {}
        for r, role in enumerate(PAIR_ROLES):
            runs = tag_runs(labels, 1 + 2 * r, 2 + 2 * r)
            out[role] = tuple(self.encoded.span(start + a, start + b) for a, b in runs)
        return out


def with_likely_source(labels: NDArray[np.int64], probs: Floats) -> NDArray[np.int64]:
    """Labels with the likeliest source where none won outright: most verbs of saying have one.

    Args:
        labels: ``[L]`` of one anchor, without a source.
        probs: ``[L, roles]`` of the same anchor.
    """
    source = probs[:, SOURCE_BEGIN] + probs[:, SOURCE_INSIDE]
    best = int(source.argmax())
    if source[best] < SOURCE_FROM or labels[best] != 0:
        return labels
    a = b = best
    while a > 0 and source[a - 1] >= source[best] / 2 and labels[a - 1] == 0:
        a -= 1
    while b + 1 < len(source) and source[b + 1] >= source[best] / 2 and labels[b + 1] == 0:
        b += 1
    out = labels.copy()
    out[a], out[a + 1 : b + 1] = SOURCE_BEGIN, SOURCE_INSIDE
    return out


def other_source(labels: NDArray[np.int64], probs: Floats) -> tuple[float, tuple[int, int] | None, float]:
    """How likely the source taken is, the likeliest other one (first and last piece), and how likely that is.

    Args:
        labels: ``[L]`` of one anchor.
        probs: ``[L, roles]`` of the same anchor.
    """
    source = probs[:, SOURCE_BEGIN] + probs[:, SOURCE_INSIDE]
    is_taken = (labels == SOURCE_BEGIN) | (labels == SOURCE_INSIDE)
    near = np.convolve(is_taken, np.ones(2 * SOURCE_MARGIN + 1), "full")[SOURCE_MARGIN:-SOURCE_MARGIN] > 0
    free = np.where(near | (labels != 0), 0.0, source)
    best = int(free.argmax())
    taken = float(source[is_taken].max()) if is_taken.any() else 0.0
    if free[best] < SOURCE_FROM:
        return taken, None, 0.0
    a = b = best
    while a > 0 and free[a - 1] >= free[best] / 2:
        a -= 1
    while b + 1 < len(free) and free[b + 1] >= free[best] / 2:
        b += 1
    return taken, (a, b), float(free[best])
