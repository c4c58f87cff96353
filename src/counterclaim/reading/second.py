"""Second readings: where it was a near thing, the record keeps what was not taken beside what was."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.reading.draft import Draft
from counterclaim.reading.quotes import Quote, quoted_share
from counterclaim.reading.text import ReadingText
from counterclaim.records import QuoteKind, SecondReading

#: A cue less sure than this may be none; a source or an act is told if it is at least half as likely as the one taken
DOUBTED_CUE_BELOW = 0.55
CLOSE = 0.5
#: an act below this is too unlikely to be told whatever the first one's
LEAST_ACT = 0.2
#: from this share of its words in marks on, a mixed quotation may be meant as a direct one
NEARLY_DIRECT_FROM = 0.8


def second_readings(draft: Draft, own: ReadingText, quotes: Sequence[Quote]) -> tuple[SecondReading, ...]:
    """The near things of one attribution, in article offsets; none for what rules alone found."""
    raw = draft.raw
    if raw is None:
        return ()
    out: list[SecondReading] = []
    if raw.has_cue and raw.anchor_confidence < DOUBTED_CUE_BELOW:
        out.append(_second("cue", "none", 1 - raw.anchor_confidence, raw.anchor_confidence))
    other = raw.other_source
    used = (*draft.source, *draft.cue)
    if other is not None and not any(other.overlaps(s) for s in used):
        spans = own.back(other)
        if spans and raw.other_source_confidence >= CLOSE * raw.source_confidence:
            second = SecondReading(
                of="source", value=None, spans=spans, confidence=round(raw.other_source_confidence, 4),
                taken=round(raw.source_confidence, 4),
            )  # fmt: skip
            out.append(second)
    out += _other_act(draft)
    share = quoted_share(draft.content, quotes, own.text) if draft.kind is QuoteKind.MIXED else 0.0
    if share >= NEARLY_DIRECT_FROM:
        out.append(_second("kind", QuoteKind.DIRECT, share, 1 - share))
    return tuple(out)


def _other_act(draft: Draft) -> list[SecondReading]:
    """The likeliest act, by the model alone, but the one taken."""
    acts = {a: p for a, p in (draft.raw.acts if draft.raw else {}).items() if a != draft.act}
    if not acts:
        return []
    other = max(acts, key=lambda a: (acts[a], a))
    is_close = acts[other] >= LEAST_ACT and acts[other] >= CLOSE * draft.act_confidence
    return [_second("act", other, acts[other], draft.act_confidence)] if is_close else []


def _second(of: str, value: str, confidence: float, taken: float) -> SecondReading:
    return SecondReading(of=of, value=str(value), spans=(), confidence=round(confidence, 4), taken=round(taken, 4))
