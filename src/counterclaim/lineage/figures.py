"""Where two aligned texts give other numbers, or give one number once plainly and once as a bound or a guess."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.lineage.alignment import Aligned
from counterclaim.lineage.numbers import number_values
from counterclaim.lineage.words import WordRow
from counterclaim.records import Span

#: Words before a number by which it is a bound or a guess, in at most two words.
BOUNDS = frozenset({
    "at least", "at most", "up to", "more than", "less than", "fewer than", "over", "under", "about", "around", "some",
    "nearly", "almost", "approximately", "roughly", "only", "just", "as many", "an estimated", "possibly", "probably",
})  # fmt: skip
#: Most words of a gap in which numbers are compared.
_GAP = 6


def changed(a: WordRow, b: WordRow, passages: Sequence[Aligned]) -> Iterator[tuple[Span, Span]]:
    """Numbers that differ in the gaps of a passage, in both texts, with the equal words around them."""
    for passage in passages:
        for (i0, j0), (i1, j1) in zip(passage.pairs, passage.pairs[1:], strict=False):
            if i1 - i0 > _GAP or j1 - j0 > _GAP or i1 == i0 + 1 or j1 == j0 + 1:
                continue
            in_a, in_b = number_values(a.keys[i0 + 1 : i1]), number_values(b.keys[j0 + 1 : j1])
            if len(in_a) == len(in_b) and in_a != in_b:
                yield a.spans_between([i0, i1]), b.spans_between([j0, j1])


def bounded(a: WordRow, b: WordRow, passages: Sequence[Aligned]) -> Iterator[tuple[Span, Span]]:
    """The same number, told as a bound or a guess in one text and otherwise in the other, with the word after it."""
    for passage in passages:
        for i, j in passage.pairs:
            if number_values((a.keys[i],)):
                (m, in_a), (n, in_b) = _bound(a, i), _bound(b, j)
                if in_a != in_b:
                    yield _with_thing(a, m, i), _with_thing(b, n, j)


def _bound(row: WordRow, number: int) -> tuple[int, str]:
    """Where the words that bound a number begin, and these words; the number itself and "" where there are none."""
    for size in (2, 1):
        if number >= size and (words := " ".join(row.keys[number - size : number])) in BOUNDS:
            return number - size, words
    return number, ""


def _with_thing(row: WordRow, start: int, number: int) -> Span:
    """The words of a number with what bounds it and the word after it."""
    return row.spans_between([start, min(number + 1, len(row.keys) - 1)])
