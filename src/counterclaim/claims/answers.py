"""What a negative statement answers: "there was not one soldier in the barn" denies that troops were billeted in it.

A statement in negative words need not be called a denial, and the nearest accusation before it may be about something
else. What its negation bears on ("soldier") is read from word order, without a parser, and looked for among what others
put forward; an encoder tells which of those is the likest. Where none has it, the statement answers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims import lexicon
from counterclaim.claims.by_article import told_of_units
from counterclaim.claims.commitments import things_denied
from counterclaim.claims.propositions import is_negated
from counterclaim.claims.unit import Unit
from counterclaim.records import FORGETFUL, Act, Keeper

#: Cosine from which a statement of the same article, and of another, can be what a negative one answers.
HERE_FROM, ELSEWHERE_FROM = 0.35, 0.50
#: The same where they share no word, but a sort of thing or a kind of act ("soldier", "fighters").
SORT_FROM = 0.50
#: Characters between a sentence and the next, at most: marks and the end of a paragraph.
NEXT = 4
#: Words after "no" that belong to what is negated, and those behind a verb that says little.
PHRASE, OBJECT = 4, 2
#: Letters that a telling word has at least.
LETTERS = 3
#: Things that go by many names: "soldier" is answered by "fighters".
_CLASSES = frozenset({"vessel", "troops", "aircraft", "position"})

_WORD = re.compile(r"[^\W\d_][\w’'-]*|[.;:!?,()“”\"]")
_TOKEN = re.compile(r"[^\W\d_][\w’'-]*")
_NO = re.compile(r"\b(?:no|not one|not a single|not any)\s+(?=\w)", re.IGNORECASE)
_NOT = re.compile(
    r"(?:\b(?:not|never|cannot)|n['’]t)\s+(?!(?:only|just|merely|simply|one|a single|any)\b)", re.IGNORECASE
)
_ENDS = frozenset(
    "that who which and or but in on at with from by for to as near before after while when if because like look seem "
    "appear".split()
)
_GLUE = frozenset(
    "the a an any his her its their our my this that these those of ever even yet also then so such one single it "
    "there them him us me more than been".split()
)
#: Verbs that say only that a thing is there, or is somebody's: what is denied is the thing.
_LIGHT = frozenset(
    "be is are was were being have has had having do does did got carry carried carrying own owned possess possessed "
    "hold held see seen find found exist existed make made will would can could".split()
)
#: What there was none of where the whole accusation is meant ("did no such thing", "there is no evidence").
_WHOLE = frozenset(
    "thing things evidence proof basis truth doubt reason grounds involvement role part link links connection comment "
    "responsibility sign signs indication indications intention plan plans knowledge information way question".split()
)
#: Acts by which a speaker puts forward what another can deny.
_STATING = frozenset({Act.ASSERT, Act.ACCUSE, Act.EVALUATE, Act.ANNOUNCE})
#: What holds of anybody at any time ("You do not burn down a school by mistake").
_ANYBODY = re.compile(r"\W*(?:you|one)\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answered:
    """The unit that a negative statement answers, the word that both share, and how alike they are."""

    target: str
    shared: str
    cosine: float


@lru_cache(maxsize=65536)
def matter(words: str) -> frozenset[str]:
    """Stems of what words say there was none of, or that it was not done."""
    if _ANYBODY.match(words):
        return frozenset()
    words = lexicon.without_contrast(words)
    found = [w for m in _NO.finditer(words) for w in _phrase(words, m.end(), PHRASE)]
    found += [w for m in _NOT.finditer(words) for w in _verb(words, m.end())]
    return frozenset(s for w in found if len(s := stem(w)) >= LETTERS)


def _phrase(words: str, start: int, most: int) -> Iterator[str]:
    """The telling words of the phrase at a place, up to the next verb of being, preposition or mark."""
    for m in _WORD.finditer(words, start):
        word = m.group().casefold()
        if word in _ENDS or word in _LIGHT or word in _WHOLE or not word[0].isalpha() or most == 0:
            return
        if word not in _GLUE and not m.group()[0].isupper():
            most -= 1
            yield word


def _verb(words: str, start: int) -> Iterator[str]:
    """What is negated behind "not": a verb, or the object of one that says little ("never carried *a knife*")."""
    for m in _WORD.finditer(words, start):
        word = m.group().casefold()
        if word in _ENDS or not word[0].isalpha():
            return
        if word in _LIGHT:
            yield from _phrase(words, m.end(), OBJECT)
            return
        if word not in _GLUE and not word.endswith("ly"):
            yield word
            return


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A word without the commonest endings."""
    folded = word.casefold().removesuffix("'s").removesuffix("’s")
    for ending in ("ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y"):
        if folded.endswith(ending) and len(folded) - len(ending) >= LETTERS:
            return folded.removesuffix(ending)
    return folded


def answered(
    units: Sequence[Unit], vectors: NDArray[np.float32], is_comparable: Callable[[Unit, Unit], bool],
    keeper: Keeper = FORGETFUL,
) -> Mapping[str, Answered]:  # fmt: skip
    """For each denial in negative words of its own the statement it answers, where there is one.

    Args:
        units: of the case, in order.
        vectors: their unit vectors, row by row.
        is_comparable: whether two units can be about the same.
        keeper: remembers what units put forward.
    """
    asked = [i for i, u in enumerate(units) if u.is_denial and u.is_anaphoric and not u.children and matter(u.words)]
    index = _index(units, frozenset(s for i in asked for s in _keys_denied(units[i])), keeper)
    out: dict[str, Answered] = {}
    for i in asked:
        sharing = {j for key in _keys_denied(units[i]) for j in index.get(key, ())}
        at = sorted(j for j in sharing if _can_answer(units[i], units[j]))
        found = _likest(units, vectors, i, at, is_comparable)
        if found is not None:
            out[units[i].id] = found
    return out


def _likest(
    units: Sequence[Unit], vectors: NDArray[np.float32], i: int, at: Sequence[int],
    is_comparable: Callable[[Unit, Unit], bool],
) -> Answered | None:  # fmt: skip
    """The likest of the candidates, those of the same article first."""
    cosines = dict(zip(at, (vectors[list(at)] @ vectors[i]).tolist(), strict=True)) if at else {}
    just = [j for j in at if _is_just_before(units[j], units[i])]
    if just:
        best = max(just, key=lambda j: (units[j].spans[0], units[j].id))
        return _answered(units[i], units[best], cosines[best])
    for is_here, least in ((True, HERE_FROM), (False, ELSEWHERE_FROM)):
        near = [j for j in at if (units[j].article == units[i].article) is is_here and cosines[j] >= least]
        near = [j for j in near if _is_stating(units[j]) and units[j].actor is not None]
        near = [j for j in near if cosines[j] >= SORT_FROM or _shares_word(units[i], units[j])]
        near = [j for j in near if is_comparable(units[i], units[j])]
        if near:
            best = max(near, key=lambda j: (round(cosines[j], 4), units[j].id))
            return _answered(units[i], units[best], cosines[best])
    return None


def _answered(denial: Unit, other: Unit, cosine: float) -> Answered:
    return Answered(other.id, min(_keys_denied(denial) & _keys(other)), cosine)


def _shares_word(denial: Unit, other: Unit) -> bool:
    return any(" " not in key for key in _keys_denied(denial) & _keys(other))


def _is_stating(unit: Unit) -> bool:
    return unit.attribution is not None and unit.attribution.act in _STATING


def _is_just_before(other: Unit, denial: Unit) -> bool:
    """Whether another's words stand right before a denial, in its sentence or the one before."""
    gap = denial.sentence.start - other.sentence.end
    is_before = other.article == denial.article and other.spans[0] < denial.spans[0]
    return is_before and (other.sentence == denial.sentence or 0 <= gap <= NEXT)


def _can_answer(denial: Unit, other: Unit) -> bool:
    """Whether another puts something forward that the denial's speaker may deny."""
    a = other.attribution
    if a is None or other.is_denial or other.is_anaphoric or other.is_declining:
        return False
    if (denial.actor is not None and denial.actor == other.actor) or (denial.party and denial.party == other.party):
        return False
    if is_negated(other.words) or not _names_side(denial, other):
        return False
    is_apart = other.article != denial.article or not any(s.overlaps(o) for s in denial.spans for o in other.spans)
    return is_apart and (denial.attribution is None or denial.attribution.id != a.id)


def _names_side(denial: Unit, other: Unit) -> bool:
    """Whether another names the side that the denial says did not do a thing, where it names one."""
    sides = {d.doer for d in denial.deeds if d.negated and d.doer}
    return not sides or bool(sides & (other.accused | {d.doer for d in other.deeds}))


def _index(units: Sequence[Unit], wanted: frozenset[str], keeper: Keeper) -> Mapping[str, list[int]]:
    """The units by the wanted keys that their words have."""
    out: dict[str, list[int]] = {}
    told = told_of_units("answerable", units, tuple[frozenset[str], ...], _keys, keeper) if wanted else ()
    for i, keys in enumerate(told):
        for key in wanted & keys if units[i].attribution is not None else ():
            out.setdefault(key, []).append(i)
    return out


def _keys_denied(unit: Unit) -> frozenset[str]:
    """What a unit says there was none of, or that was not done: stems, sorts of things, kinds of harm."""
    negated = matter(unit.words)
    things = {f"thing {t}" for t in things_denied(unit.words) & _CLASSES}
    harm = {f"act {d.kind}" for d in unit.deeds if d.negated and d.kind in lexicon.act_class("harm")}
    return negated | things | harm


def _keys(unit: Unit) -> frozenset[str]:
    """The same of what a unit puts forward."""
    things = {f"thing {t}" for t in (unit.things & _CLASSES) - things_denied(unit.words)}
    harm = {f"act {d.kind}" for d in unit.deeds if d.is_told and not d.negated and d.kind in lexicon.act_class("harm")}
    return (stems_of(unit.words) - matter(unit.words)) | things | harm


@lru_cache(maxsize=65536)
def stems_of(words: str) -> frozenset[str]:
    """Stems of all words."""
    return frozenset(stem(w) for w in _TOKEN.findall(words))
