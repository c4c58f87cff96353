"""Which statement another is set against: one that was made shortly before it, and cannot be so if it is so.

A reader takes "the gates were shut all week" for a denial where somebody has just said of that speaker's side that it
opened them. So what is looked at is close by: another's statement in the article, a few sentences before. Either it
speaks of the one who answers, or the words leave no other reading ("nine hundred, not forty", "begged to differ").
What is merely different denies nothing. What words say is read by :mod:`~counterclaim.claims.rebuttals`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from counterclaim.claims.answers import Answered
from counterclaim.claims.commitments import STATING
from counterclaim.claims.heard import Heard, speaks_of
from counterclaim.claims.propositions import is_negated
from counterclaim.claims.rebuttals import Reply, can_reply, is_of_omission, is_procedural, is_to_come
from counterclaim.claims.replies import (
    AKIN,
    ALIKE,
    FAR,
    NEXT,
    REJECTS,
    WITHIN,
    answer_of_accused,
    dismissal_of,
    is_called_denial,
    is_dismissing,
    is_told_as_fact,
    plain_reply,
    procedural,
    retort,
)
from counterclaim.claims.unit import Unit
from counterclaim.records import (
    FORGETFUL,
    Act,
    Keeper,
    content_id,
    key_of,
)

#: Acts by which a speaker says what may be set against what another has said.
SAYING = frozenset({Act.ASSERT, Act.ACCUSE, Act.EVALUATE, Act.ANNOUNCE})


@dataclass(frozen=True, slots=True)
class Found:
    """The id of a denial and what it answers."""

    denial: str
    answered: Answered


def rebutted(
    units: Sequence[Unit], vectors: NDArray[np.float32], heard: Heard, keeper: Keeper = FORGETFUL
) -> Mapping[str, Answered]:
    """For each answer in words of its own the statement that it is set against, where there is one.

    The answer is called by the id that its denial has (``denial_id``), which need not be a unit yet.

    Args:
        units: of the case, in order.
        vectors: their unit vectors, row by row.
        heard: who speaks of whom.
        keeper: has what was found in articles that are as they were.
    """
    articles = [[i for i, _ in rows] for _, rows in groupby(enumerate(units), key=lambda r: r[1].article)]

    def make(at: Sequence[int]) -> list[tuple[Found, ...]]:
        return [tuple(_found_in(articles[n], units, vectors, heard)) for n in at]

    keys = [heard.key([units[i] for i in rows]) for rows in articles]
    kept = keeper.recall("rebutted", keys, tuple[Found, ...], make)
    return {f.denial: f.answered for found in kept for f in found}


def _found_in(
    rows: Sequence[int], units: Sequence[Unit], vectors: NDArray[np.float32], heard: Heard
) -> Iterator[Found]:
    """What is found in one article."""
    denials = {units[i].id for i in rows if units[i].is_denial}
    asked = [i for i in rows if _can_be_set_against(units[i], denials)]
    told = [j for j in rows if _is_told(units[j]) and not heard.is_title(units[j])] if asked else []
    places = {i: heard.place(units[i]) for i in {*asked, *told}}
    for i in asked:
        within = FAR if is_dismissing(units[i], heard) else WITHIN
        before = [j for j in told if 0 <= places[i] - places[j] <= within and can_be_set(units[j], units[i])]
        if not (_has_words(units[i]) or any(is_of_omission(units[j].words) for j in before)):
            continue
        found = [(j, r) for j in before if (r := _reply(units, vectors, heard, j, i, places)) is not None]
        if found:
            j, r = max(found, key=lambda f: (f[1].confidence, places[f[0]], units[f[0]].spans[0], units[f[0]].id))
            cosine = float(vectors[j] @ vectors[i])
            yield Found(denial_id(units[i]), Answered(units[j].id, "", cosine, r.how, r.confidence, r.why))


def denial_id(unit: Unit) -> str:
    """The id of the unit by which a unit's speaker denies what its words are set against."""
    a = unit.attribution
    is_own = unit.is_denial or a is None
    return unit.id if is_own or a is None else content_id("unit", unit.article, a.id, *unit.spans, True)


def with_denials(units: Sequence[Unit], found: Mapping[str, Answered]) -> tuple[list[Unit], NDArray[np.int64]]:
    """Units with a denial beside each that is set against another and has none yet, and of each the place among
    ``units`` of the one whose words it has.
    """
    wanted = found.keys() - {u.id for u in units}
    answered = {found[denial].target for denial in wanted}
    here = {u.article for u in units if u.id in answered}  # an answer stands in the article of what it answers
    out = list(units)
    denied: list[int] = []
    for i in [i for i, u in enumerate(units) if u.article in here]:
        number = denial_id(units[i])
        if number in wanted and number != units[i].id:
            wanted.discard(number)
            out.insert(i + 1 + len(denied), _denial_of(units[i]))
            denied.append(i)
    rows = np.arange(len(units))
    return out, np.insert(rows, np.array(denied, dtype=np.int64) + 1, denied)


def _denial_of(unit: Unit) -> Unit:
    """The denial that a unit's words are beside what they put forward."""
    accused = frozenset({unit.party}) if unit.party is not None else frozenset()
    return replace(
        unit, id=denial_id(unit), is_denial=True, is_anaphoric=True, is_tentative=True, accused=accused, charge=None,
        digest=key_of(unit.digest, "denial"),
    )  # fmt: skip


def _has_words(unit: Unit) -> bool:
    """Whether a unit's words, or those around it, can set it against another."""
    return unit.is_denial or unit.retort is not None or can_reply(unit.words)


def _can_be_set_against(unit: Unit, denials: Set[str]) -> bool:
    a = unit.attribution
    if a is None or unit.actor is None or unit.children or unit.is_declining or unit.is_retold or unit.is_open:
        return False
    if unit.is_denial:
        return unit.is_anaphoric
    is_said = a.act in SAYING or (a.act is Act.DEMAND and is_procedural(unit.words))
    return is_said and not unit.is_anaphoric and denial_id(unit) not in denials


def _is_told(unit: Unit) -> bool:
    """Whether somebody puts it forward."""
    a = unit.attribution
    is_plain = not (unit.is_denial or unit.is_anaphoric or unit.is_declining or unit.is_tentative or unit.is_retold)
    is_asked = unit.words.rstrip("\"”' ").endswith("?")
    return is_plain and not is_asked and a is not None and a.act in STATING and bool(unit.actor or a.source)


def can_be_set(told: Unit, answer: Unit) -> bool:
    """Whether a statement can be answered by another: it stands before it, is of another side, and tells of no such
    answer, nor is told in it.
    """
    own, theirs = answer.attribution, told.attribution
    if own is None or theirs is None or own.id in (theirs.id, theirs.parent) or own.parent == theirs.id:
        return False
    is_same_side = told.actor == answer.actor or (told.party is not None and told.party == answer.party)
    is_before = told.spans[0] < answer.spans[0]
    return is_before and not is_same_side and not any(s.overlaps(o) for s in told.spans for o in answer.spans)


def _reply(
    units: Sequence[Unit], vectors: NDArray[np.float32], heard: Heard, j: int, i: int, places: Mapping[int, int]
) -> Reply | None:
    """What sets one unit against an earlier one."""
    told, answer, away = units[j], units[i], places[i] - places[j]
    cosine = float(vectors[j] @ vectors[i])
    if is_dismissing(answer, heard):
        return dismissal_of(told, answer, heard, away)
    if away > WITHIN or (not is_procedural(answer.words) and is_to_come(answer.words) and not is_to_come(told.words)):
        return None
    is_spoken_of = speaks_of(told, answer, heard)
    if is_spoken_of and (found := procedural(told, answer, away)) is not None:
        return found
    if not (is_told_as_fact(told) and is_told_as_fact(answer)):
        return retort(told, answer, heard, away, is_spoken_of)
    found = plain_reply(told, answer, heard, cosine) if away <= NEXT or is_spoken_of else None
    if found is None and is_spoken_of and cosine >= ALIKE:
        found = answer_of_accused(told, answer, heard, cosine)
    if found is None and is_spoken_of and cosine >= AKIN and is_called_denial(answer) and not is_negated(told.words):
        found = Reply("is said to deny something, and this is said of its side right before it", REJECTS, 0.5)
    return found or retort(told, answer, heard, away, is_spoken_of)
