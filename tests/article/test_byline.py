"""Who is named as author, and who is not."""

import pytest

from counterclaim.article.byline import read_authors
from counterclaim.article.document import NameClaim, Stated


def claim(name: str, how: str = "JSON-LD", **kind: bool) -> NameClaim:
    return NameClaim(name=name, how=how, **kind)


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        ([claim("Ana Ruiz and Lee Park", is_person=True)], ("Ana Ruiz", "Lee Park")),
        ([claim("Valley News", is_group=True), claim("By Ana Ruiz", "meta author")], ("Ana Ruiz",)),
        ([claim("Valley News", is_group=True)], ("Valley News",)),
        ([claim("Ana Ruiz", is_person=True), claim("AFP", is_group=True)], ("Ana Ruiz", "AFP")),
        ([claim("https://example.org/ana", "meta article:author"), claim("Ana Ruiz", "named element")], ("Ana Ruiz",)),
        ([claim("Posted on May 4 by Ana Ruiz", "named element")], ("Ana Ruiz",)),
        ([claim("Ana Ruiz | Valley News Desk", "meta author")], ("Ana Ruiz",)),
        ([claim("Please enter your name here", "named element")], ()),
        ([claim("Ana Ruiz Senior Political Reporter", "named element")], ("Ana Ruiz",)),
        ([claim("大渡 美咲", is_person=True)], ("大渡 美咲",)),
        ([claim(", Valley Daily Reporter", is_person=True)], ()),
    ],
)
def test_persons_go_before_organisations(claims: list[NameClaim], expected: tuple[str, ...]) -> None:
    """Names of persons win over organisations, without roles, addresses and form labels."""
    assert read_authors(Stated(names=tuple(claims), outlet="Valley News"), None) == expected


def test_printed_byline_goes_before_the_outlets_name() -> None:
    """Where the metadata name only the outlet, the printed byline names the author."""
    stated = Stated(names=(claim("Valley News", is_group=True),), outlet="Valley News")

    assert read_authors(stated, "By Ana Ruiz in Ledgeford") == ("Ana Ruiz",)
