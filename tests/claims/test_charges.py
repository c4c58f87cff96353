"""Bare charges: who is blamed, without a word for what was done."""

import pytest
from case import CaseInWords, Says

from counterclaim.claims.unit import Unit
from counterclaim.claims.units import make_units
from counterclaim.records import Act

SIDES = {"Orland": "orland", "Vesna": "vesna"}


def first(text: str, cue: str, content: str, act: Act) -> Unit:
    case = CaseInWords(SIDES)
    case.add(text, Says("Vesna", cue, [content] if content else [], act))
    return make_units(case.material())[0]


@pytest.mark.parametrize("content", ["Orland", "Orland for the incident", "Orland over the loss of the ferry"])
def test_a_name_with_little_beside_it_is_a_charge(content: str) -> None:
    """“Blamed Orland for the incident” charges Orland, whatever happened."""
    assert first(f"Vesna blamed {content}.", "blamed", content, Act.ACCUSE).charge == "orland"


def test_a_sentence_on_something_else_is_no_bare_charge() -> None:
    """An accusation of something that has no known kind is a claim of its own, and no charge of harm."""
    words = "Orland of spreading careless rumours about the finances of the island bank"

    assert first(f"Vesna accused {words}.", "accused", words, Act.ACCUSE).charge is None


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("slammed accusations", "against Vesna over the ferry"),
        ("brushed aside", "the claims that Vesna sank the ferry"),
    ],
)
def test_to_dismiss_an_accusation_is_to_deny_it(cue: str, content: str) -> None:
    """Whoever slams the claims does not make them, whatever act was read."""
    assert first(f"Vesna {cue} {content}.", cue, content, Act.ACCUSE).is_denial


def test_to_slam_a_deed_is_no_denial() -> None:
    """What is condemned is not denied."""
    unit = first("Vesna slammed the shelling of the town.", "slammed", "the shelling of the town", Act.EVALUATE)

    assert not unit.is_denial
