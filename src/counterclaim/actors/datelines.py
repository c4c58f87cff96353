"""The state that a report comes from, by its dateline."""

from __future__ import annotations

import re

from counterclaim.actors.article_base import Resolved
from counterclaim.actors.places import country_of
from counterclaim.actors.world import StateWord, World
from counterclaim.records import SegmentType

_DATELINE = re.compile(r"^\W*([A-Z][A-Z’'-]+(?: [A-Z][A-Z’'-]+)*)(?:, ([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*))?\b")


def reported_from(world: World, result: Resolved) -> tuple[str | None, str]:
    """The state of the city in the dateline: as printed beside it, as a capital, or by the map."""
    article = result.text.article
    lines = [s.span for s in article.segments if s.type is SegmentType.DATELINE]
    bodies = [s.span for s in article.segments if s.type is SegmentType.BODY]
    places = [*lines, *bodies[:1]]
    found = [(at, m) for at in places if (m := _DATELINE.match(article.text[at.start : at.start + 80])) is not None]
    known = [(at, m) for at, m in found if _named_state(world, m) is not None]
    if not found:
        return None, ""
    at, match = (known or found)[0]
    city = match.group(1)
    named = _named_state(world, match)
    if named is not None:
        return named.key, city.title()
    rest = article.text[at.start + match.end() :][:40]
    is_dateline = bool(lines) or re.match(r"[^a-z]{0,4}(?:\(|[A-Z][a-z]+ \d|[–—-]+ )", rest)
    return (country_of(city.title()) if is_dateline else None), city.title()


def _named_state(world: World, dateline: re.Match[str]) -> StateWord | None:
    """What a dateline says of a state: the one printed beside the city, or the one whose capital it is."""
    city, state = dateline.groups()
    return world.word(state) if state else world.word(city.title())
