"""Lines an outlet prints on page after page, which the article stage may have left in the body.

A sign-up line or a standing paragraph shared by two pages says nothing about who copied whom. A line is taken
for a standing one where one outlet prints it in at least ``MIN_CONTEXTS`` surroundings; a whole text printed
again repeats its surroundings too, so copies never make a line a standing one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from counterclaim.records import READ_TYPES, Article, Span

MIN_CONTEXTS = 3
_LINE = re.compile(r"[^\n]+")


def standing_lines(articles: Sequence[Article]) -> dict[str, tuple[Span, ...]]:
    """For each article id the lines in it that its outlet prints in many surroundings."""
    before: dict[tuple[str, str], set[str]] = defaultdict(set)
    after: dict[tuple[str, str], set[str]] = defaultdict(set)
    for article in articles:
        keys = [key for key, _ in _lines(article)]
        for previous, key, following in zip(["", *keys], keys, [*keys[1:], ""], strict=False):
            before[_outlet(article), key].add(previous)
            after[_outlet(article), key].add(following)
    standing = {
        place for place, lines in before.items() if place[0] and max(len(lines), len(after[place])) >= MIN_CONTEXTS
    }
    return {a.id: tuple(span for key, span in _lines(a) if (_outlet(a), key) in standing) for a in articles}


def _outlet(article: Article) -> str:
    return (article.outlet or "").casefold().strip()


def _lines(article: Article) -> Iterator[tuple[str, Span]]:
    """The lines of the read segments: what they say, compared by words alone, and where they stand."""
    for segment in _read(article):
        for match in _LINE.finditer(article.text, segment.start, segment.end):
            key = " ".join(re.findall(r"\w+", match.group().casefold()))
            if key:
                yield key, Span(match.start(), match.end())


def _read(article: Article) -> Iterable[Span]:
    return sorted(s.span for s in article.segments if s.type in READ_TYPES)
