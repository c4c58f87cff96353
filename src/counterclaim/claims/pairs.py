"""Numbers for pairs of things, kept from one run to the next by the digests of the things.

What the last run left is guarded here, once: numbers that cannot be what they stand for are not used. Whether they are
what would be made now is for those to look at who know how they are made.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterclaim.records import KEY_BYTES, Keeper

Places = NDArray[np.int64]
Numbers = NDArray[np.floating[Any]]
NOWHERE = -1


@dataclass(frozen=True, slots=True)
class State:
    """Pairs as they are kept: which things they are of, and of each pair two places and a number, as bytes; these are
    views of what is kept, for there may be millions.
    """

    keys: memoryview
    left: memoryview
    right: memoryview
    number: memoryview


@dataclass(frozen=True, slots=True)
class Before:
    """What the last run left: pairs by the places of then, and for each thing of then its place now, if it has one."""

    moved: Places
    left: Places
    right: Places
    number: Numbers

    def still_here(self) -> tuple[Places, Places, Numbers]:
        """The pairs of what is still there, by the places of now."""
        left, right = self.moved[self.left], self.moved[self.right]
        if not np.any(self.moved == NOWHERE):
            return left, right, self.number
        kept = (left != NOWHERE) & (right != NOWHERE)
        return left[kept], right[kept], self.number[kept]


def carried_pairs(step: str, keys: Sequence[bytes], kind: str, keeper: Keeper) -> Before | None:
    """What the last run left of a step; None where there is nothing that can be used.

    Args:
        step: names what is kept.
        keys: of the things of now; of two with one key it could not be told which is meant.
        kind: the numbers' kind, as numpy writes it.
        keeper: has what was left.
    """
    state = keeper.carried(step, State)
    if state is None or len(state.keys) % KEY_BYTES or not len(state.keys):
        return None
    moved = _places_now(state.keys, b"".join(keys))
    if moved is None or len(state.left) % 4 or len(state.number) % np.dtype(kind).itemsize:
        return None
    left, right = (np.frombuffer(side, "<i4") for side in (state.left, state.right))
    number = np.frombuffer(state.number, kind)
    if not len(left) == len(right) == len(number):
        return None
    if len(left) and (max(left.max(), right.max()) >= len(moved) or min(left.min(), right.min()) < 0):
        return None
    return Before(moved, left, right, number)


def _places_now(old: memoryview, keys: bytes) -> Places | None:
    """For each of some things the place that its key has among other keys, if any; None where two begin alike, and
    so may be one.
    """
    was, now = (np.frombuffer(side, "<u8").reshape(-1, KEY_BYTES // 8) for side in (old, keys))
    order = np.argsort(now[:, 0])
    first = now[order, 0]
    if np.any(np.diff(first) == 0) or len(np.unique(was[:, 0])) < len(was):
        return None
    if not len(now):
        return np.full(len(was), NOWHERE)
    likely = order[np.minimum(np.searchsorted(first, was[:, 0]), len(now) - 1)]
    return np.where((now[likely] == was).all(axis=1), likely, NOWHERE)


def carry_pairs(
    step: str, keys: Sequence[bytes], pairs: tuple[Places, Places, Numbers], kind: str, keeper: Keeper
) -> None:
    """Leave pairs with their numbers to the next run."""
    left, right, number = pairs
    columns = ((left, "<i4"), (right, "<i4"), (number, kind))
    one, two, told = (np.ascontiguousarray(column, dtype=of).view(np.uint8).data for column, of in columns)
    keeper.carry(step, State(memoryview(b"".join(keys)), one, two, told))


def sample(places: Places, count: int) -> Places:
    """A few of some places, spread over all of them: what is made again before the others are believed."""
    return places[:: max(1, len(places) // count)][:count]
