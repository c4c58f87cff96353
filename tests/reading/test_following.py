"""Quotations after somebody's reported words."""

import pytest
from spoken import Spoken, Told, person, proposal

from counterclaim.reading import read_text


def test_a_quotation_after_reported_words_is_a_saying_of_its_own() -> None:
    """“They had gone, she said. “I saw it.”” reports two sayings of hers, the second without a verb."""
    text = "The guards had gone, Oda Renn said. “I saw the empty post.”"
    raw = proposal(text, cue="said", source=["Oda Renn"], content=["The guards had gone", "I saw the empty post."])

    first, second = read_text(text, Spoken(Told([raw], entities=[person(text, "Oda Renn")]))).attributions

    assert [s.of(text) for s in first.content] == ["The guards had gone"]
    assert [s.of(text) for s in second.content] == ["I saw the empty post."]
    assert second.cue == ()
    assert (first.speaker, second.speaker) == ("Oda Renn", "Oda Renn")
    assert second.kind == "direct"


def test_a_quotation_that_its_verb_interrupts_is_one() -> None:
    """“We left,” he said. “It was dark.”: one saying in two pieces."""
    text = "“We left at noon,” he said. “It was dark.”"
    raw = proposal(text, cue="said", source=["he"], content=["We left at noon", "It was dark."])

    (found,) = read_text(text, Spoken(Told([raw]))).attributions

    assert len(found.content) == 2


def test_a_quoted_sentence_nobody_has_is_its_subjects() -> None:
    """A person the sentence before is about says the quotation after it."""
    text = "Oda Renn shook her head. “Nobody came to the gate.”"

    (found,) = read_text(text, Spoken(Told(entities=[person(text, "Oda Renn")]))).attributions

    assert [s.of(text) for s in found.source] == ["Oda Renn"]
    assert [s.of(text) for s in found.content] == ["Nobody came to the gate."]


def test_a_saying_inside_does_not_claim_the_quotation() -> None:
    """“We have asked for the list” is part of what he says, and the rest of the quotation is his too."""
    text = "He could not tell. “We have asked for the list. We are waiting.”"
    raw = proposal(text, cue="have asked", source=["We"], content=["the list"])

    found = read_text(text, Spoken(Told([raw]))).attributions

    assert any([s.of(text) for s in a.content] == ["We have asked for the list. We are waiting."] for a in found)


@pytest.mark.parametrize(
    "text",
    [
        "The gate was shut all day. “Nobody came to the gate.”",
        "She read “The Gate Was Shut” to the end.",
        "He laughed.\nThe sign said no. “Nobody came to the gate.”",
    ],
)
def test_without_a_subject_it_is_left(text: str) -> None:
    """Where nobody is told to speak, no words are put in anybody's mouth."""
    assert read_text(text, Spoken(Told())).attributions == ()
