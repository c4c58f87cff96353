"""Dates in text: the same whatever stands around them, in time that grows with the text and no faster."""

import time

import pytest
from article_factory import extract
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.article.dates import bare_weekdays, find_dates
from counterclaim.records import Span

#: Lines of figures that are, or nearly are, dates; each once took time that grew with the square of its length.
HEAPS = {
    "slashes": "1/2/" * 4900,
    "dashes": "4-5-6-7-" * 2400,
    "days": "May 4 " * 3200,
    "dates": "04.05.2022 " * 1700,
    "weekdays": "said on Monday that 4 May " * 700,
}


def seconds(line: str, size: int) -> float:
    """Processor time of extraction from so many characters."""
    text = (line + "\n") * (size // len(line) + 1)
    begun = time.process_time()
    extract(text)
    return time.process_time() - begun


@pytest.mark.parametrize("size", [30_000, pytest.param(100_000, marks=pytest.mark.slow)])
@pytest.mark.parametrize("kind", HEAPS)
def test_time_grows_with_the_size(kind: str, size: int) -> None:
    """Ten times the figures take no more than some ten times as long (a square would be a hundred times)."""
    extract("warm up on 4 May 2022.")
    small = min(seconds(HEAPS[kind], size) for _ in range(2))

    assert seconds(HEAPS[kind], 10 * size) < 30 * max(small, 0.03)


@given(
    st.lists(
        st.sampled_from(["4 May 2022", "2022-05-04", "Monday, 4 May", "1/2/", "12", "word", "\n", "x" * 60]),
        max_size=30,
    )
)
def test_dates_do_not_overlap_and_lie_within(parts: list[str]) -> None:
    """Whatever stands around them, dates come in order, apart from each other, each with a month."""
    text = " ".join(parts)

    found = find_dates(text, Span(0, len(text)))

    assert all(a.span.end <= b.span.start for a, b in zip(found, found[1:], strict=False))
    assert all(0 <= d.span.start < d.span.end <= len(text) and 1 <= d.month <= 12 for d in found)
    assert len(found) >= parts.count("2022-05-04")


@pytest.mark.parametrize(
    "line", ["Lunedì il ministro ha parlato dei sali minerali, disse.", "Mart 2023 ve 5 KASIM 2022, denildi."]
)
def test_dotless_i_does_not_make_a_name(line: str) -> None:
    """A word that is a Turkish day or month but for the dot on its i is read without harm, and as no name of one."""
    article = extract(line + "\n" + "The council said on Monday that the dam was sound.\n" * 3)

    assert article.text.startswith(line)
    assert all(m.month != 11 for m in find_dates(line, Span(0, len(line))))
    assert [line[s.start : s.end] for s, _ in bare_weekdays(line, Span(0, len(line)), [])] in ([], ["Lunedì"])
