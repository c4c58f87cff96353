"""What units are compared by: their words where they stand, after the sentence before.

"Not one soldier has ever been there" says little alone; the sentence it stands in and the one before it name the place.
The encoder reads all of it and gives the vector of the unit's own words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims.interface import Encoder
from counterclaim.claims.unit import Unit
from counterclaim.records import Reading, Span, marked

Floats = NDArray[np.float32]


def vectors_of(
    units: Sequence[Unit], texts: Mapping[str, str], readings: Mapping[str, Reading], encoder: Encoder
) -> Floats:
    """The unit vector of each unit, row by row.

    Args:
        units: in any order.
        texts: of their articles, by id.
        readings: of their articles, by id.
        encoder: makes vectors of words that stand in others.
    """
    told = [compared_text(u, texts[u.article], readings[u.article].sentences) for u in units]
    row = {t: i for i, t in enumerate(dict.fromkeys(told))}
    return encoder.embed(list(row))[[row[t] for t in told]]


def compared_text(unit: Unit, text: str, sentences: Sequence[Span]) -> str:
    """A unit's words, marked in their sentence after the sentence before."""
    at = bisect_right(sentences, unit.sentence) - 1
    before = sentences[at - 1] if at > 0 else unit.sentence
    around = Span(min(before.start, unit.spans[0].start), max(unit.sentence.end, unit.spans[-1].end))
    own = [Span(s.start - around.start, s.end - around.start) for s in unit.spans]
    return marked(around.of(text), own)
