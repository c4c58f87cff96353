"""Which sides are named where."""

from __future__ import annotations

from counterclaim.claims.sides import sides_of
from counterclaim.records import Actor, ActorKind, ActorMention, MentionForm, Span


def actor(name: str, kind: ActorKind, party: str, at: Span) -> Actor:
    mention = ActorMention(article="a", span=at, form=MentionForm.NAME)
    return Actor(id=name, name=name, kind=kind, party=party, aliases=(name,), mentions=(mention,), made_by="test")


def test_a_person_names_a_state_and_no_other_side() -> None:
    """A minister's name stands for the state; a man's name does not stand for his family."""
    sides = sides_of(
        [
            actor("Orland", ActorKind.STATE, "o", Span(0, 6)),
            actor("Kest", ActorKind.PERSON, "o", Span(7, 11)),
            actor("the family", ActorKind.GROUP, "f", Span(12, 22)),
            actor("Brandt", ActorKind.PERSON, "f", Span(23, 29)),
        ]
    )

    named = sides.named("a", "Orland Kest the family Brandt", Span(0, 29), None)

    assert [(n.span.start, n.party) for n in named] == [(0, "o"), (7, "o"), (12, "f")]
