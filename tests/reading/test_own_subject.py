"""Who is named in a line above speaks in that line, and not in the next where somebody else stands before the verb."""

from __future__ import annotations

import pytest
from spoken import Spoken, Told, place, proposal

from counterclaim.reading import read_text


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("* Marsk admiral speaks of a rescue\n\nOrland said that the ferry had been hit.", "Orland"),
        ("* Marsk admiral speaks of a rescue\n\nIn the evening it said that the ferry had been hit.", "Marsk admiral"),
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
