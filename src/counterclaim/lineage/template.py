"""Lines an outlet prints on page after page, which the article stage may have left in the body.

A sign-up line or a standing paragraph shared by two pages says nothing about who copied whom. A line is taken
for a standing one where one outlet prints it in at least ``MIN_CONTEXTS`` surroundings; a whole text printed
again repeats its surroundings too, so copies never make a line a standing one.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from counterclaim.lineage.words import word_code
from counterclaim.records import FORGETFUL, READ_TYPES, Article, Keeper, Span, key_of

MIN_CONTEXTS = 3
_LINE = re.compile(r"[^\n]+")
#: Before the first line and after the last.
_EDGE = 0


class Lines(NamedTuple):
    """The lines of an article, what each says as a number."""

    said: tuple[int, ...]
    spans: tuple[Span, ...]


def standing_lines(articles: Sequence[Article], keeper: Keeper = FORGETFUL) -> dict[str, tuple[Span, ...]]:
    """For each article id the lines in it that its outlet prints in many surroundings."""

    def make(at: Sequence[int]) -> list[Lines]:
        return [_lines(articles[i]) for i in at]

    keys = [key_of(a.text, a.segments) for a in articles]
    lines = keeper.recall("lines", keys, Lines, make)
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for at, article in enumerate(articles):
        by_outlet[(article.outlet or "").casefold().strip()].append(at)
    found: dict[str, tuple[Span, ...]] = {a.id: () for a in articles}
    for outlet, printed in by_outlet.items():
        standing = _standing([lines[at].said for at in printed]) if outlet else set()
        for at in printed if standing else ():
            found[articles[at].id] = tuple(s for said, s in zip(*lines[at], strict=True) if said in standing)
    return found


def _standing(printed: Sequence[tuple[int, ...]]) -> set[int]:
    """What an outlet prints in many surroundings."""
    often = {
        said for said, count in Counter(said for page in printed for said in page).items() if count >= MIN_CONTEXTS
    }
    around: dict[int, tuple[set[int], set[int]]] = {said: (set(), set()) for said in often}
    for page in printed if often else ():
        for previous, said, following in zip((_EDGE, *page), page, (*page[1:], _EDGE), strict=False):
            if said in often:
                around[said][0].add(previous)
                around[said][1].add(following)
    return {said for said, sides in around.items() if max(map(len, sides)) >= MIN_CONTEXTS}


def _lines(article: Article) -> Lines:
    """The lines of the read segments: what they say, compared by words alone, and where they stand."""
    found = [
        (word_code(key), Span(match.start(), match.end()))
        for segment in _read(article)
        for match in _LINE.finditer(article.text, segment.start, segment.end)
        if (key := " ".join(re.findall(r"\w+", match.group().casefold())))
    ]
    return Lines(tuple(said for said, _ in found), tuple(span for _, span in found))


def _read(article: Article) -> Iterator[Span]:
    yield from sorted(s.span for s in article.segments if s.type in READ_TYPES)
