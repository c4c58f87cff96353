"""Who speaks where the source that a model gives is another line's name, a clause about somebody, or cut too long."""

from __future__ import annotations

import pytest
from spoken import Spoken, Told, place, proposal

from counterclaim.reading import read_text
from counterclaim.reading.clauses import subject_before
from counterclaim.records import Span


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("* Marsk admiral speaks of a rescue\n\nOrland said that the ferry had been hit.", "Orland"),
        ("* Marsk admiral speaks of a rescue\n\nIn the evening it said that the ferry had been hit.", "Marsk admiral"),
        ("* Marsk admiral speaks of a rescue\n\nOrland firmly said that the ferry had been hit.", "Orland"),
        ("Marsk admiral heard that Orland said that the ferry had been hit.", "Marsk admiral"),
    ],
)
def test_the_name_before_the_verb_speaks(text: str, speaks: str) -> None:
    """Only in place of a source in another line, and only a name."""
    said = proposal(text, cue="said", source=["Marsk admiral"], content=["the ferry had been hit"])
    named = [place(text, name) for name in ("Orland",) if name in text]

    found = read_text(text, Spoken(Told(attributions=[said], entities=named))).attributions  # type: ignore[arg-type]

    assert [[s.of(text) for s in a.source] for a in found if a.content[0].of(text).startswith("the ferry")] == [
        [speaks]
    ]


@pytest.mark.parametrize(("cue", "speaks"), [("once claimed", ["Quell"]), ("is believed", [])])
def test_the_name_before_a_relative_clause_speaks(cue: str, speaks: list[str]) -> None:
    """“Quell, which once claimed to have set it off”; of what is believed of it Quell says nothing."""
    text = f"Quell, which {cue} to have set it off, sends all questions to the council."
    raw = proposal(text, cue=cue.split()[-1], content=["to have set it off"])

    found = read_text(text, Spoken(Told([raw], entities=[place(text, "Quell")]))).attributions

    assert [s.of(text) for s in found[0].source] == speaks


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Customs officers, who have seen a copy, believe that it is a fake.", "Customs officers"),
        ("On Monday it rained, and officers, who have seen a copy, believe that it is a fake.", "who have seen a copy"),
    ],
)
def test_a_clause_about_somebody_is_not_who_speaks(text: str, source: str) -> None:
    """The sentence begins with whom it is about, where nothing else stands before the clause."""
    said = proposal(text, cue="believe", source=["who have seen a copy"], content=["it is a fake"])

    found = read_text(text, Spoken(Told(attributions=[said]))).attributions  # type: ignore[arg-type]

    assert [[s.of(text) for s in a.source] for a in found] == [[source]]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Asked about an empty ship, the spokesman, Ivo Brandt, said that he had nothing to add.", "he"),
        ("Ivo Brandt, a farmer who had nothing to add, left.", "a farmer"),
    ],
)
def test_that_he_is_no_relative_clause(text: str, subject: str) -> None:
    """“That he” begins a clause of which he is the subject."""
    found = subject_before(text, text.index("had nothing"), Span(0, len(text)))

    assert found is not None
    assert found.of(text) == subject
