"""What one article sees of its case: all that its statements depend on beside the article itself.

Who speaks, which sides are named and which names are places is told from all articles, but of that only what stands in
an article can touch what is read of it. So its statements are read from this much alone, and are the same as long as
this much is: one more article leaves those of nearly all others as they were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from counterclaim.claims.events import find_events
from counterclaim.claims.interface import Material
from counterclaim.claims.places import Places, PlacesSeen
from counterclaim.claims.referents import Event, Told, linked, told_of
from counterclaim.claims.sides import Sides, SidesInTexts, SidesSeen
from counterclaim.records import FORGETFUL, Article, Keeper, Reading, key_of, sources_of
from counterclaim.records import Event as Happening


@dataclass(frozen=True)
class Seen:
    """An article with its reading, the sides and the places it may name, and who speaks in its attributions.

    A speaker (in office, or out of it) is called by the first attribution in which it speaks so, and ``actors`` has the
    actors so called: what an actor is called in the case changes nothing that is read of an article, and is no part of
    its ``key``. ``source`` is the digest of the article with its reading.
    """

    article: Article
    reading: Reading
    source: bytes
    speakers: Mapping[str, str]
    sides: SidesSeen
    places: PlacesSeen
    actors: Mapping[str, str]

    @cached_property
    def key(self) -> bytes:
        """The digest of all that is read from."""
        return key_of(self.source, self.speakers, self.sides, self.places.by_first, self.places.ships)

    @cached_property
    def known_sides(self) -> Sides:
        """The sides, ready to be looked for."""
        return self.sides.sides(self.article.id)


def seen_by_articles(material: Material, sides: Sides, keeper: Keeper = FORGETFUL) -> list[Seen]:
    """What each article that was read sees, in the order of the readings."""
    articles = {a.id: a for a in material.articles}
    sources = material.sources or sources_of(material.articles, material.readings)
    places = Places(material.articles, material.readings, keeper, sources)
    sides_seen = SidesInTexts(sides, material.articles, keeper)
    return [
        _seen(articles[r.article], r, sources[r.article], material, sides_seen, places)
        for r in material.readings
        if r.article in articles
    ]


def _seen(
    article: Article, reading: Reading, source: bytes, material: Material, sides: SidesInTexts, places: Places
) -> Seen:
    called: dict[tuple[str, bool], str] = {}
    said = [a.id for a in reading.attributions if a.id in material.speakers]
    speakers = {a: called.setdefault((material.speakers[a], a in material.retired), a) for a in said}
    actors = {name: actor for (actor, _), name in called.items()}
    known = places.seen_by(article)
    names = set(places.named_in(article)).union(*known.by_first.values())
    in_office = {name: actor for name, actor in actors.items() if name not in material.retired}
    return Seen(article, reading, source, speakers, sides.seen_by(article, in_office, names), known, actors)


def events_seen(seen: Sequence[Seen], keeper: Keeper) -> Mapping[str, Event]:
    """What each of the articles is about."""

    def make(at: Sequence[int]) -> list[Told]:
        return [told_of(seen[i].article, seen[i].reading, seen[i].known_sides, seen[i].places) for i in at]

    told = keeper.recall("about", [s.key for s in seen], Told, make)
    return linked(dict(zip((s.article.id for s in seen), told, strict=True)))


def events_told(seen: Sequence[Seen], made_by: str, keeper: Keeper) -> tuple[Happening, ...]:
    """The dated happenings that the articles tell of, in id order."""

    def make(at: Sequence[int]) -> list[tuple[Happening, ...]]:
        return [find_events([seen[i].article], [seen[i].reading], made_by) for i in at]

    told = keeper.recall("events", [key_of(made_by, s.source) for s in seen], tuple[Happening, ...], make)
    return tuple(sorted((e for found in told for e in found), key=lambda e: e.id))
