"""Who is meant inside one article: names, sources and pronouns joined by spelling and by the model's links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.reading.lexicon import words
from counterclaim.records import Entity, EntityType, Mention, MentionForm, PlaceUse, Span

#: Log-odds from which an antecedent is preferred to "none".
LINK_FROM = 0.0
SPEAKING = frozenset({EntityType.PER, EntityType.ORG, EntityType.LOC, EntityType.NORP})


def form_of(span: Span, text: str, entities: Sequence[Entity]) -> MentionForm:
    """Pronoun by list; a name where a named entity ends the phrase or is all of it; nominal otherwise."""
    if span.of(text).casefold() in words("pronouns"):
        return MentionForm.PRONOUN
    inside = [e for e in entities if span.contains(e.span)]
    if any(e.span.end >= span.end - 1 or e.type is EntityType.PER for e in inside):
        return MentionForm.NAME
    return MentionForm.NOMINAL


def type_of(span: Span, entities: Sequence[Entity]) -> EntityType:
    """The type of the person or else the last name inside the phrase; people by default."""
    inside = [e for e in entities if span.contains(e.span)]
    people = [e for e in inside if e.type is EntityType.PER]
    return (people or inside)[-1].type if inside else EntityType.PER


def mention_spans(entities: Sequence[Entity], sources: Sequence[Span]) -> list[Span]:
    """Everything that may stand for somebody: names (places only where used for people) and sources."""
    named = [
        e.span for e in entities if e.type in SPEAKING and not (e.type is EntityType.LOC and e.use is PlaceUse.MODIFIER)
    ]
    inside_source = {e for e in named if any(s.contains(e) and s != e for s in sources)}
    return sorted({*sources, *(e for e in named if e not in inside_source)})


def resolve(
    spans: Sequence[Span], text: str, entities: Sequence[Entity], links: Sequence[Mapping[int, float]]
) -> tuple[Mention, ...]:
    """Mentions with entity numbers: same spelling, last name of a full name, or the model's best antecedent."""
    owner: list[int] = []
    by_name: dict[str, int] = {}
    out: list[Mention] = []
    for i, span in enumerate(spans):
        form = form_of(span, text, entities)
        keys = _keys(span, text, entities) if form is MentionForm.NAME else ()
        entity = next((by_name[k] for k in keys if k in by_name), None)
        score = 1.0
        if entity is None and links[i]:
            best = max(links[i], key=lambda j: (links[i][j], j))
            may_link = form is not MentionForm.NAME or links[i][best] > 2
            if links[i][best] > LINK_FROM and may_link:
                entity, score = owner[best], links[i][best]
        if entity is None:
            entity = len(set(owner))
        owner.append(entity)
        for k in keys:
            by_name.setdefault(k, entity)
        confidence = 1 / (1 + 2.718281828**-score)
        out.append(Mention(span=span, entity=entity, form=form, type=type_of(span, entities), confidence=confidence))
    return tuple(out)


def _keys(span: Span, text: str, entities: Sequence[Entity]) -> tuple[str, ...]:
    """The whole name, and for people the last name alone."""
    people = [e.span.of(text) for e in entities if e.type is EntityType.PER and span.contains(e.span)]
    if people:
        full = people[-1].casefold()
        return (full, full.split()[-1]) if full.split() else ()
    inside = [e.span.of(text) for e in entities if span.contains(e.span)]
    name = (inside[-1] if inside and inside[-1] == span.of(text) else span.of(text)).casefold()
    return (name.removeprefix("the "),)


def best_name(number: int, mentions: Sequence[Mention], text: str, entities: Sequence[Entity]) -> str | None:
    """The fullest name an article gives an entity: the longest name inside its mentions, people first."""
    spans = [m.span for m in mentions if m.entity == number and m.form is MentionForm.NAME]
    inside = [e for e in entities if e.type in SPEAKING and any(s.contains(e.span) for s in spans)]
    people = [e for e in inside if e.type is EntityType.PER]
    names = [e.span.of(text) for e in people] or [s.of(text) for s in spans]
    return max(names, key=lambda n: (len(n.split()), len(n), n)) if names else None
