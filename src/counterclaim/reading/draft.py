"""An attribution in the making. All spans count in the reading text; ``read`` carries them back to the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from counterclaim.reading.interface import RawAttribution
from counterclaim.records import Act, QuoteKind, Span, hull


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An attribution in the making."""

    anchor: Span
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    venue: Span | None
    act: Act
    act_confidence: float
    confidence: float
    kind: QuoteKind = QuoteKind.INDIRECT
    #: the proposal it comes from; None where the form of its line alone told it
    raw: RawAttribution | None = None
    #: the probability of each act, for what was weighed
    acts: Mapping[Act, float] = field(default_factory=dict)
    #: the rule that proposed it; None where the model did
    rule: str | None = None
    #: who is told what is said ("the parents were advised to"): somebody met again like a speaker, who says nothing
    hearers: tuple[Span, ...] = ()

    @property
    def extent(self) -> Span:
        """From the first to the last word of the attribution."""
        return hull((*self.source, *self.cue, *self.content, self.anchor))
