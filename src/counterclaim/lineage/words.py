"""An article as a row of comparable words, each with its place in the text.

Furniture is left out here, so nothing later can link two reports by a menu or a weather box. Every later step
counts in word positions and comes back to character offsets through ``WordRow.spans_between``.
"""

from __future__ import annotations

import re
import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from counterclaim.lineage.quotation import quoted_spans
from counterclaim.records import READ_TYPES, Article, Attribution, QuoteKind, Span

Codes = npt.NDArray[np.int64]
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+(?:[’'][^\W_]+)*")
#: Words that are too common to tell one passage from another.
_GRAMMAR = """
    a an the and or but of in on at to for from by with as is are was were be been has have had it its he she
    they his her their that this which who whom will would said says say not no there than into over after
    before also s i we you
"""
GRAMMAR_WORDS = frozenset(_GRAMMAR.split())

_POSSESSIVE = re.compile(r"['’]s$")


@lru_cache(maxsize=65536)
def word_key(word: str) -> str:
    """The form in which two words are compared: case, possessive and kind of apostrophe do not count."""
    return sys.intern(_POSSESSIVE.sub("", word.casefold()).replace("’", "'"))


@dataclass(frozen=True)
class WordRow:
    """The read words of one article: keys for comparison, offsets in its text, and which are quoted.

    ``piece`` numbers the stretch of unbroken read text a word is in: a passage never runs over furniture.
    Offsets are kept in arrays, as a case may hold ten million words.
    """

    article: str
    keys: tuple[str, ...]
    starts: array[int]
    ends: array[int]
    quoted: bytes
    piece: array[int]

    @cached_property
    def own_count(self) -> int:
        """How many words are the report's own, outside quotation marks."""
        return len(self.quoted) - sum(self.quoted)

    @cached_property
    def _codes(self) -> npt.NDArray[np.uint64]:
        return np.fromiter((word_code(key) for key in self.keys), dtype=np.uint64, count=len(self.keys))

    def shingles(self, size: int) -> Codes:
        """One 64-bit number for each run of ``size`` words; two different runs hardly ever share one."""
        count = len(self.keys) - size + 1
        value = np.zeros(max(count, 0), dtype=np.uint64)
        for offset in range(size if count > 0 else 0):
            value = (value ^ self._codes[offset : offset + count]) * np.uint64(0x9E3779B97F4A7C15)
            value ^= value >> np.uint64(29)
        return value.view(np.int64)

    def positions(self, spans: Iterable[Span]) -> list[int]:
        """Positions of the words that lie in any of ``spans``, in order."""
        found: set[int] = set()
        for span in spans:
            found.update(_within(self.starts, self.ends, span))
        return sorted(found)

    def spans_between(self, positions: Sequence[int]) -> Span:
        """The characters from the first to the last of ``positions``."""
        return Span(self.starts[positions[0]], self.ends[positions[-1]])


def word_row(article: Article, attributions: Sequence[Attribution] = (), leave_out: Sequence[Span] = ()) -> WordRow:
    """The row of words of ``article``.

    Args:
        article: read in its segments of ``READ_TYPES`` only.
        attributions: of this article; their direct contents count as quoted beside quotation marks.
        leave_out: further stretches to skip, such as repeated lines (``lineage.template``).
    """
    found = list(_words(article, leave_out))
    starts, ends = array("I", (span.start for span, _ in found)), array("I", (span.end for span, _ in found))
    direct = [s for a in attributions if a.kind is QuoteKind.DIRECT for s in a.content]
    quoted = bytearray(len(found))
    for area in [*quoted_spans(article.text), *direct]:
        for position in _within(starts, ends, area):
            quoted[position] = 1
    keys = tuple(word_key(span.of(article.text)) for span, _ in found)
    return WordRow(article.id, keys, starts, ends, bytes(quoted), array("I", (piece for _, piece in found)))


def _within(starts: array[int], ends: array[int], area: Span) -> range:
    """Positions of the words that overlap ``area``."""
    return range(bisect_right(ends, area.start), bisect_left(starts, area.end))


def _words(article: Article, leave_out: Sequence[Span]) -> Iterable[tuple[Span, int]]:
    piece = 0
    skip = sorted(leave_out)
    for segment in sorted(article.segments, key=lambda s: s.span):
        if segment.type not in READ_TYPES:
            piece += 1
            continue
        for match in _WORD.finditer(article.text, segment.span.start, segment.span.end):
            span = Span(match.start(), match.end())
            while skip and skip[0].end <= span.start:
                skip.pop(0)
                piece += 1
            if not (skip and skip[0].overlaps(span)):
                yield span, piece


@lru_cache(maxsize=1 << 18)
def word_code(key: str) -> int:
    """A number for a word, the same in every run (unlike ``hash``)."""
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")
