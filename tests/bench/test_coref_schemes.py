"""Mentions as they are brought to the scheme of a set before they are scored."""

from __future__ import annotations

from typing import Any

from bench.quality.coref import in_scheme
from bench.quality.jobs import with_z

TEXT = "Oda Renn is a diver. Her friend Jan left."


def row(words: str, entity: int) -> dict[str, Any]:
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "entity": entity}


FOUND = {
    "mentions": [row("Oda Renn", 0), row("a diver", 0), row("Her friend Jan", 1)],
    "people": [[0, 8], [TEXT.index("Jan"), TEXT.index("Jan") + 3]],
}


def test_gum_counts_descriptions_and_splits_those_beside_names() -> None:
    """“A diver” counts, and “Her friend” and “Jan” are two mentions of one."""
    found = in_scheme(FOUND, TEXT, "gum")

    assert found == [row("Oda Renn", 0), row("a diver", 0), row("Jan", 1), row("Her friend", 1)]


def test_ontonotes_leaves_descriptions_out() -> None:
    """What is told after "is" is no mention there, and a name keeps the words before it."""
    assert in_scheme(FOUND, TEXT, "ontogum") == [row("Oda Renn", 0), row("Her friend Jan", 1)]


def test_names_are_spelt_as_wikipedia_spells_them() -> None:
    """“Organisation” is no other body than “Organization”; what has no speaker has none."""
    rows = with_z({"id": "a", "attributions": [{"speaker": "World Fish Organisation"}, {"speaker": None}]})[
        "attributions"
    ]

    assert [a["speaker"] for a in rows] == ["World Fish Organization", None]
