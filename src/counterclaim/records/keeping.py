"""Keeping what pure functions gave: what a stage asks of whoever keeps results between two runs of a case.

A stage says what a result was made from, as a digest, and how to make it; whether it was made now or in a run before
cannot be told from what comes back. Stages know this interface alone; ``pipeline.kept`` keeps results with a case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import Protocol, TypeVar

from counterclaim.records.article import Article
from counterclaim.records.codec import packed
from counterclaim.records.reading import Reading

T = TypeVar("T")
#: Makes the results at some positions, in the order given.
Make = Callable[[Sequence[int]], Sequence[T]]
#: Whether a result kept for a position still stands.
Holds = Callable[[int, T], bool]
KEY_BYTES = 16


class Keeper(Protocol):
    """Gives back results, and has those made that it has not."""

    def recall(
        self, step: str, keys: Sequence[bytes], kind: type[T], make: Make[T], holds: Holds[T] | None = None
    ) -> list[T]:  # fmt: skip
        """One result for each key.

        Args:
            step: names the function, so that two functions of the same inputs are kept apart.
            keys: ``key_of`` everything that each result is made from.
            kind: the type of a result; records, and plain values of them.
            make: called with the positions of what is not kept.
            holds: for a result that is made from more than its key tells, and says itself what that was: whether that
                is so now. One that does not hold is made again.
        """

    def carried(self, step: str, kind: type[T]) -> T | None:
        """What the last run left of a whole case, for this one to bring up to date; None where there is nothing.

        The stage answers for it that the result is the same as from nothing.
        """

    def carry(self, step: str, state: object) -> None:
        """Leave something of a whole case to the next run, in the place of what was left before."""


class Forgetful:
    """Keeps nothing, and has everything made."""

    def recall(
        self, step: str, keys: Sequence[bytes], kind: type[T], make: Make[T], holds: Holds[T] | None = None
    ) -> list[T]:  # fmt: skip
        """One result for each key, all made now."""
        return list(make(range(len(keys))))

    def carried(self, step: str, kind: type[T]) -> T | None:
        """Nothing."""
        return None

    def carry(self, step: str, state: object) -> None:
        """Leave nothing."""


FORGETFUL = Forgetful()


def key_of(*inputs: object) -> bytes:
    """The digest of what a result is made from: records, and plain values of them."""
    return blake2b(packed(inputs), digest_size=KEY_BYTES).digest()


def sources_of(articles: Iterable[Article], readings: Iterable[Reading]) -> dict[str, bytes]:
    """Of each article that was read the digest of it with its reading: what most results are made from, told once."""
    by_id = {a.id: a for a in articles}
    return {r.article: key_of(by_id[r.article], r) for r in readings if r.article in by_id}
