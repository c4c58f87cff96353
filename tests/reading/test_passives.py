"""Who speaks in a passive stands after "by"."""

import pytest
from spoken import Spoken, Told, place, proposal

from counterclaim.reading import read_text
from counterclaim.records import Attribution


def read(text: str, cue: str, source: list[str], content: list[str], *, at: str | None = None) -> Attribution:
    raw = proposal(text, cue=cue, source=source, content=content)
    entities = [place(text, at)] if at else []
    return next(a for a in read_text(text, Spoken(Told([raw], entities=entities))).attributions if a.cue)


@pytest.mark.parametrize(
    ("text", "cue", "who", "what"),
    [
        ("The charge was rejected by the Tarn border guard.", "rejected", "the Tarn border guard", ["The charge"]),
        ("The charge was rejected by Tarn.", "rejected", "Tarn", ["The charge"]),
        ("The charge was rejected by Tarn on its website.", "rejected", "Tarn", ["The charge"]),
        ("Guards were accused by villagers of theft.", "accused", "villagers", ["Guards", "of theft"]),
        ("The map was dismissed as fake by officials.", "dismissed", "officials", ["The map", "as fake"]),
        ("The blast was blamed on a leak by the owner.", "blamed", "the owner", ["The blast", "on a leak"]),
    ],
)
def test_the_agent_is_whole_and_ends_before_what_it_says(text: str, cue: str, who: str, what: list[str]) -> None:
    """A body's nouns belong to its name; what a thing is called or laid on may stand before "by" or after the agent."""
    found = read(text, cue, [], [what[0]], at="Tarn" if "Tarn" in text else None)

    assert [s.of(text) for s in found.source] == [who]
    assert [s.of(text) for s in found.content] == what


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The story floated by Quell boss Ana Stern is a fairy tale.", "Quell boss Ana Stern"),
        ("The story floated by Quell is a fairy tale.", "Quell"),
    ],
)
def test_a_participle_has_its_agent(text: str, who: str) -> None:
    """“The story floated by X”: X floats it, with the body before his name, and is no part of what is said."""
    raw = proposal(text, cue="floated", content=["The story", who])
    names = [place(text, n) for n in ("Quell", "Ana Stern") if n in text]

    found = next(a for a in read_text(text, Spoken(Told([raw], entities=names))).attributions if a.cue)

    assert [s.of(text) for s in found.source] == [who]
    assert [s.of(text) for s in found.content] == ["The story"]


def test_it_stands_for_the_clause_after_the_agent() -> None:
    """“It was claimed by the station that six had fled”: that six had fled is claimed."""
    text = "It was claimed by the station that six had fled."

    found = read(text, "was claimed", ["the station"], ["It"])

    assert [s.of(text) for s in found.source] == ["the station"]
    assert [s.of(text) for s in found.content] == ["six had fled"]


def test_how_a_thing_was_done_is_nobody() -> None:
    """“Was explained on Monday by post” names a day and a means, and leaves the speaker that the model found."""
    text = "The plan was explained on Monday by a clerk."

    found = read(text, "was explained", ["a clerk"], ["The plan"])

    assert [s.of(text) for s in found.content] == ["The plan"]
