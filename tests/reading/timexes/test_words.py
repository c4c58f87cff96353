from __future__ import annotations

import pytest

from counterclaim.reading.timexes import words


@pytest.mark.parametrize(
    ("spelled", "number"),
    [
        ("twenty-two", 22),
        ("1,200", 1200),
        ("5 1/2", 5.5),
        ("two thousand", 2000),
        ("a hundred", 100),
        ("a dozen", 12),
    ],
)
def test_cardinal_reads_figures_and_words(spelled: str, number: float) -> None:
    """Numbers are read in figures, words and mixed forms."""
    assert words.cardinal(spelled) == number


def test_cardinal_of_no_number_is_none() -> None:
    """A word that is no number is not guessed at."""
    assert words.cardinal("several") is None


@pytest.mark.parametrize(
    ("spelled", "year"),
    [("nineteen ninety-seven", 1997), ("two thousand and three", 2003), ("twenty twenty-two", 2022)],
)
def test_spoken_year_is_read(spelled: str, year: int) -> None:
    """Years as broadcasters say them are read."""
    assert words.spelled_year(spelled) == year


@pytest.mark.parametrize(
    ("said", "part"),
    [
        ("the end of", "END"),
        ("early", "START"),
        ("mid", "MID"),
        ("later in", "END"),
        ("sometime", None),
        (None, None),
    ],
)
def test_part_of_a_stretch_is_named(said: str | None, part: str | None) -> None:
    """Early, mid and late are told apart; other words name no part."""
    assert words.part_of(said) == part
