"""What one article sees of its case: all that its statements depend on beside the article itself.

Who speaks, which sides are named and which names are places is told from all articles, but of that only what stands in
an article can touch what is read of it. So its statements are read from this much alone, and are the same as long as
this much is: one more article leaves those of nearly all others as they were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from counterclaim.claims.interface import Material
from counterclaim.claims.referents import Event, Places, PlacesSeen, Told, linked, told_of
from counterclaim.claims.sides import Sides, SidesSeen
from counterclaim.records import Article, Keeper, Reading, key_of


@dataclass(frozen=True)
class Seen:
    """An article with its reading, who speaks in its attributions (actor ids), the sides and the places it may name."""

    article: Article
    reading: Reading
    speakers: Mapping[str, str]
    sides: SidesSeen
    places: PlacesSeen

    @cached_property
    def key(self) -> bytes:
        """The digest of all of it."""
        return key_of(self.article, self.reading, self.speakers, self.sides, self.places.by_first)

    @cached_property
    def known_sides(self) -> Sides:
        """The sides, ready to be looked for."""
        return self.sides.sides(self.article.id)


def seen_by_articles(material: Material, sides: Sides) -> list[Seen]:
    """What each article that was read sees, in the order of the readings."""
    articles = {a.id: a for a in material.articles}
    places = Places(material.articles, material.readings)
    return [
        _seen(articles[r.article], r, material.speakers, sides, places)
        for r in material.readings
        if r.article in articles
    ]


def _seen(article: Article, reading: Reading, speakers: Mapping[str, str], sides: Sides, places: Places) -> Seen:
    speaking = {a.id: speakers[a.id] for a in reading.attributions if a.id in speakers}
    return Seen(article, reading, speaking, sides.seen_by(article, speaking.values()), places.seen_by(article.text))


def events_seen(seen: Sequence[Seen], keeper: Keeper) -> Mapping[str, Event]:
    """What each of the articles is about."""

    def make(at: Sequence[int]) -> list[Told]:
        return [told_of(seen[i].article, seen[i].reading, seen[i].known_sides, seen[i].places) for i in at]

    told = keeper.recall("told", [s.key for s in seen], Told, make)
    return linked(dict(zip((s.article.id for s in seen), told, strict=True)))
