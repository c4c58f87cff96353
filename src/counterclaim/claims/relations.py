"""How claims stand to each other: contradicts, not comparable; and the accounts of each party.

Two claims are compared only when they can be about the same thing: places named must meet. What excludes what is told
from what each needs to be true: that somebody did harm (killed, attacked), or that what was shown is forged or staged;
and only from what a party itself puts forward, not from what it mentions. The same rules run over every party's
claims; nothing is ranked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims import lexicon
from counterclaim.claims.grouping import place_words
from counterclaim.claims.units import Unit
from counterclaim.records import Account, Act, Claim, Exclusion, Relation, Stance, content_id

#: Similarity from which two claims about different places are near enough to be told "not comparable".
NEAR_FROM = 0.5
#: Similarity from which claims with different numbers are taken to count the same thing.
COUNT_FROM = 0.75
#: Similarity below which two claims are about different things whatever they need to be true.
TOPIC_FROM = 0.3
#: Acts by which a speaker puts a happening forward; demands, plans and judgements only mention it.
STATING = frozenset({Act.ASSERT, Act.ACCUSE})


@dataclass(frozen=True, slots=True)
class Profile:
    """What relating needs of a claim.

    ``real`` maps each party to the parties it says killed or attacked; ``charged`` are all parties accused of harm,
    whoever accuses; ``unreal`` are the parties that say what was shown is forged or staged. Only statements in which
    somebody puts the thing forward count.
    """

    claim: Claim
    parties: frozenset[str]
    places: frozenset[str]
    numbers: frozenset[str]
    real: Mapping[str, frozenset[str]]
    charged: frozenset[str]
    unreal: frozenset[str]
    vector: NDArray[np.float32]


def profile(claim: Claim, units: Sequence[Unit], vectors: NDArray[np.float32]) -> Profile:
    """Sum up a claim; ``units`` and rows of ``vectors`` are its members'."""
    affirming = [u for u, m in zip(units, claim.members, strict=True) if m.stance is Stance.AFFIRMS]
    stating = [
        u for u in affirming if u.party and u.attribution is not None and u.attribution.act in STATING | {Act.DENY}
    ]
    unreal = [u for u in stating if u.frames & lexicon.frame_class("unreal")]
    accusing = [u for u in stating if u.is_accusation and u not in unreal and u.accused]
    harm = [u for u in accusing if u.frames & lexicon.frame_class("deeds")]
    charges = [u for u in accusing if u.frames & lexicon.frame_class("harm")]
    mean = vectors.mean(0)
    return Profile(
        claim=claim,
        parties=frozenset(u.party for u in affirming if u.party),
        places=frozenset(p for u in units for p in u.places),
        numbers=frozenset(n for u in units for n in u.numbers),
        real={
            p: frozenset(x for u in harm if u.party == p for x in u.accused)
            for p in sorted({u.party or "" for u in harm})
        },
        charged=frozenset(x for u in charges for x in u.accused),
        unreal=frozenset(u.party for u in unreal if u.party) if 2 * len(unreal) > len(stating) else frozenset(),
        vector=mean / max(float(np.linalg.norm(mean)), 1e-9),
    )


def relate(profiles: Sequence[Profile], made_by: str) -> list[Relation]:
    """Relations of all pairs that have one, in a fixed order."""
    out: list[Relation] = []
    for a, b in combinations(sorted(profiles, key=lambda p: p.claim.id), 2):
        near = float(a.vector @ b.vector)
        if near >= TOPIC_FROM:
            out += _pair(a, b, near, made_by)
    return sorted(out, key=lambda r: r.id)


def _pair(a: Profile, b: Profile, near: float, made_by: str) -> list[Relation]:
    if a.places and b.places and not place_words(a.places) & place_words(b.places):
        if near < NEAR_FROM or min(len(a.claim.members), len(b.claim.members)) < 2:
            return []
        reason = f"different places: {_listed(a.places)} / {_listed(b.places)}"
        return [_relation(a, b, "not_comparable", None, reason, 0.6, made_by)]
    out = [
        _relation(a, b, "contradicts", party, reason, confidence, made_by)
        for party, reason, confidence in [*_reality(a, b), *_reality(b, a)]
    ]
    return out or _numbers(a, b, near, made_by)


def _reality(real: Profile, unreal: Profile) -> list[tuple[str | None, str, float]]:
    """Where one claim needs harm done that the other says was forged or staged: the party that says both, or None."""
    found: list[tuple[str | None, str, float]] = []
    for party in sorted(unreal.unreal & set(real.real)):
        found.append((party, "one says that others did this, the other that what was shown is forged or staged", 0.6))
    if not found and real.charged & unreal.unreal:
        found.append((None, "an accusation, and its answer that what was shown is forged or staged", 0.6))
    return found


def _numbers(a: Profile, b: Profile, near: float, made_by: str) -> list[Relation]:
    if near < COUNT_FROM or not a.numbers or not b.numbers or a.numbers & b.numbers:
        return []
    reason = f"different numbers: {_listed(a.numbers)} / {_listed(b.numbers)}"
    shared: list[str | None] = [*sorted(a.parties & b.parties)]
    return [_relation(a, b, "contradicts", party, reason, 0.5, made_by) for party in shared or [None]]


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names)[:3])


def _relation(
    a: Profile, b: Profile, kind: str, party: str | None, reason: str, confidence: float, made_by: str
) -> Relation:
    ids = (a.claim.id, b.claim.id)
    return Relation(
        id=content_id("rel", *ids, kind, party or ""), a=ids[0], b=ids[1], type=kind, within_party=party,
        reason=reason, confidence=confidence, made_by=made_by,
    )  # fmt: skip


def accounts(profiles: Sequence[Profile], relations: Sequence[Relation], referent: str, made_by: str) -> list[Account]:
    """For each party, its claims in groups that can hold together, by the place they are about."""
    by_id = {p.claim.id: p for p in profiles}
    parties = sorted({x for p in profiles for x in p.parties})
    out: list[Account] = []
    for party in parties:
        mine = sorted(p.claim.id for p in profiles if party in p.parties)
        clashes = {(r.a, r.b): r.id for r in relations if r.type == "contradicts" and r.within_party == party}
        out += _accounts_of(party, mine, clashes, by_id, referent, made_by)
    return sorted(out, key=lambda a: a.id)


def _accounts_of(
    party: str,
    claims: Sequence[str],
    clashes: Mapping[tuple[str, str], str],
    profiles: Mapping[str, Profile],
    referent: str,
    made_by: str,
) -> list[Account]:
    """One account if nothing clashes; else one for what needs the thing to be real, one for what needs it not."""
    involved = {c for pair in clashes for c in pair}
    unreal = {c for c in involved if party in profiles[c].unreal}
    sides = (
        [involved - unreal, unreal]
        if unreal and involved - unreal
        else [set(involved)]
        if not involved
        else _split(clashes)
    )
    free = [c for c in claims if c not in involved]
    groups = [sorted({*side, *free}) for side in sides if side] or [list(claims)]
    ids = [content_id("acc", party, *g) for g in groups]
    out = []
    for i, g in enumerate(groups):
        excludes = [
            Exclusion(account=ids[j], relation=rel)
            for j, other in enumerate(groups)
            if j != i
            for (a, b), rel in sorted(clashes.items())
            if (a in g and b in other and not (a in other and b in g))
            or (b in g and a in other and not (b in other and a in g))
        ]
        out.append(
            Account(
                id=ids[i], party=party, referent=referent, claims=tuple(g), excludes=tuple(excludes), made_by=made_by
            )
        )
    return out


def _split(clashes: Mapping[tuple[str, str], str]) -> list[set[str]]:
    """Two groups such that clashing claims are apart as far as possible, filled in id order."""
    sides: list[set[str]] = [set(), set()]
    against: dict[str, set[str]] = {}
    for a, b in clashes:
        against.setdefault(a, set()).add(b)
        against.setdefault(b, set()).add(a)
    for c in sorted(against):
        counts = [len(side & against[c]) for side in sides]
        sides[counts.index(min(counts))].add(c)
    return sides
