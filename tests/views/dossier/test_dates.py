import pytest

from counterclaim.views.dossier.dates import date_range, dated, day_of, long_date


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("2031-05-04", "4 May 2031"),
        ("2031-05-04T10:20:00+02:00", "4 May 2031"),
        ("2031-05", "May 2031"),
        ("2031", "2031"),
        ("2031-W20", "2031"),
        ("2031-99", "2031-99"),
        ("soon", "soon"),
    ],
)
def test_dates_are_worded_at_the_precision_they_have(value: str, words: str) -> None:
    """Nothing is added to a vague date and what is no date is left as it is."""
    assert long_date(value) == words


def test_a_range_names_what_its_ends_share_once() -> None:
    """Month and year are said at the end only where both have them."""
    assert date_range(["2031-05-06", "2031-05-04", "x"]) == "4 to 6 May 2031"
    assert date_range(["2031-04-30", "2031-05-04"]) == "30 April to 4 May 2031"
    assert date_range(["2030-12-30", "2031-01-04"]) == "30 December 2030 to 4 January 2031"
    assert date_range(["2031", "2031-05-04"]) == "2031 to 4 May 2031"
    assert date_range(["2031-05-04"]) == "4 May 2031"
    assert date_range([]) is None


def test_a_time_of_day_is_cut_off() -> None:
    """Values are grouped by day."""
    assert day_of("2031-05-04T10:20") == "2031-05-04"


def test_dates_in_a_reason_are_put_in_words() -> None:
    """ISO dates and times are read as people write them; other figures stay."""
    assert dated("2031-05-04 against 2031-05-05T06:30:00Z, 12-13 of them") == (
        "4 May 2031 against 5 May 2031, 06:30 UTC, 12-13 of them"
    )
