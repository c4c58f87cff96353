"""What the reading stage asks of a reader model. Models implement this; the stage never imports them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from counterclaim.records import Entity, EvidenceMention, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RawAttribution:
    """One proposal of the model: an anchor (a cue, or the start of a quote without one) and what belongs to it.

    ``acts`` are probabilities by act. ``confidence`` is the anchor's probability times the mean probability
    of the labels of its source and content.
    """

    anchor: Span
    has_cue: bool
    source: tuple[Span, ...]
    content: tuple[Span, ...]
    venue: tuple[Span, ...]
    acts: Mapping[str, float]
    confidence: float


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

    def antecedents(self, mentions: Sequence[Span]) -> Sequence[Mapping[int, float]]:
        """For each mention the log-odds (0 = as likely as none) of earlier ones as its antecedent, by index."""


class ReaderModel(Protocol):
    """A model that reads text in one pass."""

    @property
    def version(self) -> str:
        """Name, version and digest: goes into every record made with the model."""

    def read(self, text: str) -> ReadingPass:
        """Read one text of any length."""
