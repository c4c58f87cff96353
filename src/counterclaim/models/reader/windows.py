"""A text of any length as overlapping windows of word pieces.

Every piece has one *home* window; whatever is read of a piece is read there, with words of its neighbourhood on
either side. Homes are cut at the starts of paragraphs (else of sentences), so that no sentence is read half here and
half there. Which starts are taken depends on the words that stand there, not on how far they are from the text's
beginning (content-defined chunking: Muthitacharoen et al., "A low-bandwidth network file system", 2001): put a
paragraph in front, and after a window or two the same cuts come about as before, with the same outputs to the bit.
"""

from __future__ import annotations

import zlib
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from counterclaim.models.reader.features import surface_features
from counterclaim.models.reader.layout import MAX_PIECES

#: pieces of context before and after a home, at the least; both are widened to where a sentence starts
BEFORE = 24
AFTER = 16
#: pieces by which a context is widened at the most to begin or end with a sentence
WIDEN = 24
#: pieces before the farthest possible home's end within which that end is chosen
CHOICE = 128
#: pieces of a start that decide between the candidates
KEY_PIECES = 6


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


def breaks(pieces: Pieces) -> tuple[list[int], frozenset[int]]:
    """Pieces at which (roughly) a sentence begins, in order, and those of them that begin a line."""
    sentences, lines, text = [0], {0}, pieces.text
    ends, starts = pieces.ends.tolist(), pieces.starts.tolist()
    for i in range(1, len(ends)):
        end, start = ends[i - 1], starts[i]
        if start <= end:
            continue
        is_line = "\n" in text[end:start]
        if is_line or text[end - 1] in '.?!”"':
            sentences.append(i)
        if is_line:
            lines.add(i)
    return sentences, frozenset(lines)


def plan(pieces: Pieces) -> tuple[list[tuple[int, int]], NDArray[np.int64]]:
    """Windows as piece ranges, at most ``MAX_PIECES`` long, and the home window of each piece."""
    n = len(pieces.ids)
    sentences, lines = breaks(pieces)
    cuts: list[tuple[int, int]] = []
    home = np.zeros(n, dtype=np.int64)
    at = 0
    while True:
        start = _context_start(at, sentences)
        home[at:] = len(cuts)
        if n - start <= MAX_PIECES:
            cuts.append((start, n))
            return cuts, home
        limit = start + MAX_PIECES
        at = _home_end(pieces, sentences, lines, limit - AFTER)
        cuts.append((start, _context_end(at, sentences, limit)))


def _context_start(at: int, sentences: list[int]) -> int:
    """Where the window of a home that begins at ``at`` begins."""
    wanted = max(at - BEFORE, 0)
    i = bisect_right(sentences, wanted) - 1
    return sentences[i] if wanted - sentences[i] <= WIDEN else wanted


def _context_end(at: int, sentences: list[int], limit: int) -> int:
    """Where the window of a home that ends at ``at`` ends; never beyond ``limit``."""
    wanted = at + AFTER
    i = bisect_left(sentences, wanted)
    is_near = i < len(sentences) and sentences[i] - wanted <= WIDEN
    return min(sentences[i] if is_near else wanted, limit)


def _home_end(pieces: Pieces, sentences: list[int], lines: frozenset[int], farthest: int) -> int:
    """The end of a home: of the starts near the farthest possible one a line's, then the one with the least key."""
    near = sentences[bisect_left(sentences, farthest - CHOICE) : bisect_right(sentences, farthest)]
    if not near:
        near = sentences[bisect_left(sentences, farthest - MAX_PIECES // 2) : bisect_right(sentences, farthest)][-1:]
    key = {i: (i not in lines, zlib.crc32(pieces.ids[i : i + KEY_PIECES].tobytes())) for i in near}
    return min(near, key=lambda i: (key[i], i)) if near else farthest
