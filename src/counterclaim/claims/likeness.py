"""How alike two assertions are, and which two can never be one proposition.

The likeness starts from the cosine of their words and is moved by what they tell of. An embedding alone calls a claim
and its opposite, or two look-alike events, the same; who is said to have done what keeps them apart, whatever their
words have in common. A relation model, where there is one, has the last word on pairs that words leave open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims import lexicon
from counterclaim.claims.interface import RelationModel
from counterclaim.claims.referents import NOTHING, Event, compare_scenes
from counterclaim.claims.units import Unit

Floats = NDArray[np.float32]
Pair = tuple[int, int]

#: Pairs below this cosine are not looked at unless they share a block key.
CANDIDATE_FROM = 0.30
#: At most so many candidates by cosine for each unit, and so many units in a block that is paired whole.
NEAREST, WHOLE_BLOCK = 40, 250
#: Rows of the cosine matrix made at a time.
ROWS = 1024
#: What shared kinds of act add, and what kinds that differ take away.
KIND_TERM, KIND_COST = 0.45, 0.15
#: What the same main act adds (twice where by the same side), and what two charges of harm against one side whose means
#: are not told, or two statements that a thing was staged or forged; what two propositions of one speech take away.
DEED_TERM, CHARGE_TERM, SIBLING_COST = 0.15, 0.40, 0.20
#: What telling of an act against only supposing it takes away.
SUPPOSED_COST = 0.25
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


def compare_units(
    units: Sequence[Unit],
    vectors: Floats,
    events: Mapping[str, Event],
    *,
    threshold: float,
    model: RelationModel | None = None,
) -> Likeness:
    """Likeness of all pairs that could be one claim; pairs that are not listed are not alike.

    Args:
        units: in case order.
        vectors: their unit vectors, row by row.
        events: what each article is about.
        threshold: the likeness from which units are joined.
        model: compares what words leave open.
    """
    scores: dict[Pair, float] = {}
    never: dict[Pair, str] = {}
    for (i, j), cosine in sorted(candidates(units, vectors).items()):
        a, b = units[i], units[j]
        clash = forbidden(a, b)
        verdict = compare_scenes(
            a.scene, b.scene, events.get(a.article, NOTHING), events.get(b.article, NOTHING), is_event=_are_events(a, b)
        )
        if clash or (not verdict.is_comparable and verdict.is_sure):
            never[i, j] = clash or verdict.reason
        else:
            scores[i, j] = cosine + structure_terms(a, b) - (0.0 if verdict.is_comparable else EVENT_COST)
    if model is not None:
        _ask(model, units, scores, never, threshold)
    return Likeness(scores, never)


def candidates(units: Sequence[Unit], vectors: Floats) -> dict[Pair, float]:
    """Pairs by cosine and by block keys, with their cosine."""
    n = len(units)
    out: dict[Pair, float] = {}
    for start in range(0, n, ROWS):
        block = vectors[start : start + ROWS] @ vectors.T
        for row, values in enumerate(block):
            i = start + row
            near = np.flatnonzero(values >= CANDIDATE_FROM)
            if len(near) > NEAREST + 1:
                near = near[np.argsort(-values[near], kind="stable")[: NEAREST + 1]]
            for j in near.tolist():
                if i != j:
                    out[min(i, j), max(i, j)] = float(values[j])
    for block_of in _blocks(units).values():
        for at, i in enumerate(block_of):
            for j in block_of[at + 1 :]:
                if (i, j) not in out:
                    out[i, j] = float(vectors[i] @ vectors[j])
    return out


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
    if one.negated != two.negated and not _asks_same(a, b):
        return "one says that it was done, the other that it was not"
    if one.doer and two.doer and one.doer != two.doer and one.is_sure and two.is_sure:
        return "different doers"
    is_count = one.kind in ("kill", "hurt") and not (one.doer or two.doer)
    if is_count and a.numbers and b.numbers and not a.numbers & b.numbers:
        return "different counts"
    return ""


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
    if a.head and b.head and a.head.kind == b.head.kind:
        total += DEED_TERM * (1 + bool(a.head.doer and a.head.doer == b.head.doer))
        if a.head.kind in lexicon.act_class("unreal"):
            total += CHARGE_TERM - DEED_TERM
        if a.head.is_supposed != b.head.is_supposed and not (a.is_denial or b.is_denial):
            total -= SUPPOSED_COST
    total += _overlap(a.accused, b.accused, 0.08, -0.12)
    if a.charge and a.charge == b.charge:
        total += CHARGE_TERM
    total += _overlap(a.numbers, b.numbers, 0.05, -0.15)
    total += 0.05 * bool(a.scene.places & b.scene.places)
    if a.attribution is not None and b.attribution is not None and a.attribution.id == b.attribution.id:
        total -= SIBLING_COST
    return total


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
