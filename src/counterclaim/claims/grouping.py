"""Units to groups with the same proposition: embeddings propose, words about what happened and to whom decide.

Average-link clustering over a similarity that starts from the cosine of the units' words and is moved by what they
are about: an embedding alone calls a claim and its opposite, or two look-alike events, the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims import lexicon
from counterclaim.claims.units import Unit

Floats = NDArray[np.float32]
#: Mean similarity from which two groups are one claim (set on the development case).
JOIN_FROM = 0.60
NEVER = -10.0
#: What shared frames add, what frames that differ take away, and what "not real" against "real" takes away.
FRAME_TERM, FRAME_COST, UNREAL_COST = 0.45, 0.15, 0.20
#: What a common accused adds to the likeness of two charges of harm.
CHARGE_TERM = 0.10


def place_words(places: frozenset[str]) -> frozenset[str]:
    """The telling words of place names, so that "the strait" and "Kalvesh Strait" meet."""
    return frozenset(w for p in places for w in re.findall(r"\w{4,}", p))


def similarity(units: Sequence[Unit], vectors: Floats) -> Floats:
    """Adjusted similarity of all pairs, ``[n, n]``, symmetric, about -1 to 1.5."""
    s: Floats = (vectors @ vectors.T).astype(np.float32)
    s += _frame_terms(units)
    s += _overlap_terms([u.accused for u in units], same=0.08, other=-0.12)
    s += _charge_terms(units)
    s += _overlap_terms([u.numbers for u in units], same=0.05, other=-0.15)
    s += _overlap_terms([place_words(u.places) for u in units], same=0.05, other=-1.0)
    np.fill_diagonal(s, 1.0)
    return s


def _sets_matrix(sets: Sequence[frozenset[str]]) -> NDArray[np.float32]:
    names = sorted({x for s in sets for x in s})
    at = {n: i for i, n in enumerate(names)}
    m = np.zeros((len(sets), max(len(names), 1)), dtype=np.float32)
    for row, s in enumerate(sets):
        for x in s:
            m[row, at[x]] = 1
    return m


def _overlap_terms(sets: Sequence[frozenset[str]], *, same: float, other: float) -> Floats:
    """``same`` where both sets meet, ``other`` where both are known and do not, 0 where one is empty."""
    m = _sets_matrix(sets)
    meet = m @ m.T > 0
    known = m.sum(1) > 0
    both = known[:, None] & known[None]
    out: Floats = np.where(meet, same, np.where(both, other, 0.0)).astype(np.float32)
    return out


def _frame_terms(units: Sequence[Unit]) -> Floats:
    """Shared frames draw together; saying that a thing is not real keeps apart from saying that it is."""
    m = _sets_matrix([u.frames for u in units])
    inter = m @ m.T
    size = m.sum(1)
    union = size[:, None] + size[None] - inter
    jaccard = np.divide(inter, union, out=np.zeros_like(inter), where=union > 0)
    both = (size[:, None] > 0) & (size[None] > 0)
    term = np.where(both, FRAME_TERM * jaccard - FRAME_COST, 0.0)
    unreal = np.array([bool(u.frames & lexicon.frame_class("unreal")) for u in units])
    term += np.where(unreal[:, None] != unreal[None], -UNREAL_COST, 0.0)
    out: Floats = term.astype(np.float32)
    return out


def _charge_terms(units: Sequence[Unit]) -> Floats:
    """Two charges of harm against the same side (made or denied) are likely one accusation."""
    harm = lexicon.frame_class("harm") | {"responsibility"}
    charges = [
        u.accused
        if (u.is_accusation or u.is_denial) and u.frames & harm and not u.frames & lexicon.frame_class("unreal")
        else frozenset()
        for u in units
    ]
    return _overlap_terms(charges, same=CHARGE_TERM, other=-0.1)


def group(
    units: Sequence[Unit],
    vectors: Floats,
    together: Iterable[tuple[str, str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    join_from: float = JOIN_FROM,
) -> list[list[Unit]]:
    """Groups of units in a fixed order.

    Args:
        units: in case order.
        vectors: their unit vectors, row by row.
        together: pairs of unit ids that must share a group (denials and what they deny, decisions).
        apart: pairs that must not.
        join_from: mean similarity from which groups are joined.
    """
    if not units:
        return []
    at = {u.id: i for i, u in enumerate(units)}
    s = similarity(units, vectors)
    for a, b in apart:
        if a in at and b in at:
            s[at[a], at[b]] = s[at[b], at[a]] = NEVER
    seeds = _components(len(units), [(at[a], at[b]) for a, b in together if a in at and b in at])
    return [[units[i] for i in members] for members in _average_link(s, seeds, join_from)]


def _components(n: int, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    parent = list(range(n))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in pairs:
        parent[max(root(a), root(b))] = min(root(a), root(b))
    out: dict[int, list[int]] = {}
    for i in range(n):
        out.setdefault(root(i), []).append(i)
    return list(out.values())


def _average_link(s: Floats, groups: list[list[int]], join_from: float) -> list[list[int]]:
    """Join the two most similar groups until none are similar enough; ties go to the earlier pair."""
    n = len(groups)
    members = np.zeros((n, s.shape[0]), dtype=np.float64)
    for i, g in enumerate(groups):
        members[i, g] = 1
    total = members @ s.astype(np.float64) @ members.T
    size = members.sum(1)
    mean = total / np.outer(size, size)
    np.fill_diagonal(mean, -np.inf)
    alive = [list(g) for g in groups]
    is_alive = np.ones(n, dtype=bool)
    best = mean.argmax(1) if n > 1 else np.zeros(n, dtype=np.int64)
    value = mean[np.arange(n), best] if n > 1 else np.full(n, -np.inf)
    while n > 1:
        i = int(value.argmax())
        if value[i] < join_from:
            break
        j = int(best[i])
        i, j = min(i, j), max(i, j)
        alive[i] += alive[j]
        alive[j] = []
        is_alive[j] = False
        total[i] += total[j]
        total[:, i] += total[:, j]
        size[i] += size[j]
        mean[i] = np.where(is_alive, total[i] / (size[i] * size), -np.inf)
        mean[:, i] = mean[i]
        mean[i, i] = -np.inf
        mean[j], mean[:, j] = -np.inf, -np.inf
        for k in range(n):
            if k == i or best[k] in (i, j) or mean[k, i] > value[k]:
                best[k] = int(mean[k].argmax())
                value[k] = mean[k, best[k]]
        value[j] = -np.inf
    return sorted(sorted(g) for g in alive if g)
