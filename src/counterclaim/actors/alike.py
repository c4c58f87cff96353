"""Which personal names of a case are alike, pair by pair: kept from run to run, so that only new names are compared.

Whether two names can be one person's depends on the two alone. Names without a common block key are never compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from counterclaim.actors.names import PersonName, consonants, person_name
from counterclaim.actors.persons_compared import compare_persons
from counterclaim.actors.printed import FITS_FROM, Fit
from counterclaim.records import FORGETFUL, Keeper

STEP = "names"
#: So many of the kept names are compared again before any is believed.
CHECKED = 5


@dataclass(frozen=True, slots=True)
class Known:
    """One name: its parts, and the keys under which it meets full names, and short ones."""

    parsed: PersonName | None
    blocks: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()


@dataclass(slots=True)
class Names:
    """All names of a case, the full ones that are alike, and for each short one the full ones that it can be."""

    known: dict[str, Known] = field(default_factory=dict)
    pairs: list[Fit] = field(default_factory=list)
    near: dict[str, list[Fit]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alike:
    """The names that can be taken apart, and which of them are alike: of ``pairs`` the first name is the smaller."""

    parsed: dict[str, PersonName]
    pairs: list[Fit]
    near: dict[str, list[Fit]]


def alike(names: Collection[str], keeper: Keeper = FORGETFUL) -> Alike:
    """Which of some names are alike."""
    before = keeper.carried(STEP, Names) or Names()
    kept = _among(before, set(names))
    found = _with(_without(kept, sorted(kept.known)[:: max(1, len(kept.known) // CHECKED)]), names)
    if _among(found, kept.known.keys()) != kept:
        found = _with(Names(), names)
    keeper.carry(STEP, found)
    return Alike({n: k.parsed for n, k in found.known.items() if k.parsed is not None}, found.pairs, found.near)


def _among(state: Names, names: Collection[str]) -> Names:
    """What is known of some names alone."""
    return Names(
        {n: k for n, k in state.known.items() if n in names},
        [f for f in state.pairs if f.short in names and f.full in names],
        {n: [f for f in fits if f.full in names] for n, fits in state.near.items() if n in names},
    )


def _without(state: Names, names: Collection[str]) -> Names:
    return _among(state, state.known.keys() - set(names))


def _with(state: Names, names: Iterable[str]) -> Names:
    """What is known, brought up to names some of which are new."""
    known = {n: state.known.get(n) or _known(n) for n in sorted(names)}
    full = [n for n, k in known.items() if k.parsed is not None and k.parsed.is_full]
    new = known.keys() - state.known.keys()
    blocks, keys = _index(full, {n: known[n].blocks for n in full}), _index(full, {n: known[n].keys for n in full})
    pairs = list(state.pairs)
    for name in full:
        if name in new:
            beside = set().union(*(blocks[b] for b in known[name].blocks)) - {name}
            pairs += _fits({tuple(sorted((name, o))) for o in beside if o not in new or o > name}, known)
    near = {}
    for name, k in known.items():
        if k.parsed is not None and not k.parsed.is_full:
            like = set().union(*(keys[b] for b in k.keys if b in keys))
            asked = like if name in new else like & new
            near[name] = sorted([*state.near.get(name, ()), *_fits({(name, o) for o in asked}, known)])
    return Names(known, sorted(pairs), near)


def _fits(pairs: Iterable[tuple[str, ...]], known: Mapping[str, Known]) -> Iterator[Fit]:
    for a, b in pairs:
        one, two = known[a].parsed, known[b].parsed
        found = compare_persons(one, two) if one is not None and two is not None else None
        if found is not None and found.score >= FITS_FROM:
            yield Fit(a, b, found.score, found.reason)


def _index(names: Iterable[str], keys: Mapping[str, tuple[str, ...]]) -> dict[str, set[str]]:
    out: dict[str, set[str]] = defaultdict(set)
    for name in names:
        for key in keys[name]:
            out[key].add(name)
    return dict(out)


def _known(text: str) -> Known:
    name = person_name(text)
    if name is None:
        return Known(None)
    sounds = "c" + consonants(name.surname)[:2]
    keys = {t[:2] for t in name.tokens if len(t) > 1} | {name.key[:2], sounds}
    blocks = {name.tokens[-1][:3], name.key[:3], sounds} if name.is_full else set()
    if name.is_full and len(name.tokens) > 1:
        blocks |= {"=" + "".join(sorted(name.tokens)), "+" + "".join(name.tokens)}
    return Known(name, tuple(sorted(blocks)), tuple(sorted(keys)))
