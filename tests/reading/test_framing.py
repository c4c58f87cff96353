"""Whose words a sentence is: "in the council's telling", "as the fishermen tell it"."""

import pytest
from spoken import Spoken, Told, proposal

from counterclaim.reading import read_text


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("By his own admission he served there in 2020.", "his", ["he served there in 2020"]),
        ("In the ministry's telling, the students threw the first stone.", "the ministry", ["the students threw the first stone"]),
        ("Nobody has ever cut it, in the council’s telling.", "the council", ["Nobody has ever cut it"]),
        ("The valve had, in her words, done its work.", "her", ["The valve had", "done its work"]),
        ("As the fishermen tell it, the boat rammed them twice.", "the fishermen", ["the boat rammed them twice"]),
    ],
)  # fmt: skip
def test_a_frame_gives_its_sentence_to_its_owner(text: str, source: str, content: list[str]) -> None:
    """The owner of the telling says the rest of the sentence, on whichever side of the frame it stands."""
    (found,) = read_text(text, Spoken(Told())).attributions

    assert [s.of(text) for s in found.source] == [source]
    assert [s.of(text) for s in found.content] == content


def test_a_frame_mends_what_the_model_makes_of_it() -> None:
    """A noun that the model takes for a cue keeps what it frames, though no "that" follows."""
    text = "By her own account the gate was shut."
    raw = proposal(text, cue="account", source=["her"], content=["the gate"])

    (found,) = read_text(text, Spoken(Told([raw]))).attributions

    assert [s.of(text) for s in found.content] == ["the gate was shut"]


@pytest.mark.parametrize(
    "text",
    ["He looked in the dog's account books.", "It was paid by the town's account at the bank and closed.", "As it was, nobody came."],
)  # fmt: skip
def test_what_is_not_set_off_frames_nothing(text: str) -> None:
    """In the middle of a clause such a noun is a thing."""
    assert read_text(text, Spoken(Told())).attributions == ()
