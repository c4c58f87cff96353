"""Words that call what was said untrue or unfit: "pure invention", "the uniform theory is an insult to the dead".

What merely happened is not denied by what it is called; so such words are read only where they point at something said
or name it. The words are listed in ``rebuttals.toml``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from counterclaim.claims import lexicon
from counterclaim.claims.propositions import is_negated
from counterclaim.claims.stems import stems

#: What is dismissed is named by so few words, and a bare dismissal has no more than so many.
NAMING, BARE = 5, 7
#: So many words may stand before what it is called ("called it *cheap Orlandian* theatre").
QUALIFIED = 2
_SPACE = re.compile(r"\s+")
_DETERMINER = r"(?:the|this|that|these|those|such|any|all|both|his|her|its|their|our|your|a|an)"
_POINTED = re.compile(
    r"\W*(?:it|this|that|these|those|they|them|all\s+(?:this|that|of\s+it))\b\s*"
    r"(?:(?:is|was|are|were|['’]s|as|to\s+be)\b\s*)?",
    re.IGNORECASE,
)
_BEING = re.compile(r"\b(?:is|was|are|were|be|sounds?|amounts?\s+to)\b|['’]s\b", re.IGNORECASE)
_ARTICLE = re.compile(
    r"(?:(?:a|an|the|just|simply|only|pure|purely|complete|completely|utter|utterly|total|totally|absolute|absolutely|sheer"
    r"|nothing\s+but|nothing\s+more\s+than|another|so\s+much|mere|merely|old|silly|malicious|wicked|cruel)\s+)*",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def is_dismissal(cue: str, words: str) -> bool:
    """Whether somebody calls what was said untrue or unfit: "called the theory a disgrace", "pure invention".

    What merely happened is not denied by what it is called ("called the fire a disgrace").
    """
    if is_negated(cue):
        return False
    untrue, unfit = _told("untrue"), _told("unfit")
    is_called = bool(_calling().search(cue))
    if _named_saying(words, is_called):
        left = words[_named_saying(words, is_called) :]
        found = untrue.search(left) or unfit.search(left)
        return found is not None and not is_negated(left[: found.start()])
    pointed = _POINTED.match(words)
    rest = words[pointed.end() :] if pointed is not None and (is_called or _BEING.search(pointed.group())) else ""
    if not rest and len(words.split()) <= BARE and not _BEING.search(words):
        rest = words.lstrip("\"“”'‘’ ")
    at = _ARTICLE.match(rest)
    start = at.end() if at else 0
    starts = [0, start, *(m.end() for m in list(_SPACE.finditer(rest, start))[:QUALIFIED])]
    return bool(rest) and any(untrue.match(rest, i) for i in starts)


@lru_cache(maxsize=65536)
def _named_saying(words: str, is_called: bool) -> int:
    """Where words that begin by naming something said go on ("the uniform theory | is an insult"); 0 if they do not."""
    m = _saying().match(words)
    if m is None:
        return 0
    being = _BEING.search(words, m.end())
    if is_called or being is None:
        return m.end() if is_called else 0
    return being.end() if len(words[m.end() : being.start()].split()) <= NAMING * 2 else 0


@lru_cache(maxsize=65536)
def called_what(words: str) -> str:
    """What words that begin by naming something said call it, the last that they do ("the claim that it was staged |
    *obscene*"); empty where they do not begin so.
    """
    if not _named_saying_that().match(words):
        return ""
    found = [m for section in ("untrue", "unfit") for m in _told(section).finditer(words)]
    return max(found, key=lambda m: m.end()).group() if found else ""


@lru_cache(maxsize=65536)
def named_in(words: str) -> frozenset[str]:
    """Stems of what the words of a dismissal name ("the *uniform* theory", "the story of the *fax*")."""
    m = _saying().match(words)
    if m is None:
        return frozenset()
    being = _BEING.search(words, m.end())
    said = words[: being.start()] if being else words
    hollow = (_told("untrue"), _told("unfit"), lexicon.words("rebuttals", "sayings", "nouns"))
    for pattern in hollow:
        said = pattern.sub(" ", said)
    return stems(said)


@cache
def _saying() -> re.Pattern[str]:
    noun = lexicon.words("rebuttals", "sayings", "nouns").pattern
    return re.compile(rf"\W*(?:{_DETERMINER}\s+)?(?:[\w’'-]+\s+){{0,{NAMING - 1}}}?{noun}", re.IGNORECASE)


@cache
def _named_saying_that() -> re.Pattern[str]:
    noun = lexicon.words("rebuttals", "sayings", "nouns").pattern
    return re.compile(rf"\W*(?:{_DETERMINER}\s+)?(?:[\w’'-]+\s+){{0,2}}?(?:{noun})\s+(?:that|of)\b", re.IGNORECASE)


def _calling() -> re.Pattern[str]:
    return lexicon.words("rebuttals", "calling", "verbs")


def _told(section: str) -> re.Pattern[str]:
    return lexicon.words("rebuttals", section)
