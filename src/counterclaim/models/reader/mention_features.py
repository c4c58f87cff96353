"""What is plain from the words of a mention and of two mentions: the link head's features, for training and reading.

All of it is computed from the text alone, so that reading gives the head exactly what training gave it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from counterclaim.reading.pronouns import PRONOUN_GROUPS, pronoun_of

Ints = NDArray[np.int64]
#: classes of mentions: the pronoun groups, then names and descriptions by their first word
NAME, THE_NAME, DEFINITE, INDEFINITE, BARE, OWNED = range(len(PRONOUN_GROUPS), len(PRONOUN_GROUPS) + 6)
N_CLASSES = len(PRONOUN_GROUPS) + 6
#: how the words of a later mention (row) answer those of an earlier one (column)
(
    M_NESTED, M_SAME, M_HEAD_NO_NEW, M_HEAD, M_SHARED, M_ACRONYM, M_NONE, M_PRONOUNS_SAME, M_PRONOUNS, M_LATER_PRONOUN,
    M_EARLIER_PRONOUN,
) = range(11)  # fmt: skip
N_MATCHES = 11
#: five relations of quotation (row, column) times seven steps of distance in sentences
N_PLACES = 35
CONTENT_WORDS = 8
_DEFINITE = frozenset(["the", "this", "that", "these", "those", "both", "such"])
_INDEFINITE = frozenset(
    ["a", "an", "some", "any", "no", "another", "one", "two", "three", "several", "many", "every", "each", "other"]
)
_OWNER = frozenset(["my", "our", "your", "his", "her", "its", "their", "whose"])
#: words after which a phrase's head has passed
_AFTER_HEAD = frozenset(
    ["of", "in", "for", "on", "at", "from", "with", "to", "by", "about", "against", "who", "which", "that", "whose"]
)
_WORD = re.compile(r"\w+(?:[-.’']\w+)*|[,(\[:;–—]")
_SENTENCE = re.compile(r"[.!?][\"”’)\]]*\s+(?=[\"“‘(\[]?[A-Z0-9])|\n+")
_QUOTED = re.compile(r"“[^”\n]{1,2000}[”\n]|«[^»\n]{1,2000}[»\n]|(?<!\w)\"[^\"\n]{1,2000}(?:\"|\n)")
_STEPS = np.array([0, 1, 2, 3, 4, 6, 9])


@dataclass(frozen=True, slots=True)
class Described:
    """The features of ``M`` mentions, in the order given: arrays ``[M]`` (``content`` is ``[M, 8]``, -1 filled)."""

    start: Ints
    end: Ints
    classes: Ints
    exact: Ints
    head: Ints
    content: Ints
    initials: Ints
    sentence: Ints
    quote: Ints

    def take(self, rows: Ints) -> Described:
        """The same of some of the mentions."""
        return Described(*(getattr(self, name)[rows] for name in self.__slots__))


def describe(text: str, spans: Sequence[tuple[int, int]]) -> Described:
    """Features of mentions given as character spans."""
    sentence_ends = np.array([m.end() for m in _SENTENCE.finditer(text)] or [0])
    quotes = [m.span() for m in _QUOTED.finditer(text)]
    quote_starts = np.array([q[0] for q in quotes] or [0])
    start = np.array([s for s, _ in spans], dtype=np.int64)
    end = np.array([e for _, e in spans], dtype=np.int64)
    words = [_words_of(text, s, e) for s, e in spans]
    quote = np.zeros(len(spans), dtype=np.int64)
    for i, at in enumerate(np.searchsorted(quote_starts, start, "right") - 1 if quotes else []):
        if at >= 0 and start[i] < quotes[at][1]:
            quote[i] = at + 1
    content = np.full((len(spans), CONTENT_WORDS), -1, dtype=np.int64)
    for i, w in enumerate(words):
        content[i, : len(w.content)] = w.content
    return Described(
        start, end, np.array([w.klass for w in words], dtype=np.int64),
        np.array([w.exact for w in words], dtype=np.int64), np.array([w.head for w in words], dtype=np.int64), content,
        np.array([w.initials for w in words], dtype=np.int64),
        np.searchsorted(sentence_ends, start, "right").astype(np.int64), quote,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Words:
    klass: int
    exact: int
    head: int
    content: list[int]
    initials: int


def _words_of(text: str, start: int, end: int) -> _Words:
    """The words of one mention as numbers; pronouns have none."""
    whole = text[start : min(end, start + 300)]
    pronoun = pronoun_of(whole)
    if pronoun is not None:
        return _Words(PRONOUN_GROUPS.index(pronoun.group), -1, -1, [], -1)
    tokens = _WORD.findall(re.sub(r"[’']s?$", "", whole.strip('"“”‘«»')))
    lead = tokens[0].casefold() if tokens else ""
    owned = lead in _OWNER or any(re.search(r"[’']s?$", t) for t in re.findall(r"\S+", whole)[:-1][:4])
    body = tokens[1:] if len(tokens) > 1 and lead in _DEFINITE | _INDEFINITE | _OWNER else tokens
    stop = next((i for i, t in enumerate(body) if i and (t.casefold() in _AFTER_HEAD or not t[0].isalnum())), len(body))
    core = [t for t in body[:stop] if t[0].isalnum()] or body[:1]
    head = core[-1] if core else ""
    klass = _class(lead, head, owned)
    content = [_id(t) for t in core[-CONTENT_WORDS:] if t.casefold() not in _AFTER_HEAD]
    capitals = "".join(t[0] for t in core if t[0].isupper())
    initials = _id(capitals) if len(capitals) > 1 else -1
    return _Words(klass, _id(" ".join(body)), _id(head), content, initials)


def _class(lead: str, head: str, owned: bool) -> int:
    if head[:1].isupper():
        return THE_NAME if lead in _DEFINITE else NAME
    if owned:
        return OWNED
    if lead in _DEFINITE:
        return DEFINITE
    return INDEFINITE if lead in _INDEFINITE else BARE


def _id(word: str) -> int:
    low = re.sub(r"[’']s?$", "", word.casefold()).replace(".", "")
    return crc32(low.encode())


def matches(later: Described, earlier: Described) -> Ints:
    """``[R, C]``: how the words of each later mention answer those of each earlier one."""
    row, col = later.classes[:, None] < NAME, earlier.classes[None] < NAME
    shared = (later.content[:, :, None, None] == earlier.content[None, None]) & (later.content >= 0)[:, :, None, None]
    found = shared.any(-1).transpose(0, 2, 1)
    known = found | (later.content < 0)[:, None]
    same_head = (later.head[:, None] == earlier.head[None]) & (later.head >= 0)[:, None]
    alike = (later.initials[:, None] == earlier.exact[None]) | (later.exact[:, None] == earlier.initials[None])
    words = np.select(
        [later.exact[:, None] == earlier.exact[None], same_head & known.all(-1), same_head, alike, found.any(-1)],
        [M_SAME, M_HEAD_NO_NEW, M_HEAD, M_ACRONYM, M_SHARED],
        M_NONE,
    )
    both = np.where(later.classes[:, None] == earlier.classes[None], M_PRONOUNS_SAME, M_PRONOUNS)
    pronouns = np.where(row, np.where(col, both, M_LATER_PRONOUN), M_EARLIER_PRONOUN)
    nested = (later.start[:, None] < earlier.end[None]) & (earlier.start[None] < later.end[:, None])
    found_all: Ints = np.where(nested, M_NESTED, np.where(row | col, pronouns, words)).astype(np.int64)
    return found_all


def places(later: Described, earlier: Described) -> Ints:
    """``[R, C]``: whether both stand in one quotation, and how many sentences apart they are."""
    row, col = later.quote[:, None], earlier.quote[None]
    quoted = np.select([(row == 0) & (col == 0), row == col, row == 0, col == 0], [0, 1, 2, 3], 4)
    apart = np.searchsorted(_STEPS, np.maximum(0, later.sentence[:, None] - earlier.sentence[None]), "right") - 1
    found: Ints = (quoted * len(_STEPS) + apart).astype(np.int64)
    return found
