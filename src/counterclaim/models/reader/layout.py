"""The reader's label lists, in the order of the network's outputs."""

from __future__ import annotations

ENTITY_TYPES = ("PER", "ORG", "LOC", "FAC", "DATE", "NORP", "MISC", "MONEY", "PRODUCT")
ENTITY_LABELS = ("O", *(f"{p}-{t}" for t in ENTITY_TYPES for p in "BI"))
PLACE_USES = ("literal", "metonymic", "modifier")
ACTS = ("assert", "deny", "accuse", "demand", "announce", "predict", "question", "evaluate")
EVIDENCE_TYPES = (
    "video", "photo", "satellite", "forensic", "document", "testimony", "official statement", "intercept", "other",
)  # fmt: skip
#: Annotation schemes the reader was trained on; the first is the program's own.
SCHEMES = ("contested_news", "polnear", "gum")
#: Labels of the pair head: none, then begin and inside of source, content and venue.
PAIR_ROLES = ("source", "content", "venue")
SOURCE_BEGIN, SOURCE_INSIDE = 1, 2
#: Anchor labels: none, cue begins, cue goes on, a quote without its own cue begins.
CUE_BEGIN, CUE_INSIDE, QUOTE_BEGIN = 1, 2, 3
MAX_PIECES = 256
