"""Spans without links on CofeNet's chunks, as published taggers give them.

The chunks are scored on spans alone. A chunk is one paragraph, so the reader's own view of it, its token heads and the
tagger of single paragraphs are averaged: ``counterclaim.models.reader.unlinked``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from bench.quality.polnear import chunk_text
from counterclaim.models.reader.passes import OnnxPass
from counterclaim.models.reader.unlinked import Units, Unlinked, unlinked


def token_units(chunk: dict[str, Any], found: OnnxPass) -> Units:
    """First and last piece of each of the chunk's tokens; a token without a piece of its own shares the next one."""
    _, offsets = chunk_text(chunk)
    first = np.searchsorted(found.pieces.ends, [start for start, _ in offsets], "right")
    first = np.minimum(first, len(found.pieces.ids) - 1)
    following = np.append(first[1:], len(found.pieces.ids))
    return Units(first, np.maximum(following - 1, first))


def tagged_chunk(chunk: dict[str, Any], found: OnnxPass) -> list[dict[str, Any]]:
    """The labelled spans of one chunk, in the offsets of its own text, from the pass over its ``chunk_text``."""
    spans = unlinked(found, token_units(chunk, found)) if len(found.pieces.ids) else []
    return [_labelled(s, chunk["offsets"]) for s in spans]


def _labelled(span: Unlinked, offsets: list[list[int]]) -> dict[str, Any]:
    return {"label": span.role, "start": offsets[span.first][0], "end": offsets[span.last][1]}
