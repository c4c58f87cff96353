"""What one article says, read on its own: names, times, and who is presented as saying what."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.span import Span


class EntityType(StrEnum):
    """Named-entity types, as in most news corpora."""

    PER = "PER"
    ORG = "ORG"
    LOC = "LOC"
    FAC = "FAC"
    DATE = "DATE"
    NORP = "NORP"
    MISC = "MISC"
    MONEY = "MONEY"
    PRODUCT = "PRODUCT"


class PlaceUse(StrEnum):
    """How a place name is used: for the place, for its government or people, or as a modifier."""

    LITERAL = "literal"
    METONYMIC = "metonymic"
    MODIFIER = "modifier"


class QuoteKind(StrEnum):
    """How the words are given: inside quotation marks, in other words, or partly each."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What the speaker does in saying it."""

    ASSERT = "assert"
    DENY = "deny"
    ACCUSE = "accuse"
    DEMAND = "demand"
    ANNOUNCE = "announce"
    PREDICT = "predict"
    QUESTION = "question"
    EVALUATE = "evaluate"


class MentionForm(StrEnum):
    """The form of a mention."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A named entity. ``use`` is given for places only."""

    span: Span
    type: EntityType
    use: PlaceUse | None
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex:
    """A time expression with its TIMEX3 value, anchored to the article's publication date.

    ``type`` is ``DATE``, ``TIME``, ``DURATION`` or ``SET``. ``value`` is None where no anchor is known.
    ``start`` and ``end`` are the ISO days (inclusive) the value spans on the calendar, where it has any.
    ``direction`` is ``past``, ``present`` or ``future``, as seen from the day of publication (without one, as the
    verb of the sentence has it); None for durations and sets, and where nothing tells.
    """

    span: Span
    type: str
    value: str | None
    precision: str
    start: str | None = None
    end: str | None = None
    direction: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A span that stands for somebody; mentions of one article with the same ``entity`` corefer."""

    span: Span
    entity: int
    form: MentionForm
    type: EntityType
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """When something was said, as far as the text tells: an ISO value, its precision, the words it rests on."""

    value: str
    precision: str
    evidence: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondReading:
    """A reading of one part of an attribution that is nearly as likely as the one taken.

    ``of`` is ``source`` (``spans`` are the other source), ``cue`` (``value`` is ``none``: these words may be no cue),
    ``act`` or ``kind`` (``value`` is the other one). ``confidence`` is its own, ``taken`` that of the reading taken.
    """

    of: str
    value: str | None
    spans: tuple[Span, ...]
    confidence: float
    taken: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody other than the author presented as saying, writing, claiming, thinking or denying something.

    ``source``, ``cue`` and ``content`` are in text order with quotation marks left out; any may be empty.
    ``speaker_mention`` indexes the reading's ``mentions``; ``speaker`` is the best name the article gives.
    ``parent`` is the id of the attribution this one is nested in. ``hedge`` are the hedging words, if any.
    ``negation`` are the words that ``polarity`` rests on: of a denial, or of what was not said.
    ``second`` are the readings that it was a near thing not to take.
    """

    id: str
    article: str
    kind: QuoteKind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    parent: str | None
    speaker: str | None
    speaker_mention: int | None
    act: Act
    polarity: str
    hedge: tuple[Span, ...]
    venue: Span | None
    said: Said | None
    confidence: float
    act_confidence: float
    made_by: str
    second: tuple[SecondReading, ...] = ()
    negation: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVoice:
    """A sentence in which the outlet itself states a contested thing as fact."""

    span: Span
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceMention:
    """Something offered or named as evidence; ``type`` is video, photo, satellite, forensic, document,
    testimony, official statement, intercept or other.
    """

    span: Span
    type: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Framing:
    """A wording that takes a side or keeps a distance: ``loaded``, ``scare_quote``, ``distancing_cue``."""

    kind: str
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A stretch left unread, and why: ``reason`` is ``language`` or ``not_words``, ``detail`` the language told."""

    span: Span
    reason: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything read from one article. Offsets count in that article's text."""

    article: str
    language: str | None
    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...]
    timexes: tuple[Timex, ...]
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]
    own_voice: tuple[OwnVoice, ...]
    evidence: tuple[EvidenceMention, ...]
    framing: tuple[Framing, ...]
    made_by: str
    unread: tuple[Unread, ...] = ()
