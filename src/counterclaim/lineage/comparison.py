"""What two articles have in common, and what it amounts to: reprint, shared passage, or a reused quote only.

The thresholds were set on ``bench/quality/lineage.py`` (real and synthetic reuse, train halves).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from counterclaim.lineage.alignment import Aligned, Pair, align
from counterclaim.lineage.words import GRAMMAR_WORDS, WordRow

MIN_WORDS = 6
MIN_DENSITY = 0.5
#: Least words outside quotation marks for a passage to count as shared text of the reports themselves.
MIN_OWN = 12
#: Least own words in the longest passage, or in all of them, for the two reports to be linked: a single short
#: sentence on one event is often worded alike by chance.
MIN_LONGEST, MIN_TOTAL = 16, 24
#: Least words for a quotation to count as reused, where both print it as a quotation and where only one does.
MIN_QUOTED = 6
MIN_QUOTED_ONCE = 8
#: Share of the shorter report's own words from which on the one is a reprint of the other.
REPRINT = 0.5
#: Share from which on two reports are not independent if it is spread over ``STRONG_PASSAGES``. One passage
#: may be a paragraph taken in from elsewhere, and folding on that chains reports with little in common.
STRONG_SHARE = 0.35
STRONG_PASSAGES = 3
#: Share and own words from which on one or two passages are too much to be a paragraph taken in: it is a reworded copy
#: of which the words between were changed. Of 457 pairs that are no copies one has that share, and it has few words.
REWORDED_SHARE, REWORDED_WORDS = 0.4, 48
#: Share from which on this many passages are a report reworded throughout. Those 457 have at most 22 %.
STREWN_SHARE, STREWN_PASSAGES = 0.28, 5


@dataclass(frozen=True)
class Passages:
    """Passages of two articles: ``own`` with enough words outside quotation marks, ``quotes`` the others.

    ``own_words`` are matched words that stand outside quotation marks in both, ``shorter`` the words outside quotation
    marks of the report that has fewer.
    """

    own: tuple[Aligned, ...]
    quotes: tuple[Aligned, ...]
    own_words: int
    shorter: int

    @property
    def share(self) -> float:
        """Containment: own words matched, as a share of the own words of the report that has fewer."""
        return min(1.0, self.own_words / self.shorter) if self.shorter else 0.0

    @property
    def is_reprint(self) -> bool:
        """Whether most of the shorter report stands in the other."""
        return self.share >= REPRINT and self.own_words >= MIN_TOTAL

    @property
    def is_strong(self) -> bool:
        """Whether the reports share so much outside quotes that they do not count as two origins."""
        by_count = ((STRONG_SHARE, STRONG_PASSAGES), (STREWN_SHARE, STREWN_PASSAGES))
        return (
            self.is_reprint
            or any(self.share >= share and len(self.own) >= passages for share, passages in by_count)
            or (self.share >= REWORDED_SHARE and self.own_words >= REWORDED_WORDS)
        )


def compare(a: WordRow, b: WordRow) -> Passages:
    """The common passages of two rows; ``a`` and ``b`` must come in a fixed order for a repeatable result."""
    found = [
        Aligned(part)
        for passage in align(a, b, MIN_WORDS, MIN_DENSITY)
        for part in _unbroken(a, b, passage)
        if len(part) >= MIN_WORDS
    ]
    own = tuple(p for p in found if _is_own(a, b, p))
    quotes = tuple(p for p in found if p not in own and _is_quote(a, b, p))
    sizes = [len(own_pairs(a, b, p)) for p in own]
    is_enough = sum(sizes) >= MIN_TOTAL or max(sizes, default=0) >= MIN_LONGEST
    shorter = min(a.own_count, b.own_count)
    return Passages(own, quotes, sum(sizes), shorter) if is_enough else Passages((), quotes, 0, shorter)


def own_pairs(a: WordRow, b: WordRow, passage: Aligned) -> list[Pair]:
    """The matched words that are quoted in neither text."""
    return [(i, j) for i, j in passage.pairs if not (a.quoted[i] or b.quoted[j])]


def quoted_pairs(a: WordRow, b: WordRow, passage: Aligned) -> list[Pair]:
    """The matched words that are quoted in one of the texts at least."""
    return [(i, j) for i, j in passage.pairs if a.quoted[i] or b.quoted[j]]


def _unbroken(a: WordRow, b: WordRow, passage: Aligned) -> Iterator[tuple[Pair, ...]]:
    """The passage cut where furniture stands between its words in either text."""
    for _, part in groupby(passage.pairs, key=lambda p: (a.piece[p[0]], b.piece[p[1]])):
        yield tuple(part)


def _is_own(a: WordRow, b: WordRow, passage: Aligned) -> bool:
    pairs = own_pairs(a, b, passage)
    return len(pairs) >= MIN_OWN and _says_something(a, pairs)


def _is_quote(a: WordRow, b: WordRow, passage: Aligned) -> bool:
    pairs = quoted_pairs(a, b, passage)
    both = sum(a.quoted[i] and b.quoted[j] for i, j in pairs)
    return (both >= MIN_QUOTED or len(pairs) >= MIN_QUOTED_ONCE) and _says_something(a, pairs)


def _says_something(a: WordRow, pairs: Sequence[Pair]) -> bool:
    """Whether at least a third of the words, and three of them, are more than grammar."""
    count = sum(a.keys[i] not in GRAMMAR_WORDS for i, _ in pairs)
    return count >= 3 and count * 3 >= len(pairs)
