"""The accounts of each party: its claims on one referent in groups that can hold together.

Claims that exclude each other come to stand in different accounts; a claim that excludes none stands in all of them.
The procedure does not know who accuses and who is accused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.claims.profiles import Profile
from counterclaim.records import Account, Exclusion, Relation, content_id

#: Relations by which two claims of a party do not hold together; an update is shown with both dates.
EXCLUDING = frozenset({"contradicts", "updates"})


def accounts(
    profiles: Sequence[Profile], relations: Sequence[Relation], referents: Mapping[str, str], made_by: str
) -> list[Account]:
    """Accounts of every party on every referent, in id order.

    Args:
        profiles: the claims, in the order of the case; ties are broken by it and not by names.
        relations: between them.
        referents: for each claim id the referent it is about.
        made_by: step and versions.
    """
    out: list[Account] = []
    held: dict[str, dict[str, list[str]]] = {}
    for p in profiles:
        for party in p.parties:
            held.setdefault(party, {}).setdefault(referents[p.claim.id], []).append(p.claim.id)
    clashes: dict[str, dict[tuple[str, str], str]] = {}
    for r in relations:
        if r.within_party is not None and r.type in EXCLUDING and r.a != r.b:
            clashes.setdefault(r.within_party, {})[r.a, r.b] = r.id
    for party in sorted(held):
        for referent, about in sorted(held[party].items()):
            known = set(about)
            within = {pair: r for pair, r in clashes.get(party, {}).items() if known.issuperset(pair)}
            out += _accounts_of(party, referent, about, within, made_by)
    return sorted(out, key=lambda a: a.id)


def _accounts_of(
    party: str, referent: str, claims: Sequence[str], clashes: Mapping[tuple[str, str], str], made_by: str
) -> list[Account]:
    groups = holding_together(claims, list(clashes))
    ids = [content_id("acc", party, referent, *g) for g in groups]
    return [
        Account(
            id=ids[i], party=party, referent=referent, claims=tuple(group),
            excludes=tuple(
                Exclusion(account=ids[j], relation=relation)
                for j, other in enumerate(groups)
                if j != i
                for (a, b), relation in sorted(clashes.items())
                if (a in group and b in other) or (b in group and a in other)
            ),
            made_by=made_by,
        )
        for i, group in enumerate(groups)
    ]  # fmt: skip


def holding_together(claims: Sequence[str], clashes: Sequence[tuple[str, str]]) -> list[list[str]]:
    """Claims in as few groups as the order given finds, none with a clash inside; the free ones are in each."""
    order = {c: n for n, c in enumerate(claims)}
    against: dict[str, set[str]] = {}
    for a, b in clashes:
        against.setdefault(a, set()).add(b)
        against.setdefault(b, set()).add(a)
    free = [c for c in claims if c not in against]
    groups: list[list[str]] = []
    for claim in sorted(against, key=lambda c: (-len(against[c]), order[c])):
        home = next((g for g in groups if not against[claim] & set(g)), None)
        if home is None:
            groups.append([claim])
        else:
            home.append(claim)
    for group in groups:  # a claim stands in every account that it does not clash with
        for claim in sorted(against, key=order.__getitem__):
            if claim not in group and not against[claim] & set(group):
                group.append(claim)
    return [sorted({*g, *free}) for g in groups] or [list(claims)]
