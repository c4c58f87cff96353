"""What is told of units, kept by article: a case has tens of thousands of units, and one more article touches few.

A unit's article is touched in two ways. What is read of it changes, and it is read again; or only what stands around it
does (what its actors are called in the case, which of its statements is denied elsewhere), and of what was made of it
most still does (``Earlier``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from itertools import groupby
from operator import attrgetter
from typing import Generic, TypeVar

from counterclaim.claims.unit import Unit
from counterclaim.records import KEY_BYTES, Holds, Keeper

T = TypeVar("T")


class Earlier(Generic[T]):
    """What was kept of things of which something has changed, for those who make them again.

    Args:
        count: how many things are recalled.
        holds: whether what was kept of one is so now.
    """

    def __init__(self, count: int, holds: Holds[T]) -> None:
        self._count, self._is_so = count, holds
        self._kept: dict[int, T] = {}

    def holds(self, i: int, kept: T) -> bool:
        """Whether a result stands; to be given to ``Keeper.recall``."""
        is_so = self._is_so(i, kept)
        if not is_so:
            self._kept[i] = kept
        return is_so

    def of(self, i: int, asked: Sequence[int]) -> T | None:
        """What was kept of one of those that are asked for. Where all are, nothing that was kept is believed."""
        return self._kept.get(i) if len(asked) < self._count else None


def told_of_units(
    step: str, units: Sequence[Unit], kind: type[tuple[T, ...]], tell: Callable[[Unit], T], keeper: Keeper
) -> list[T]:
    """What ``tell`` gives for each unit.

    Args:
        step: names the function.
        units: of a case, in order.
        kind: a tuple of what is told.
        tell: looks at nothing but the unit, and not at what its actor is called.
        keeper: has what was told of articles whose units are the same.
    """
    articles = [list(of_one) for _, of_one in groupby(units, key=attrgetter("article"))]
    keys = [blake2b(b"".join([u.digest for u in of_one]), digest_size=KEY_BYTES).digest() for of_one in articles]

    def make(at: Sequence[int]) -> list[tuple[T, ...]]:
        return [tuple(tell(u) for u in articles[i]) for i in at]

    return [found for of_one in keeper.recall(step, keys, kind, make) for found in of_one]
