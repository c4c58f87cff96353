"""Which pairs of assertions are worth comparing: those that share a block key, and those whose words are near."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims.by_article import told_of_units
from counterclaim.claims.nearest import nearest
from counterclaim.claims.structure import (
    ACCUSED_TERM,
    CHARGE_TERM,
    DEED_TERM,
    KIND_COST,
    KIND_TERM,
    NUMBER_TERM,
    PLACE_TERM,
)
from counterclaim.claims.unit import Unit
from counterclaim.records import FORGETFUL, Keeper

Floats = NDArray[np.float32]
Places = NDArray[np.int64]

#: At most so many units in a block that is paired whole.
WHOLE_BLOCK = 250


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs worth comparing, smaller position first, in order, with their cosine."""

    left: Places
    right: Places
    cosine: Floats

    def of(self, kept: NDArray[np.bool_]) -> Candidates:
        """Some of them."""
        return Candidates(self.left[kept], self.right[kept], self.cosine[kept])


def candidates(
    keys: Sequence[bytes], traits: Sequence[Traits], vectors: Floats, keeper: Keeper = FORGETFUL
) -> Candidates:
    """Pairs by block keys and by cosine, each once; ``keys`` are of ids and ``vectors``, which are grained."""
    parts = [*_sharing_a_key(traits, vectors), Candidates(*nearest(keys, vectors, keeper).pairs())]
    codes = np.concatenate([p.left * len(keys) + p.right for p in parts])
    cosines = np.concatenate([p.cosine for p in parts])
    order = np.argsort(codes)  # of one pair all have the same cosine, to the last bit
    kept = order[np.flatnonzero(np.diff(codes[order], append=-1))]
    return Candidates(codes[kept] // len(keys), codes[kept] % len(keys), cosines[kept])


def _sharing_a_key(traits: Sequence[Traits], vectors: Floats) -> Iterator[Candidates]:
    """All pairs of each block."""
    for block in _blocks(traits).values():
        at = np.array(block, dtype=np.int64)
        i, j = np.triu_indices(len(at), 1)
        rows = vectors[at]  # of one array with itself only half is multiplied
        yield Candidates(at[i], at[j], (rows @ rows.T)[i, j])


class Traits(NamedTuple):
    """What pairing needs of a unit: the key of its block, if any, and names as bits, a number for each of ``_TOLD``."""

    block: str
    marks: tuple[int, ...]


#: What two units may have in common, with the most that it can add to their likeness (``structure_terms``).
_TOLD: tuple[tuple[float, Callable[[Unit], Iterable[str]]], ...] = (
    (KIND_TERM - KIND_COST, lambda u: u.kinds),
    (DEED_TERM + CHARGE_TERM, lambda u: [u.head.kind] if u.head else []),
    (CHARGE_TERM, lambda u: [u.charge] if u.charge else []),
    (ACCUSED_TERM, lambda u: u.accused),
    (NUMBER_TERM, lambda u: u.numbers),
    (PLACE_TERM, lambda u: u.scene.places),
)


def traits_of(units: Sequence[Unit], keeper: Keeper) -> list[Traits]:
    """The traits of each unit."""
    return told_of_units("traits", units, tuple[Traits, ...], _traits, keeper)


def _traits(unit: Unit) -> Traits:
    """Charges of harm are in a block by the side charged; others by what was done."""
    head = unit.head.kind if unit.head is not None else ""
    block = f"charge {unit.charge}" if unit.charge else f"act {head}" if head else ""
    return Traits(block, tuple(marks_of(of(unit)) for _, of in _TOLD))


def most_added(traits: Sequence[Traits], pairs: Candidates) -> Floats:
    """The most that ``structure_terms`` can add to the cosine of each pair, by what the two may have in common."""
    total = np.zeros(len(pairs.left), dtype=np.float32)
    marks = np.array([t.marks for t in traits], dtype=np.uint64).reshape(-1, len(_TOLD))
    for (most, _), told in zip(_TOLD, np.ascontiguousarray(marks.T), strict=True):
        total += np.float32(most) * ((told[pairs.left] & told[pairs.right]) != 0)
    return total


def marks_of(names: Iterable[str]) -> int:
    """Names as bits; two sets without a common bit have nothing in common."""
    bits = 0
    for name in names:
        bits |= 1 << (crc32(name.encode("utf-8", "surrogatepass")) & 63)
    return bits


def _blocks(traits: Sequence[Traits]) -> dict[str, list[int]]:
    """Units that share a key."""
    out: dict[str, list[int]] = {}
    for i, t in enumerate(traits):
        if t.block:
            out.setdefault(t.block, []).append(i)
    return {k: v for k, v in out.items() if len(v) <= WHOLE_BLOCK}
