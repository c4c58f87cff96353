"""Which place "the city" and "the country" stand for."""

from __future__ import annotations

from spoken import find

from counterclaim.reading.placing import bare_places, described_kind, kind_of, place_pairs
from counterclaim.records import Span

TEXT = "Orst is a port town in Norway. Orst fell in May. The town burned, and the country mourned. In Hadrel the town's fall was no news."


def resolved(text: str, *names: tuple[str, int]) -> dict[str, str]:
    """Each description, with the name it stands for."""
    places = [find(text, w, n) for w, n in names]
    spans = sorted([*places, *bare_places(text)])
    found = place_pairs(spans, {i: s for i, s in enumerate(spans) if s in places}, text)
    return {spans[i].of(text): spans[j].of(text) for i, j in found.items()}


def test_a_description_stands_for_a_place_of_its_kind() -> None:
    """The town is the one that a sentence calls a town, also after another place; the country is the state."""
    found = resolved(TEXT, ("Orst", 1), ("Norway", 1), ("Orst", 2), ("Hadrel", 1))

    assert found == {"The town": "Orst", "the country": "Norway", "the town's": "Orst"}


def test_the_place_named_oftenest_where_no_kind_is_told() -> None:
    """Of two towns named as often neither is taken, and a country is never guessed."""
    text = "Orst fell. Hadrel stood. The city burned. Orst lay waste. Our city is gone, and so is the country."
    names = ("Orst", 1), ("Hadrel", 1), ("Orst", 2)

    assert resolved(text, *names) == {"Our city": "Orst"}


def test_what_tells_the_kind_of_a_place() -> None:
    """The last word of a name, "the village of NAME", a list of states; "the capital of NAME" is not NAME."""
    text = "Berg Island, the village of Tarn, the capital of Averia, Norway"

    kinds = [kind_of(find(text, n), text) for n in ("Berg Island", "Tarn", "Averia", "Norway")]

    assert kinds == ["island", "city", None, "country"]


def test_only_bare_descriptions_are_told() -> None:
    """“The old city” and “the city of light” may be anywhere."""
    assert described_kind("the city's") == "city"
    assert described_kind("the old city") is None
    assert bare_places("the city of light and the city-wide ban") == []
    assert bare_places("That village") == [Span(0, 12)]
