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
    """Pairs as they are kept: which things they are of, and of each pair two places and a number, as bytes."""

    keys: bytes
    left: bytes
    right: bytes
    number: bytes


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
    place = {k: i for i, k in enumerate(keys)}
    if state is None or len(place) < len(keys) or len(state.keys) % KEY_BYTES or not state.keys:
        return None
    old = [state.keys[i : i + KEY_BYTES] for i in range(0, len(state.keys), KEY_BYTES)]
    if len(state.left) % 4 or len(state.number) % np.dtype(kind).itemsize or len(set(old)) < len(old):
        return None
    left, right = (np.frombuffer(side, "<i4") for side in (state.left, state.right))
    number = np.frombuffer(state.number, kind)
    if not len(left) == len(right) == len(number):
        return None
    if len(left) and (max(left.max(), right.max()) >= len(old) or min(left.min(), right.min()) < 0):
        return None
    return Before(np.array([place.get(k, NOWHERE) for k in old], dtype=np.int64), left, right, number)


def carry_pairs(
    step: str, keys: Sequence[bytes], pairs: tuple[Places, Places, Numbers], kind: str, keeper: Keeper
) -> None:
    """Leave pairs with their numbers to the next run."""
    left, right, number = pairs
    one, two = (np.asarray(side, dtype="<i4").tobytes() for side in (left, right))
    keeper.carry(step, State(b"".join(keys), one, two, np.asarray(number, dtype=kind).tobytes()))


def sample(places: Places, count: int) -> Places:
    """A few of some places, spread over all of them: what is made again before the others are believed."""
    return places[:: max(1, len(places) // count)][:count]
