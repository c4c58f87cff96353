"""Which two assertions cannot both hold, and why, in words.

Each rule looks at what both need to be so. The same rules serve accuser and accused, and pairs of one party as well as
pairs of two: who speaks is not asked here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np

from counterclaim.claims import lexicon
from counterclaim.claims.absences import placed_in
from counterclaim.claims.commitments import Commitment, is_of_soldiers, is_pretence, things_denied, topic_stems
from counterclaim.claims.deeds import Deed
from counterclaim.claims.exact import exact_apart
from counterclaim.claims.objects import are_different
from counterclaim.claims.of_fact import holds_now
from counterclaim.records import FORGETFUL, KEY_BYTES, Keeper, key_of

#: Acts by which somebody is shown to have been at the place.
_AT_THE_PLACE = frozenset({"present", "withdraw", "shell", "ram", "shoot", "attack", "invade", "hurt", "kill"})


_TOLD_OF_THINGS = frozenset({"kill", "hurt", "carry", "some"})


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why two assertions exclude each other, and how sure the rule is.

    ``is_of_one_time`` where that is so only if both tell of one time: nobody there on Friday, some there on Monday.
    """

    reason: str
    confidence: float
    is_of_one_time: bool = True


Rule = Callable[[Commitment, Commitment], Exclusion | None]


def excluding(
    held: Sequence[Commitment], keeper: Keeper = FORGETFUL
) -> Iterator[tuple[Commitment, Commitment, Exclusion]]:
    """The commitments of two statements that cannot both hold, in order, with the reason.

    Args:
        held: of a case.
        keeper: remembers what was found of two commitments.
    """
    pairs = [(i, j) for i, j in opposed(held) if held[i].unit.id != held[j].unit.id]
    told = {i: key_of(held[i].unit.digest, held[i][1:]) for i in {i for pair in pairs for i in pair}}
    keys = [blake2b(told[i] + told[j], digest_size=KEY_BYTES).digest() for i, j in pairs]

    def make(at: Sequence[int]) -> list[tuple[Exclusion, ...]]:
        found = (exclusion(held[pairs[n][0]], held[pairs[n][1]]) for n in at)
        return [(x,) if x is not None else () for x in found]

    for (i, j), found in zip(pairs, keeper.recall("exclusions", keys, tuple[Exclusion, ...], make), strict=True):
        yield from ((held[i], held[j], x) for x in found)


def opposed(held: Sequence[Commitment]) -> Iterator[tuple[int, int]]:
    """The places of pairs that some rule could be about, each once, in order; all others hold together as far as
    rules tell.
    """
    codes = [np.zeros(0, dtype=np.int64)]  # one number a pair: there may be millions
    for one, other in _opposites(held):
        a, b = np.array(one, dtype=np.int64)[:, None], np.array(other, dtype=np.int64)
        codes.append((np.minimum(a, b) * len(held) + np.maximum(a, b))[a != b])
    first, second = np.divmod(np.unique(np.concatenate(codes)), max(1, len(held)))
    return zip(first.tolist(), second.tolist(), strict=True)


def _opposites(held: Sequence[Commitment]) -> Iterator[tuple[list[int], list[int]]]:
    """Lists of commitments, by position, of which each of the one may exclude each of the other."""
    done: dict[str, list[int]] = {}
    undone: dict[str, list[int]] = {}
    for i, c in enumerate(held):
        (undone if c.negated else done).setdefault(c.kind, []).append(i)
    for kind in undone:
        yield undone[kind], done.get(kind, [])
    yield undone.get("attack", []), [i for kind in sorted(lexicon.act_class("armed")) for i in done.get(kind, ())]
    there = [i for kind in sorted(_AT_THE_PLACE) for i in done.get(kind, ())]
    for side in {held[i].doer for i in undone.get("present", ())} - {None}:
        away = [i for i in undone["present"] if held[i].doer == side]
        yield away, [i for i in there if held[i].doer == side]
    none = [i for listed in undone.values() for i in listed if things_denied(held[i].unit.words)]
    yield none, [i for kind in sorted(_TOLD_OF_THINGS) for i in done.get(kind, ())]
    heads = {kind: [i for i in listed if held[i].is_head] for kind, listed in done.items()}
    unreal = [i for i in heads.get("forge", ()) if held[i].unit.mentions & {"kill", "hurt"}]
    unreal += [i for i in heads.get("stage", ()) if is_pretence(held[i].unit.words)]
    yield unreal, [i for kind in sorted(lexicon.act_class("real")) for i in heads.get(kind, ())]
    yield heads.get("genuine", []), heads.get("forge", [])
    for listed in done.values():
        contrast = [i for i in listed if lexicon.contrasted(held[i].unit.words)]
        yield contrast, listed if contrast else []
    causes = sorted(lexicon.act_class("causes"))
    for n, kind in enumerate(causes):
        yield heads.get(kind, []), [i for other in causes[n + 1 :] for i in heads.get(other, ())]
    for kind in sorted(lexicon.act_class("harm")):
        by_doer: dict[str, list[int]] = {}
        for i in heads.get(kind, ()):
            if (side := held[i].doer) and held[i].is_sure:
                by_doer.setdefault(side, []).append(i)
        before: list[int] = []
        for own in by_doer.values():
            yield own, before
            before = [*before, *own]


def exclusion(a: Commitment, b: Commitment) -> Exclusion | None:
    """The surest reason why two commitments cannot both hold; None where no rule says so."""
    found = [x for rule in RULES for x in (rule(a, b), rule(b, a)) if x is not None]
    return max(found, key=lambda x: (x.confidence, x.reason)) if found else None


def reality(a: Commitment, b: Commitment) -> Exclusion | None:
    """One needs the harm to be real, the other needs it not to be; of two parties, only the accused answers so."""
    if b.negated or not b.is_head or b.kind not in lexicon.act_class("real") or a.negated or not a.is_head:
        return None
    if (a.holder != b.holder and a.holder not in {b.doer, *b.unit.accused}) or not _is_told(b):
        return None
    if a.kind == "forge" and a.unit.mentions & {"kill", "hurt"}:
        return Exclusion("one needs the dead to be real, the other says that they were faked", 0.7, False)
    is_about_people = b.kind == "kill" or "people" in b.unit.things
    if a.kind == "stage" and is_pretence(a.unit.words) and is_about_people:
        return Exclusion("one needs it to have happened, the other says that nobody was hurt in it", 0.6, False)
    return None


def authenticity(a: Commitment, b: Commitment) -> Exclusion | None:
    """One says that a thing is genuine, the other that it is forged."""
    if a.kind != "genuine" or b.kind != "forge" or a.negated != b.negated or not (a.is_head and b.is_head):
        return None
    if not (_shared_object(a, b) or a.unit.things & b.unit.things):
        return None
    return Exclusion("one says that it is genuine, the other that it is forged", 0.6, False)


def emptiness(a: Commitment, b: Commitment) -> Exclusion | None:
    """One says that there was none of a thing, the other needs one of it to have been there."""
    none = things_denied(a.unit.words)
    there = (b.unit.things & none) - things_denied(b.unit.words)
    if b.kind == "kill" and b.is_head and "people" in none and "troops" in b.unit.things:
        there |= {"people"}
    if not there or b.negated or not a.negated or not (_is_told(b) or b.kind in ("carry", "some")):
        return None
    kind = sorted(there)[0]
    if kind == "people" and b.kind in ("kill", "hurt"):
        return Exclusion("one says that nobody was there, the other speaks of those who died or were hurt", 0.6)
    if "troops" in there and _is_of_soldiers_there(a, b):
        return Exclusion("one says that no soldier was there, the other speaks of some", 0.55)
    is_such = lexicon.is_military(b.unit.words) or not lexicon.is_military(a.unit.words)
    if kind == "goods" and b.kind == "carry" and is_such:
        return Exclusion("one says that there was nothing of the kind on board, the other names some", 0.65)
    return None


#: "Not one soldier *was* in the school" says that none was there; "no soldier entered it" does not.
_THERE = re.compile(r"\b(?:was|were|been|is|are)\b(?!\s+\w+(?:ed|en)\b)", re.IGNORECASE)


def _is_of_soldiers_there(none: Commitment, some: Commitment) -> bool:
    """Whether the one says that no soldier was at a place, and the other has some right there."""
    if not _THERE.search(none.unit.words) or not is_of_soldiers(some.unit.words) or not _shared_object(none, some):
        return False
    if _is_of_then(none, some):
        return False
    place = placed_in(none.unit.words)
    return not place or bool(place & placed_in(some.unit.words))


def _is_of_then(none: Commitment, some: Commitment) -> bool:
    """Whether there was none when it was said, and the other speaks on another day."""
    return holds_now(none.unit.words) and none.unit.said != some.unit.said


def presence(a: Commitment, b: Commitment) -> Exclusion | None:
    """One needs all of a side to have been elsewhere, the other puts some of it at the place."""
    if a.kind != "present" or not a.negated or a.doer is None or b.negated or b.doer != a.doer:
        return None
    if not (b.is_head or b.kind in ("present", "withdraw")) or _is_of_then(a, b):
        return None
    if b.kind not in _AT_THE_PLACE or (a.unit.things and b.unit.things and not _same_branch(a, b)):
        return None
    return Exclusion("one needs all of a side to have been away, the other puts some of it at the place", 0.65)


def _same_branch(a: Commitment, b: Commitment) -> bool:
    branches = {"vessel", "troops", "aircraft"}
    one, two = a.unit.things & branches, b.unit.things & branches
    return not one or not two or bool(one & two)


def cause(a: Commitment, b: Commitment) -> Exclusion | None:
    """The same thing came to its end in two different ways."""
    causes = lexicon.act_class("causes")
    if a.negated or b.negated or not (a.is_head and b.is_head) or not {a.kind, b.kind} <= causes or a.kind >= b.kind:
        return None
    if not _shared_object(a, b) or _is_only_heard(a) or _is_only_heard(b):
        return None
    if _is_only_outcome(a) or _is_only_outcome(b) or exact_apart(a.unit.words, b.unit.words):
        return None
    return Exclusion(f"two causes of one thing: {lexicon.label(a.kind)} / {lexicon.label(b.kind)}", 0.6)


#: What a blast looks and sounds like says nothing of what brought it about: a shell explodes too.
_SEEN_OR_HEARD = re.compile(
    r"\b(?:hear|heard|saw|seen|felt|sound|sounds|noise|woken|awoke|flash)\b"
    r"|\b(?:single|loud|huge|massive|powerful|first|second) (?:explosion|blast)",
    re.IGNORECASE,
)


def _is_only_heard(held: Commitment) -> bool:
    """Whether an explosion is only told of as heard or seen."""
    return held.kind == "blast" and bool(_SEEN_OR_HEARD.search(held.unit.words))


def _is_only_outcome(held: Commitment) -> bool:
    """Whether a crash is only what came of it: an aircraft that is shot down crashes too, a mine derails a train."""
    return held.kind == "crash" and not lexicon.words("contraries", "accident").search(held.unit.words)


def doer(a: Commitment, b: Commitment) -> Exclusion | None:
    """The same act on the same thing by two different sides."""
    if a.negated or b.negated or a.kind != b.kind or a.kind not in lexicon.act_class("harm"):
        return None
    if a.doer is None or b.doer is None or a.doer >= b.doer or not (a.is_head and b.is_head):
        return None
    if not (a.is_sure and b.is_sure and _is_told(a) and _is_told(b)):
        return None
    if not _shared_object(a, b):
        return None
    return Exclusion("the same act on the same thing, by different sides", 0.55)


def means(a: Commitment, b: Commitment) -> Exclusion | None:
    """One side's act with one means and not with another, against the same act with that other."""
    if a.negated or b.negated or a.kind != b.kind or a.doer is None or a.doer != b.doer or a.holder != b.holder:
        return None
    denied = lexicon.instruments_in(lexicon.contrasted(a.unit.words))
    if not denied & lexicon.instruments_in(lexicon.without_contrast(b.unit.words)):
        return None
    return Exclusion("one says that it was not done with what the other names", 0.6)


def polarity(a: Commitment, b: Commitment) -> Exclusion | None:
    """One says that an act was done, the other that it was not."""
    acts = lexicon.act_class("harm") | {"carry", "delay", "stage", "forge", "withdraw"}
    is_instance = a.kind == "attack" and b.kind in lexicon.act_class("armed") and a.doer is not None and _is_told(b)
    if not (a.kind == b.kind or is_instance) or not a.negated or b.negated:
        return None
    if a.kind not in acts or not (a.is_head and b.is_head):
        return None
    if a.doer is not None and a.doer != b.doer:
        return None
    is_same_doer = a.doer is not None and a.doer == b.doer and a.is_sure and b.is_sure
    specific = lexicon.act_class("means") | {"carry", "withdraw"}
    is_same_thing = _shared_object(a, b) and _same_means(a, b) and _is_told(a) and _is_told(b)
    if not is_same_doer and not (a.kind in specific and is_same_thing):
        return None
    if exact_apart(a.unit.words, b.unit.words):
        return None
    return Exclusion("one says that it was done, the other that it was not", 0.6)


def _same_means(a: Commitment, b: Commitment) -> bool:
    """Whether what one says was not there is what the other names: "no nerve agent" leaves open any other means."""
    one, two = lexicon.instruments_in(a.unit.words), lexicon.instruments_in(b.unit.words)
    return not one or bool(one & two)


def _shared_object(a: Commitment, b: Commitment) -> bool:
    """Whether two assertions are on one thing: they share a telling word beside those for the acts, and neither says
    that its act was done to something else.
    """
    if any(are_different(x.patient, y.patient) for x in _deeds(a) for y in _deeds(b)):
        return False
    return bool(topic_stems(a.unit.topic) & topic_stems(b.unit.topic))


def _is_told(held: Commitment) -> bool:
    """Whether its act is told, or denied, and no mere mention ("on the night of the shelling")."""
    return held.unit.is_denial or bool(_deeds(held))


def _deeds(held: Commitment) -> list[Deed]:
    """The acts of a commitment's kind that its words tell of."""
    return [d for d in held.unit.deeds if d.kind == held.kind and d.is_told]


RULES: tuple[Rule, ...] = (reality, authenticity, emptiness, presence, cause, doer, means, polarity)
