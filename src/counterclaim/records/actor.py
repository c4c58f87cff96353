"""Who speaks, is spoken of, or is accused, over the whole case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.reading import MentionForm
from counterclaim.records.span import Span


class ActorKind(StrEnum):
    """What an actor is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    GROUP = "group"
    MEDIA = "media"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorMention:
    """One place in the case where an actor is named or meant; the spelling used is ``span`` in the article."""

    article: str
    span: Span
    form: MentionForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person, organisation, state, group or outlet. ``aliases`` are all surface forms, as printed."""

    id: str
    name: str
    kind: ActorKind
    party: str | None
    aliases: tuple[str, ...]
    mentions: tuple[ActorMention, ...]
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """Why two surface forms were taken for one actor. Undone by a ``split`` decision on ``id``."""

    id: str
    actor: str
    a: str
    b: str
    reason: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyEvidence:
    """The words from which it was read that an actor speaks for a party."""

    actor: str
    article: str
    span: Span
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A side in the dispute, proposed from what the text says."""

    id: str
    name: str
    actors: tuple[str, ...]
    evidence: tuple[PartyEvidence, ...]
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerLink:
    """Which actor the speaker of an attribution is, and why; without one the speaker is not known."""

    attribution: str
    actor: str
    why: str
    made_by: str
