"""How alike two assertions are, and which two can never be one proposition.

The likeness starts from the cosine of their words and is moved by what they tell of. An embedding alone calls a claim
and its opposite, or two look-alike events, the same; who is said to have done what keeps them apart, whatever their
words have in common. A relation model, where there is one, has the last word on pairs that words leave open.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims import lexicon
from counterclaim.claims.interface import RelationModel
from counterclaim.claims.nearest import keys_of, nearest
from counterclaim.claims.objects import are_different
from counterclaim.claims.propositions import is_negated
from counterclaim.claims.referents import NOTHING, Event, compare_scenes
from counterclaim.claims.terms import KeptTerms
from counterclaim.claims.unit import Unit
from counterclaim.records import FORGETFUL, Act, Keeper, key_of

Floats = NDArray[np.float32]
Places = NDArray[np.int64]
Pair = tuple[int, int]

#: At most so many units in a block that is paired whole.
WHOLE_BLOCK = 250
#: What computing in another order may change at most.
ROUNDING = 1e-5
#: What shared kinds of act add, and what kinds that differ take away.
KIND_TERM, KIND_COST = 0.45, 0.15
#: What the same main act adds (twice where by the same side), and what two charges of harm against one side whose means
#: are not told, or two statements that a thing was staged or forged; what two propositions of one speech take away.
DEED_TERM, CHARGE_TERM, SIBLING_COST = 0.15, 0.40, 0.20
#: What sides charged, numbers and places in common add, and what sides and numbers that differ take away.
ACCUSED_TERM, NUMBER_TERM, PLACE_TERM = 0.08, 0.05, 0.05
ACCUSED_COST, NUMBER_COST = 0.12, 0.15
#: What telling of an act against only supposing it takes away.
SUPPOSED_COST = 0.25
#: What asking for a thing against stating one, and a negative against a plain statement on no known act, take away.
ASKING_COST, TURNED_COST = 0.10, 0.20
#: What articles about different events take away.
EVENT_COST = 0.6
#: The model is asked where likeness leaves it open: so far around the threshold, for so many pairs of each unit.
OPEN_BAND, OPEN_PAIRS = 0.35, 6
#: What the model's probabilities add and take away.
SAME_TERM, FOLLOWS_TERM, CONTRADICTS_COST, UNRELATED_COST = 0.2, 0.1, 0.1, 0.05
#: Probability of contradiction from which two assertions can never be one claim.
NEVER_FROM = 0.95


@dataclass(frozen=True, slots=True)
class Likeness:
    """Of pairs of units by position, smaller first: how alike, and which can never be one claim (with the reason)."""

    scores: Mapping[Pair, float]
    never: Mapping[Pair, str]

    def without(self, pairs: Iterable[Pair], reason: str) -> Likeness:
        """The same with further pairs that can never be one claim."""
        barred = {(min(p), max(p)): reason for p in pairs}
        return Likeness({p: s for p, s in self.scores.items() if p not in barred}, {**barred, **self.never})


def compare_units(
    units: Sequence[Unit],
    vectors: Floats,
    events: Mapping[str, Event],
    *,
    threshold: float,
    model: RelationModel | None = None,
    linked: Iterable[Pair] = (),
    keeper: Keeper = FORGETFUL,
) -> Likeness:
    """Likeness of the pairs that could come to stand in one group.

    Units come together only along pairs that reach the threshold, or are linked. So those are found first; of all
    others only the pairs between units that such chains connect can matter, and the rest is not compared.

    Args:
        units: in case order.
        vectors: their unit vectors, grained, row by row.
        events: what each article is about.
        threshold: the likeness from which units are joined.
        model: compares what words leave open; with one, all candidates are compared.
        linked: pairs that are joined whatever their likeness.
        keeper: remembers which units are nearest to each.
    """
    found = candidates(units, vectors, keeper)
    comparing = _Comparing(units, events, keeper)
    if model is not None:
        comparing.compare(found)
        comparing.told.keep()
        _ask(model, units, comparing.scores, comparing.never, threshold)
        return Likeness(comparing.scores, comparing.never)
    can_join = found.cosine + most_added(units, found) >= threshold - ROUNDING
    comparing.compare(found.of(can_join))
    strong = [p for p, score in comparing.scores.items() if score >= threshold - ROUNDING]
    home = _components(len(units), [*strong, *linked])
    is_inside = home[found.left] == home[found.right]
    comparing.compare(found.of(is_inside & ~can_join))
    comparing.told.keep()
    scores = {p: score for p, score in sorted(comparing.scores.items()) if home[p[0]] == home[p[1]]}
    return Likeness(scores, {p: why for p, why in comparing.never.items() if home[p[0]] == home[p[1]]})


class _Comparing:
    """Likeness of pairs, as far as it was asked for."""

    def __init__(self, units: Sequence[Unit], events: Mapping[str, Event], keeper: Keeper) -> None:
        self.told = KeptTerms([key_of(u) for u in units], lambda i, j: told_of_pair(units[i], units[j]), keeper)
        about = [events.get(u.article, NOTHING) for u in units]
        groups = {name: n for n, name in enumerate(sorted({e.group for e in about}))}
        self.group = np.array([groups[e.group] if e.names else -1 for e in about], dtype=np.int64)
        self.has_place = np.array([bool(u.scene.places) for u in units], dtype=bool)
        self.scores: dict[Pair, float] = {}
        self.never: dict[Pair, str] = {}

    def compare(self, pairs: Candidates) -> None:
        """Compare all of ``pairs``."""
        i, j = pairs.left, pairs.right
        terms, why = self.told.of(i, j)
        is_apart = (self.group[i] != self.group[j]) & (self.group[i] >= 0) & (self.group[j] >= 0)
        is_apart &= ~(self.has_place[i] & self.has_place[j])
        scores = (pairs.cosine.astype(np.float64) + terms - np.where(is_apart, EVENT_COST, 0.0)).tolist()
        for a, b, score, reason in zip(i.tolist(), j.tolist(), scores, why, strict=True):
            if reason:
                self.never[a, b] = reason
            else:
                self.scores[a, b] = score


def told_of_pair(a: Unit, b: Unit) -> tuple[float, str]:
    """What structure adds to the cosine of two units, whatever their articles are about; or why they are never one."""
    if clash := forbidden(a, b):
        return 0.0, clash
    verdict = compare_scenes(a.scene, b.scene, NOTHING, NOTHING, is_event=_are_events(a, b))
    return (structure_terms(a, b), "") if verdict.is_comparable else (0.0, verdict.reason)


def _components(count: int, pairs: Iterable[Pair]) -> Places:
    """For each unit the first one it is connected to."""
    home = list(range(count))

    def root(i: int) -> int:
        while home[i] != i:
            home[i] = home[home[i]]
            i = home[i]
        return i

    for i, j in pairs:
        low, high = sorted((root(i), root(j)))
        home[high] = low
    return np.array([root(i) for i in range(count)], dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs worth comparing, smaller position first, in order, with their cosine."""

    left: Places
    right: Places
    cosine: Floats

    def of(self, kept: NDArray[np.bool_]) -> Candidates:
        """Some of them."""
        return Candidates(self.left[kept], self.right[kept], self.cosine[kept])


def candidates(units: Sequence[Unit], vectors: Floats, keeper: Keeper = FORGETFUL) -> Candidates:
    """Pairs by block keys and by cosine, each once; ``vectors`` are grained."""
    keys = keys_of([u.id for u in units], vectors)
    parts = [*_sharing_a_key(units, vectors), Candidates(*nearest(keys, vectors, keeper).pairs())]
    codes = np.concatenate([p.left * len(units) + p.right for p in parts])
    cosines = np.concatenate([p.cosine for p in parts])
    order = np.argsort(codes, kind="stable")
    kept = order[np.flatnonzero(np.diff(codes[order], append=-1))]  # the last of each
    return Candidates(codes[kept] // len(units), codes[kept] % len(units), cosines[kept])


def _sharing_a_key(units: Sequence[Unit], vectors: Floats) -> Iterator[Candidates]:
    """All pairs of each block."""
    for block in _blocks(units).values():
        at = np.array(block, dtype=np.int64)
        i, j = np.triu_indices(len(at), 1)
        yield Candidates(at[i], at[j], (vectors[at] @ vectors[at].T)[i, j])


def most_added(units: Sequence[Unit], pairs: Candidates) -> Floats:
    """The most that ``structure_terms`` can add to the cosine of each pair, by what the two may have in common."""
    total = np.zeros(len(pairs.left), dtype=np.float32)
    told: tuple[tuple[float, Callable[[Unit], Iterable[str]]], ...] = (
        (KIND_TERM - KIND_COST, lambda u: u.kinds),
        (DEED_TERM + CHARGE_TERM, lambda u: [u.head.kind] if u.head else []),
        (CHARGE_TERM, lambda u: [u.charge] if u.charge else []),
        (ACCUSED_TERM, lambda u: u.accused),
        (NUMBER_TERM, lambda u: u.numbers),
        (PLACE_TERM, lambda u: u.scene.places),
    )
    for most, of in told:
        marks = np.array([_marks(of(u)) for u in units], dtype=np.uint64)
        total += np.float32(most) * ((marks[pairs.left] & marks[pairs.right]) != 0)
    return total


def _marks(names: Iterable[str]) -> int:
    """Names as bits; two sets without a common bit have nothing in common."""
    bits = 0
    for name in names:
        bits |= 1 << (crc32(name.encode("utf-8", "surrogatepass")) & 63)
    return bits


def _blocks(units: Sequence[Unit]) -> dict[tuple[str, str | None], list[int]]:
    """Units that share a key: charges of harm by the side charged; others by what was done."""
    out: dict[tuple[str, str | None], list[int]] = {}
    for i, u in enumerate(units):
        if u.head is None and not u.charge:
            continue
        key = ("charge", u.charge) if u.charge or u.head is None else (u.head.kind, None)
        out.setdefault(key, []).append(i)
    return {k: v for k, v in out.items() if len(v) <= WHOLE_BLOCK}


def forbidden(a: Unit, b: Unit) -> str:
    """Why two units cannot be one proposition whatever their words; empty where they can."""
    one, two = a.head, b.head
    if a.charge and b.charge and a.charge != b.charge:
        return "different sides are charged"
    if one is None or two is None:
        return ""
    if (a.is_count and b.charge) or (b.is_count and a.charge):
        return "one counts the victims, the other says who did it"
    unreal, means = lexicon.act_class("unreal"), lexicon.act_class("means")
    if one.kind != two.kind:
        if (one.kind in unreal) != (two.kind in unreal) or {one.kind, two.kind} <= unreal:
            return f"one tells of {one.kind}, the other of {two.kind}"
        if {one.kind, two.kind} <= means | {"carry", "delay"}:
            return f"different acts: {one.kind} / {two.kind}"
        place, harm = lexicon.act_class("place") - {"invade"}, lexicon.act_class("harm")
        if (one.kind in place and two.kind in harm) or (two.kind in place and one.kind in harm):
            return "one tells where somebody was, the other what was done"
        return ""
    if one.is_told != two.is_told and not _asks_same(a, b):
        return "one tells of an act, the other only mentions it"
    if one.negated != two.negated and not _asks_same(a, b):
        return "one says that it was done, the other that it was not"
    if one.doer and two.doer and one.doer != two.doer and one.is_sure and two.is_sure:
        return "different doers"
    if one.kind == "present" and a.party and b.party and a.party != b.party and not (one.doer and two.doer):
        return "each side tells where its own were"
    is_count = one.kind in ("kill", "hurt") and not (one.doer or two.doer)
    if is_count and a.numbers and b.numbers and not a.numbers & b.numbers:
        return "different counts"
    if one.kind in lexicon.act_class("means") and not one.negated and (with_what := _different_means(a, b)):
        return with_what
    if one.is_told and two.is_told and one.kind in lexicon.act_class("harm"):
        return are_different(one.patient, two.patient)
    return ""


def _different_means(a: Unit, b: Unit) -> str:
    """Why two acts are done with two different things, if they are; what is only set against others does not count."""
    one, two = (lexicon.instruments_in(lexicon.without_contrast(u.words)) for u in (a, b))
    return f"done with different means: {', '.join(sorted(one))} / {', '.join(sorted(two))}" if _apart(one, two) else ""


def _apart(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a and b) and not a & b


def _asks_same(a: Unit, b: Unit) -> bool:
    """A denied proposition may carry the denial's own negative words; its polarity then says nothing."""
    return a.is_denial or b.is_denial


def _are_events(a: Unit, b: Unit) -> bool:
    harm = lexicon.act_class("harm")
    return a.head is not None and b.head is not None and a.head.kind in harm and b.head.kind in harm


def structure_terms(a: Unit, b: Unit) -> float:
    """What the acts told of, their doers, the sides charged, numbers and places add to the cosine."""
    total = 0.0
    if a.kinds and b.kinds:
        total += KIND_TERM * len(a.kinds & b.kinds) / len(a.kinds | b.kinds) - KIND_COST
    if a.head and b.head and a.head.kind == b.head.kind and (a.head.is_told or b.head.is_told):
        total += DEED_TERM * (1 + bool(a.head.doer and a.head.doer == b.head.doer))
        if a.head.kind in lexicon.act_class("unreal"):
            total += CHARGE_TERM - DEED_TERM
        if a.head.is_supposed != b.head.is_supposed and not (a.is_denial or b.is_denial):
            total -= SUPPOSED_COST
    total += _overlap(a.accused, b.accused, ACCUSED_TERM, -ACCUSED_COST)
    if a.charge and a.charge == b.charge:
        total += CHARGE_TERM
    total += _overlap(a.numbers, b.numbers, NUMBER_TERM, -NUMBER_COST)
    total += PLACE_TERM * bool(a.scene.places & b.scene.places)
    if _asks(a) != _asks(b):
        total -= ASKING_COST
    if _is_turned(a, b):
        total -= TURNED_COST
    if a.attribution is not None and b.attribution is not None and a.attribution.id == b.attribution.id:
        total -= SIBLING_COST
    return total


def _asks(unit: Unit) -> bool:
    """Whether it says what should be, and not what is."""
    return unit.attribution is not None and unit.attribution.act is Act.DEMAND


def _is_turned(a: Unit, b: Unit) -> bool:
    """Whether one of two statements on no known act is negative and the other is not ("there was no leak")."""
    if a.head is not None or b.head is not None or a.is_denial or b.is_denial:
        return False
    return is_negated(a.words) != is_negated(b.words)


def _overlap(a: frozenset[str], b: frozenset[str], same: float, other: float) -> float:
    if not a or not b:
        return 0.0
    return same if a & b else other


def _ask(
    model: RelationModel,
    units: Sequence[Unit],
    scores: dict[Pair, float],
    never: dict[Pair, str],
    threshold: float,
) -> None:
    """Move the likeness of open pairs by what the model says of them; certain contradictions are ruled out."""
    asked: dict[int, int] = {}
    pairs: list[Pair] = []
    for pair, score in sorted(scores.items(), key=lambda item: (abs(item[1] - threshold), item[0])):
        if abs(score - threshold) > OPEN_BAND:
            break
        if max(asked.get(pair[0], 0), asked.get(pair[1], 0)) < OPEN_PAIRS:
            pairs.append(pair)
            for i in pair:
                asked[i] = asked.get(i, 0) + 1
    if not pairs:
        return
    found = model.compare([(units[i].context, units[j].context) for i, j in pairs])
    for pair, says in zip(pairs, found, strict=True):
        a, b = units[pair[0]], units[pair[1]]
        is_open = a.head is None or b.head is None
        if says.contradicts >= NEVER_FROM and is_open and not (a.is_denial or b.is_denial):
            never[pair] = "they cannot both hold"
            del scores[pair]
        else:
            for_it = SAME_TERM * says.same + FOLLOWS_TERM * (says.entails + says.entailed)
            scores[pair] += for_it - CONTRADICTS_COST * says.contradicts - UNRELATED_COST * says.unrelated
