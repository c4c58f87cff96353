"""Who stands how to a claim: the speaker's stance, and the outlet's position towards what it prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from counterclaim.claims.rebuttals import is_put_in_mouth
from counterclaim.claims.unit import Unit
from counterclaim.records import (
    Act,
    Actor,
    ActorKind,
    Article,
    Framing,
    OutletPosition,
    Position,
    Reading,
    Span,
    Stance,
)

#: Reporting at a distance as the reader marks it.
DISTANT = frozenset({"scare_quote", "distancing_cue"})
#: Words of so many letters begin with a capital in a title.
TITLE_LETTERS = 4


class Speakers:
    """What a stance needs to know of who speaks: which actors are media, and in whose words a statement is nested."""

    def __init__(self, actors: Iterable[Actor], readings: Iterable[Reading], speakers: Mapping[str, str]) -> None:
        known = list(actors)
        self.media = frozenset(a.id for a in known if a.kind is ActorKind.MEDIA)
        self.party = {a.id: a.party for a in known}
        self.speaker_of = speakers
        self.by_id = {a.id: a for r in readings for a in r.attributions}

    def teller(self, unit: Unit) -> str | None:
        """The opponent in whose words a statement stands: A, where A says that B of another side said it.

        What is named in order to be denied ("rejected B's claim that") is B's own.
        """
        a = unit.attribution
        parent = self.by_id.get(a.parent) if a is not None and a.parent else None
        if parent is None or parent.act is Act.DENY:
            return None
        outer = self.speaker_of.get(parent.id)
        side = self.party.get(outer) if outer else None
        return outer if side is not None and unit.party is not None and side != unit.party else None

    def is_named_to_be_denied(self, unit: Unit) -> bool:
        """Whether a statement stands in another's denial of it: "A rejected B's claim that"."""
        a = unit.attribution
        parent = self.by_id.get(a.parent) if a is not None and a.parent else None
        return parent is not None and parent.act is Act.DENY


def stance_of(unit: Unit, speakers: Speakers) -> Stance:
    """The speaker's stance towards the unit's proposition.

    An agency or outlet that is named as source reports; so does a side whose words are told by its opponent.
    """
    a = unit.attribution
    if unit.is_retold or (a is not None and is_put_in_mouth(unit.words)):
        return Stance.REPORTS
    if a is None:
        return Stance.QUESTIONS if unit.is_question else Stance.AFFIRMS
    if speakers.teller(unit) is not None or (unit.actor in speakers.media and a.act in (Act.ASSERT, Act.ANNOUNCE)):
        return Stance.REPORTS
    if unit.is_denial:
        return Stance.DENIES
    if unit.is_declining:
        return Stance.DECLINES
    if a.act is Act.QUESTION or unit.is_open:
        return Stance.QUESTIONS
    if not a.source and a.hedge and not a.speaker:
        return Stance.DISTANCES
    return Stance.AFFIRMS


def outlet_positions(
    units: Sequence[Unit], articles: Mapping[str, Article], framing: Mapping[str, Sequence[Framing]]
) -> tuple[OutletPosition, ...]:
    """How the outlet of each article that has the claim stands to it: one entry for each different position.

    Args:
        units: the claim's members.
        articles: by id.
        framing: scare quotes and distancing words of each article.
    """
    found: dict[tuple[str, Position], list[tuple[Span, str]]] = {}
    for u in units:
        position, span, why = _position(u, articles[u.article].text, framing.get(u.article, ()))
        found.setdefault((u.article, position), []).append((span, why))
    return tuple(
        OutletPosition(article=a, position=p, spans=tuple(sorted({s for s, _ in at})), why=at[0][1])
        for (a, p), at in sorted(found.items())
    )


def _keeps_distance(found: Framing, text: str) -> bool:
    """Whether a framing is distance; quotation marks around a title ("The Long Winter") are none."""
    words = found.span.of(text).split()
    is_title = len(words) > 1 and all(w[:1].isupper() or len(w) < TITLE_LETTERS for w in words)
    return found.kind in DISTANT and not (found.kind == "scare_quote" and is_title)


def _position(unit: Unit, text: str, framing: Sequence[Framing]) -> tuple[Position, Span, str]:
    a = unit.attribution
    around = (*unit.spans, *(a.cue if a else ()))
    distant = [f for f in framing if _keeps_distance(f, text) and any(s.overlaps(f.span) for s in around)]
    first = unit.spans[0]
    if a is None and unit.is_question:
        return Position.INSINUATES, unit.sentence, "puts it as a question in its own voice"
    if distant:
        words = distant[0].span.of(text)
        return Position.DISTANCES, distant[0].span, f"keeps its distance by the words “{words}”"
    if unit.hedge and (a is None or not a.source):
        return Position.DISTANCES, unit.hedge[0], f"keeps its distance by “{unit.hedge[0].of(text)}”"
    if a is None:
        return Position.ASSERTS, first, "says it in its own voice"
    return Position.REPORTS, first, "gives it as somebody else's words"
