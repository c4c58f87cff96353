"""The names that a case uses as places, and what one article sees of them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

from counterclaim.claims.sought import keys_of_texts
from counterclaim.records import FORGETFUL, Article, Entity, EntityType, Keeper, PlaceUse, Reading, Span, key_of

_REGIONS = frozenset("region province district oblast county valley peninsula strait".split())
_PLACES = (EntityType.LOC, EntityType.FAC)
#: What stands right before the name of a ship, at most so many characters away.
_SHIP_BEFORE = re.compile(
    r"\b(?:ship|vessel|boat|cutter|tanker|ferry|trawler|freighter|frigate|liner|yacht|tug)\s[\"“‘]?$"
)
_THE_BEFORE = re.compile(r"\b[Tt]he\s[\"“‘]?$")
BEFORE = 12
#: A ship's name stands so many times as often behind "the", or the word for it, as without (titles leave "the" out).
BARE = 2
_WORD_AT = re.compile(r"[^\W\d_][\w’'-]*")


class Places:
    """The names that the articles of a case use as places more often than not.

    ``sources`` are the digests of the articles with their readings, where these are known already.
    """

    def __init__(
        self, articles: Sequence[Article], readings: Iterable[Reading], keeper: Keeper = FORGETFUL,
        sources: Mapping[str, bytes] | None = None,
    ) -> None:  # fmt: skip
        texts = {a.id: a.text for a in articles}
        read = [r for r in readings if r.article in texts]
        known = [key_of(texts[r.article], r.entities) if sources is None else sources[r.article] for r in read]

        def words_at(at: Sequence[int]) -> list[tuple[str, ...]]:
            return [_words_of_text(articles[i].text) for i in at]

        def named_at(at: Sequence[int]) -> list[dict[str, Uses]]:
            return [_named(texts[read[i].article], read[i]) for i in at]

        words = keeper.recall("firsts", keys_of_texts(articles), tuple[str, ...], words_at)
        named = keeper.recall("placed", known, dict[str, Uses], named_at)
        self._words = dict(zip(texts, words, strict=True))
        self._named = dict(zip((r.article for r in read), named, strict=True))
        self._ships = _ships_in(named)
        by_first: dict[str, list[str]] = {}
        for name in _places_by_count(named, self._ships):
            by_first.setdefault(name.split()[0], []).append(name)
        self._by_first = {first: tuple(names) for first, names in by_first.items()}
        #: By first words of longer names these with their second word; any other word is the whole of its name and
        #: needs no second look.
        self._longer = {
            first: tuple((name, _second(name)) for name in names)
            for first, names in self._by_first.items()
            if names != (first,)
        }

    def seen_by(self, article: Article) -> PlacesSeen:
        """Those of the names that can stand in an article."""
        words = self._words[article.id]
        found = {w: self._by_first[w] for w in words if w in self._by_first}
        longer = self._longer.keys() & found.keys()
        folded = article.text.casefold() if longer else ""
        for w in longer:
            likely = [n for n, second in self._longer[w] if n == w or _has(words, second)]
            found[w] = tuple([n for n in likely if n == w or n in folded])
        ships = self._ships & self._named.get(article.id, {}).keys()
        return PlacesSeen({w: names for w, names in found.items() if names}, tuple(sorted(ships)))

    def named_in(self, article: Article) -> Set[str]:
        """All that the reader took for a name in an article, in lower case."""
        return self._named[article.id].keys()


def _second(name: str) -> str:
    """The letters that a name's second word begins with, by which most texts are seen to lack it."""
    _, *others = name.split()
    word = _WORD_AT.match(others[0]) if others else None
    return word.group() if word is not None else ""


def _has(words: Sequence[str], beginning: str) -> bool:
    """Whether one of some words, in order, begins so."""
    at = bisect_left(words, beginning)
    return at < len(words) and words[at].startswith(beginning)


class Uses(NamedTuple):
    """How often a name is used as a place and how often otherwise; how often a word for a ship stands before it, "the",
    or neither.
    """

    placed: int = 0
    otherwise: int = 0
    as_ship: int = 0
    behind_the: int = 0
    bare: int = 0


def _named(text: str, reading: Reading) -> dict[str, Uses]:
    """The names of a reading in lower case, each with its uses."""
    found: dict[str, Uses] = {}
    for e in reading.entities:
        name = e.span.of(text).casefold()
        before = text[max(0, e.span.start - BEFORE) : e.span.start]
        is_ship = _SHIP_BEFORE.search(before) is not None
        is_definite = _THE_BEFORE.search(before) is not None
        is_placed = is_place(text, e)
        use = (is_placed, not is_placed, is_ship, is_definite, not (is_ship or is_definite))
        found[name] = Uses(*map(sum, zip(found.get(name, Uses()), use, strict=True)))
    return found


def _ships_in(named: Sequence[Mapping[str, Uses]]) -> Set[str]:
    """The names that some article tells to be a ship's ("the ferry Marisol") and that stand behind "the" otherwise: a
    town, of which a frigate may have its name, does not.
    """
    told = {name for one in named for name, use in one.items() if use.as_ship}
    uses = {name: Uses(*map(sum, zip(*(one[name] for one in named if name in one), strict=True))) for name in told}
    return {name for name, use in uses.items() if BARE * use.bare <= use.behind_the + use.as_ship}


def _places_by_count(named: Sequence[Mapping[str, Uses]], ships: Set[str]) -> list[str]:
    """The names that are used as places more often than not, the longer first."""
    balance: dict[str, int] = {}
    for name, use in (pair for one in named for pair in one.items()):
        balance[name] = balance.get(name, 0) + use.placed - use.otherwise
    placed = {name for one in named for name, use in one.items() if use.placed} - ships
    return sorted((n for n in placed if balance[n] >= 0), key=lambda n: (-len(n), n))


def _words_of_text(text: str) -> tuple[str, ...]:
    """The words that a name can begin with; no name has a blank in its first word, so each is looked at once."""
    return tuple(sorted({w.casefold() for w in _WORD_AT.findall(" ".join(set(text.split())))}))


@dataclass(frozen=True, slots=True)
class PlacesSeen:
    """The names that may stand in one text as places, the longer first, by their first word.

    ``ships`` are those of its names that the case tells to be ships', whatever the reader took them for.
    """

    by_first: Mapping[str, Sequence[str]]
    ships: Sequence[str] = ()

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
