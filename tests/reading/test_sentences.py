"""Sentence ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reading.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("The U.S. army left. It rained.", ["The U.S. army left.", "It rained."]),
        ("Gen. J. Smith spoke at 5 p.m. in Orst.", ["Gen. J. Smith spoke at 5 p.m. in Orst."]),
        ("“Go away!” he said. She left.", ["“Go away!” he said.", "She left."]),
        ("“We left.” Then it rained.", ["“We left.”", "Then it rained."]),
        ("A headline without a stop\nThe first sentence.", ["A headline without a stop", "The first sentence."]),
        ("What now? Nothing…", ["What now?", "Nothing…"]),
        ("He wrote it on X. Everyone saw it.", ["He wrote it on X.", "Everyone saw it."]),
        ("The X. Y. plant burned.", ["The X. Y. plant burned."]),
        ("", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    """Abbreviations, initials and stops inside quotations end no sentence; lines do."""
    assert [s.of(text) for s in split_sentences(text)] == expected


@given(st.text(alphabet=st.sampled_from('ab .?!”“\n"A'), max_size=60))
def test_every_word_lies_in_exactly_one_sentence(text: str) -> None:
    """Sentences are in order, never overlap, and leave out nothing but blanks."""
    sentences = split_sentences(text)

    covered = [i for s in sentences for i in range(s.start, s.end)]
    assert covered == sorted(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
