"""Furniture that only shows across articles: lines that an outlet prints in several of them.

A line in two articles of one outlet is that outlet's furniture (a call to subscribe, a note on sources); a line in
articles of two outlets is agency copy, or somebody's words, and stays. Two captures of one article share all their
lines and say nothing. Long paragraphs that an outlet carries from report to report are background, not furniture: only
those in three articles or more are taken for it. A line with a quotation is somebody's words and never furniture.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from counterclaim.records import Article, Segment, SegmentType

#: Raised whenever the same articles would give other furniture.
ACROSS_VERSION: Final = "across/1"
_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r"[\"“”„«»]")
_TYPES = frozenset({SegmentType.BODY, SegmentType.STANDFIRST, SegmentType.CAPTION})
#: Words of a line that is compared at all, and of one that two articles are enough for.
_LEAST_WORDS = 3
_SHORT_WORDS = 30
#: Share of the shorter article's lines that two have in common from which on they are versions of one article.
_SAME = 0.5


def name_shared_furniture(articles: Sequence[Article]) -> list[Article]:
    """The articles in their order, with lines that are their outlet's furniture labelled ``widget``.

    What they were is kept in ``shared``. What an earlier call named is undone first, so that the result is that of
    these articles alone: it depends neither on their order nor on what was known before. Articles without an outlet
    have no such furniture.
    """
    articles = [a.alone() for a in articles]
    lines = {a.id: _lines(a) for a in articles}
    furniture = _furniture(articles, lines)
    return [_renamed(a, lines[a.id], furniture.get(_key(a), frozenset())) for a in articles]


def _key(article: Article) -> str:
    return "".join(_WORD.findall((article.outlet or "").casefold()))


def _lines(article: Article) -> dict[Segment, str]:
    """The words of each segment of running text, folded; segments that are too short are left out."""
    out = {}
    for segment in article.segments:
        if segment.type in _TYPES:
            text = segment.span.of(article.text)
            words = _WORD.findall(text.casefold())
            if len(words) >= _LEAST_WORDS and not _QUOTED.search(text):
                out[segment] = " ".join(words)
    return out


def _furniture(articles: Sequence[Article], lines: dict[str, dict[Segment, str]]) -> dict[str, frozenset[str]]:
    """For each outlet the lines that are its furniture."""
    seen: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for article in sorted(articles, key=lambda a: a.id):
        for line in sorted(set(lines[article.id].values())):
            seen[line][_key(article)].append(article.id)
    wanted = {i: set(x.values()) for i, x in lines.items()}
    out: dict[str, set[str]] = defaultdict(set)
    for line, outlets in seen.items():
        (outlet, holders), *more = outlets.items()
        enough = 2 if len(line.split()) <= _SHORT_WORDS else 3
        if outlet and not more and len(_distinct(holders, wanted)) >= enough:
            out[outlet].add(line)
    return {k: frozenset(v) for k, v in out.items()}


def _distinct(holders: Sequence[str], lines: dict[str, set[str]]) -> list[str]:
    """Of articles, one of each group of versions of the same one."""
    kept: list[str] = []
    for article in holders:
        own = lines[article]
        if all(len(own & lines[k]) < _SAME * min(len(own), len(lines[k])) for k in kept):
            kept.append(article)
    return kept


def _renamed(article: Article, lines: dict[Segment, str], furniture: frozenset[str]) -> Article:
    shared = tuple(s for s in article.segments if lines.get(s) in furniture)
    if not shared:
        return article
    named = frozenset(shared)
    segments = tuple(replace(s, type=SegmentType.WIDGET) if s in named else s for s in article.segments)
    return replace(article, segments=segments, shared=shared)
