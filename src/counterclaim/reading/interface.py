"""What the reading stage asks of a reader model. Models implement this; the stage never imports them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from counterclaim.records import Entity, EntityType, EvidenceMention, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RawAttribution:
    """One proposal of the model: an anchor (a cue, or the start of a quote without one) and what belongs to it.

    ``acts`` are probabilities by act. ``confidence`` is the anchor's probability times the mean probability
    of the labels of its source and content. ``anchor_confidence`` is the anchor's probability alone.
    ``other_source`` is the likeliest source but the one taken, where there is one worth telling.
    ``rule`` names the rule that proposed it; None where the model did.
    """

    anchor: Span
    has_cue: bool
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    venue: tuple[Span, ...]
    acts: Mapping[str, float]
    confidence: float
    anchor_confidence: float = 1.0
    source_confidence: float = 1.0
    other_source: Span | None = None
    other_source_confidence: float = 0.0
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class MentionProposal:
    """A stretch that may be a mention: the probabilities that it corefers with another, and that it stands for
    a person, an organisation or a place.
    """

    span: Span
    coreferent: float
    actor: float


@dataclass(frozen=True, slots=True)
class LinkedMention:
    """What the model says of one mention.

    ``antecedents`` are log-odds (0 = as likely as none) of earlier mentions, by index; ``kind`` is the likeliest
    kind with its probability ``sure``, None where the model tells no kinds.
    """

    antecedents: Mapping[int, float]
    kind: EntityType | None
    sure: float


class ReadingPass(Protocol):
    """The result of one pass over one text."""

    @property
    def attributions(self) -> Sequence[RawAttribution]:
        """Proposals in text order."""

    @property
    def entities(self) -> Sequence[Entity]:
        """Named entities in text order."""

    @property
    def evidence(self) -> Sequence[EvidenceMention]:
        """Mentions of evidence in text order."""

    def own_voice(self, span: Span) -> float:
        """Mean probability that the words of ``span`` are the outlet asserting something contested."""

    def loaded(self) -> Sequence[tuple[Span, float]]:
        """Stretches of loaded wording with their probability."""

    @property
    def proposals(self) -> Sequence[MentionProposal]:
        """Likely mentions in text order."""

    def linked(self, mentions: Sequence[Span]) -> Sequence[LinkedMention]:
        """For each of the mentions, given in text order, its antecedents and its kind."""


class ReaderModel(Protocol):
    """A model that reads text in one pass."""

    @property
    def version(self) -> str:
        """Name, version and digest: goes into every record made with the model."""

    def read(self, text: str) -> ReadingPass:
        """Read one text of any length."""
