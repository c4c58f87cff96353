"""What a negation bears on: "soldier" in "there was not one soldier in the barn", "lit" in "the lamp had not been lit".

Read from word order, without a parser. What was not done or not there is told by the stems of its words, so that it can
be looked for in what others say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from counterclaim.claims import lexicon

#: Words after "no" that belong to what is negated, and those behind a verb that says little.
PHRASE, OBJECT = 4, 2
#: Letters that a telling word has at least.
LETTERS = 3
_WORD = re.compile(r"[^\W\d_][\w’'-]*|[.;:!?,()“”\"]")
_TOKEN = re.compile(r"[^\W\d_][\w’'-]*")
_NO = re.compile(
    r"\b(?:no(?!\s+(?:longer|more|less|fewer|matter|wonder)\b)|not one|not a single|not any)\s+(?=\w)", re.IGNORECASE
)
_NOT = re.compile(
    r"(?:\b(?:not|never|cannot)|n['’]t)\s+(?!(?:only|just|merely|simply|one|a single|any|so)\b)", re.IGNORECASE
)
#: Behind "not": verbs that say little, and an article, so that a noun follows.
_NOUN = re.compile(
    r"(?:(?:ever|been|be|had|have|has|having|carried|carry|owned|possessed|held|seen|saw|found|made)\s+)*(?:a|an|the|any|one|single)\s",
    re.IGNORECASE,
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
    "responsibility sign signs indication indications recollection memory intention plan plans knowledge information "
    "way question time choice option need idea interest problem difference chance word words notice cost sense effect "
    "limit room answer".split()
)
#: What holds of anybody at any time ("You do not burn down a school by mistake").
_ANYBODY = re.compile(
    r"\W*(?:you|one)\s|\W*\w+\s+(?:do|does)(?:\s+not|n['’]t)\s+\w+\s+(?:themselves|itself)\b", re.IGNORECASE
)


@lru_cache(maxsize=65536)
def matter(words: str) -> frozenset[str]:
    """Stems of what words say there was none of, or that it was not done."""
    return things_none(words) | undone_acts(words)


@lru_cache(maxsize=65536)
def things_none(words: str) -> frozenset[str]:
    """Stems of what words say there was none of: behind "no", or "not" with an article ("never carried *a knife*")."""
    if _ANYBODY.match(words):
        return frozenset()
    words = lexicon.without_contrast(words)
    found = [w for m in _NO.finditer(words) for w in _phrase(words, m.end(), PHRASE)]
    found += [w for m in _NOT.finditer(words) if _NOUN.match(words, m.end()) for w in _verb(words, m.end())]
    return frozenset(s for w in found if len(s := uninflected(w)) >= LETTERS)


@lru_cache(maxsize=65536)
def undone_acts(words: str) -> frozenset[str]:
    """Stems of what words say was not done, or how it was not."""
    if _ANYBODY.match(words):
        return frozenset()
    words = lexicon.without_contrast(words)
    found = [w for m in _NOT.finditer(words) if not _NOUN.match(words, m.end()) for w in _verb(words, m.end())]
    return frozenset(s for w in found if len(s := uninflected(w)) >= LETTERS)


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
def uninflected(word: str) -> str:
    """A word without the commonest endings."""
    folded = word.casefold().removesuffix("'s").removesuffix("’s")
    for ending in ("ings", "ing", "ies", "ied", "ed", "es", "s", "e", "y"):
        if folded.endswith(ending) and len(folded) - len(ending) >= LETTERS:
            return folded.removesuffix(ending)
    return folded


@lru_cache(maxsize=65536)
def uninflected_words(words: str) -> frozenset[str]:
    """Stems of all words."""
    return frozenset(uninflected(w) for w in _TOKEN.findall(words))
