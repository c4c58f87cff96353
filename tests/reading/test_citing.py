"""Whom a report cites."""

import pytest
from spoken import Spoken, Told, person, proposal

from counterclaim.reading import read_text


@pytest.mark.parametrize(("cited", "is_speaker"), [("two officials", True), ("a lack of time", False)])
def test_those_cited_say_what_is_reported(cited: str, is_speaker: bool) -> None:
    """People cited are a source of their own with the report's content; reasons cited stay the citer's content."""
    text = f"Oda Renn, citing {cited}, reported that the mayor had gone."
    raw = [
        proposal(text, cue="citing", source=["Oda Renn"], content=[cited]),
        proposal(text, cue="reported", source=["Oda Renn"], content=["the mayor had gone"]),
    ]
    told = Told(attributions=raw, entities=[person(text, "Oda Renn")])

    citing, reported = read_text(text, Spoken(told)).attributions

    assert [s.of(text) for s in (*citing.source, *citing.content)] == (
        ["two officials", "the mayor had gone"] if is_speaker else ["Oda Renn", "a lack of time"]
    )
    assert [s.of(text) for s in reported.source] == ["Oda Renn"]
