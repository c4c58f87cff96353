"""Stretches that two rows of words have in common, word for word or nearly.

Runs of at least ``SEED`` equal words are found by an index and chained where they follow each other in both
rows with at most ``GAP`` words between; single equal words inside the gaps are then matched too. Reworded
copies that share only about a third of their three-word runs are still found, and each word of a passage
knows its partner, which is what drift is read from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from counterclaim.lineage.words import Codes, WordRow

SEED = 3
GAP = 8
#: A seed that stands more often than this in one text carries no place.
_CROWDED = 8
_GAP_COST = 0.5

Pair = tuple[int, int]
Places = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Aligned:
    """One passage: the matched word positions ``(in a, in b)``, rising in both."""

    pairs: tuple[Pair, ...]

    @cached_property
    def length(self) -> int:
        """Words covered, in the text where it is longer."""
        (a0, b0), (a1, b1) = self.pairs[0], self.pairs[-1]
        return max(a1 - a0, b1 - b0) + 1

    @cached_property
    def density(self) -> float:
        """Share of the words covered that are matched."""
        return len(self.pairs) / self.length


@dataclass(frozen=True)
class _Run:
    a: int
    b: int
    size: int


def align(row_a: WordRow, row_b: WordRow, min_words: int, min_density: float) -> list[Aligned]:
    """Common passages of two texts, in order of place in the first; none overlap in either.

    Args:
        row_a: words of the one text.
        row_b: words of the other.
        min_words: least number of matched words in a passage.
        min_density: least share of matched words in a passage.
    """
    a, b = row_a.keys, row_b.keys
    passages: list[Aligned] = []
    used_a, used_b = bytearray(len(a)), bytearray(len(b))
    runs = _runs(row_a, row_b)
    while runs:
        before = len(passages)
        for chain in _chains(runs, lambda run: _free([run], used_a, used_b)):
            if _free(chain, used_a, used_b):
                pairs = _filled(a, b, chain, used_a, used_b)
                _use(pairs, used_a, used_b)
                passages.append(Aligned(tuple(pairs)))
        # What overlapped a passage was cut off with its chain; what is left of it may chain anew.
        runs = [r for r in runs if _free([r], used_a, used_b)] if len(passages) > before else []
    kept = [p for p in passages if len(p.pairs) >= min_words and p.density >= min_density]
    return sorted(kept, key=lambda p: p.pairs[0])


def _runs(a: WordRow, b: WordRow) -> list[_Run]:
    """Maximal runs of equal words, at least ``SEED`` long, in order of place."""
    at_a, at_b = _seeds(a.shingles(SEED), b.shingles(SEED))
    if not len(at_a):
        return []
    order = np.lexsort((at_a, at_a - at_b))
    at_a, at_b = at_a[order], at_b[order]
    # A run goes on while both places rise by one.
    breaks = np.flatnonzero((np.diff(at_a) != 1) | (np.diff(at_b) != 1)) + 1
    first, last = np.append(0, breaks), np.append(breaks - 1, len(at_a) - 1)
    sizes = at_a[last] - at_a[first] + SEED
    runs = zip(at_a[first].tolist(), at_b[first].tolist(), sizes.tolist(), strict=True)
    return [_Run(*run) for run in sorted(runs)]


def _seeds(in_a: Codes, in_b: Codes) -> tuple[Places, Places]:
    """All pairs of places with the same seed, those of seeds that crowd ``b`` left out."""
    order = np.argsort(in_b, kind="stable")
    low = np.searchsorted(in_b[order], in_a, "left")
    count = np.searchsorted(in_b[order], in_a, "right") - low
    count[count > _CROWDED] = 0
    at_a = np.repeat(np.arange(len(in_a)), count)
    within = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    return at_a, order[np.repeat(low, count) + within]


def _chains(runs: Sequence[_Run], is_free: Callable[[_Run], bool]) -> Iterator[list[_Run]]:
    """The best chain that ends in each run still free, best score first (local alignment over runs)."""
    score = [float(r.size) for r in runs]
    previous: list[int | None] = [None] * len(runs)
    reach: list[int] = []  # runs that a later one may still follow
    for at, run in enumerate(runs):
        reach = [p for p in reach if runs[p].a + runs[p].size + GAP >= run.a]
        for p in reach:
            gap_a, gap_b = run.a - runs[p].a - runs[p].size, run.b - runs[p].b - runs[p].size
            if 0 <= gap_a <= GAP and 0 <= gap_b <= GAP:
                joined = score[p] + run.size - _GAP_COST * max(gap_a, gap_b)
                if joined > score[at]:
                    score[at], previous[at] = joined, p
        reach.append(at)
    order = sorted(range(len(runs)), key=lambda at: (-score[at], runs[at].a, runs[at].b))
    yield from (_back(runs, previous, at) for at in order if is_free(runs[at]))


def _back(runs: Sequence[_Run], previous: Sequence[int | None], at: int) -> list[_Run]:
    chain: list[_Run] = []
    step: int | None = at
    while step is not None:
        chain.append(runs[step])
        step = previous[step]
    return chain[::-1]


def _free(chain: Sequence[_Run], used_a: bytearray, used_b: bytearray) -> bool:
    first, last = chain[0], chain[-1]
    return not (any(used_a[first.a : last.a + last.size]) or any(used_b[first.b : last.b + last.size]))


def _use(pairs: Sequence[Pair], used_a: bytearray, used_b: bytearray) -> None:
    """Mark the whole stretch as taken: a word in a gap belongs to the passage around it."""
    (a0, b0), (a1, b1) = pairs[0], pairs[-1]
    used_a[a0 : a1 + 1] = b"\x01" * (a1 + 1 - a0)
    used_b[b0 : b1 + 1] = b"\x01" * (b1 + 1 - b0)


def _filled(
    a: Sequence[str], b: Sequence[str], chain: Sequence[_Run], used_a: bytearray, used_b: bytearray
) -> list[Pair]:
    """The pairs of a chain, with equal words in its gaps and a little beyond its ends."""
    pairs: list[Pair] = []
    for run in chain:
        if pairs:
            i, j = pairs[-1]
            pairs += common_words(a, b, (i + 1, run.a), (j + 1, run.b))
        pairs += [(run.a + k, run.b + k) for k in range(run.size)]
    i, j = pairs[0]
    head = _beyond(a, b, i, j, -1, used_a, used_b)
    i, j = pairs[-1]
    return head[::-1] + pairs + _beyond(a, b, i, j, 1, used_a, used_b)


def _beyond(
    a: Sequence[str], b: Sequence[str], i: int, j: int, way: int, used_a: bytearray, used_b: bytearray
) -> list[Pair]:
    """Equal pairs of words past the end of a chain, over differences of at most two words."""
    out: list[Pair] = []
    while True:
        step = next(
            (
                (i + way * (1 + da), j + way * (1 + db))
                for da, db in ((0, 0), (1, 1), (1, 0), (0, 1), (2, 2))
                if _two_equal(a, b, i + way * (1 + da), j + way * (1 + db), way, used_a, used_b)
            ),
            None,
        )
        if step is None:
            return out
        out += [step, (step[0] + way, step[1] + way)]
        i, j = out[-1]


def _two_equal(
    a: Sequence[str], b: Sequence[str], i: int, j: int, way: int, used_a: bytearray, used_b: bytearray
) -> bool:
    for x, y in ((i, j), (i + way, j + way)):
        if not (0 <= x < len(a) and 0 <= y < len(b)) or used_a[x] or used_b[y] or a[x] != b[y]:
            return False
    return True


def common_words(a: Sequence[str], b: Sequence[str], in_a: Pair, in_b: Pair) -> list[Pair]:
    """A longest common subsequence of two short stretches ``(start, end)``; ties fall to the left."""
    (a0, a1), (b0, b1) = in_a, in_b
    if a0 >= a1 or b0 >= b1:
        return []
    best = [[0] * (b1 - b0 + 1) for _ in range(a1 - a0 + 1)]
    for i in range(a1 - 1, a0 - 1, -1):
        row, below = best[i - a0], best[i - a0 + 1]
        for j in range(b1 - 1, b0 - 1, -1):
            k = j - b0
            row[k] = below[k + 1] + 1 if a[i] == b[j] else max(below[k], row[k + 1])
    return _walk(a, b, (a0, b0), best)


def _walk(a: Sequence[str], b: Sequence[str], start: Pair, best: Sequence[Sequence[int]]) -> list[Pair]:
    a0, b0 = start
    i = j = 0
    out: list[Pair] = []
    while i < len(best) - 1 and j < len(best[0]) - 1:
        if a[a0 + i] == b[b0 + j]:
            out.append((a0 + i, b0 + j))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return out
