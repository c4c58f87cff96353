"""What claims are compared by: their units, what these commit to, and where they stand among the others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from counterclaim.claims.commitments import Commitment, Held
from counterclaim.claims.spoken import spoken_for
from counterclaim.claims.unit import Unit
from counterclaim.records import Claim, Stance

#: So many wordings of one commitment are looked at for each claim.
REPEATED = 3


class Profile(Struct, frozen=True, eq=False):
    """What relating needs of a claim: its members' units with their stances, what they commit to, its mean vector.

    ``key`` is the digest of which units these are, and of the vectors that the mean is of.
    """

    claim: Claim
    units: tuple[Unit, ...]
    commitments: tuple[Commitment, ...]
    vector: NDArray[np.float32]
    key: bytes

    @property
    def parties(self) -> frozenset[str]:
        """The parties that put the claim forward."""
        pairs = zip(self.units, self.claim.members, strict=True)
        return frozenset(p for u, m in pairs if (p := spoken_for(u)) and m.stance is Stance.AFFIRMS)


def telling(held: Sequence[Held], units: Sequence[Unit]) -> list[Held]:
    """Commitments of a claim's members without those that repeat others: of one holder to one thing on one day, the
    first few.
    """
    kept: dict[object, list[Held]] = {}
    for c in held:
        key = (c.holder, c.kind, c.doer, c.negated, c.is_head, c.is_sure, units[c.member].said)
        same = kept.setdefault(key, [])
        if len(same) < REPEATED and all(units[c.member].words != units[o.member].words for o in same):
            same.append(c)
    return [c for same in kept.values() for c in same]


def labelled(p: Profile) -> Unit:
    """The unit whose words are the claim's label, or that share most with it."""
    if len(p.units) == 1:
        return p.units[0]
    at = p.claim.label

    def shared(u: Unit) -> int:
        return sum(max(0, min(s.end, at.end) - max(s.start, at.start)) for s in u.spans)

    named = [u for u in p.units if u.article == at.article]
    return max(named, key=lambda u: (shared(u), u.id)) if named else p.units[0]
