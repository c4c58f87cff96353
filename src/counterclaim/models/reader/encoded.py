"""A text as the encoder has read it, window by window: what its token heads put out for every piece, and characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.models.reader.decoding import softmax
from counterclaim.models.reader.windows import Pieces
from counterclaim.records import Span

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """Windows of a text and their outputs.

    ``cuts`` are the windows as piece ranges, ``home`` is the window in which each piece is read, and ``outputs`` hold
    hidden states ``[L, W]`` and logits ``[L, labels]`` of each window by name.
    """

    pieces: Pieces
    cuts: Sequence[tuple[int, int]]
    home: NDArray[np.int64]
    outputs: Sequence[dict[str, Floats]]

    def gathered(self, name: str) -> Floats:
        """Probabilities of one token head for every piece, each from its home window."""
        return softmax(self.logits(name)) if self.outputs else np.zeros((0, 1), dtype=np.float32)

    def logits(self, name: str) -> Floats:
        """What one token head puts out for every piece, each from its home window."""
        bounds = np.searchsorted(self.home, np.arange(len(self.cuts) + 1))
        parts = [
            o[name][a - start : b - start]
            for o, (start, _), a, b in zip(self.outputs, self.cuts, bounds[:-1], bounds[1:], strict=True)
        ]
        return np.concatenate(parts) if parts else np.zeros((0, 1), dtype=np.float32)

    def span(self, first: int, last: int) -> Span:
        """The characters of pieces ``first`` to ``last``, widened to whole words."""
        text = self.pieces.text
        start, end = int(self.pieces.starts[first]), int(self.pieces.ends[last])
        while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
            end += 1
        return Span(start, end)

    def one_line(self, span: Span) -> Span:
        """The longest part of a span that lies on one line: no name runs over a line's end."""
        text = self.pieces.text
        parts, start = [], span.start
        for line in span.of(text).split("\n"):
            parts.append(Span(start, start + len(line)).trimmed(text))
            start += len(line) + 1
        return max(parts, key=lambda p: p.end - p.start)
