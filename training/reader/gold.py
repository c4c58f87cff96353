"""Coreference corpora as gold of one shape, with what each of them does not annotate left out.

``gum`` and ``ontogum`` are two annotations of the same texts: the first says what refers at all, the second what
corefers (OntoNotes rules). They are joined here: links from ontogum, mentions that stand alone from gum.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: senses of "mention": any referring phrase; one that corefers; a person, organisation or place
CHANNELS = ("referring", "coreferent", "actor")
KINDS = ("person", "organization", "place", "time", "other")
#: whose identity counts: that of things in the world, or of actors ("Kyiv" and "the ministry" may be one)
SCHEMES = ("identity", "actor")
KIND_OF = {
    "person": "person", "organization": "organization", "place": "place", "time": "time",
    "PER": "person", "ORG": "organization", "LOC": "place", "GPE": "place", "FAC": "place", "PRO": "other",
    "FIN": "other", "VEH": "other", "abstract": "other", "object": "other", "event": "other", "substance": "other",
    "animal": "other", "plant": "other",
}  # fmt: skip
ACTORS = ("person", "organization", "place")


@dataclass
class GoldMention:
    """One mention; ``learns`` is the weight of its antecedent in the loss, ``kind`` None where not annotated."""

    start: int
    end: int
    entity: str
    kind: str | None = None
    learns: float = 1.0


@dataclass
class Gold:
    """What one corpus says of one text."""

    mentions: list[GoldMention]
    spans: list[tuple[int, int, int]]
    channels: tuple[float, float, float]
    scheme: int = 0


def _rows(root: Path, name: str, split: str) -> Iterator[dict[str, Any]]:
    with gzip.open(root / name / f"{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def gum_gold(root: Path, split: str = "train") -> dict[str, tuple[str, Gold]]:
    """Text and gold of every GUM document by its id."""
    onto = {d["id"]: d for d in _rows(root, "coref/ontogum", split)}
    return {d["id"]: (d["text"], _joined(d, onto[d["id"]])) for d in _rows(root, "coref/gum", split) if d["id"] in onto}


def _joined(gum: dict[str, Any], onto: dict[str, Any]) -> Gold:
    links = {(m["start"], m["end"]): m for m in onto["mentions"] if m["type"] != "verb"}
    size = Counter(m["entity"] for m in gum["mentions"])
    kinds = {(m["start"], m["end"]): KIND_OF[m["etype"]] for m in gum["mentions"]}
    mentions = [
        GoldMention(s, e, f"o{m['entity']}", kinds.get((s, e)) or KIND_OF.get(m.get("etype", "")))
        for (s, e), m in links.items()
    ]
    for m in gum["mentions"]:
        at = (m["start"], m["end"])
        if size[m["entity"]] == 1 and at not in links:
            mentions.append(GoldMention(*at, f"g{m['entity']}", kinds[at]))
    spans = {(0, m["start"], m["end"]) for m in gum["mentions"]} | {(1, *at) for at in links}
    spans |= {(2, *at) for at, kind in kinds.items() if kind in ACTORS}
    return Gold(mentions, sorted(spans), (1.0, 1.0, 1.0))


def plain_gold(root: Path, name: str, split: str = "train") -> Iterator[tuple[str, str, Gold]]:
    """Id, text and gold of meantime, parcorfull_news and litbank."""
    channels, weight = {
        "meantime": ((0.0, 0.0, 0.5), 1.0),
        "parcorfull_news": ((0.0, 0.5, 0.0), 1.0),
        "litbank": ((0.0, 0.0, 0.3), 0.3),
    }[name]
    for d in _rows(root, f"coref/{name}", split):
        mentions = [
            GoldMention(m["start"], m["end"], str(m["entity"]), KIND_OF.get(m.get("etype") or ""), weight)
            for m in d["mentions"]
        ]
        spans = [(1, m.start, m.end) for m in mentions] if channels[1] else []
        spans += [(2, m.start, m.end) for m in mentions if channels[2] and m.kind in ACTORS]
        yield d["id"], d["text"], Gold(mentions, sorted(set(spans)), channels)


def gap_gold(root: Path, split: str = "train") -> Iterator[tuple[str, str, Gold]]:
    """GAP: only the pronoun's antecedent is known; the names teach nothing by themselves."""
    for d in _rows(root, "coref/gap", split):
        mentions = [
            GoldMention(m["start"], m["end"], str(m["entity"]), learns=float(m["type"] == "pronoun"))
            for m in d["mentions"]
        ]
        yield d["id"], d["text"], Gold(mentions, [], (0.0, 0.0, 0.0))


def contested_gold(doc: dict[str, Any]) -> Gold:
    """Our own annotation: which actor each source and each named mention stands for; links only."""
    found = {(m["start"], m["end"]): m["actor"] for m in doc["mentions"] if m["actor"]}
    for a in doc["attributions"]:
        for s, e in a["source"][:1] if a["speaker"] else []:
            found[s, e] = a["speaker"]
    return Gold([GoldMention(s, e, who) for (s, e), who in sorted(found.items())], [], (0.0, 0.0, 0.0), 1)
