"""Two speakers in one sentence."""

import pytest
from spoken import Spoken, Told, place, proposal

from counterclaim.reading import read_text
from counterclaim.reading.interface import RawAttribution
from counterclaim.records import Attribution, Entity, PlaceUse


def read(text: str, raw: list[RawAttribution], names: list[Entity] | None = None) -> list[tuple[list[str], list[str]]]:
    """Source and content of each attribution."""
    found: tuple[Attribution, ...] = read_text(text, Spoken(Told(attributions=raw, entities=names or []))).attributions
    return [([s.of(text) for s in a.source], [s.of(text) for s in a.content]) for a in found]


@pytest.mark.parametrize("joining", [", while", ", whereas", ", but", ", though", ", yet", ", and", "; but", ";"])
def test_a_second_speaker_ends_what_the_first_says(joining: str) -> None:
    """The clause after the conjunction is the second speaker's, whatever the model gave the first."""
    text = f"The ministry said twelve had died{joining} the rebels acknowledged four deaths."
    first = proposal(
        text,
        cue="said",
        source=["The ministry"],
        content=[f"twelve had died{joining} the rebels acknowledged four deaths"],
    )
    second = proposal(text, cue="acknowledged", source=["the rebels"], content=["four deaths"])

    assert read(text, [first, second]) == [
        (["The ministry"], ["twelve had died"]),
        (["the rebels"], ["four deaths"]),
    ]


def test_according_to_ends_there_too() -> None:
    """“According to A, B, but C says D”: D is C's."""
    text = "According to the harbour office, the ship hit a mine, but the navy says it struck a rock."
    first = proposal(text, cue="According to", source=["the harbour office"], content=["the ship hit a mine"])
    second = proposal(text, cue="says", source=["the navy"], content=["it struck a rock"])

    assert read(text, [first, second]) == [
        (["the harbour office"], ["the ship hit a mine"]),
        (["the navy"], ["it struck a rock"]),
    ]


def test_what_the_first_speaker_was_given_of_the_second_is_taken_away() -> None:
    """A stray piece behind the conjunction goes as well."""
    text = "The captain said they came from the north, while the major said they came from the east."
    first = proposal(
        text, cue="said", source=["The captain"], content=["they came from the north", "they came from the east"]
    )
    second = proposal(text, cue="said", source=["the major"], content=["they came from the east"], n=2)

    assert read(text, [first, second])[0] == (["The captain"], ["they came from the north"])


def test_a_verb_with_its_own_speaker_is_not_given_to_the_first() -> None:
    """The model gave both verbs to the first speaker; the subject right before the second verb speaks."""
    text = "Orst said the bridge was hit, while Velm acknowledged that its guns had fired."
    first = proposal(text, cue="said", source=["Orst"], content=["the bridge was hit"])
    second = proposal(text, cue="acknowledged", source=["Orst"], content=["its guns had fired"])
    names = [place(text, "Orst", PlaceUse.METONYMIC), place(text, "Velm", PlaceUse.METONYMIC)]

    assert read(text, [first, second], names) == [
        (["Orst"], ["the bridge was hit"]),
        (["Velm"], ["its guns had fired"]),
    ]


def test_a_quotation_holds_its_own_contrasts() -> None:
    """Inside marks the contrast is the speaker's."""
    text = "“The mayor knew, but the guards said nothing of it,” the clerk said."
    whole = "The mayor knew, but the guards said nothing of it"
    outer = proposal(text, cue="said", source=["the clerk"], content=[whole], n=2)
    inner = proposal(text, cue="said", source=["the guards"], content=["nothing of it"])

    assert (["the clerk"], [whole]) in read(text, [outer, inner])


def test_a_clause_without_a_mark_before_it_stays() -> None:
    """“said that A and B said C” may be all one speaker's: nothing is cut."""
    text = "The clerk said the mayor knew and the guards said nothing."
    outer = proposal(text, cue="said", source=["The clerk"], content=["the mayor knew and the guards said nothing"])
    inner = proposal(text, cue="said", source=["the guards"], content=["nothing"], n=2)

    assert (["The clerk"], ["the mayor knew and the guards said nothing"]) in read(text, [outer, inner])
