"""Which pairs of articles are worth comparing word by word: an inverted index over word shingles.

A pair is proposed that shares at least ``MIN_SHARED`` shingles at about the same distance from each other in
both texts; the same stock phrases scattered over two texts propose nothing. A shingle that stands in more
than ``COMMON`` articles proposes only neighbours in the order of the articles: enough to keep the copies of
one text connected, without all pairs among thousands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from counterclaim.lineage.words import GRAMMAR_WORDS, WordRow

SHINGLE = 4
MIN_SHARED = 3
COMMON = 40
#: How far apart, in words, the offsets of shared shingles may lie to count together.
DRIFT = 32

Integers = npt.NDArray[np.int64]
_NONE: Integers = np.zeros(0, dtype=np.int64)


class _Index(NamedTuple):
    """Shingles of all rows, sorted by shingle and row; ``place`` is where the row first has it."""

    shingle: Integers
    row: Integers
    place: Integers


class Traces(NamedTuple):
    """The shingles of one row that can propose it, rising, and where the row first has each."""

    shingles: Integers
    places: Integers


def traces(row: WordRow) -> Traces:
    """What a row is proposed by: runs of words of which two are more than grammar."""
    plain = np.array([k not in GRAMMAR_WORDS for k in row.keys], dtype=np.int64)
    shingles, places = np.unique(row.shingles(SHINGLE), return_index=True)
    kept = np.flatnonzero(_plain_words(plain)[places] >= 2)
    return Traces(shingles[kept], places[kept])


def candidate_pairs(rows: Sequence[Traces]) -> list[tuple[int, int]]:
    """Pairs of positions in ``rows``, smaller first, that may have a passage in common."""
    index = _index(rows)
    found: set[int] = set()
    left, right = _proposed(index)
    pair = index.row[left] * len(rows) + index.row[right]
    shift = index.place[left] - index.place[right] + (1 << 20)
    for offset in (0, DRIFT // 2):  # two grids, so that no group is cut by the edge of a cell
        cells, counts = np.unique((pair << 20) + (shift + offset) // DRIFT, return_counts=True)
        found.update((cells[counts >= MIN_SHARED] >> 20).tolist())
    return [divmod(code, len(rows)) for code in sorted(found)]


def _index(rows: Sequence[Traces]) -> _Index:
    """The shingles that several rows have."""
    if not rows:
        return _Index(_NONE, _NONE, _NONE)
    shingle, place = (np.concatenate(part).astype(np.int64) for part in zip(*rows, strict=True))
    row = np.repeat(np.arange(len(rows), dtype=np.int64), [len(r.shingles) for r in rows])
    order = np.argsort(shingle, kind="stable")  # rows come one after another, and stay so
    ordered = shingle[order]
    same = ordered[1:] == ordered[:-1]
    kept = order[np.append(same, False) | np.append(False, same)] if len(order) else order
    return _Index(shingle[kept], row[kept], place[kept])


def _plain_words(plain: Integers) -> Integers:
    """How many words of each run of ``SHINGLE`` are more than grammar."""
    total = np.concatenate([[0], np.cumsum(plain)]).astype(np.int64)
    return total[SHINGLE:] - total[:-SHINGLE]


def _proposed(index: _Index) -> tuple[Integers, Integers]:
    """Places in the index, pair by pair, of rows that share a shingle."""
    if not len(index.shingle):
        return _NONE, _NONE
    starts = np.flatnonzero(np.append(True, index.shingle[1:] != index.shingle[:-1]))
    sizes = np.diff(np.append(starts, len(index.shingle)))
    lefts, rights = [_NONE], [_NONE]
    for distance in range(1, COMMON):
        # In a group of size n the members k and k + distance pair up; common shingles only with distance 1.
        wide = (sizes > distance) & ((sizes <= COMMON) | (distance == 1))
        left = _members(starts[wide], sizes[wide] - distance)
        lefts.append(left)
        rights.append(left + distance)
    return np.concatenate(lefts), np.concatenate(rights)


def _members(starts: Integers, lengths: Integers) -> Integers:
    """The positions ``start .. start + length`` of all groups, one after another."""
    if not len(starts):
        return _NONE
    offsets = np.arange(int(lengths.sum()), dtype=np.int64)
    firsts = np.repeat(np.cumsum(lengths) - lengths, lengths)
    return np.repeat(starts, lengths) + offsets - firsts
