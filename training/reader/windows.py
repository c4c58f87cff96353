"""Documents to windows of word pieces with targets for every head.

Targets are *sets of allowed labels* (bit masks): where a corpus does not annotate a type, both "none" and that
type are allowed, so that a corpus's silence teaches nothing.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

import numpy as np
from tokenizers import Tokenizer

from counterclaim.models.reader.features import surface_features
from counterclaim.models.reader.layout import (
    ACTS,
    ENTITY_LABELS,
    ENTITY_TYPES,
    EVIDENCE_TYPES,
    MAX_PIECES,
    PLACE_USES,
    SCHEMES,
)
from training.reader.corpora import Doc, Spans

IGNORE = -100
ALL_ENTITIES = (1 << len(ENTITY_LABELS)) - 1

#: corpus type → types it may stand for here; corpus types that are missing map to "none".
ENTITY_MAP: dict[str, dict[str, tuple[str, ...]]] = {
    "conll2003": {"PER": ("PER",), "ORG": ("ORG",), "LOC": ("LOC", "FAC"), "MISC": ("MISC", "NORP", "PRODUCT")},
    "wikigold": {"PER": ("PER",), "ORG": ("ORG",), "LOC": ("LOC", "FAC"), "MISC": ("MISC", "NORP", "PRODUCT")},
    "worldwide": {t: (t,) for t in ENTITY_TYPES},
    "gum": {
        "PER": ("PER",),
        "ORG": ("ORG",),
        "LOC": ("LOC", "FAC"),
        "DATE": ("DATE",),
        "EVENT": ("MISC",),
        "OBJ": ("MISC", "PRODUCT"),
    },
    "crossner_politics": {
        "politician": ("PER",),
        "person": ("PER",),
        "politicalparty": ("ORG",),
        "organisation": ("ORG",),
        "country": ("LOC",),
        "location": ("LOC", "FAC"),
        "election": ("MISC",),
        "event": ("MISC",),
        "misc": ("MISC", "NORP", "PRODUCT", "MONEY"),
    },
}
#: types that a corpus leaves out: its "none" may be any of them.
UNANNOTATED: dict[str, tuple[str, ...]] = {
    "conll2003": ("DATE", "FAC", "MONEY"),
    "wikigold": ("DATE", "FAC", "MONEY"),
    "worldwide": (),
    "gum": ("NORP", "MISC", "DATE", "MONEY", "PRODUCT"),
    "crossner_politics": ("DATE", "NORP", "FAC", "MONEY", "PRODUCT"),
}


@dataclass
class AttrTarget:
    """One attribution in a window: anchor (first and last piece), label per piece, act."""

    anchor: tuple[int, int]
    labels: np.ndarray
    act: int
    negates: int
    content: list[int]


@dataclass
class Window:
    """Pieces (without special tokens) and targets; None where the document's corpus says nothing."""

    ids: list[int]
    feats: list[int]
    scheme: int
    anchors: np.ndarray | None = None
    attributions: list[AttrTarget] = field(default_factory=list)
    entities: np.ndarray | None = None
    places: np.ndarray | None = None
    own_voice: np.ndarray | None = None
    loaded: np.ndarray | None = None
    evidence: np.ndarray | None = None
    evidence_type: np.ndarray | None = None
    ends: np.ndarray | None = None
    said_by: np.ndarray | None = None
    said: np.ndarray | None = None


@dataclass
class Encoded:
    """A document cut into pieces once, windowed anew in every epoch."""

    doc: Doc
    ids: list[int]
    offsets: list[tuple[int, int]]
    feats: list[int]
    breaks: list[int]


def encode(doc: Doc, tokenizer: Tokenizer) -> Encoded:
    """Word pieces with offsets, surface features, and the places where a window may begin."""
    e = tokenizer.encode(doc.text, add_special_tokens=False)
    offsets = list(e.offsets)
    breaks = [0]
    for i in range(1, len(offsets)):
        gap = doc.text[offsets[i - 1][1] : offsets[i][0]]
        last = doc.text[offsets[i - 1][0] : offsets[i - 1][1]]
        if "\n" in gap or (gap and last in {".", "?", "!", "”", '"'}):
            breaks.append(i)
    return Encoded(doc, list(e.ids), offsets, surface_features(doc.text, offsets), breaks)


def cuts(enc: Encoded, rng: random.Random | None, short: bool = False) -> list[tuple[int, int]]:
    """Where windows begin and end.

    Args:
        enc: the document.
        rng: moves the first cut, so that every pass sees other windows.
        short: windows of one to three sentences instead, as in short texts and headlines.
    """
    n, start, out = len(enc.ids), 0, []
    first = rng.randint(MAX_PIECES // 3, MAX_PIECES) if rng else MAX_PIECES
    while start < n:
        size = (rng.randint(8, 90) if rng else 60) if short else MAX_PIECES
        limit = start + (first if not out and not short else size)
        least = 0 if short else MAX_PIECES // 4
        end = n if limit >= n else max((b for b in enc.breaks if start + least < b <= limit), default=0)
        if not end:
            after = (b for b in enc.breaks if b > limit)
            end = min(next(after, n), start + MAX_PIECES) if short else limit
        out.append((start, end))
        start = end
    return out


class PieceIndex:
    """Finds the pieces of character spans inside one window."""

    def __init__(self, offsets: list[tuple[int, int]], start: int, end: int) -> None:
        self.starts = np.array([o[0] for o in offsets[start:end]])
        self.ends = np.array([o[1] for o in offsets[start:end]])

    def range(self, s: int, e: int) -> tuple[int, int]:
        """First and one past the last piece that overlap ``[s, e)``."""
        return int(np.searchsorted(self.ends, s, "right")), int(np.searchsorted(self.starts, e, "left"))

    def runs(self, spans: Spans) -> list[tuple[int, int]]:
        """The non-empty piece ranges of several spans."""
        return [r for s, e in spans if (r := self.range(s, e))[1] > r[0]]


# pair labels: O, B/I source, B/I content, B/I venue
N_PAIR = 7
PAIR_O_OR_VENUE = 0b1100001


def attribution_targets(w: Window, doc: Doc, at: PieceIndex) -> None:
    """Anchor tags (O, B-cue, I-cue, quote without cue) and, per attribution, its pair labels."""
    n = len(w.ids)
    w.anchors = np.zeros(n, dtype=np.int64)
    for s, e in at.runs(doc.skip):
        w.anchors[s:e] = IGNORE
    merged: dict[tuple[int, int, bool], AttrTarget] = {}
    for a in doc.attributions or []:
        content = at.runs(a.content)
        anchor = at.runs(a.cue[:1])[:1]
        if not anchor and (a.cue or not content):
            continue
        span = anchor[0] if anchor else (content[0][0], content[0][0] + 1)
        if anchor:
            w.anchors[span[0] : span[1]] = 2
            w.anchors[span[0]] = 1
        elif w.anchors[span[0]] == 0:
            w.anchors[span[0]] = 3
        labels = np.full(n, 1 if a.venue is not None else PAIR_O_OR_VENUE, dtype=np.int64)
        key = (*span, bool(anchor))
        target = merged.get(key) or AttrTarget((span[0], span[1] - 1), labels, IGNORE, IGNORE, [])
        merged[key] = target
        for base, runs in ((5, at.runs(a.venue or [])), (3, content), (1, at.runs(a.source))):
            for s, e in runs:
                target.labels[s:e] = 1 << (base + 1)
                target.labels[s] = 1 << base
        target.content = sorted({*target.content, *(i for s, e in content for i in range(s, e))})
        target.act = ACTS.index(a.act) if a.act else IGNORE
        target.negates = IGNORE if a.negates is None else int(a.negates)
    w.attributions = list(merged.values())


def unlinked_targets(w: Window, doc: Doc, at: PieceIndex) -> None:
    """Sources and contents without their links, where no two overlap: a second view that steadies the encoder."""
    w.said_by, w.said = np.zeros(len(w.ids), dtype=np.int64), np.zeros(len(w.ids), dtype=np.int64)
    for a in doc.attributions or []:
        for target, spans in ((w.said_by, a.source), (w.said, a.content)):
            for s, e in at.runs(spans):
                target[s:e] = 2
                target[s] = 1


def entity_targets(w: Window, doc: Doc, at: PieceIndex) -> None:
    """Allowed entity labels per piece."""
    scheme = doc.entity_scheme or ""
    none = 1 | sum(1 << ENTITY_LABELS.index(f"{p}-{t}") for t in UNANNOTATED[scheme] for p in "BI")
    w.entities = np.full(len(w.ids), none, dtype=np.int64)
    for s, e, kind in doc.entities or []:
        types = ENTITY_MAP[scheme].get(kind)
        a, b = at.range(s, e)
        if types is None or b <= a:
            continue
        w.entities[a:b] = sum(1 << ENTITY_LABELS.index(f"I-{t}") for t in types)
        w.entities[a] = sum(1 << ENTITY_LABELS.index(f"B-{t}") for t in types)


def contested_targets(w: Window, doc: Doc, at: PieceIndex) -> None:
    """Own voice, loaded wording and evidence, which only our own annotation has."""
    n = len(w.ids)
    base = np.zeros(n, dtype=np.int64)
    for s, e in at.runs(doc.skip):
        base[s:e] = IGNORE
    w.own_voice, w.loaded, w.evidence = base.copy(), base.copy(), base.copy()
    w.evidence_type = np.full(n, IGNORE, dtype=np.int64)
    for target, spans in ((w.own_voice, doc.own_voice), (w.loaded, doc.loaded)):
        for s, e in at.runs(spans or []):
            target[s:e] = 1
    for s, e, kind in doc.evidence or []:
        a, b = at.range(s, e)
        if b > a:
            w.evidence[a:b] = 2
            w.evidence[a] = 1
            w.evidence_type[a:b] = EVIDENCE_TYPES.index(kind if kind in EVIDENCE_TYPES else "other")


def window(enc: Encoded, start: int, end: int) -> Window:
    """One window with the targets its document has."""
    doc, at = enc.doc, PieceIndex(enc.offsets, start, end)
    ids = enc.ids[start:end]
    w = Window(ids, enc.feats[start:end], SCHEMES.index(doc.scheme) if doc.scheme else 0)
    if doc.attributions is not None:
        attribution_targets(w, doc, at)
        if doc.scheme == "polnear":
            unlinked_targets(w, doc, at)
    if doc.entities is not None:
        entity_targets(w, doc, at)
    if doc.own_voice is not None:
        contested_targets(w, doc, at)
    if doc.places is not None:
        w.places = np.full(len(ids), IGNORE, dtype=np.int64)
        for s, e, use in doc.places:
            a, b = at.range(s, e)
            w.places[a:b] = PLACE_USES.index(use)
    if doc.sentences is not None:
        w.ends = np.zeros(len(ids), dtype=np.int64)
        for _, b in at.runs(doc.sentences):
            w.ends[b - 1] = int(b < len(ids) or end == len(enc.ids))
    return w
