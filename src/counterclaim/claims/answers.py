"""What a negative statement answers: "there was not one soldier in the barn" denies that troops were billeted in it.

A statement in negative words need not be called a denial, and the nearest accusation before it may be about something
else. What its negation bears on ("soldier", see :mod:`~counterclaim.claims.negated`) is looked for among what others
put forward; an encoder tells which of those is the likest. Where none has it, the statement answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims import lexicon
from counterclaim.claims.by_article import told_of_units
from counterclaim.claims.commitments import things_denied
from counterclaim.claims.negated import matter, things_none, undone_acts, uninflected_words
from counterclaim.claims.of_fact import is_of_fact, is_of_now, is_said_not, is_supposed, predicate
from counterclaim.claims.propositions import is_negated
from counterclaim.claims.stems import stems
from counterclaim.claims.unit import Unit
from counterclaim.records import FORGETFUL, Act, DenialType, Keeper

#: Cosine from which a statement of the same article, and of another, can be what a negative one answers.
HERE_FROM, ELSEWHERE_FROM = 0.20, 0.42
#: The same where they share no word, but a sort of thing or a kind of act ("soldier", "fighters").
SORT_FROM = 0.50
#: Cosine from which a statement of another article is meant that shares but one word with it.
VERY = 0.60
#: Characters between a sentence and the next, at most: marks and the end of a paragraph.
NEXT = 4
#: Telling words that two statements on one act share.
SHARED = 2
#: Things that go by many names: "soldier" is answered by "fighters".
_CLASSES = frozenset({"vessel", "troops", "aircraft", "position"})

_SUBJECT = re.compile(r"\W*(?:that\s+)?(?:no|not one|not a single)\s", re.IGNORECASE)
#: Whose thing it is that there was none of; the name and what is its own begin with the same letters.
_WHOSE = re.compile(r"\b(?:[Nn]o|[Nn]ot one|[Nn]ot a single)\s+([A-Z]\w{3,})\s+\w")
SAME_NAME = 5
#: What a thing that is not there is not done to.
_LIGHTLY = re.compile(
    r"\b(?:was|were|been|is|are)\s+(?:ever\s+|even\s+)?(?:there|found|seen|present|near|in|at|on|inside|aboard|discovered|recovered)\b",
    re.IGNORECASE,
)
#: Acts by which a speaker puts forward what another can deny.
_STATING = frozenset({Act.ASSERT, Act.ACCUSE, Act.EVALUATE, Act.ANNOUNCE})
#: What is only asked is not put forward.
_OPEN = re.compile(r"\bwhether\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answered:
    """The unit that a statement answers, the word that both share, and how alike they are.

    ``how`` it denies and ``why`` are told where that is known otherwise than by its words.
    """

    target: str
    shared: str
    cosine: float
    how: tuple[DenialType, ...] = ()
    confidence: float = 0.55
    why: str = ""


def answered(
    units: Sequence[Unit], vectors: NDArray[np.float32], rows: NDArray[np.int64],
    is_comparable: Callable[[Unit, Unit], bool], keeper: Keeper = FORGETFUL,
) -> Mapping[str, Answered]:  # fmt: skip
    """For each denial in negative words of its own the statement it answers, where there is one.

    Args:
        units: of the case, in order.
        vectors: unit vectors.
        rows: which of these is each unit's.
        is_comparable: whether two units can be about the same.
        keeper: remembers what units put forward.
    """
    denied = told_of_units("denied", units, tuple[frozenset[str], ...], _asked_for, keeper)
    asked = [i for i, keys in enumerate(denied) if keys]
    if not asked:
        return {}
    told = told_of_units("answerable", units, tuple[frozenset[str], ...], _put_forward, keeper)
    search = _Search(units, (vectors, rows), told, denied, is_comparable)
    found = [(units[i].id, search.likest(i)) for i in asked]
    return {denial: answer for denial, answer in found if answer is not None}


class _Search:
    """Looks for what negative statements answer.

    Args:
        units: of the case, in order.
        vectors: unit vectors, and which of these is each unit's.
        told: what each puts forward.
        denied: what to look for for each (``_asked_for``).
        is_comparable: whether two units can be about the same.
    """

    def __init__(
        self, units: Sequence[Unit], vectors: tuple[NDArray[np.float32], NDArray[np.int64]],
        told: Sequence[frozenset[str]], denied: Sequence[frozenset[str]], is_comparable: Callable[[Unit, Unit], bool],
    ) -> None:  # fmt: skip
        self.units, self.told, self.denied, self.is_comparable = units, told, denied, is_comparable
        wanted = frozenset().union(*denied)
        self._vectors, self._rows = vectors
        self.here: dict[str, list[int]] = {}
        self.stated: dict[str, list[int]] = {}
        for i, keys in enumerate(told):
            self.here.setdefault(units[i].article, []).append(i)
            for key in wanted & keys if not wanted.isdisjoint(keys) and _is_stated(units[i]) else ():
                self.stated.setdefault(key, []).append(i)

    def likest(self, i: int) -> Answered | None:
        """The likest of what a negative statement may answer, what stands right before it and in its article first."""
        units, denial, keys = self.units, self.units[i], self.denied[i]
        here = [j for j in self.here[denial.article] if not keys.isdisjoint(self.told[j])]
        here = [j for j in here if self._can_be_meant(denial, j)]
        just = [j for j in here if _is_just_before(units[j], denial)]
        if just:
            just = [j for j in just if _is_at_issue(denial, units[j], self.told[j], 1.0)]
        if just:
            return self._answered(i, max(just, key=lambda j: (units[j].spans[0], units[j].id)))
        stated = [j for j in here if _is_stated(units[j])]
        return self._nearest(i, stated, HERE_FROM) or self._nearest(i, self._elsewhere(i, keys), ELSEWHERE_FROM)

    def _can_be_meant(self, denial: Unit, j: int) -> bool:
        """Whether a statement may be what a denial's speaker denies, and is not what the own side says."""
        return _can_answer(denial, self.units[j]) and not self._is_relayed(denial, j)

    def _is_relayed(self, denial: Unit, j: int) -> bool:
        """Whether a statement passes on what the denial's own side says ("According to the agency, he said: ...")."""
        other = self.units[j]
        if denial.party is None or other.attribution is None:
            return False
        inside = (self.units[k] for k in self.here[other.article])
        held = (u for u in inside if u.attribution is not None and u.attribution.parent == other.attribution.id)
        return any(u.party == denial.party for u in held)

    def _elsewhere(self, i: int, keys: frozenset[str]) -> Sequence[int]:
        lists = [self.stated[key] for key in keys if key in self.stated]
        at = np.unique(np.concatenate(lists)) if lists else np.zeros(0, dtype=np.int64)
        article = self.here[self.units[i].article]
        elsewhere: list[int] = at[(at < article[0]) | (at > article[-1])].tolist()
        return elsewhere

    def _nearest(self, i: int, at: Sequence[int], least: float) -> Answered | None:
        """The nearest of some, of those that are near enough and can be meant; cosines first, which cost least."""
        units, denial = self.units, self.units[i]
        cosines = {j: c for j, c in zip(at, self._cosines(at, i).tolist(), strict=True) if c >= least} if at else {}
        near = [j for j in cosines if self._can_be_meant(denial, j)]
        near = [j for j in near if cosines[j] >= SORT_FROM or _shares_word(denial, self.told[j])]
        near = [j for j in near if _is_at_issue(denial, units[j], self.told[j], cosines[j])]
        near = [j for j in near if _is_same_matter(denial, units[j], cosines[j])]
        near = [j for j in near if self.is_comparable(denial, units[j])]
        return self._answered(i, max(near, key=lambda j: (round(cosines[j], 4), units[j].id))) if near else None

    def _answered(self, i: int, j: int) -> Answered:
        shared = min(self.denied[i] & self.told[j])
        return Answered(self.units[j].id, shared, float(self._cosines([j], i)[0]))

    def _cosines(self, at: Sequence[int], i: int) -> NDArray[np.float32]:
        """How alike some units are to one."""
        cosines: NDArray[np.float32] = self._vectors[self._rows[at]] @ self._vectors[self._rows[i]]
        return cosines


def _asked_for(unit: Unit) -> frozenset[str]:
    """What to look for as what a denial in negative words of its own answers; nothing of those that say no more than
    what was not, as most in the news.
    """
    is_denial = unit.is_denial and unit.is_anaphoric and not unit.children and bool(matter(unit.words))
    can_answer = is_denial and (_clears_own(unit) or (is_of_fact(unit.words) and is_said_not(unit.words)))
    return _keys_denied(unit) if can_answer else frozenset()


def _is_at_issue(denial: Unit, other: Unit, told: frozenset[str], cosine: float) -> bool:
    """Whether a statement tells, as a fact, of the thing that the denial says there was none of, or of the same act on
    the same.
    """
    if _clears_own(denial):
        return True
    is_charged = denial.party is not None and denial.party in other.accused
    if not _is_asserted(other):
        return False
    if is_of_now(denial.words) and not (is_charged or _is_of_harm(denial)):
        return False
    acts = undone_acts(denial.words) - things_none(denial.words)
    keys = _keys_denied(denial) & told
    is_sort = any(" " in key for key in keys)
    if not is_sort and _SUBJECT.match(denial.words) and not _is_said_of_it(denial.words, other.words):
        return False
    if len(stems(denial.words) & stems(other.words)) >= SHARED or _is_of_harm(denial) or is_charged:
        return True
    return bool(keys - acts) and (denial.article == other.article or is_sort or cosine >= VERY)


def _is_same_matter(denial: Unit, other: Unit, cosine: float) -> bool:
    """Whether what another report tells is what is denied: it tells of the denier's side, or of the sort of thing
    that there was none of, or the two are very like or have telling words in common. Two reports of one case may be on
    two matters, and one word that they share says little.
    """
    if denial.article == other.article:
        return True
    told = {d.doer for d in other.deeds} | other.accused
    is_of_side = denial.party is not None and denial.party in told
    if not _names_whose(denial.words, other.words):
        return False
    if is_of_side or is_of_now(denial.words):
        return is_of_side
    is_of_thing = bool(things_denied(denial.words) & _CLASSES & other.things)
    return is_of_thing or cosine >= VERY or len(stems(denial.words) & stems(other.words)) >= SHARED


def _names_whose(words: str, others: str) -> bool:
    """Whether others name whose thing there was none of ("no Orlandian ship"), where the words name it."""
    whose = _WHOSE.search(words)
    return whose is None or whose[1][:SAME_NAME].casefold() in others.casefold()


def _is_said_of_it(words: str, others: str) -> bool:
    """Whether what "no nurse" is said to have done is what others tell, or only that there was none."""
    return bool(predicate(words) & stems(others)) or _LIGHTLY.search(words) is not None


def _is_of_harm(denial: Unit) -> bool:
    """Whether it is of harm that was not, or is not, done ("Orland does not fire on children")."""
    return any(d.negated and d.kind in lexicon.act_class("harm") for d in denial.deeds)


def _clears_own(denial: Unit) -> bool:
    """Whether it says that the speaker's own side did not do a thing that one is charged with."""
    done = lexicon.act_class("harm") | {"carry", "present", "delay", "blame"}
    is_own = any(d.negated and d.doer == denial.party and d.kind in done for d in denial.deeds)
    return denial.party is not None and is_own and not is_supposed(denial.words)


def _is_asserted(other: Unit) -> bool:
    """Whether it is told as a fact; a charge need be no clause ("accused them of aiming at the school")."""
    return is_of_fact(other.words) or (other.is_accusation and not is_supposed(other.words))


def _shares_word(denial: Unit, told: frozenset[str]) -> bool:
    return any(" " not in key for key in _keys_denied(denial) & told)


def _is_stated(unit: Unit) -> bool:
    """Whether somebody who is known states it."""
    return unit.actor is not None and unit.attribution is not None and unit.attribution.act in _STATING


def _is_just_before(other: Unit, denial: Unit) -> bool:
    """Whether another's words stand right before a denial, in its sentence or the one before."""
    gap = denial.sentence.start - other.sentence.end
    is_before = other.article == denial.article and other.spans[0] < denial.spans[0]
    return is_before and (other.sentence == denial.sentence or 0 <= gap <= NEXT)


def _can_answer(denial: Unit, other: Unit) -> bool:
    """Whether what another puts forward may be what the denial's speaker denies."""
    if (denial.actor is not None and denial.actor == other.actor) or (denial.party and denial.party == other.party):
        return False
    if not _names_side(denial, other) or _says_as_much(denial, other):
        return False
    is_apart = other.article != denial.article or not any(s.overlaps(o) for s in denial.spans for o in other.spans)
    own, theirs = denial.attribution, other.attribution
    return is_apart and (own is None or theirs is None or own.id != theirs.id)


def _names_side(denial: Unit, other: Unit) -> bool:
    """Whether another names the side that the denial says did not do a thing, where its words name one."""
    sides = {d.doer for d in denial.deeds if d.negated and d.doer and (d.is_sure or denial.party is None)}
    accused = other.accused if denial.party is not None or other.accused <= sides else frozenset()
    return not sides or bool(sides & (accused | {d.doer for d in other.deeds}))


def _says_as_much(denial: Unit, other: Unit) -> bool:
    """Whether another says itself that the denier's side did not do it ("all its ships lay in port")."""
    undone = {(d.kind, d.doer) for d in denial.deeds if d.negated and d.doer}
    return any(d.negated and (d.kind, d.doer) in undone for d in other.deeds)


def _keys_denied(unit: Unit) -> frozenset[str]:
    """What a unit says there was none of, or that was not done: stems, sorts of things, kinds of harm."""
    negated = matter(unit.words)
    things = {f"thing {t}" for t in things_denied(unit.words) & _CLASSES}
    harm = {f"act {d.kind}" for d in unit.deeds if d.negated and d.kind in lexicon.act_class("harm")}
    return negated | things | harm


def _put_forward(unit: Unit) -> frozenset[str]:
    """The same of what a unit puts forward; nothing where it puts forward nothing that another may deny."""
    is_answer = unit.is_denial or unit.is_anaphoric or unit.is_declining or unit.is_retold
    if unit.attribution is None or is_answer or is_negated(unit.words) or _OPEN.search(unit.words):
        return frozenset()
    things = {f"thing {t}" for t in (unit.things & _CLASSES) - things_denied(unit.words)}
    harm = {f"act {d.kind}" for d in unit.deeds if d.is_told and not d.negated and d.kind in lexicon.act_class("harm")}
    return (uninflected_words(unit.words) - matter(unit.words)) | things | harm
