"""Number, gender and kind from the words of a mention."""

from __future__ import annotations

import pytest

from counterclaim.reading.agreement import Traits, head_end, together, traits_of
from counterclaim.reading.pronouns import PRONOUN_GROUPS, pronoun_of
from counterclaim.records import EntityType, MentionForm


@pytest.mark.parametrize(
    ("words", "number", "gender", "means"),
    [
        ("He", "s", "m", "person"),
        ("themselves", "p", "any", "any"),
        ("its", "s", "any", "thing"),
        ("the spokeswoman for the port", "s", "f", "person"),
        ("ministers", "p", "any", "any"),
        ("the ministers of both states", "p", "any", "any"),
        ("the police", "any", "any", "any"),
        ("a bus", "s", "any", "any"),
        ("the driver and his son", "p", "any", "any"),
    ],
)
def test_what_words_tell(words: str, number: str, gender: str, means: str) -> None:
    """Pronouns and heads by table, plurals by ending, pairs by "and"."""
    form = MentionForm.PRONOUN if pronoun_of(words) else MentionForm.NOMINAL

    assert traits_of(words, form, None) == Traits(number, gender, means)


def test_a_title_tells_the_gender_of_a_name() -> None:
    """People are singular; a title before the name tells more."""
    assert traits_of("Mrs Marten", MentionForm.NAME, EntityType.PER) == Traits("s", "f", "person")
    assert traits_of("Ivo Marten", MentionForm.NAME, EntityType.PER) == Traits("s", "any", "person")


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Gloria Marten", "f"),
        ("Thomas Marten", "m"),
        ("Mrs Thomas Marten", "f"),
        ("Thomas", "any"),
        ("Zyx Marten", "any"),
    ],
)
def test_a_given_name_tells_a_gender(name: str, gender: str) -> None:
    """A known given name before a surname does, after titles; a name of one word may be a surname."""
    assert traits_of(name, MentionForm.NAME, EntityType.PER).gender == gender


@pytest.mark.parametrize("words", ["US", "WHO", "IT"])
def test_a_state_in_capitals_is_no_pronoun(words: str) -> None:
    """“US” is not “us”."""
    assert pronoun_of(words) is None
    assert pronoun_of(words.title()) is not None


def test_traits_contradict_each_other_or_add_up() -> None:
    """Unknown agrees with everything; two different known values with nothing."""
    he, she, somebody = Traits("s", "m", "person"), Traits("s", "f", "person"), Traits("any", "any", "person")

    assert together([he, somebody]) == he
    assert together([he, somebody, she]) is None


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("the spokesman for the port", "the spokesman"),
        ("Ivo Marten, its spokesman", "Ivo Marten"),
        ("the man who drove", "the man"),
        ("the envoy", "the envoy"),
    ],
)
def test_where_a_head_ends(words: str, head: str) -> None:
    """The head ends before what is added to it."""
    assert words[: head_end(words)] == head


def test_every_pronoun_is_in_a_known_group() -> None:
    """The table's groups are the ones the model's features count."""
    found = {p.group for w in ("i", "us", "your", "him", "hers", "its", "them", "whom", "which", "this", "those", "one")
             if (p := pronoun_of(w)) is not None}  # fmt: skip

    assert found == set(PRONOUN_GROUPS)
