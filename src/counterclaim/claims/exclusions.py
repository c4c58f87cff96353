"""Which two assertions cannot both hold, and why, in words.

Each rule looks at what both need to be so. The same rules serve accuser and accused, and pairs of one party as well as
pairs of two: who speaks is not asked here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from counterclaim.claims import lexicon
from counterclaim.claims.commitments import Commitment, is_pretence, things_denied, topic_stems

#: Acts by which somebody is shown to have been at the place.
_AT_THE_PLACE = frozenset({"present", "withdraw", "shell", "ram", "shoot", "attack", "invade", "hurt", "kill"})


_TOLD_OF_THINGS = frozenset({"kill", "hurt", "carry"})


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Why two assertions exclude each other, and how sure the rule is."""

    reason: str
    confidence: float


Rule = Callable[[Commitment, Commitment], Exclusion | None]


def opposed(held: Sequence[Commitment]) -> Iterator[tuple[Commitment, Commitment]]:
    """The pairs that some rule could be about, each once; all others hold together as far as the rules can tell."""
    real, causes = lexicon.act_class("real"), lexicon.act_class("causes")
    unreal = lexicon.act_class("unreal")
    seen: set[tuple[int, int]] = set()
    for i, a in enumerate(held):
        if not (a.negated or a.is_head):
            continue
        for j, b in enumerate(held):
            is_pair = (
                (a.negated and not b.negated and (a.kind == b.kind or a.kind == "present" or b.kind in _TOLD_OF_THINGS))
                or (a.kind in unreal and b.kind in real and not a.negated and not b.negated)
                or (a.is_head and b.is_head and {a.kind, b.kind} <= causes and not a.negated and not b.negated)
                or (a.is_head and b.is_head and a.kind == b.kind and a.doer != b.doer)
                or (a.kind == "genuine" and b.kind == "forge")
            )
            if is_pair and i != j and (min(i, j), max(i, j)) not in seen:
                seen.add((min(i, j), max(i, j)))
                yield a, b


def exclusion(a: Commitment, b: Commitment) -> Exclusion | None:
    """The surest reason why two commitments cannot both hold; None where no rule says so."""
    found = [x for rule in RULES for x in (rule(a, b), rule(b, a)) if x is not None]
    return max(found, key=lambda x: (x.confidence, x.reason)) if found else None


def reality(a: Commitment, b: Commitment) -> Exclusion | None:
    """One needs the harm to be real, the other needs it not to be; of two parties, only the accused answers so."""
    if b.negated or not b.is_head or b.kind not in lexicon.act_class("real") or a.negated or not a.is_head:
        return None
    if a.holder != b.holder and a.holder not in {b.doer, *b.unit.accused}:
        return None
    if a.kind == "forge" and a.unit.kinds & {"kill", "hurt"}:
        return Exclusion("one needs the dead to be real, the other says that they were faked", 0.7)
    is_about_people = b.kind == "kill" or "people" in b.unit.things
    if a.kind == "stage" and is_pretence(a.unit.words) and is_about_people:
        return Exclusion("one needs it to have happened, the other says that nobody was hurt in it", 0.6)
    return None


def authenticity(a: Commitment, b: Commitment) -> Exclusion | None:
    """One says that a thing is genuine, the other that it is forged."""
    if a.kind != "genuine" or b.kind != "forge" or a.negated != b.negated or not (a.is_head and b.is_head):
        return None
    if not (_shared_object(a, b) or a.unit.things & b.unit.things):
        return None
    return Exclusion("one says that it is genuine, the other that it is forged", 0.6)


def emptiness(a: Commitment, b: Commitment) -> Exclusion | None:
    """One says that there was none of a thing, the other needs one of it to have been there."""
    none = things_denied(a.unit.words)
    there = (b.unit.things & none) - things_denied(b.unit.words)
    if not there or b.negated or not a.negated:
        return None
    kind = sorted(there)[0]
    if kind == "people" and b.kind in ("kill", "hurt"):
        return Exclusion("one says that nobody was there, the other speaks of those who died or were hurt", 0.6)
    if kind == "goods" and b.kind == "carry":
        return Exclusion("one says that there was nothing of the kind on board, the other names some", 0.65)
    return None


def presence(a: Commitment, b: Commitment) -> Exclusion | None:
    """One needs all of a side to have been elsewhere, the other puts some of it at the place."""
    if a.kind != "present" or not a.negated or a.doer is None or b.negated or b.doer != a.doer:
        return None
    if not (b.is_head or b.kind in ("present", "withdraw")):
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
    if not _shared_object(a, b):
        return None
    return Exclusion(f"two causes of one thing: {lexicon.label(a.kind)} / {lexicon.label(b.kind)}", 0.6)


def doer(a: Commitment, b: Commitment) -> Exclusion | None:
    """The same act on the same thing by two different sides."""
    if a.negated or b.negated or a.kind != b.kind or a.kind not in lexicon.act_class("harm"):
        return None
    if a.doer is None or b.doer is None or a.doer >= b.doer or not (a.is_head and b.is_head):
        return None
    if not (a.is_sure and b.is_sure):
        return None
    if not _shared_object(a, b):
        return None
    return Exclusion("the same act on the same thing, by different sides", 0.55)


def polarity(a: Commitment, b: Commitment) -> Exclusion | None:
    """One says that an act was done, the other that it was not."""
    acts = lexicon.act_class("harm") | {"carry", "delay", "stage", "forge", "withdraw"}
    if a.kind != b.kind or not a.negated or b.negated or a.kind not in acts or not (a.is_head and b.is_head):
        return None
    if a.doer is not None and a.doer != b.doer:
        return None
    is_same_doer = a.doer is not None and a.doer == b.doer and a.is_sure and b.is_sure
    specific = lexicon.act_class("means") | {"carry", "withdraw"}
    if not is_same_doer and not (a.kind in specific and _shared_object(a, b)):
        return None
    return Exclusion("one says that it was done, the other that it was not", 0.6)


def _shared_object(a: Commitment, b: Commitment) -> bool:
    """Whether two assertions are on one thing: they share a telling word beside those for the acts."""
    return bool(topic_stems(a.unit.topic) & topic_stems(b.unit.topic))


RULES: tuple[Rule, ...] = (reality, authenticity, emptiness, presence, cause, doer, polarity)
