"""Headings of records and statements."""

import pytest
from spoken import Spoken, Told, find, person

from counterclaim.reading import read_text
from counterclaim.reading.headings import with_headings
from counterclaim.records import Entity, EntityType


def org(text: str, words: str) -> Entity:
    return Entity(span=find(text, words), type=EntityType.ORG, use=None, confidence=0.6)


def test_a_heading_is_no_part_of_a_name() -> None:
    """“Statement by the Ministry of Trade” names the ministry."""
    text = "Statement by the Ministry of Trade\nNo ship was hit."

    (found,) = with_headings([org(text, "Statement by the Ministry of Trade")], text)

    assert found.span.of(text) == "Ministry of Trade"


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("STATEMENT OF ODA RENN", "ODA RENN"),
        ("STATEMENT BY DR. ODA RENN, HARBOUR MASTER", "ODA RENN"),
        ("OPENING STATEMENT OF MAYOR ODA RENN ON THE SHELLING", "ODA RENN"),
    ],
)
def test_half_a_name_in_capitals_is_made_whole(heading: str, name: str) -> None:
    """Where a reader took "ODA" for an organisation and "RENN" for a person, both are one person."""
    text = f"{heading}\nI was at the gate."

    found = with_headings([org(text, "ODA"), person(text, "RENN")], text)

    assert [(e.span.of(text), e.type) for e in found] == [(name, EntityType.PER)]


def test_an_organisation_stays_one() -> None:
    """Capitals alone make no person: somebody in the heading must have been taken for one."""
    text = "STATEMENT OF KERRIN RED CROSS\nNobody was hurt."

    assert with_headings([org(text, "KERRIN RED CROSS")], text) == [org(text, "KERRIN RED CROSS")]


@pytest.mark.parametrize(
    ("first", "is_theirs"),
    [
        ("Statement by Ambassador Oda Renn", True),
        ("Remarks by Oda Renn, Mayor of Orst", True),
        ("Remarks by Oda Renn anger the rebels", False),
    ],
)
def test_a_first_line_heads_the_words_of_whoever_it_names(first: str, is_theirs: bool) -> None:
    """Below "Statement by NAME" the words are theirs; a headline that goes on is about them."""
    text = f"{first}\nThe gate was shut."

    found = read_text(text, Spoken(Told(entities=[person(text, "Oda Renn")]))).attributions

    assert [a.speaker for a in found] == (["Oda Renn"] if is_theirs else [])
