"""Sayings without a verb of saying, told by their phrase."""

import pytest
from spoken import Spoken, Told, person, proposal

from counterclaim.reading import read_text
from counterclaim.records import Act, Attribution, Entity


def read(text: str, *names: str) -> tuple[Attribution, ...]:
    entities: list[Entity] = [person(text, n) for n in names]
    return read_text(text, Spoken(Told(entities=entities))).attributions


@pytest.mark.parametrize(
    ("text", "name", "source", "cue", "content", "act"),
    [
        ("Oda Renn would have none of such talk.", "Oda Renn", "Oda Renn", "would have none of", "such talk", Act.DENY),
        ("Piet Dorr begged to differ.", "Piet Dorr", "Piet Dorr", "begged to differ", None, Act.DENY),
        ("The colonel, Ivo Hask, had it that no gun was near.", "Ivo Hask", "Ivo Hask", "had it that", "no gun was near", Act.ASSERT),
        ("The mayor stood by every word.", None, "The mayor", "stood by", "every word", Act.ASSERT),
        ("Growers put the loss at forty tonnes.", None, "Growers", "put", "the loss at forty tonnes", Act.ASSERT),
        ("She said little; she puts the dead in the hundreds.", None, "she", "puts", "the dead in the hundreds", Act.ASSERT),
        ("He put it down to the frost.", None, "He", "put it down to", "the frost", Act.ASSERT),
        ("The union laid the blame on the foreman.", None, "The union", "laid the blame", "on the foreman", Act.ACCUSE),
    ],
)  # fmt: skip
def test_a_phrase_says_what_a_verb_would(
    text: str, name: str | None, source: str, cue: str, content: str | None, act: Act
) -> None:
    """“Would have none of it” denies, “puts the loss at” asserts: the phrase is the cue, its subject the source."""
    (found,) = read(text, *([name] if name else []))

    assert [s.of(text) for s in found.source] == [source]
    assert [s.of(text) for s in found.cue] == [cue]
    assert [s.of(text) for s in found.content] == ([content] if content else [])
    assert found.act is act


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Sheets seen by the Herald put the acid at 4 times the limit at 3 a.m. on Monday.", "Sheets seen by the Herald", "the acid at 4 times the limit at 3 a.m. on Monday"),
        ("But pictures taken by a satellite show four trucks there.", "pictures taken by a satellite", "four trucks there"),
        ("The harbour log records that the ferry left at noon.", "The harbour log", "the ferry left at noon"),
    ],
)  # fmt: skip
def test_a_document_says_what_it_shows(text: str, source: str, content: str) -> None:
    """Logs, sheets and pictures are sources, with what they show for a content."""
    (found,) = read(text)

    assert [s.of(text).removeprefix("But ") for s in found.source] == [source]
    assert [s.of(text) for s in found.content] == [content]


def test_somebody_names_the_dead() -> None:
    """“Named by workmates as X”: the workmates say who it was."""
    text = "Two men, named by workmates as Piotr Dunn and Gwyn Orr, died."

    (found,) = read(text, "Piotr Dunn", "Gwyn Orr")

    assert [s.of(text) for s in found.source] == ["workmates"]
    assert [s.of(text) for s in found.content] == ["Piotr Dunn and Gwyn Orr"]


@pytest.mark.parametrize(
    "text",
    [
        "The club put the kettle on at six.",
        "The theatre puts tickets on sale at forty crowns.",
        "The nurse put the baby down to sleep.",
        "The guard stood by his gate.",
        "She was named by the coach as captain.",
        "Stocks show a gain. The shelves record nothing.",
        "Rumour has it that the bank is closing.",
        "The new line puts the capital within two hours of the coast.",
    ],
)
def test_deeds_are_no_sayings(text: str) -> None:
    """The same verbs of doing, and rumours that nobody tells, put words in nobody's mouth."""
    assert read(text) == ()


def test_a_video_that_appears_to_show_a_thing_shows_it() -> None:
    """However its showing is hedged, the document is the source."""
    text = "A video posted by the militia appears to show two men in a pit."
    raw = proposal(text, cue="appears", content=["to show two men in a pit"])

    (found,) = read_text(text, Spoken(Told([raw]))).attributions

    assert [s.of(text) for s in found.source] == ["A video posted by the militia"]
    assert [s.of(text) for s in found.cue] == ["appears to show"]
    assert [s.of(text) for s in found.content] == ["two men in a pit"]
