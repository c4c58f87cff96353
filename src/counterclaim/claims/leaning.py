"""Who stands against the others of his claim though no word of his denies, as a model proposes it.

"Our guns were silent that day" denies that they fired without a word of denying. Rules find such words where they
answer an accusation that they can be held against (``rebutted``); of the others the encoder tells which way they lean
(``interface.Leaning``). A speaker is taken for one who denies only if his words look like a denial by themselves and he
leans against most of what the claim's other members say; and somebody always stays who affirms.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims.unit import Unit
from counterclaim.records import Stance

Floats = NDArray[np.float32]
#: The logit of a statement's denying from which it is taken for one that may.
DENIES_FROM = 1.5
#: What each stance counts for, where it counts.
_SIGN = {Stance.AFFIRMS: 1.0, Stance.DENIES: -1.0}


def turned(
    units: Sequence[Unit], stances: Sequence[Stance], leanings: Floats, fixed: Set[str] = frozenset()
) -> dict[int, float]:  # fmt: skip
    """The places of the members of a claim that deny it by their leanings, with how likely their words deny.

    Args:
        units: the members.
        stances: theirs, as rules tell them; only who affirms can be turned.
        leanings: of each of them, row by row; of no numbers where nobody tells them.
        fixed: ids of those whose stance stays.
    """
    at = [i for i, stance in enumerate(stances) if stance in _SIGN]
    if len(at) < 2 or not leanings.shape[1]:
        return {}
    sides, denies = leanings[at, :-1].astype(np.float64), leanings[at, -1]
    apart = ~np.array([[_is_beside(units[i], units[j]) for j in at] for i in at])
    alike = np.where(apart, sides @ sides.T, 0.0)
    sign = np.array([_SIGN[stances[i]] for i in at])
    may_turn = (denies > DENIES_FROM) & ~np.array([units[i].id in fixed for i in at])
    found: dict[int, float] = {}
    while (sign > 0).sum() > 1:
        support = alike @ sign
        against = np.flatnonzero(may_turn & (sign > 0) & (support < 0))
        if not len(against):
            break
        chosen = max(against.tolist(), key=lambda n: float(denies[n]) - support[n] / max(1, apart[n].sum()))
        sign[chosen] = -1.0
        found[at[chosen]] = float(1 / (1 + np.exp(-float(denies[chosen]))))
    return found


def _is_beside(a: Unit, b: Unit) -> bool:
    """Whether two statements stand in one sentence, or are one: such tell nothing of each other."""
    return a.article == b.article and a.sentence == b.sentence
