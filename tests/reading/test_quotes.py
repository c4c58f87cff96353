"""Quotation marks as newsrooms print them."""

import pytest

from counterclaim.reading.quotes import find_quotes, quoted_share
from counterclaim.records import Span


def inner(text: str) -> list[str]:
    return [q.inner.of(text) for q in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We were not there,” she said. “Ask them.”", ["We were not there,", "Ask them."]),
        ('"We were not there", she said. "Ask them".', ["We were not there", "Ask them"]),
        ("Er nannte es „eine Lüge“ und ging.", ["eine Lüge"]),
        ("Il parle d’un « crime » odieux.", ["crime"]),
        ("The minister called it “a lie and left.", ["a lie and left."]),
        ("He said: “It’s the same scenario”.", ["It’s the same scenario"]),
        ('A 6" pipe and nothing else', []),
        ("The port’s workers’ union said so.", []),
        ("They called it ‘a staged show’ at noon.", ["a staged show"]),
        ('She said "yes" and he said "no way" twice.', ["yes", "no way"]),
    ],
)
def test_what_stands_between_marks(text: str, expected: list[str]) -> None:
    """Straight, curly, low and pointed marks pair as they are printed; apostrophes and inches are none."""
    assert inner(text) == expected


def test_a_quote_left_open_ends_with_its_line_and_continues_on_the_next() -> None:
    """A paragraph that opens again after an unclosed quote goes on with it."""
    text = "“The first part of the speech.\n“The second part.”\nNo speech."

    first, second = find_quotes(text)

    assert first.continues
    assert not first.is_closed
    assert second.is_closed
    assert second.inner.of(text) == "The second part."


def test_a_stray_mark_does_not_shift_later_pairs() -> None:
    """One unclosed mark on one line leaves the quotes of other lines as they are."""
    text = 'An odd " mark here.\n"A real quote," he said.'

    assert "A real quote," in inner(text)


def test_quoted_share_counts_letters_only() -> None:
    """Half the letters inside marks is a share of one half, whatever the punctuation."""
    text = "abc “def” ..."
    quotes = find_quotes(text)

    assert quoted_share([Span(0, len(text))], quotes, text) == 0.5
    assert quoted_share([], quotes, text) == 0.0
