"""What the link head is told about the words of mentions."""

from __future__ import annotations

import numpy as np
import pytest

from counterclaim.models.reader import mention_features as mf
from counterclaim.reading.pronouns import PRONOUN_GROUPS

TEXT = (
    "“We did nothing,” the Harbour Ministry said. Ivo Marten, its spokesman, said he agreed. “I hope so,” Marten said. "
    "The ministry of Orst denied it, and the HM declined."
)
WORDS = (
    "We", "the Harbour Ministry", "Ivo Marten", "its spokesman", "he", "I", "Marten", "The ministry of Orst", "it", "the HM",
)  # fmt: skip


def spans(words: tuple[str, ...], text: str = TEXT) -> list[tuple[int, int]]:
    out, at = [], 0
    for w in words:
        at = text.index(w, at)
        out.append((at, at + len(w)))
        at += 1
    return out


@pytest.fixture(scope="module")
def found() -> mf.Described:
    return mf.describe(TEXT, spans(WORDS))


def test_pronouns_names_and_descriptions_have_their_classes(found: mf.Described) -> None:
    """The class is the pronoun's group, or name or description by head and first word."""
    group = PRONOUN_GROUPS.index

    assert found.classes.tolist() == [
        group("we"), mf.THE_NAME, mf.NAME, mf.OWNED, group("he"), group("i"), mf.NAME, mf.DEFINITE, group("it"),
        mf.THE_NAME,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("later", "earlier", "match"),
    [
        ("Marten", "Ivo Marten", mf.M_HEAD_NO_NEW),
        ("The ministry of Orst", "the Harbour Ministry", mf.M_HEAD_NO_NEW),
        ("the HM", "the Harbour Ministry", mf.M_ACRONYM),
        ("Marten", "the Harbour Ministry", mf.M_NONE),
        ("he", "Ivo Marten", mf.M_LATER_PRONOUN),
        ("I", "he", mf.M_PRONOUNS),
        ("its spokesman", "We", mf.M_EARLIER_PRONOUN),
    ],
)
def test_how_words_answer_earlier_words(found: mf.Described, later: str, earlier: str, match: int) -> None:
    """Each pair has the closest relation that holds."""
    assert mf.matches(found, found)[WORDS.index(later), WORDS.index(earlier)] == match


def test_a_mention_within_another_is_nested() -> None:
    """Overlap is told before any likeness of words."""
    pair = mf.describe(TEXT, [(17, 37), (21, 28)])

    assert mf.matches(pair, pair).tolist() == [[mf.M_NESTED] * 2] * 2


def test_places_tell_quotation_and_distance(found: mf.Described) -> None:
    """Mentions of one sentence and quotation differ from those of two."""
    at = mf.places(found, found)

    assert at[1, 1] == 0
    assert at[WORDS.index("I"), WORDS.index("We")] // 7 == 4
    assert at[WORDS.index("I"), WORDS.index("he")] // 7 == 3
    assert 0 <= at.min() <= at.max() < mf.N_PLACES


def test_features_of_some_are_those_of_all(found: mf.Described) -> None:
    """Taking rows first or later gives the same features."""
    rows = np.array([4, 6, 7])

    assert np.array_equal(mf.matches(found.take(rows), found), mf.matches(found, found)[rows])
    assert np.array_equal(mf.places(found.take(rows), found), mf.places(found, found)[rows])


def test_nothing_has_no_features() -> None:
    """No mentions give empty arrays."""
    none = mf.describe("", [])

    assert mf.matches(none, none).shape == (0, 0)
