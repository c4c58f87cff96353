"""An attribution in the making. All spans count in the reading text; ``read`` carries them back to the article."""

from __future__ import annotations

from dataclasses import dataclass

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
    #: the proposal it comes from; None where rules alone found it
    raw: RawAttribution | None = None

    @property
    def extent(self) -> Span:
        """From the first to the last word of the attribution."""
        return hull((*self.source, *self.cue, *self.content, self.anchor))
