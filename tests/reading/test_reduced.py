"""Participles without their auxiliary."""

import pytest
from spoken import Spoken, Told, proposal

from counterclaim.reading import read_text
from counterclaim.records import Attribution


def read(text: str, cue: str, who: str, what: str) -> Attribution:
    (found,) = read_text(text, Spoken(Told([proposal(text, cue=cue, source=[who], content=[what])]))).attributions
    return found


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Sanctions were put on officials believed to be involved.", "officials"),
        ("They met the men thought to be involved.", "the men"),
    ],
)
def test_nobody_believes_where_no_subject_does(text: str, who: str) -> None:
    """What stands before "believed to be" is what is believed, not who believes it."""
    cue = "believed" if "believed" in text else "thought"

    found = read(text, cue, who, "to be involved")

    assert found.source == ()
    assert [s.of(text) for s in found.content] == [who, "to be involved"]


def test_a_pronoun_before_it_believes() -> None:
    """“What they believed to be a depot” is their belief."""
    text = "They shelled what they believed to be a depot."

    assert [s.of(text) for s in read(text, "believed", "they", "to be a depot").source] == ["they"]
