"""One name, one type: the mentions of a name in an article vote, and so do the words around them.

The reader judges each mention by itself, and a name it never saw may be a person in one line and a place in the next.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.records import Entity, EntityType, PlaceUse, Span

#: What one telling context weighs beside the probabilities of the mentions.
CONTEXT_WEIGHT = 0.6
#: Types that are confused with each other for unknown names.
CONFUSED = frozenset({EntityType.PER, EntityType.ORG, EntityType.LOC, EntityType.FAC})
_PLACE_BEFORE = re.compile(
    r"\b(?:in|near|outside|around|inside|off|from|across|capital,?"
    r"|(?:towns?|city|port|village|region|island) of)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PERSON_BEFORE = re.compile(
    r"\b(?:mr|mrs|ms|dr|president|minister|secretary|general|colonel|captain|admiral|spokes(?:man|woman|person)|governor"
    r"|mayor|senator|judge|ambassador|chief|commander|leader|teacher|survivor|witness)\.?\s+$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\b(?:mr|mrs|ms|miss|dr|prof|gen|sen|rep|gov|lt|col|capt|sgt|adm|rev|hon|sir|lord|lady|dame|judge|justice|professor)"
    r"\.?\s+$",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"\w\s+[A-Z]\.?$")
_SURNAME = re.compile(r"\.? [A-Z][\w’'-]+")
_PERSON_AFTER = re.compile(r"^(?:,\s+(?:a|an|the|who|\d+)\b|’s (?:wife|husband|lawyer|son|daughter))", re.IGNORECASE)


def settle_types(entities: Sequence[Entity], text: str) -> list[Entity]:
    """The entities with one type a name; places that were taken for something else count as literal."""
    entities = [with_surname(e, entities, text) for e in entities]
    votes: dict[str, dict[EntityType, float]] = defaultdict(lambda: defaultdict(float))
    people: dict[str, float] = defaultdict(float)
    for e in entities:
        if e.type not in CONFUSED:
            continue
        name = e.span.of(text).casefold()
        votes[name][e.type] += e.confidence
        before, after = text[max(0, e.span.start - 30) : e.span.start], text[e.span.end : e.span.end + 20]
        if _PLACE_BEFORE.search(before):
            votes[name][EntityType.LOC] += CONTEXT_WEIGHT
        if _PERSON_BEFORE.search(before) or _PERSON_AFTER.match(after):
            votes[name][EntityType.PER] += CONTEXT_WEIGHT
        if e.type is EntityType.PER and " " in name:
            people[name.split()[-1]] += e.confidence
    for surname, weight in people.items():
        if surname in votes:
            votes[surname][EntityType.PER] += weight
    return [_settled(e, votes[e.span.of(text).casefold()]) if e.type in CONFUSED else e for e in entities]


def speaking_places(entities: Sequence[Entity], sources: Sequence[Span], text: str) -> list[Entity]:
    """The entities, places that say something by themselves ("Kerrin denied ...") standing for their government.

    Args:
        entities: the named entities of the text.
        sources: whole sources of attributions that have a cue.
        text: the reading text.
    """
    bare = {Span(s.start + 4, s.end) for s in sources if s.of(text)[:4].casefold() == "the "}
    told = {*sources, *bare}
    return [replace(e, use=PlaceUse.METONYMIC) if e.use is PlaceUse.LITERAL and e.span in told else e for e in entities]


def with_surname(entity: Entity, entities: Sequence[Entity], text: str) -> Entity:
    """A person's name that ends in an initial goes on to the surname after it ("Oda B." to "Oda B. RENN")."""
    after = _SURNAME.match(text, entity.span.end) if _INITIAL.search(entity.span.of(text)) else None
    if entity.type is not EntityType.PER or after is None:
        return entity
    whole = Span(entity.span.start, after.end())
    return entity if any(e is not entity and e.span.overlaps(whole) for e in entities) else replace(entity, span=whole)


def with_title(name: Span, text: str) -> Span:
    """A name with the title right before it."""
    found = _TITLE.search(text, max(0, name.start - 12), name.start)
    return Span(found.start(), name.end) if found else name


def _settled(entity: Entity, votes: dict[EntityType, float]) -> Entity:
    best = max(sorted(votes), key=lambda t: votes[t])
    if best is entity.type:
        return entity
    use = (entity.use or PlaceUse.LITERAL) if best is EntityType.LOC else None
    return replace(entity, type=best, use=use)
