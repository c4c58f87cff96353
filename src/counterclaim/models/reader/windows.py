"""A text of any length as overlapping windows of word pieces.

Every piece has one *home* window, the one in which it lies farthest from both ends; whatever is read of a piece
is read in its home window, so that the cuts between windows do not show.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from counterclaim.models.reader.features import surface_features
from counterclaim.models.reader.layout import MAX_PIECES

#: pieces a window shares with the one before it
OVERLAP = 96


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text's word pieces: ids, character offsets, surface features."""

    text: str
    ids: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    feats: NDArray[np.int64]

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """First and last piece that overlap ``[start, end)``; last < first if there is none."""
        first = int(np.searchsorted(self.ends, start, "right"))
        return first, int(np.searchsorted(self.starts, end, "left")) - 1


def cut(text: str, tokenizer: Tokenizer) -> Pieces:
    """The pieces of a text."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    offsets = encoding.offsets
    return Pieces(
        text,
        np.array(encoding.ids, dtype=np.int64),
        np.array([o[0] for o in offsets], dtype=np.int64),
        np.array([o[1] for o in offsets], dtype=np.int64),
        np.array(surface_features(text, offsets), dtype=np.int64),
    )


def breaks(pieces: Pieces) -> list[int]:
    """Pieces at which a line or (roughly) a sentence begins: where a window may begin or end."""
    out = [0]
    for i in range(1, len(pieces.ids)):
        gap = pieces.text[pieces.ends[i - 1] : pieces.starts[i]]
        if gap and ("\n" in gap or pieces.text[pieces.ends[i - 1] - 1] in '.?!”"'):
            out.append(i)
    return out


def spans(pieces: Pieces) -> list[tuple[int, int]]:
    """Windows as piece ranges, at most ``MAX_PIECES`` long, each sharing about ``OVERLAP`` pieces with the last."""
    n = len(pieces.ids)
    at = breaks(pieces)
    out: list[tuple[int, int]] = []
    start = 0
    while True:
        limit = start + MAX_PIECES
        if limit >= n:
            out.append((start, n))
            return out
        end = max((b for b in at if start + MAX_PIECES // 2 < b <= limit), default=limit)
        out.append((start, end))
        back = end - OVERLAP
        start = min((b for b in at if back <= b < end - 16), default=back)


def homes(windows: list[tuple[int, int]], n: int) -> NDArray[np.int64]:
    """The home window of each of ``n`` pieces; the text's own ends count as far away."""
    best = np.full(n, -1.0)
    home = np.zeros(n, dtype=np.int64)
    for w, (start, end) in enumerate(windows):
        at = np.arange(start, end)
        left = at - start if start else np.full(len(at), np.inf)
        right = end - 1 - at if end < n else np.full(len(at), np.inf)
        depth = np.minimum(left, right)
        better = depth > best[start:end]
        home[start:end][better] = w
        best[start:end][better] = depth[better]
    return home
