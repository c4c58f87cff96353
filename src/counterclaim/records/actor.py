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


class TenureStatus(StrEnum):
    """What a report says of somebody's office."""

    HOLDS = "holds"
    ACTING = "acting"
    NEW = "new"
    LEFT = "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class TenureEvidence:
    """Words that give somebody an office, or say that it was left; ``day`` is that of the report.

    ``words`` are those for the office, as printed at ``span``; empty where the office is told by another's name alone.
    """

    article: str
    span: Span
    status: TenureStatus
    day: str | None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """An office of a person as the case's reports tell: ``first`` and ``last`` are days of reports that say it is held.

    ``office`` is the role by which offices are compared, ``words`` what most reports call it. ``of`` says whose office
    it is, None where no report tells; ``left`` is the day of the first report that says it was left, or that
    another holds it since.
    """

    office: str
    of: str | None
    first: str | None
    last: str | None
    left: str | None
    evidence: tuple[TenureEvidence, ...]
    words: str = ""


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
    offices: tuple[Tenure, ...] = ()


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
    """Which actor the speaker of an attribution is, and why; without one the speaker is not known.

    ``has_left`` where the speaker had by then left the office by which it spoke for its party.
    """

    attribution: str
    actor: str
    why: str
    made_by: str
    has_left: bool = False
