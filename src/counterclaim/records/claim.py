"""Claims: assertions with the same proposition, whoever makes them; who holds what towards them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.span import Span


class Stance(StrEnum):
    """An actor's (or an outlet's) stance towards a claim."""

    AFFIRMS = "affirms"
    DENIES = "denies"
    QUESTIONS = "questions"
    DECLINES = "declines"
    REPORTS = "reports"
    DISTANCES = "distances"


class DenialType(StrEnum):
    """How an accusation is answered. Several may hold of one denial."""

    REJECTS_INVOLVEMENT = "rejects involvement"
    SAYS_FABRICATED = "says fabricated"
    SAYS_STAGED = "says staged"
    BLAMES_OTHER = "blames other"
    DISPUTES_TIME = "disputes time"
    DISPUTES_NUMBER_OR_PLACE = "disputes number or place"
    SAYS_NO_EVIDENCE = "says no evidence"
    COUNTER_ACCUSES = "counter-accuses"
    DECLINES_TO_COMMENT = "declines to comment"
    PROCEDURAL = "procedural"


class Position(StrEnum):
    """How one article's outlet stands to a claim."""

    ASSERTS = "asserts"
    REPORTS = "reports"
    DISTANCES = "distances"
    INSINUATES = "insinuates"
    SILENT = "silent"
    NO_DATA = "no data"


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A claim's label: the words of one of its members, verbatim."""

    article: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Referents:
    """What a claim is about, as far as its members' words tell."""

    places: tuple[str, ...]
    dates: tuple[str, ...]
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One assertion of a claim. ``attribution`` is None where the outlet says it in its own voice.

    ``actor`` is the speaker (None where nobody is named) and ``stance`` the speaker's; ``confidence`` is that
    of the link between this assertion and the claim. ``why`` gives the reason for the link in words. ``evidence`` is
    ``("none stated",)`` where the words name none. ``answers`` are the words a denial was tied to; a denial with two
    possible readings is a member of two claims. ``id`` stays the same as long as the article's reading does.
    """

    article: str
    attribution: str | None
    spans: tuple[Span, ...]
    actor: str | None
    stance: Stance
    denial: tuple[DenialType, ...]
    evidence: tuple[str, ...]
    confidence: float
    why: str
    id: str = ""
    polarity: str = "positive"
    hedge: tuple[Span, ...] = ()
    referents: Referents | None = None
    answers: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutletPosition:
    """How an article's outlet stands to a claim, the words it rests on, and why."""

    article: str
    position: Position
    spans: tuple[Span, ...]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Assertions with the same proposition. ``contested`` where at least one of several members denies it,
    and not only whoever affirms it in the same report.

    ``outlets`` tells how each article that has the claim at all stands to it; see :meth:`positions_of` for the others.
    """

    id: str
    label: Label
    members: tuple[Member, ...]
    referents: Referents
    contested: bool
    origins: int
    made_by: str
    outlets: tuple[OutletPosition, ...] = ()

    def positions_of(self, article: str, *, is_read: bool) -> tuple[Position, ...]:
        """How an article's outlet stands to the claim.

        An article that was read and has no member is silent; of one that was not read (``is_read`` False: another
        language, nothing extracted) nothing is known, which is not the same.
        """
        found = tuple(dict.fromkeys(o.position for o in self.outlets if o.article == article))
        return found or ((Position.SILENT,) if is_read else (Position.NO_DATA,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """How two claims stand to each other. ``within_party`` names the party where one party makes both.

    ``type`` is contradicts, updates (``b`` replaces ``a``, later), supports, refines or not_comparable. ``shown`` are
    the words of ``a`` and of ``b`` that it rests on, ``said`` when each was said, as far as known (ISO).
    """

    id: str
    a: str
    b: str
    type: str
    within_party: str | None
    reason: str
    confidence: float
    made_by: str
    shown: tuple[Label, ...] = ()
    said: tuple[str | None, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """Another account of the same party that cannot hold together with this one, and the relation that says so."""

    account: str
    relation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The claims of one party on one referent that can hold together."""

    id: str
    party: str
    referent: str
    claims: tuple[str, ...]
    excludes: tuple[Exclusion, ...]
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """One article's rendering of an utterance; ``differences`` are word-level against the longest variant."""

    article: str
    attribution: str
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """One act of speaking that several articles quote."""

    id: str
    speaker: str | None
    said: str | None
    variants: tuple[Variant, ...]
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A dated happening the text mentions: ``span`` are its words, ``when`` the words that date it."""

    id: str
    article: str
    span: Span
    when: Span
    value: str | None
    precision: str
    anchor: str
    attribution: str | None
    made_by: str
