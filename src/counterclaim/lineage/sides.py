"""The reports of a case as they are compared: what is cheap of each at hand, the rest made when it is asked for."""

from __future__ import annotations

import sys
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from counterclaim.lineage.candidates import Traces, traces
from counterclaim.lineage.drift import Side
from counterclaim.lineage.template import standing_lines
from counterclaim.lineage.words import WordRow, word_row
from counterclaim.records import Article, Attribution, Keeper, QuoteKind, key_of


class Packed(NamedTuple):
    """A row of words and its traces as they are kept: keys joined by blanks, numbers as bytes; the traces are views of
    what is kept.
    """

    keys: str
    starts: bytes
    ends: bytes
    quoted: bytes
    piece: bytes
    shingles: memoryview
    places: memoryview

    def row(self, article: str) -> WordRow | None:
        """The row of an article; None where the parts are not of one length."""
        parts = (self.starts, self.ends, self.piece)
        keys = tuple(sys.intern(k) for k in self.keys.split(" ")) if self.keys else ()
        if any(len(part) != len(keys) * array("I").itemsize for part in parts) or len(self.quoted) != len(keys):
            return None
        starts, ends, piece = (array("I", part) for part in parts)
        return WordRow(article, keys, starts, ends, self.quoted, piece)

    def traces(self) -> Traces:
        """What the row is proposed by."""
        return Traces(np.frombuffer(self.shingles, np.int64), np.frombuffer(self.places, np.uint32))


def packed(row: WordRow) -> Packed:
    """A row as it is kept."""
    found = traces(row)
    return Packed(
        " ".join(row.keys), row.starts.tobytes(), row.ends.tobytes(), row.quoted, row.piece.tobytes(),
        found.shingles.view(np.uint8).data, found.places.astype(np.uint32).view(np.uint8).data,
    )  # fmt: skip


class Sides:
    """The articles of a case, by position, with their words and attributions.

    ``marks`` tell of each what its words were made from.
    """

    def __init__(
        self, case: Sequence[Article], attributions: Sequence[Attribution], speaker_of: Mapping[str, str],
        keeper: Keeper,
    ) -> None:  # fmt: skip
        self._case, self._speaker_of = case, speaker_of
        self._is_read = bool(attributions)
        self._said: dict[str, list[Attribution]] = defaultdict(list)
        for attribution in sorted(attributions, key=lambda a: a.id):
            self._said[attribution.article].append(attribution)
        self._standing = standing_lines(case, keeper)
        direct = [[a.content for a in self._said[c.id] if a.kind is QuoteKind.DIRECT] for c in case]
        self.marks = [key_of(a.text, a.segments, d, self._standing[a.id]) for a, d in zip(case, direct, strict=True)]
        self._packed = keeper.recall("words", self.marks, Packed, lambda at: [packed(self._row(i)) for i in at])
        self._sides: dict[int, Side] = {}
        self._wholes: dict[int, bytes] = {}

    def __getitem__(self, at: int) -> Side:
        """One article with its words and, where attributions were read at all, those it has."""
        if at not in self._sides:
            article = self._case[at]
            said = tuple(self._said[article.id]) if self._is_read and article.language in (None, "en") else None
            self._sides[at] = Side(article, lambda: self._packed[at].row(article.id) or self._row(at), said)
        return self._sides[at]

    def whole(self, at: int) -> bytes:
        """The digest of all that a link tells of one article."""
        if at not in self._wholes:
            side = self[at]
            speakers = [self._speaker_of.get(a.id) for a in side.attributions or ()]
            self._wholes[at] = key_of(self.marks[at], side.article, side.attributions, speakers)
        return self._wholes[at]

    def traces(self) -> list[Traces]:
        """What each article is proposed by."""
        return [p.traces() for p in self._packed]

    def _row(self, at: int) -> WordRow:
        article = self._case[at]
        return word_row(article, self._said[article.id], self._standing[article.id])
