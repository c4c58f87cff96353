"""What units are compared by: their own words, and a little of where they stand.

"Not one soldier has ever been there" says little alone; the sentence it stands in and the one before it name the place.
Who said it and how is no part of what is said: two statements of one speaker are not alike for that.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims.interface import Encoder
from counterclaim.claims.unit import Unit
from counterclaim.records import Reading, Span

Floats = NDArray[np.float32]
#: What the sentence of a unit and the one before it weigh against its own words.
SENTENCE_WEIGHT, BEFORE_WEIGHT = 0.5, 0.4


def vectors_of(
    units: Sequence[Unit], texts: Mapping[str, str], readings: Mapping[str, Reading], encoder: Encoder
) -> Floats:
    """The unit vector of each unit, row by row.

    Args:
        units: in any order.
        texts: of their articles, by id.
        readings: of their articles, by id.
        encoder: makes vectors of the words and of the sentences.
    """
    told = [compared_texts(u, texts[u.article], readings[u.article].sentences) for u in units]
    row = {t: i for i, t in enumerate(dict.fromkeys(t for three in told for t in three))}
    made = encoder.embed(list(row))
    own, sentence, before = (made[[row[three[i]] for three in told]] for i in range(3))
    mixed = own + SENTENCE_WEIGHT * sentence + BEFORE_WEIGHT * before
    size = np.linalg.norm(mixed, axis=1, keepdims=True)
    return np.asarray(mixed / np.where(size > 0, size, 1), dtype=np.float32)


def compared_texts(unit: Unit, text: str, sentences: Sequence[Span]) -> tuple[str, str, str]:
    """A unit's words, its sentence, and the sentence before, or the same one again where it is the first."""
    at = bisect_right(sentences, unit.sentence) - 1
    before = sentences[at - 1] if at > 0 else unit.sentence
    return unit.words, unit.sentence.of(text), before.of(text)
