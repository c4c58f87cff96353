"""One pass of the reader over one text: everything that its heads propose, read when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from counterclaim.models.reader.attributions import AttributionHeads
from counterclaim.models.reader.coreference import Coreference
from counterclaim.models.reader.decoding import best_sequences, grown_runs, tag_runs
from counterclaim.models.reader.encoded import Encoded
from counterclaim.models.reader.layout import EVIDENCE_TYPES, PLACE_USES
from counterclaim.models.reader.windows import Pieces
from counterclaim.reading.interface import LinkedMention, MentionProposal, RawAttribution
from counterclaim.records import Entity, EntityType, EvidenceMention, PlaceUse, Span

if TYPE_CHECKING:
    from counterclaim.models.reader.onnx import OnnxReader

Floats = NDArray[np.float32]
LOADED_FROM = 0.5
#: probability of a piece from which evidence is proposed, from which it reaches on over the pieces beside it, and from
#: which a single word is enough (development articles: half more mentions with most of their words, none more wrong)
EVIDENCE_FROM, EVIDENCE_ON_FROM, EVIDENCE_WORD_FROM = 0.5, 0.15, 0.8


class OnnxPass:
    """One pass over one text; implements ``counterclaim.reading.interface.ReadingPass``."""

    def __init__(self, reader: OnnxReader, encoded: Encoded) -> None:
        self.reader, self.encoded = reader, encoded

    @property
    def pieces(self) -> Pieces:
        """The text's word pieces."""
        return self.encoded.pieces

    @cached_property
    def heads(self) -> AttributionHeads:
        """The heads that attribute, over this text."""
        return AttributionHeads(self.reader.sessions, self.reader.scheme, self.encoded)

    @cached_property
    def attributions(self) -> list[RawAttribution]:
        """Proposals in text order, each read in the home window of its anchor."""
        return self.heads.proposals()

    @cached_property
    def entities(self) -> list[Entity]:
        """Named entities; places carry the use with the highest mean probability."""
        probs = self.encoded.gathered("entities")
        uses = self.encoded.gathered("places")
        labels = best_sequences(probs[None], 0.0)[0] if len(probs) else np.zeros(0, dtype=np.int64)
        out = []
        for t, kind in enumerate(EntityType):
            for a, b in tag_runs(labels, 1 + 2 * t, 2 + 2 * t):
                use = PlaceUse(PLACE_USES[int(uses[a : b + 1].mean(0).argmax())]) if kind == EntityType.LOC else None
                sure = float(probs[a : b + 1, 1 + 2 * t : 3 + 2 * t].sum(-1).mean())
                span = self.encoded.one_line(self.encoded.span(a, b))
                out.append(Entity(span=span, type=kind, use=use, confidence=sure))
        return sorted(out, key=lambda e: e.span)

    @cached_property
    def evidence(self) -> list[EvidenceMention]:
        """Mentions of evidence with the type of the highest mean probability."""
        types, probs = self.encoded.gathered("evidence_type"), self.encoded.gathered("evidence")[:, 1:].sum(-1)
        out = []
        for a, b in grown_runs(probs, EVIDENCE_FROM, EVIDENCE_ON_FROM):
            here, span = probs[a : b + 1], self.encoded.span(a, b)
            if here.max() < EVIDENCE_WORD_FROM and len(span.of(self.pieces.text).split()) == 1:
                continue
            kind = EVIDENCE_TYPES[int(types[a : b + 1].mean(0).argmax())]
            sure = float(here[here >= EVIDENCE_FROM].mean())
            out.append(EvidenceMention(span=span, type=kind, confidence=sure))
        return out

    @cached_property
    def own_voice_probability(self) -> Floats:
        """Probability of each piece to be contested own voice."""
        return self.encoded.gathered("own_voice")[:, -1]

    def own_voice(self, span: Span) -> float:
        """Mean probability over the pieces of ``span``."""
        first, last = self.pieces.covering(*span)
        return float(self.own_voice_probability[first : last + 1].mean()) if last >= first else 0.0

    def loaded(self) -> list[tuple[Span, float]]:
        """Stretches whose pieces are likelier loaded than not."""
        probs = self.encoded.gathered("loaded")[:, -1]
        labels = (probs >= LOADED_FROM).astype(np.int64) * 2
        return [(self.encoded.span(a, b), float(probs[a : b + 1].mean())) for a, b in tag_runs(labels, 1, 2)]

    @cached_property
    def coreference(self) -> Coreference:
        """The coreference heads over this text."""
        e = self.encoded
        return Coreference(self.reader.sessions, e.pieces, e.cuts, e.home, [o["hidden"] for o in e.outputs])

    @property
    def proposals(self) -> list[MentionProposal]:
        """Likely mentions in text order."""
        return self.coreference.proposals

    def linked(self, mentions: Sequence[Span]) -> list[LinkedMention]:
        """For each of the mentions, given in text order, its antecedents and its kind."""
        return self.coreference.linked(mentions)
