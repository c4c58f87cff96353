"""Which of the stretches that the reader model marks as loaded can be loaded at all.

The model was trained on short texts of opinion; in news of a conflict it marks the neutral words for what was done
("shelled"), names, and particles. A stretch counts only if some word of it is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from counterclaim.reading.tables import alternatives, table
from counterclaim.records import Span

_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_STARTS = re.compile(r"(?:^|[.!?:]['\"”’)]*\s|\n|[“\"‘])\s*$")
_PART_BEFORE, _PART_AFTER = re.compile(r"[\w’'-]+$"), re.compile(r"[\w’'-]+")
#: Longest part of a word that is looked for; letters of a small word; share of words from which a line is a title.
_REACH, _SMALL, _MOST = 40, 3, 0.6
Marked = tuple[Span, float]


def loaded(found: Iterable[Marked], text: str, entities: Iterable[Span], distancing: Sequence[Span]) -> list[Marked]:
    """The stretches that can take a side, each once: of two that overlap the longer.

    Args:
        found: what the model marks, with its probability.
        text: the text.
        entities: names in it.
        distancing: words by which the outlet keeps its distance, which take no side.
    """
    names = sorted(entities)
    kept: list[Marked] = []
    whole = ((_whole_words(text, span), sure) for span, sure in found)
    for span, sure in sorted(whole, key=lambda m: (m[0].start - m[0].end, m[0])):
        if any(span.overlaps(x) for x in (*distancing, *(k for k, _ in kept))):
            continue
        if any(not _is_plain(text, word, names) for word in _words(text, span)):
            kept.append((span, sure))
    return sorted(kept)


def _words(text: str, span: Span) -> Iterator[Span]:
    return (Span(*m.span()) for m in _WORD.finditer(text, span.start, span.end))


def _whole_words(text: str, span: Span) -> Span:
    """A stretch with the rest of words of which it has a part ("anti-" of "anti-war")."""
    before = _PART_BEFORE.search(text, max(0, span.start - _REACH), span.start)
    after = _PART_AFTER.match(text, span.end - 1, span.end + _REACH)
    return Span(before.start() if before else span.start, after.end() if after else span.end)


def _is_plain(text: str, word: Span, names: Sequence[Span]) -> bool:
    """Whether a word takes no side: a name, or one that is listed."""
    if any(n.overlaps(word) for n in names):
        return True
    printed = word.of(text)
    is_capital = printed[0].isupper() and not printed.isupper()
    if is_capital and not _STARTS.search(text, max(0, word.start - 6), word.start) and not _is_title(text, word):
        return True
    return bool(_plain().fullmatch(printed))


def _is_title(text: str, word: Span) -> bool:
    """Whether a word stands in a line in which most words have capitals, so that its own says nothing."""
    start, end = text.rfind("\n", 0, word.start) + 1, text.find("\n", word.end)
    long = [w for w in _WORD.findall(text[start : end if end >= 0 else len(text)]) if len(w) > _SMALL]
    capitals: int = sum(w[0].isupper() for w in long)
    return capitals > len(long) * _MOST


@cache
def _plain() -> re.Pattern[str]:
    lists = table("loaded")["plain"]
    return re.compile(alternatives([w for words in lists.values() for w in words]), re.IGNORECASE)
