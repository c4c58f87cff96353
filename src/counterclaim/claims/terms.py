"""What two statements' structure says of their likeness, for millions of pairs, kept from one run to the next.

It depends on the two statements alone, and with one more article nearly all pairs are old ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims.pairs import carried_pairs, carry_pairs, sample
from counterclaim.records import Keeper

Places = NDArray[np.int64]
Terms = NDArray[np.float64]
STEP, KIND = "terms", "<f8"
#: So many kept pairs are compared again before any is believed.
CHECKED = 5


class KeptTerms:
    """A function of pairs of units, asked only for pairs that the last run did not ask for.

    ``keys`` are digests of the units, and ``told`` gives the number of two of them by position.
    """

    def __init__(self, keys: Sequence[bytes], told: Callable[[int, int], float], keeper: Keeper) -> None:
        self.keys, self._told, self._keeper = keys, told, keeper
        self._codes, self._terms = self._before() or (np.zeros(0, np.int64), np.zeros(0, np.float64))
        self._asked = [np.zeros(0, np.int64)]

    def of(self, left: Places, right: Places) -> Terms:
        """The number of each pair; pairs in order."""
        codes = left * len(self.keys) + right
        self._make(codes[~self._is_known(codes)])
        self._asked.append(codes)
        return self._terms[np.searchsorted(self._codes, codes)]

    def keep(self) -> None:
        """Leave what was asked for to the next run."""
        codes = np.sort(np.concatenate(self._asked))
        left, right = np.divmod(codes, max(1, len(self.keys)))
        terms = self._terms[np.searchsorted(self._codes, codes)]
        carry_pairs(STEP, self.keys, (left, right, terms), KIND, self._keeper)

    def _is_known(self, codes: Places) -> NDArray[np.bool_]:
        if not len(self._codes):
            return np.zeros(len(codes), dtype=bool)
        at = np.minimum(np.searchsorted(self._codes, codes), len(self._codes) - 1)
        return np.asarray(self._codes[at] == codes)

    def _make(self, codes: Places) -> None:
        if not len(codes):
            return
        terms = np.array([self._told(*divmod(code, len(self.keys))) for code in codes.tolist()], dtype=np.float64)
        order = np.argsort(every := np.concatenate([self._codes, codes]), kind="stable")
        self._codes, self._terms = every[order], np.concatenate([self._terms, terms])[order]

    def _before(self) -> tuple[Places, Terms] | None:
        """What the last run left of units that are still there; None where it cannot be used."""
        before = carried_pairs(STEP, self.keys, KIND, self._keeper)
        if before is None:
            return None
        left, right, terms = before.still_here()
        codes = np.minimum(left, right) * len(self.keys) + np.maximum(left, right)
        order = np.argsort(codes, kind="stable")
        codes, terms = codes[order], terms[order]
        if np.any(np.diff(codes) == 0):
            return None
        for n in sample(np.arange(len(codes)), CHECKED):
            if self._told(*divmod(int(codes[n]), len(self.keys))) != terms[n]:
                return None
        return codes, np.asarray(terms, dtype=np.float64)
