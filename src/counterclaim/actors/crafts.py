"""Names of ships and other craft: they are named in a dispute and speak for nobody ("the coast guard cutter Sable")."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from counterclaim.actors.lexicon import fold, roles, words
from counterclaim.records import EntityType, Span

if TYPE_CHECKING:
    from counterclaim.actors.world import World


@cache
def _named() -> re.Pattern[str]:
    """A noun for a craft with the name behind it."""
    name = r"[A-Z][\w’'-]*(?: (?:[A-Z][\w’'-]*|\d+)){0,3}"
    return re.compile(rf"\b(?:{'|'.join(sorted(words()['crafts']))}) [\"“‘]?({name})")


def crafts_in(text: str) -> frozenset[str]:
    """The names of craft that a text introduces as such, folded; a captain is none ("the ferry Captain Ivo Brandt")."""
    names = (m.group(1).removesuffix("’s").removesuffix("'s") for m in _named().finditer(text))
    return frozenset(fold(n) for n in names if n.split()[0].lower() not in {*roles(), *words()["calendar"]})


def is_craft(text: str, span: Span, kind: EntityType, world: World) -> bool:
    """Whether a name is that of a craft: in the case, or since it seems a person's of one word that always stands
    behind "the" in the article (a title of two words may do so, "the Grand Orsin").
    """
    name = span.of(text)
    if fold(name) in world.crafts:
        return True
    if kind is not EntityType.PER or " " in name:
        return False
    places = re.finditer(rf"\b{re.escape(name)}\b", text)
    return all(text[max(0, m.start() - 4) : m.start()].lower() == "the " for m in places)
