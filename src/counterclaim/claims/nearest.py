"""The statements nearest to each by the cosine of their words.

To compare each of a case with all others is the dearest thing that crossing articles asks for, and one more article
changes little of it: its own statements, and the few others whose nearest they now are. So the lists are kept, and
brought up to date by the rows and columns that are new. The result is the same as without, to the last bit, since
vectors are rounded to multiples of ``GRAIN``: sums of their products are then exact in 32-bit numbers, in whatever
order and on whatever machine they are added.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims.pairs import NOWHERE, Before, carried_pairs, carry_pairs, sample
from counterclaim.records import KEY_BYTES, Keeper

Floats = NDArray[np.float32]
Places = NDArray[np.int64]
Short = NDArray[np.int32]

#: Pairs below this cosine are not looked at unless they share a block key.
CANDIDATE_FROM = 0.30
#: At most so many candidates by cosine for each unit.
NEAREST = 40
#: What vectors are rounded to: products are multiples of 2**-22, and sums of them below 4 have 24 digits at most. It
#: moves a cosine by 0.0002, a hundredth of what the encoder's own 8-bit weights do.
GRAIN = 2.0**-11
#: Rows and columns of the matrix of cosines made at a time.
TILE = 1024
#: So many kept rows are made again and compared before any is believed.
CHECKED = 3
STEP, KIND = "nearest", "<f4"


def grained(vectors: Floats) -> Floats:
    """Vectors rounded so that their cosines are exact."""
    grains = np.multiply(vectors, 1 / GRAIN, dtype=np.float32)
    np.rint(grains, out=grains)
    return np.multiply(grains, GRAIN, out=grains)


def keys_of(names: Sequence[str], vectors: Floats) -> list[bytes]:
    """Of each thing the digest of its name and its vector, grained, row by row."""
    told: list[bytes] = []
    for at in _parts(np.arange(len(names))):
        rows = (_rows(vectors, at) * np.float32(1 / GRAIN)).astype("<i2")
        told += [names[i].encode("utf-8", "surrogatepass") + row.tobytes() for i, row in zip(at, rows, strict=True)]
    return [blake2b(row, digest_size=KEY_BYTES).digest() for row in told]


@dataclass(frozen=True, slots=True)
class Lists:
    """For each unit, row by row, the positions of those nearest to it, the nearest first, with their cosines.

    Of equally near ones the earlier stands first; a row that is not full ends in -1.
    """

    at: Short
    cosine: Floats

    def pairs(self) -> tuple[Places, Places, Floats]:
        """Each unit with each in its list: the smaller position, the greater, the cosine."""
        row, other, cosine = self.listed()
        return np.minimum(row, other), np.maximum(row, other), cosine

    def listed(self) -> tuple[Places, Places, Floats]:
        """Each unit, in order, with each in its list, and the cosine."""
        is_one = self.at != NOWHERE
        row = np.repeat(np.arange(len(self.at)), is_one.sum(axis=1))
        return row, self.at[is_one].astype(np.int64), self.cosine[is_one]


def nearest(keys: Sequence[bytes], vectors: Floats, keeper: Keeper) -> Lists:
    """The nearest of each unit.

    Args:
        keys: of each unit (``keys_of``), each once.
        vectors: grained, row by row.
        keeper: has the lists of the last run, if any.
    """
    before = carried_pairs(STEP, keys, KIND, keeper)
    lists = _updated(before, vectors) if before is not None else None
    if lists is None:
        lists = _made(vectors, np.arange(len(vectors)), _empty(len(vectors)))
    carry_pairs(STEP, keys, lists.listed(), KIND, keeper)
    return lists


def _empty(count: int) -> Lists:
    return Lists(np.full((count, NEAREST), NOWHERE, np.int32), np.full((count, NEAREST), -2, np.float32))


def _updated(before: Before, vectors: Floats) -> Lists | None:
    """The lists brought up to date; None where what was kept cannot be used."""
    stays = np.flatnonzero(before.moved != NOWHERE)
    now = before.moved[stays]
    if not len(stays) or np.any(np.diff(now) <= 0) or np.any(np.diff(before.left) < 0):
        return None  # in another order ties would fall otherwise
    lists = _moved(before, len(vectors))
    if lists is None:
        return None
    had = np.bincount(before.left, minlength=len(before.moved))[stays]
    # A full list that lost a unit is not whole: another that was left out of it may come in.
    is_whole = (had == (lists.at[now] != NOWHERE).sum(axis=1)) | (had < NEAREST)
    is_new, known = np.ones(len(vectors), dtype=bool), np.zeros(len(vectors), dtype=bool)
    is_new[now], known[now[is_whole]] = False, True
    lists.at[~known], lists.cosine[~known] = NOWHERE, -2
    made = _with(vectors, np.flatnonzero(~known), np.flatnonzero(is_new), lists)
    return made if _is_confirmed(made, vectors, np.flatnonzero(known)) else None


def _moved(before: Before, count: int) -> Lists | None:
    """The lists of the units that stay, at their new places and without those that went."""
    row, at, cosine = before.still_here()
    many = np.bincount(row, minlength=count)
    if len(row) and many.max() > NEAREST:
        return None
    lists, is_one = _empty(count), np.arange(NEAREST) < many[:, None]
    lists.at[is_one], lists.cosine[is_one] = at, cosine
    return lists


def _is_confirmed(lists: Lists, vectors: Floats, known: Places) -> bool:
    """Whether a few of the lists that were kept are what is made of them here and now."""
    chosen = sample(known, CHECKED)
    again = _whole_rows(vectors, chosen, _empty(len(vectors)))
    same = np.array_equal(again.at[chosen], lists.at[chosen])
    return same and np.array_equal(again.cosine[chosen], lists.cosine[chosen])


def _with(vectors: Floats, fresh: Places, new: Places, lists: Lists) -> Lists:
    """Lists with the rows of ``fresh`` made, and those in ``new`` taken into all others."""
    lists = _whole_rows(vectors, fresh, lists)
    others = np.setdiff1d(np.arange(len(vectors)), fresh)
    for columns in _parts(new):
        for rows in _parts(others, _beside(len(columns))):
            _take(lists, rows, columns, _block(vectors, columns, rows).T)
    return lists


def _whole_rows(vectors: Floats, wanted: Places, lists: Lists) -> Lists:
    every = np.arange(len(vectors))
    for rows in _parts(wanted, _beside(len(every))):
        block = _block(vectors, rows, every)
        if len(every) > NEAREST:  # of each row what is no nearer than its fortieth but one, itself among them, is out
            block[block < np.partition(block, -NEAREST - 1)[:, -NEAREST - 1, None]] = NOWHERE
        _take(lists, rows, every, block)
    return lists


def _made(vectors: Floats, every: Places, lists: Lists) -> Lists:
    """All lists; each tile of the matrix serves the rows and the columns."""
    tiles = list(_parts(every))
    for n, rows in enumerate(tiles):
        for columns in tiles[n:]:
            block = _rows(vectors, rows) @ _rows(vectors, columns).T
            _take(lists, rows, columns, block)
            if rows is not columns:
                _take(lists, columns, rows, block.T)
    return lists


def _rows(vectors: Floats, places: Places) -> Floats:
    """The rows of some places, in order; without a copy of them where none is left out."""
    if len(places) and places[-1] - places[0] + 1 == len(places):
        return vectors[places[0] : places[-1] + 1]
    return vectors[places]


def _block(vectors: Floats, few: Places, many: Places) -> Floats:
    """The cosines of few things with many: those in between are compared too, as to leave them out takes a copy."""
    first = many[0] if len(many) else 0
    whole = _rows(vectors, few) @ vectors[first : many[-1] + 1 if len(many) else 0].T
    return whole if whole.shape[1] == len(many) else whole[:, many - first]


def _parts(places: Places, size: int = TILE) -> Iterator[Places]:
    return (places[start : start + size] for start in range(0, len(places), size))


def _beside(count: int) -> int:
    """How many rows make with so many columns no more than a tile, or a row."""
    return max(1, TILE * TILE // max(1, count))


def _take(lists: Lists, rows: Places, columns: Places, block: Floats) -> None:
    """Take the columns of a block of cosines that are near enough into the lists of its rows."""
    least = np.maximum(lists.cosine[rows, -1], CANDIDATE_FROM)
    row, column = np.nonzero(block >= least[:, None])
    is_other = rows[row] != columns[column]
    row, column = row[is_other], column[is_other]
    touched = np.unique(row)
    if not len(touched):
        return
    number = np.searchsorted(touched, row)
    own = np.repeat(np.arange(len(touched)), NEAREST)
    number = np.concatenate([own, number])
    at = np.concatenate([lists.at[rows[touched]].ravel(), columns[column].astype(np.int32)])
    cosine = np.concatenate([lists.cosine[rows[touched]].ravel(), block[row, column]])
    order = np.lexsort((at, -cosine, number))
    number, at, cosine = number[order], at[order], cosine[order]
    rank = np.arange(len(number)) - np.searchsorted(number, np.arange(len(touched)))[number]
    kept = rank < NEAREST
    lists.at[rows[touched]] = at[kept].reshape(-1, NEAREST)
    lists.cosine[rows[touched]] = cosine[kept].reshape(-1, NEAREST)


def close_pairs(
    step: str, keys: Sequence[bytes], vectors: Floats, least: float, keeper: Keeper
) -> tuple[Places, Places, Floats]:
    """All pairs with a cosine of at least so much, in order: the smaller position, the greater, the cosine.

    Args:
        step: names what they are pairs of.
        keys: of each thing.
        vectors: grained, row by row.
        least: the cosine.
        keeper: has the pairs of the last run, if any.
    """
    before = carried_pairs(step, keys, KIND, keeper)
    known = _known_pairs(before, vectors, least) if before is not None else None
    nobody = np.zeros(0, dtype=np.int64)
    left, right, cosine, stays = known or (nobody, nobody, np.zeros(0, np.float32), nobody)
    new = np.setdiff1d(np.arange(len(keys)), stays)
    parts = [(left, right, cosine), *_found(vectors, new, stays, least)]
    left, right, cosine = (np.concatenate(side) for side in zip(*parts, strict=True))
    order = np.lexsort((right, left))
    pairs = left[order].astype(np.int64), right[order].astype(np.int64), cosine[order].astype(np.float32)
    carry_pairs(step, keys, pairs, KIND, keeper)
    return pairs


def _known_pairs(before: Before, vectors: Floats, least: float) -> tuple[Places, Places, Floats, Places] | None:
    """The kept pairs of what is still there, and all the places that they are pairs between."""
    left, right, cosine = before.still_here()
    stays = np.unique(before.moved[before.moved != NOWHERE])
    for i in sample(stays, CHECKED):
        is_left, is_right = left == i, right == i
        others = np.concatenate([right[is_left], left[is_right]])
        order = np.argsort(others)
        near = (vectors @ vectors[i])[stays]
        kept = (near >= least) & (stays != i)
        same = np.array_equal(stays[kept], others[order])
        if not same or not np.array_equal(near[kept], np.concatenate([cosine[is_left], cosine[is_right]])[order]):
            return None
    return np.minimum(left, right), np.maximum(left, right), np.asarray(cosine, dtype=np.float32), stays


def _found(vectors: Floats, new: Places, others: Places, least: float) -> Iterator[tuple[Places, Places, Floats]]:
    """The pairs among what is new, and between it and all others."""
    tiles = list(_parts(new))
    for n, rows in enumerate(tiles):
        for columns in [*tiles[n:], *_parts(others, _beside(len(rows)))]:
            block = _block(vectors, rows, columns)
            row, column = np.nonzero(block >= least)
            left, right = rows[row], columns[column]
            kept = left < right if columns is rows else np.ones(len(left), dtype=bool)
            yield np.minimum(left, right)[kept], np.maximum(left, right)[kept], block[row, column][kept]
