"""The names that a case uses as places, and what one article sees of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.claims.sought import keys_of_texts
from counterclaim.records import FORGETFUL, Article, Entity, EntityType, Keeper, PlaceUse, Reading, Span

_REGIONS = frozenset("region province district oblast county valley peninsula strait".split())
_PLACES = (EntityType.LOC, EntityType.FAC)
_WORD_AT = re.compile(r"[^\W\d_][\w’'-]*")


class Places:
    """The names that the articles of a case use as places more often than not."""

    def __init__(self, articles: Sequence[Article], readings: Iterable[Reading], keeper: Keeper = FORGETFUL) -> None:
        texts = {a.id: a.text for a in articles}

        def make(at: Sequence[int]) -> list[tuple[str, ...]]:
            return [_words_of_text(articles[i].text) for i in at]

        words = keeper.recall("names", keys_of_texts(articles), tuple[str, ...], make)
        self._words = dict(zip(texts, words, strict=True))
        literal: Counter[str] = Counter()
        other: Counter[str] = Counter()
        for r in readings:
            for e in r.entities if r.article in texts else ():
                count = literal if is_place(texts[r.article], e) else other
                count[e.span.of(texts[r.article]).casefold()] += 1
        self._by_first: dict[str, list[str]] = {}
        for name in sorted((n for n in literal if literal[n] >= other[n]), key=lambda n: (-len(n), n)):
            self._by_first.setdefault(name.split()[0], []).append(name)

    def seen_by(self, article: Article) -> PlacesSeen:
        """Those of the names that can stand in an article."""
        folded = article.text.casefold()
        known = [w for w in self._words[article.id] if w in self._by_first]
        found = {w: tuple(n for n in self._by_first[w] if n in folded) for w in known}
        return PlacesSeen({w: names for w, names in found.items() if names})


def _words_of_text(text: str) -> tuple[str, ...]:
    """The words that a name can begin with; no name has a blank in its first word, so each is looked at once."""
    return tuple(sorted({w.casefold() for w in _WORD_AT.findall(" ".join(set(text.split())))}))


@dataclass(frozen=True, slots=True)
class PlacesSeen:
    """The names that may stand in one text as places, the longer first, by their first word."""

    by_first: Mapping[str, Sequence[str]]

    def inside(self, text: str, span: Span) -> Iterator[Span]:
        """Where such names stand in a stretch, whatever the reader took the one occurrence for."""
        for m in _WORD_AT.finditer(text, span.start, span.end):
            for name in self.by_first.get(m.group().casefold(), ()):
                end = m.start() + len(name)
                if end <= span.end and text[m.start() : end].casefold() == name and not text[end : end + 1].isalnum():
                    yield Span(m.start(), end)
                    break


def is_place(text: str, entity: Entity) -> bool:
    """Whether a name stands for where something is: itself, or in "the Astel region"."""
    if entity.type not in _PLACES:
        return False
    after = text[entity.span.end : entity.span.end + 12].split()
    is_region = entity.use is PlaceUse.MODIFIER and bool(after) and after[0].casefold().strip(".,;") in _REGIONS
    return entity.use in (None, PlaceUse.LITERAL) or is_region
