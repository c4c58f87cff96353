"""Second readings: where it was a near thing, the record keeps what was not taken beside what was.

How near is told by the model's probabilities; what the record says are the shares right that belong to them
(``confidence``). That a quotation nearly all in marks might be a direct one is not told: of 48 such readings two were
right.
"""

from __future__ import annotations

from counterclaim.reading.confidence import scaled
from counterclaim.reading.draft import Draft
from counterclaim.reading.text import ReadingText
from counterclaim.records import SecondReading, Span

#: A cue less sure than this may be none; a source or an act is told if it is at least half as likely as the one taken
DOUBTED_CUE_BELOW = 0.55
CLOSE = 0.5
#: an act below this is too unlikely to be told whatever the first one's
LEAST_ACT = 0.2


def second_readings(draft: Draft, own: ReadingText) -> tuple[SecondReading, ...]:
    """The near things of one attribution, in article offsets; none for what rules alone found."""
    raw = draft.raw
    if raw is None:
        return ()
    out: list[SecondReading] = []
    if raw.has_cue and raw.anchor_confidence < DOUBTED_CUE_BELOW:
        doubt = scaled("second cue", 1 - raw.anchor_confidence)
        out.append(_second("cue", "none", doubt, 1 - doubt))
    other = raw.other_source
    used = (*draft.source, *draft.cue)
    if other is not None and not any(other.overlaps(s) for s in used):
        spans = own.back(other)
        if spans and raw.other_source_confidence >= CLOSE * raw.source_confidence:
            sure, taken = scaled("second source", raw.other_source_confidence), scaled("source", raw.source_confidence)
            out.append(_second("source", None, min(sure, 1 - taken), taken, spans))
    return (*out, *_other_act(draft))


def _other_act(draft: Draft) -> list[SecondReading]:
    """The likeliest act but the one taken."""
    acts = {a: p for a, p in draft.acts.items() if a is not draft.act}
    if not acts:
        return []
    other = max(acts, key=lambda a: (acts[a], a))
    if acts[other] < LEAST_ACT or acts[other] < CLOSE * draft.act_confidence:
        return []
    taken = scaled("act", draft.act_confidence)
    return [_second("act", str(other), min(scaled("second act", acts[other]), 1 - taken), taken)]


def _second(of: str, value: str | None, sure: float, taken: float, spans: tuple[Span, ...] = ()) -> SecondReading:
    return SecondReading(of=of, value=value, spans=spans, confidence=round(sure, 4), taken=round(taken, 4))
