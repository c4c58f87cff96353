"""Quotation marks as newsrooms print them."""

import pytest

from counterclaim.reading.quotes import Quote, find_quotes, quoted_share
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
        ("‚Wir waren es nicht‘, sagte er.", ["Wir waren es nicht"]),
        ('“We left," he said. "We came back.”', ["We left,", "We came back."]),
        ("The ‘workers’ of the port’ came.", ["workers’ of the port"]),
        ("'We don't know the miners' names,' Renn said.", ["We don't know the miners' names,"]),
        ("In the '90s they'd call 'em rebels, and the rebels' camp fell.", []),
        ("The rebels' leader and the miners' union met.", []),
        ("He called it ``a clear lie'' and left.", ["a clear lie"]),
        ("``We were 'very close' to it,'' she said.", ["We were 'very close' to it,"]),
        ('The report “"is a sham,” Renn said.', ["is a sham,"]),
        ("“He told us ‘go home’ and left,” Renn said.", ["He told us ‘go home’ and left,"]),
        ("“He said “go home” and left,” Renn said.", ["He said “go home” and left,"]),
        ("«Nous n’étions pas là», dit-il.", ["Nous n’étions pas là"]),
    ],
)
def test_what_stands_between_marks(text: str, expected: list[str]) -> None:
    """Straight, curly, low and pointed marks pair as they are printed; apostrophes and inches are none."""
    assert inner(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We were not there, she said on Monday.", ["We were not there,"]),
        (
            "“We were at home. Nobody came,” said Renn. “Ask the neighbours, he added.",
            ["We were at home. Nobody came,", "Ask the neighbours,"],
        ),
        ("“It is a lie, the mayor told reporters. “We have proof.”", ["It is a lie,", "We have proof."]),
        ("We were not there,” she said.", ["We were not there,"]),
        ("The bridge fell” at night.", []),
    ],
)
def test_a_missing_mark_is_put_where_the_reporting_clause_tells(text: str, expected: list[str]) -> None:
    """A quote that lost its closing or opening mark ends, or begins, at the clause that reports it."""
    assert inner(text) == expected


@pytest.mark.parametrize("stray", ['"', "”", "»", "’", "“ "])
def test_a_stray_mark_leaves_the_pairs_of_its_own_line(stray: str) -> None:
    """One mark too many on a line does not turn the words between two quotes into a quote."""
    text = f"The road{stray} was closed. “We saw it,” Renn said. “It was at night,” he added."

    found = inner(text)

    assert "It was at night," in found
    assert not any("Renn said" in f and "We saw" not in f for f in found)


def test_pairing_takes_linear_time() -> None:
    """A hundred thousand marks of every kind on one line are paired at once."""
    text = "“a ‘b' c\" 'd " * 10_000

    assert len(find_quotes(text)) < len(text)


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


def test_the_quoted_share_counts_letters_in_marks_once() -> None:
    """A quotation inside another counts once, in whatever order they are given."""
    text = "ab “cd ‘ef’ gh” ij."
    whole, inside = (Quote(Span(*s), is_closed=True, continues=False) for s in ((4, 14), (8, 10)))

    assert quoted_share([Span(0, len(text))], [inside, whole], text) == 0.6
    assert quoted_share([Span(0, 6), Span(8, 10)], [whole, inside], text) == 4 / 6
