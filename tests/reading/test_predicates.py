"""Descriptions that a sentence tells of somebody."""

from __future__ import annotations

import pytest
from spoken import Spoken, Told, find, person

from counterclaim.reading import read_text
from counterclaim.reading.predicates import predicates


@pytest.mark.parametrize(
    ("text", "who", "told"),
    [
        ("Oda Renn is a diver from Orst.", "Oda Renn", ["a diver from Orst"]),
        ("I'm your host and a friend of Jan's.", "I", ["your host", "a friend of Jan's"]),
        ("Jan Olbrek, the harbour master, left.", "Jan Olbrek", ["the harbour master"]),
        ("Jan, the dog and Per, left.", "Jan", []),
        ("Oda Renn is not a diver.", "Oda Renn", []),
        ("Oda was a girl when the wall fell.", "Oda", ["a girl"]),
    ],
)
def test_what_is_told_of_somebody(text: str, who: str, told: list[str]) -> None:
    """After "is", and between commas right after the name; a row is no description."""
    assert [s.of(text) for s in predicates([find(text, who)], text)] == told


def test_nothing_refers_back_to_a_description() -> None:
    """“She” after “Oda Renn is a diver” is Oda, even if the model would have the diver."""
    text = "Oda Renn is a diver. She left."
    she, diver = find(text, "She"), find(text, "a diver")
    told = Told(entities=[person(text, "Oda Renn")], links={she: diver})

    mentions = {m.span: m.entity for m in read_text(text, Spoken(told)).mentions}  # type: ignore[arg-type]

    assert mentions[diver] == mentions[find(text, "Oda Renn")]
    assert mentions[she] != mentions[diver]
