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


def test_a_fronted_citing_has_the_reports_words_too() -> None:
    """“Citing two officials, the agency reported that ...”: the officials say what the agency reports."""
    text = "Citing two officials, the agency reported that the mayor had gone."
    raw = [
        proposal(text, cue="Citing", source=["two officials"]),
        proposal(text, cue="reported", source=["the agency"], content=["the mayor had gone"]),
    ]

    citing, reported = read_text(text, Spoken(Told(attributions=raw))).attributions

    assert [s.of(text) for s in citing.source] == ["two officials"]
    assert citing.content == reported.content
