"""What two statements' structure says of their likeness, for millions of pairs, kept from one run to the next.

It depends on the two statements alone, and with one more article nearly all pairs are old ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.records import KEY_BYTES, Keeper

Places = NDArray[np.int64]
STEP = "terms"
#: So many kept pairs are compared again before any is believed.
CHECKED = 5


@dataclass(frozen=True, slots=True)
class State:
    """Pairs as they are kept: which units they are of, and of each pair two places, a number and which reason."""

    keys: bytes
    left: bytes
    right: bytes
    terms: bytes
    why: bytes
    reasons: tuple[str, ...]


class KeptTerms:
    """A function of pairs of units, asked only for pairs that the last run did not ask for.

    ``keys`` are digests of the units, and ``told`` gives the number and the reason of two of them by position.
    """

    def __init__(self, keys: Sequence[bytes], told: Callable[[int, int], tuple[float, str]], keeper: Keeper) -> None:
        self.keys, self._told, self._keeper = keys, told, keeper
        self._reasons: dict[str, int] = {"": 0}
        self._codes, self._terms, self._why = self._before(keeper.carried(STEP, State)) or _nothing()
        self._asked = [np.zeros(0, np.int64)]

    def of(self, left: Places, right: Places) -> tuple[NDArray[np.float64], list[str]]:
        """Number and reason of each pair."""
        codes = left * len(self.keys) + right
        self._make(np.setdiff1d(codes, self._codes))
        self._asked.append(codes)
        at = np.searchsorted(self._codes, codes)
        reasons = list(self._reasons)
        return self._terms[at], [reasons[n] for n in self._why[at].tolist()]

    def keep(self) -> None:
        """Leave what was asked for to the next run."""
        at = np.searchsorted(self._codes, np.unique(np.concatenate(self._asked)))
        left, right = np.divmod(self._codes[at], max(1, len(self.keys)))
        one, two, why = (x.astype("<i4").tobytes() for x in (left, right, self._why[at]))
        terms = self._terms[at].astype("<f8").tobytes()
        self._keeper.carry(STEP, State(b"".join(self.keys), one, two, terms, why, tuple(self._reasons)))

    def _make(self, codes: Places) -> None:
        told = [self._told(*divmod(code, len(self.keys))) for code in codes.tolist()]
        terms = np.array([t for t, _ in told], dtype=np.float64)
        why = np.array([self._reasons.setdefault(r, len(self._reasons)) for _, r in told], dtype=np.int64)
        order = np.argsort(every := np.concatenate([self._codes, codes]), kind="stable")
        self._codes, self._terms = every[order], np.concatenate([self._terms, terms])[order]
        self._why = np.concatenate([self._why, why])[order]

    def _before(self, state: State | None) -> tuple[Places, NDArray[np.float64], Places] | None:
        """What the last run left of units that are still there; None where it cannot be used."""
        place = {k: i for i, k in enumerate(self.keys)}
        if state is None or len(place) < len(self.keys) or not _is_whole(state):
            return None
        old = [state.keys[i : i + KEY_BYTES] for i in range(0, len(state.keys), KEY_BYTES)]
        moved = np.array([place.get(k, -1) for k in old], dtype=np.int64)
        left, right = (moved[np.frombuffer(x, "<i4")] for x in (state.left, state.right))
        kept = np.flatnonzero((left >= 0) & (right >= 0) & (left < right))  # turned round a reason would read otherwise
        codes = left[kept] * len(self.keys) + right[kept]
        terms, why = np.frombuffer(state.terms, "<f8")[kept], np.frombuffer(state.why, "<i4")[kept].astype(np.int64)
        order = np.argsort(codes, kind="stable")
        for n in order[:: max(1, len(order) // CHECKED)][:CHECKED]:
            if self._told(*divmod(int(codes[n]), len(self.keys))) != (terms[n], state.reasons[why[n]]):
                return None
        self._reasons = {r: n for n, r in enumerate(state.reasons)}
        return codes[order], terms[order], why[order]


def _nothing() -> tuple[Places, NDArray[np.float64], Places]:
    return np.zeros(0, np.int64), np.zeros(0, np.float64), np.zeros(0, np.int64)


def _is_whole(state: State) -> bool:
    """Whether the numbers of a state can be what they stand for."""
    count, units = len(state.left) // 4, len(state.keys) // KEY_BYTES
    if not 4 * count == len(state.left) == len(state.right) == len(state.why) or len(state.terms) != 8 * count:
        return False
    if state.reasons[:1] != ("",) or len(set(state.reasons)) < len(state.reasons):
        return False
    parts = (np.frombuffer(x, "<i4") for x in (state.left, state.right, state.why))
    limits = (units, units, len(state.reasons))
    return all(not len(p) or (p.min() >= 0 and p.max() < most) for p, most in zip(parts, limits, strict=True))
