"""Named entities and uses of places: our types brought to each set's, and places compared by use."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from counterclaim.models.reader.layout import ENTITY_TYPES

#: For each set, what stands for what, on both sides of the comparison. None: the set does not annotate it.
#: A type that is not named stands for itself.
MAPS: dict[str, dict[str, str | None]] = {
    "conll2003": {"FAC": "LOC", "NORP": "MISC", "PRODUCT": "MISC", "DATE": None, "MONEY": None},
    "worldwide": {},
    "crossner_politics": {
        "politician": "PER", "person": "PER", "politicalparty": "ORG", "organisation": "ORG", "country": "LOC",
        "location": "LOC", "FAC": "LOC", "election": "MISC", "event": "MISC", "misc": "MISC", "NORP": "MISC",
        "PRODUCT": "MISC", "DATE": None, "MONEY": None,
    },
}  # fmt: skip
#: the types a set has after its map
TYPES: dict[str, tuple[str, ...]] = {
    "conll2003": ("PER", "ORG", "LOC", "MISC"),
    "worldwide": ("PER", "ORG", "LOC", "FAC", "DATE", "NORP", "MISC", "MONEY", "PRODUCT"),
    "crossner_politics": ("PER", "ORG", "LOC", "MISC"),
}
#: GeoWebNews's uses as ours. Mixed and embedded uses, homonyms and place nouns are not asked for.
PLACE_USE_OF = {
    "Literal": "literal", "Coercion": "literal", "Metonymic": "metonymic",
    "Literal_Modifier": "modifier", "Non_Literal_Modifier": "modifier", "Demonym": "modifier",
}  # fmt: skip


def type_map(name: str) -> dict[str, str | None]:
    """The map of a set.

    Raises:
        ValueError: if the reader knows a type that the set neither has nor maps: say what it stands for.
    """
    unknown = [t for t in ENTITY_TYPES if t not in MAPS[name] and t not in TYPES[name]]
    if unknown:
        raise ValueError(f"bench/quality/entities.py does not say what {unknown} stand for in {name}")
    return MAPS[name]


def place_uses(gold: Sequence[dict[str, Any]], predicted: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """How gold places are taken: accuracy over those that the reader found, and over all of them, in percent.

    A place counts as found where a place, or a word for people of a place (a modifier), overlaps it.
    """
    table: Counter[tuple[str, str]] = Counter()
    for g, p in zip(gold, predicted, strict=True):
        for e in (e for e in g["entities"] if e["type"] in PLACE_USE_OF):
            table[PLACE_USE_OF[e["type"]], _use_at(e, p["entities"])] += 1
    found = {k: n for k, n in table.items() if k[1] != "not found"}
    right = sum(n for (a, b), n in found.items() if a == b)
    two = {k: n for k, n in found.items() if "modifier" not in k}
    return {
        "accuracy": _percent(right, sum(found.values())),
        "accuracy_of_all": _percent(right, sum(table.values())),
        "government_or_location": _percent(sum(n for (a, b), n in two.items() if a == b), sum(two.values())),
        "n": sum(table.values()),
        "found": sum(found.values()),
        "table": {f"{a} taken for {b}": n for (a, b), n in sorted(table.items())},
    }


def _use_at(span: dict[str, Any], entities: Sequence[dict[str, Any]]) -> str:
    for e in entities:
        if e["start"] < span["end"] and span["start"] < e["end"] and (e.get("use") or e["type"] == "NORP"):
            return str(e.get("use") or "modifier")
    return "not found"


def _percent(part: int, whole: int) -> float:
    return round(100 * part / max(1, whole), 1)
