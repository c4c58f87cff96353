"""What changed between two linked reports where the later one says the same in other words.

Word for word alignment does not reach a statement that was reworded. Here statements of two reports that are copies,
or share passages, are paired by the telling words they have in common, each with the one it is most like and no other;
of such a pair a count of the same things that differs, a cue, a hedge and a lost attribution are told. What two reports
merely have in common by being on one event is not looked at: without a link between them there is no drift.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.lineage.numbers import number_values
from counterclaim.lineage.words import GRAMMAR_WORDS, WordRow
from counterclaim.records import Attribution, Span

#: Least telling words in common, and least shares of the fewer and of the more of them.
LEAST, OF_FEWER, OF_MORE = 4, 0.7, 0.45
#: What is counted stands among so many words after the number.
COUNTED_WITHIN = 2
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")
_STEM = 5


@dataclass(frozen=True)
class Statement:
    """One statement of a report: its words by position, their stems, and the attribution; None in its own voice."""

    attribution: Attribution | None
    words: tuple[int, ...]
    stems: frozenset[str]


def statements_of(
    row: WordRow, text: str, contents: Sequence[tuple[Attribution, Sequence[int]]], attributed: frozenset[int]
) -> list[Statement]:
    """The contents of a report's attributions, and its sentences in its own voice, as far as they say something.

    Args:
        row: the report's words.
        text: the report's text.
        contents: its attributions with the positions of their contents.
        attributed: positions of all words that are somebody's.
    """
    out = [_statement(row, a, words) for a, words in contents]
    for m in _SENTENCE.finditer(text):
        words = row.positions([Span(m.start(), m.end())])
        if words and not any(w in attributed or row.quoted[w] for w in words):
            out.append(_statement(row, None, words))
    return [s for s in out if len(s.stems) >= LEAST]


def _statement(row: WordRow, attribution: Attribution | None, words: Sequence[int]) -> Statement:
    telling = (row.keys[w] for w in words if row.keys[w] not in GRAMMAR_WORDS and not row.keys[w][:1].isdigit())
    return Statement(attribution, tuple(words), frozenset(k[:_STEM] for k in telling))


def paired(a: Sequence[Statement], b: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Statements that are most like each other and like enough, in the order of the first."""
    scores = {(i, j): s for i, j in _near(a, b) if (s := _likeness(a[i], b[j])) > 0}
    best_a = _best(scores, 0)
    best_b = _best(scores, 1)
    for i, j in sorted(scores):
        if best_a.get(i) == (i, j) and best_b.get(j) == (i, j):
            yield a[i], b[j]


def _near(a: Sequence[Statement], b: Sequence[Statement]) -> list[tuple[int, int]]:
    """The pairs with enough stems in common, in order."""
    holders: dict[str, list[int]] = defaultdict(list)
    for j, y in enumerate(b):
        for stem in y.stems:
            holders[stem].append(j)
    counts = (Counter(j for stem in x.stems for j in holders.get(stem, ())) for x in a)
    return [(i, j) for i, found in enumerate(counts) for j in sorted(found) if found[j] >= LEAST]


def _best(scores: dict[tuple[int, int], float], side: int) -> dict[int, tuple[int, int]]:
    """For each statement of one side the pair with the one it is most like; none where two are equally like."""
    out: dict[int, tuple[int, int]] = {}
    tied: set[int] = set()
    for pair, score in sorted(scores.items(), key=lambda x: (-x[1], x[0])):
        at = pair[side]
        if at not in out:
            out[at] = pair
        elif scores[out[at]] == score:
            tied.add(at)
    return {at: pair for at, pair in out.items() if at not in tied}


def _likeness(x: Statement, y: Statement) -> float:
    shared = len(x.stems & y.stems)
    fewer, more = sorted((len(x.stems), len(y.stems)))
    if shared < LEAST or shared < OF_FEWER * fewer or shared < OF_MORE * more:
        return 0.0
    return shared / more


def counts(row: WordRow, words: Sequence[int]) -> dict[str, tuple[float, int, int]]:
    """What is counted in a statement: stem of the thing, with the number and where it and the thing stand.

    A thing that is counted twice is left out.
    """
    found: dict[str, list[tuple[float, int, int]]] = {}
    for n, w in enumerate(words):
        value = number_values((row.keys[w],))
        after = [x for x in words[n + 1 : n + 1 + COUNTED_WITHIN] if row.keys[x] not in GRAMMAR_WORDS]
        if value and after and not number_values((row.keys[after[0]],)):
            found.setdefault(row.keys[after[0]][:_STEM], []).append((value[0], w, after[0]))
    return {thing: told[0] for thing, told in found.items() if len(told) == 1}
