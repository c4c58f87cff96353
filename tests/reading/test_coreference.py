"""Clusters of mentions: by name first, by the model's links after, and never against agreement."""

from __future__ import annotations

import pytest

from counterclaim.reading.agreement import traits_of
from counterclaim.reading.coreference import Described, are_rivals, clustered, is_one_name
from counterclaim.reading.interface import LinkedMention
from counterclaim.reading.mentions import name_key
from counterclaim.records import EntityType, MentionForm, Span

PER, ORG = EntityType.PER, EntityType.ORG


def mention(words: str, at: int, kind: EntityType | None = None) -> Described:
    """A mention of these words at a place; a name if a kind is given, else by its words."""
    pronoun = words.casefold() in {"he", "she", "it", "they"}
    form = MentionForm.NAME if kind else MentionForm.PRONOUN if pronoun else MentionForm.NOMINAL
    name = name_key(words) if kind else ()
    return Described(Span(at, at + len(words)), form, traits_of(words, form, kind), name, kind is PER)


def numbers(mentions: list[Described], links: dict[int, dict[int, float]]) -> list[int]:
    return clustered(mentions, [LinkedMention(links.get(i, {}), None, 0.0) for i in range(len(mentions))])[0]


def test_a_pronoun_goes_to_its_best_antecedent() -> None:
    """The antecedent with the highest log-odds above "none" is taken."""
    mentions = [mention("Ivo Marten", 0, PER), mention("Jan Olbrek", 20, PER), mention("he", 40)]

    assert numbers(mentions, {2: {0: 0.5, 1: 2.0}}) == [0, 1, 1]
    assert numbers(mentions, {2: {0: -0.5, 1: -2.0}}) == [0, 1, 2]


def test_the_next_best_is_taken_where_the_best_disagrees() -> None:
    """A pronoun never joins a cluster of another gender, number or kind."""
    mentions = [mention("Mrs Marten", 0, PER), mention("Mr Olbrek", 20, PER), mention("he", 40), mention("it", 50)]

    assert numbers(mentions, {2: {0: 4.0, 1: 1.0}, 3: {0: 3.0, 1: 2.0}}) == [0, 1, 1, 2]


def test_two_full_names_are_never_joined_through_others() -> None:
    """A chain of links that would put two people into one cluster is broken at the link that would do it."""
    mentions = [
        mention("Ivo Marten", 0, PER), mention("the envoy", 20), mention("Jan Olbrek", 40, PER), mention("he", 60),
    ]  # fmt: skip

    found = numbers(mentions, {1: {0: 2.0}, 2: {1: 5.0}, 3: {2: 1.0}})

    assert found == [0, 0, 1, 1]


def test_a_surname_joins_the_latest_bearer_and_not_both() -> None:
    """One "Marten" after Ivo Marten and Ola Marten is one of the two, and they stay apart."""
    mentions = [mention("Ivo Marten", 0, PER), mention("Ola Marten", 20, PER), mention("Marten", 40, PER)]

    assert numbers(mentions, {}) == [0, 1, 1]


def test_a_mention_is_never_joined_with_one_it_lies_in() -> None:
    """So "his" is not "his lawyer", whatever the model says."""
    outer, inner = mention("the lawyer of the envoy", 0), mention("the envoy", 14)

    assert numbers([outer, inner], {1: {0: 9.0}}) == [0, 1]


@pytest.mark.parametrize(
    ("a", "b", "one"),
    [
        ("Ivo Marten", "Marten", True),
        ("Ivo Marten", "I. Marten", True),
        ("Ivo Marten", "Ola Marten", False),
        ("Ivo B. Marten", "Ivo Marten", True),
        ("Marten", "Olbrek", False),
    ],
)
def test_names_of_people(a: str, b: str, one: bool) -> None:
    """Surnames, initials and middle names are one person's; other given names are another's."""
    assert is_one_name(mention(a, 0, PER), mention(b, 30, PER)) is one


def test_an_acronym_is_the_name_it_stands_for() -> None:
    """Initials join the words they are made of, for bodies only."""
    long, short = mention("Veldorian Security Service", 0, ORG), mention("VSS", 40, ORG)

    assert is_one_name(long, short)
    assert not are_rivals(name_key("Veldorian Security Service"), name_key("VSS"))


def test_clusters_are_numbered_in_text_order() -> None:
    """Numbers begin at 0 with the first mention, whatever was joined when."""
    mentions = [mention("the army", 0), mention("Ivo Marten", 20, PER), mention("the army", 40), mention("he", 60)]

    assert numbers(mentions, {2: {0: 1.0}, 3: {1: 1.0}}) == [0, 1, 0, 1]
