"""What nobody is named for keeps to its clause, and is hedged."""

import pytest
from spoken import Spoken, Told

from counterclaim.reading import read_text


@pytest.mark.parametrize(
    ("text", "what", "hedge"),
    [
        ("Rebels reportedly set fire to the depot.", ["Rebels", "set fire to the depot"], "reportedly"),
        ("Reportedly, two of them wore boots.", ["two of them wore boots"], "Reportedly"),
        ("The depot was reportedly mined, but no mines were found.", ["The depot was", "mined"], "reportedly"),
        ("The depot was reportedly mined, and prices have doubled.", ["The depot was", "mined"], "reportedly"),
        ("The general is believed to have fled.", ["The general", "to have fled"], "is believed"),
        ("The crew were said to have slept.", ["The crew", "to have slept"], "were said"),
        ("The rebels, it is claimed, burned the hall.", ["The rebels", "burned the hall"], "it is claimed"),
    ],
)
def test_a_hedged_statement_is_the_outlets(text: str, what: list[str], hedge: str) -> None:
    """It has a content and no source, ends where another clause begins, and its hedge is kept."""
    (found,) = read_text(text, Spoken(Told())).attributions

    assert found.source == ()
    assert [s.of(text) for s in found.content] == what
    assert [s.of(text) for s in found.hedge] == [hedge]


def test_a_second_verb_of_the_same_subject_stays() -> None:
    """“Allegedly shot two, and has fled”: both are alleged of one subject."""
    text = "The man is said to have shot two, and has since left the town."

    (found,) = read_text(text, Spoken(Told())).attributions

    assert [s.of(text) for s in found.content] == ["The man", "to have shot two, and has since left the town"]
