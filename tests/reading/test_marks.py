"""What quotation marks are used for."""

import pytest

from counterclaim.reading.marks import MarkUse, scare_quotes, use_of
from counterclaim.reading.quotes import find_quotes
from counterclaim.records import Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The “liberators” entered the town at noon.", MarkUse.SCARE),
        ("The ‘special operation’ went on for weeks.", MarkUse.SCARE),
        ("“Liars,” said Renn of the council.", MarkUse.SPEECH),
        ("Renn said it was “a crime” against the town.", MarkUse.SPEECH),
        ("“We never came near the bridge that night.”", MarkUse.SPEECH),
        ("Her film “Winter in Orst” was shown in May.", MarkUse.TITLE),
        ("The novel ‘The Long Bridge’ sold well.", MarkUse.TITLE),
        ("Viktor “The Fox” Marten was there.", MarkUse.NICKNAME),
        ("The raiders, known as “Grey Heron”, left no trace.", MarkUse.TITLE),
        ("They banned the word “war” from the news.", MarkUse.WORD),
    ],
)
def test_marks_are_told_apart_by_what_is_in_and_around_them(text: str, expected: MarkUse) -> None:
    """Short words without a cue are scare quotes; titles, nicknames and words as words are nobody's speech."""
    assert use_of(find_quotes(text)[0], text) is expected


def test_what_somebody_says_is_no_scare_quote() -> None:
    """Marks inside a content are the speaker's words."""
    text = "The “liberators” left. A “safe corridor” was promised."
    quotes = find_quotes(text)
    spoken = [Span(text.index("A “"), len(text))]

    assert [s.of(text) for s in scare_quotes(text, quotes, spoken)] == ["liberators"]
