"""What pure functions tell of single units, kept by article: a case has tens of thousands of units, and few are new."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import blake2b
from itertools import groupby
from typing import TypeVar

from counterclaim.claims.unit import Unit
from counterclaim.records import KEY_BYTES, Keeper

T = TypeVar("T")


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
    articles = [list(of_one) for _, of_one in groupby(units, key=lambda u: u.article)]
    keys = [blake2b(b"".join([u.digest for u in of_one]), digest_size=KEY_BYTES).digest() for of_one in articles]

    def make(at: Sequence[int]) -> list[tuple[T, ...]]:
        return [tuple(tell(u) for u in articles[i]) for i in at]

    return [found for of_one in keeper.recall(step, keys, kind, make) for found in of_one]
