"""Whether a time expression looks back or ahead from the day of publication."""

import pytest

from counterclaim.reading.timexes import find_timexes

PUBLISHED = "2031-05-07"  # a Wednesday


def direction(text: str, published: str | None = PUBLISHED) -> list[str | None]:
    return [t.direction for t in find_timexes(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bridge was hit on Sunday.", "past"),
        ("The council will vote on Sunday.", "future"),
        ("The bridge was hit on 2 May.", "past"),
        ("The hearing is set for 12 June 2031.", "future"),
        ("The ministry spoke today.", "present"),
        ("They were recently repaired.", "past"),
    ],
)
def test_a_day_lies_before_on_or_after_the_day_of_publication(text: str, expected: str) -> None:
    """A calendar day is compared with the day of publication, a vague one has its direction by its value."""
    assert direction(text) == [expected]


def test_without_a_day_of_publication_the_verb_tells() -> None:
    """Where no anchor is known, the verb of the sentence gives the direction."""
    assert direction("The bridge was hit on Sunday.", None) == ["past"]
    assert direction("The council will vote on Sunday.", None) == ["future"]


def test_a_duration_has_no_direction() -> None:
    """How long something took is neither before nor after."""
    assert direction("The shelling went on for three hours.") == [None]
