"""The statements nearest to each by the cosine of their words.

To compare each of a case with all others is the dearest thing that crossing articles asks for, and one more article
changes little of it: its own statements, and the few others whose nearest they now are. So the lists are kept, and
brought up to date by the rows and columns that are new. The result is the same as without, to the last bit, since
vectors are rounded to multiples of ``GRAIN``: sums of their products are then exact in 32-bit numbers, in whatever
order and on whatever machine they are added.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from counterclaim.records import FORGETFUL, KEY_BYTES, Keeper

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
_NOBODY = -1
STEP = "nearest"


def grained(vectors: Floats) -> Floats:
    """Vectors rounded so that their cosines are exact."""
    return np.asarray(np.rint(vectors / GRAIN) * GRAIN, dtype=np.float32)


def keys_of(names: Sequence[str], vectors: Floats) -> list[bytes]:
    """Of each thing the digest of its name and its vector, row by row."""
    rows = (name.encode("utf-8", "surrogatepass") + row.tobytes() for name, row in zip(names, vectors, strict=True))
    return [blake2b(row, digest_size=KEY_BYTES).digest() for row in rows]


@dataclass(frozen=True, slots=True)
class Lists:
    """For each unit, row by row, the positions of those nearest to it, the nearest first, with their cosines.

    Of equally near ones the earlier stands first; a row that is not full ends in -1.
    """

    at: Short
    cosine: Floats

    def pairs(self) -> tuple[Places, Places, Floats]:
        """Each unit with each in its list: the smaller position, the greater, the cosine."""
        row, place = np.nonzero(self.at != _NOBODY)
        other = self.at[row, place].astype(np.int64)
        return np.minimum(row, other), np.maximum(row, other), self.cosine[row, place]


@dataclass(frozen=True, slots=True)
class State:
    """Lists as they are kept: which units they are of, and their numbers as bytes."""

    keys: bytes
    at: bytes
    cosine: bytes


def nearest(keys: Sequence[bytes], vectors: Floats, keeper: Keeper) -> Lists:
    """The nearest of each unit.

    Args:
        keys: of each unit (``keys_of``), each once.
        vectors: grained, row by row.
        keeper: has the lists of the last run, if any.
    """
    before = keeper.carried(STEP, State)
    lists = _updated(before, keys, vectors) if before is not None else None
    if lists is None:
        lists = _made(vectors, np.arange(len(vectors)), _empty(len(vectors)))
    keeper.carry(STEP, State(b"".join(keys), lists.at.tobytes(), lists.cosine.tobytes()))
    return lists


def _empty(count: int) -> Lists:
    return Lists(np.full((count, NEAREST), _NOBODY, np.int32), np.full((count, NEAREST), -2, np.float32))


def _updated(before: State, keys: Sequence[bytes], vectors: Floats) -> Lists | None:
    """The lists brought up to date; None where what was kept cannot be used."""
    old = [before.keys[i : i + KEY_BYTES] for i in range(0, len(before.keys), KEY_BYTES)]
    was = _read(before, len(old))
    place = {k: i for i, k in enumerate(keys)}
    moved = np.array([place.get(k, _NOBODY) for k in old], dtype=np.int32)
    stays = np.flatnonzero(moved != _NOBODY)
    if was is None or not len(stays) or np.any(np.diff(moved[stays]) <= 0):
        return None  # in another order ties would fall otherwise
    lists, is_whole = _moved(was, moved, stays, len(keys))
    is_new = np.ones(len(keys), dtype=bool)
    is_new[moved[stays]] = False
    known = np.zeros(len(keys), dtype=bool)
    known[moved[stays][is_whole]] = True
    lists.at[~known], lists.cosine[~known] = _NOBODY, -2
    made = _with(vectors, np.flatnonzero(~known), np.flatnonzero(is_new), lists)
    return made if _is_confirmed(made, vectors, np.flatnonzero(known)) else None


def _read(state: State, count: int) -> Lists | None:
    """The lists of a state, if their numbers can be lists of so many units."""
    if not len(state.at) == len(state.cosine) == 4 * count * NEAREST or not count:
        return None
    at = np.frombuffer(state.at, "<i4").reshape(-1, NEAREST)
    if at.max() >= count or at.min() < _NOBODY:
        return None
    return Lists(at, np.frombuffer(state.cosine, "<f4").reshape(-1, NEAREST))


def _moved(was: Lists, moved: Short, stays: Places, count: int) -> tuple[Lists, NDArray[np.bool_]]:
    """The lists of the units that stay, at their new places and without those that went; and which are still whole.

    A full list that lost a unit is not: another that was left out of it may come in.
    """
    at = np.where(was.at == _NOBODY, _NOBODY, moved[was.at])[stays]
    lost = (was.at[stays] != _NOBODY) & (at == _NOBODY)
    order = np.argsort(lost, axis=1, kind="stable")
    lists = _empty(count)
    lists.at[moved[stays]] = np.take_along_axis(at, order, 1)
    lists.cosine[moved[stays]] = np.take_along_axis(np.where(lost, -2, was.cosine[stays]), order, 1)
    return lists, ~lost.any(axis=1) | (was.at[stays, -1] == _NOBODY)


def _is_confirmed(lists: Lists, vectors: Floats, known: Places) -> bool:
    """Whether a few of the lists that were kept are what is made of them here and now."""
    sample = known[:: max(1, len(known) // CHECKED)][:CHECKED]
    again = _whole_rows(vectors, sample, _empty(len(vectors)))
    same = np.array_equal(again.at[sample], lists.at[sample])
    return same and np.array_equal(again.cosine[sample], lists.cosine[sample])


def _with(vectors: Floats, fresh: Places, new: Places, lists: Lists) -> Lists:
    """Lists with the rows of ``fresh`` made, and those in ``new`` taken into all others."""
    lists = _whole_rows(vectors, fresh, lists)
    others = np.setdiff1d(np.arange(len(vectors)), fresh)
    for start in range(0, len(new), TILE):
        columns = new[start : start + TILE]
        for rows in _parts(others):
            _take(lists, rows, columns, vectors[rows] @ vectors[columns].T)
    return lists


def _whole_rows(vectors: Floats, wanted: Places, lists: Lists) -> Lists:
    every = np.arange(len(vectors))
    for rows in _parts(wanted):
        for columns in _parts(every):
            _take(lists, rows, columns, vectors[rows] @ vectors[columns].T)
    return lists


def _made(vectors: Floats, every: Places, lists: Lists) -> Lists:
    """All lists; each tile of the matrix serves the rows and the columns."""
    tiles = list(_parts(every))
    for n, rows in enumerate(tiles):
        for columns in tiles[n:]:
            block = vectors[rows] @ vectors[columns].T
            _take(lists, rows, columns, block)
            if rows is not columns:
                _take(lists, columns, rows, block.T)
    return lists


def _parts(places: Places) -> Iterator[Places]:
    return (places[start : start + TILE] for start in range(0, len(places), TILE))


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


@dataclass(frozen=True, slots=True)
class Close:
    """Pairs as they are kept: which things they are of, and the two places of each as bytes."""

    keys: bytes
    left: bytes
    right: bytes


def close_pairs(
    step: str, keys: Sequence[bytes], vectors: Floats, least: float, keeper: Keeper
) -> tuple[Places, Places, Floats]:
    """All pairs with a cosine of at least so much, in order: the smaller position, the greater, the cosine.

    Args:
        step: names what they are pairs of.
        keys: of each thing (``keys_of``).
        vectors: grained, row by row.
        least: the cosine.
        keeper: has the pairs of the last run, if any.
    """
    place: dict[bytes, list[int]] = {}
    for i, key in enumerate(keys):
        place.setdefault(key, []).append(i)
    if any(len(same) > 1 for same in place.values()):
        keeper, place = FORGETFUL, {}  # which of two is meant cannot be told
    before = keeper.carried(step, Close)
    known = _known_pairs(before, {k: i for k, (i,) in place.items()}, vectors, least) if before is not None else None
    left, right, stays = known if known is not None else (np.zeros(0, int), np.zeros(0, int), np.zeros(0, int))
    new = np.setdiff1d(np.arange(len(keys)), stays)
    parts = [(left, right), *_found(vectors, new, np.asarray(stays, dtype=np.int64), least)]
    left, right = (np.concatenate(side).astype(np.int64) for side in zip(*parts, strict=True))
    order = np.lexsort((right, left))
    left, right = left[order], right[order]
    keeper.carry(step, Close(b"".join(keys), *(x.astype("<i4").tobytes() for x in (left, right))))
    return left, right, _cosines(vectors, left, right)


def _known_pairs(
    before: Close, place: Mapping[bytes, int], vectors: Floats, least: float
) -> tuple[Places, Places, Places] | None:
    """The kept pairs of what is still there, and all the places that they are pairs between."""
    old = [before.keys[i : i + KEY_BYTES] for i in range(0, len(before.keys), KEY_BYTES)]
    if len(before.left) != len(before.right) or len(before.left) % 4 or not old:
        return None
    one, two = (np.frombuffer(x, "<i4") for x in (before.left, before.right))
    if len(one) and (max(one.max(), two.max()) >= len(old) or min(one.min(), two.min()) < 0):
        return None
    moved = np.array([place.get(k, _NOBODY) for k in old], dtype=np.int64)
    is_here = (moved[one] != _NOBODY) & (moved[two] != _NOBODY)
    left, right = moved[one[is_here]], moved[two[is_here]]
    stays = np.unique(moved[moved != _NOBODY])
    for i in stays[:: max(1, len(stays) // CHECKED)][:CHECKED]:
        near = stays[(vectors[stays] @ vectors[i] >= least) & (stays != i)]
        if not np.array_equal(near, np.sort(np.concatenate([left[right == i], right[left == i]]))):
            return None
    return np.minimum(left, right), np.maximum(left, right), stays


def _found(vectors: Floats, new: Places, others: Places, least: float) -> Iterator[tuple[Places, Places]]:
    """The pairs among what is new, and between it and all others."""
    tiles = list(_parts(new))
    for n, rows in enumerate(tiles):
        for columns in [*tiles[n:], *_parts(others)]:
            row, column = np.nonzero(vectors[rows] @ vectors[columns].T >= least)
            left, right = rows[row], columns[column]
            kept = left < right if columns is rows else np.ones(len(left), dtype=bool)
            yield np.minimum(left, right)[kept], np.maximum(left, right)[kept]


def _cosines(vectors: Floats, left: Places, right: Places) -> Floats:
    parts = [np.zeros(0, np.float32)]
    for start in range(0, len(left), TILE * 16):
        here = slice(start, start + TILE * 16)
        parts.append(np.einsum("ij,ij->i", vectors[left[here]], vectors[right[here]]))
    return np.concatenate(parts)
