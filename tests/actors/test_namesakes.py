"""Two persons of one spelling, told apart by the words of the text; all are invented."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from actors_factory import article, decision, find, reading, speaker

from counterclaim.actors import Actors, resolve_actors
from counterclaim.records import Entity, EntityType

STATE = " Tarnian troops left Tarnia."
TITLED = "Tarnian Defence Minister Ivan Petrash"
MINISTER = f"{TITLED} said that nobody fired."


def case(*texts: str, sources: tuple[tuple[str, str, int], ...], ruled: tuple[object, ...] = ()) -> Actors:
    """Reports a, b, c with sources by report, words and which occurrence."""
    articles, readings = [], []
    for name, text in zip("abc", texts, strict=False):
        whole = text + STATE
        here = [(words, nth) for where, words, nth in sources if where == name]
        articles.append(article(name, whole))
        readings.append(reading(name, whole, here, ("Ivan Petrash", "Petrash")))
    return resolve_actors(articles, readings, ruled)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    [
        "Ivan Petrash, a farmer who is no relation to the minister of the same name, said that shells fell.",
        "Ivan Petrash, a farmer, not to be confused with the minister, said that shells fell.",
        "Ivan Petrash, a farmer, said that shells fell.",
        "A farmer, also named Ivan Petrash, said that shells fell.",
        "Another Ivan Petrash, who lives there, said that shells fell.",
        "The minister's namesake, Ivan Petrash, said that shells fell.",
    ],
)
def test_a_namesake_is_another_person(words: str) -> None:
    """In the same article and in one of his own he is not the minister, and does not speak for the state."""
    beside = case(f"{MINISTER}\n\n{words}", sources=(("a", TITLED, 1), ("a", "Ivan Petrash", 2)))
    minister, other = speaker(beside, "a", TITLED), speaker(beside, "a", "Ivan Petrash", 2)

    assert minister is not None
    assert other is not None
    assert minister.id != other.id
    assert (minister.party is None, other.party) == (False, None)
    assert other.name.startswith("Ivan Petrash (")
    if "the minister," not in words:
        apart = case(MINISTER, words, sources=(("a", TITLED, 1), ("b", "Ivan Petrash", 1)))
        assert speaker(apart, "a", TITLED) != speaker(apart, "b", "Ivan Petrash")


def test_the_words_tell_why() -> None:
    """What an article calls him, and what others do, is the reason given with what he says."""
    words = "Ivan Petrash, a farmer, said that shells fell."
    found = case(MINISTER, words, sources=(("a", TITLED, 1), ("b", "Ivan Petrash", 1)))

    (why,) = (s.why for s in found.speakers if s.attribution.startswith("b:"))
    assert "called farmer here, and elsewhere defence minister" in why


def test_his_surname_alone_is_his_in_his_own_article_and_neithers_beside_the_other() -> None:
    """A surname with two bearers is attached to neither."""
    words = "Ivan Petrash, a farmer who is no relation to the minister of the same name, spoke. Petrash left."
    alone = case(MINISTER, words, sources=(("a", TITLED, 1), ("b", "Ivan Petrash", 1), ("b", "Petrash", 2)))
    beside = case(f"{MINISTER} {words}", sources=(("a", TITLED, 1), ("a", "Petrash", 3)))

    assert speaker(alone, "b", "Ivan Petrash") == speaker(alone, "b", "Petrash", 2)
    who = speaker(beside, "a", "Petrash", 3)
    assert who is not None
    assert who.name == "Petrash"


def test_another_article_means_the_one_whose_trade_it_gives() -> None:
    """Once a farmer is told from the minister, the farmer of a third article is he."""
    words = "Ivan Petrash, a farmer who is no relation to the minister of the same name, spoke."
    third = "Ivan Petrash, a farmer, asked for help."
    found = case(MINISTER, words, third, sources=(("a", TITLED, 1), ("b", "Ivan Petrash", 1), ("c", "Ivan Petrash", 1)))

    assert speaker(found, "b", "Ivan Petrash") == speaker(found, "c", "Ivan Petrash")


@pytest.mark.parametrize(
    "words",
    [
        "Ivan Petrash, a former farmer, said that nobody fired.",
        "Ivan Petrash, a lawyer, said that nobody fired.",
        "Former defence minister Ivan Petrash, who now is a farmer, said that nobody fired.",
        "Ivan Petrash told a farmer that nobody fired.",
    ],
)
def test_who_may_be_the_same_is_not_split(words: str) -> None:
    """What he was before, a profession that office-holders have, and other people's trades make no second person."""
    found = case(MINISTER, words, sources=(("a", TITLED, 1), ("b", "Ivan Petrash", 1)))

    assert speaker(found, "a", TITLED) == speaker(found, "b", "Ivan Petrash")


def test_a_namesake_whom_no_article_names_changes_nothing() -> None:
    """Where the case knows one bearer only, he is called by his name and is one person everywhere."""
    words = "Ivan Petrash, a farmer who is no relation to the minister of the same name, spoke."
    sources = (("a", "Ivan Petrash", 1), ("b", "Ivan Petrash", 1))
    found = case(words, "Ivan Petrash spoke again.", sources=sources)

    assert speaker(found, "a", "Ivan Petrash") == speaker(found, "b", "Ivan Petrash")
    assert {a.name for a in found.actors if "Petrash" in a.name} == {"Ivan Petrash"}


def test_a_reviewer_can_make_one_of_them() -> None:
    """The word that tells them apart is part of the name, so that a decision can be about it."""
    text = f"{MINISTER} Ivan Petrash, a farmer, said that shells fell."
    sources = (("a", TITLED, 1), ("a", "Ivan Petrash", 2))
    two = case(text, sources=sources)
    other = speaker(two, "a", "Ivan Petrash", 2)
    assert other is not None

    joined = decision(1, "merge", other.id, after=json.dumps({"a": "Ivan Petrash", "b": other.name}))
    one = case(text, sources=sources, ruled=(joined,))

    assert speaker(one, "a", TITLED) == speaker(one, "a", "Ivan Petrash", 2)


@pytest.mark.parametrize(
    ("text", "is_person"),
    [
        ("The miner Ivan Fox said that the pit was safe. Fox said that he had told Fox News so.", True),
        ("The miner Ivan Fox said that the pit was safe. Fox said that nobody had asked.", True),
        ("The miner Ivan Petrash said that the pit was safe. Fox said that it was not.", False),
    ],
)
def test_a_bodys_short_name_is_a_surname_beside_its_bearer(text: str, is_person: bool) -> None:
    """Of a body that the table of known ones has by one word ("Fox"); where nobody in the article is so called it is
    the body's.
    """
    people = ("Ivan Fox", "Ivan Petrash", "Fox") if is_person else ("Ivan Petrash",)
    second = 2 if is_person else 1
    read = reading("a", text, [("Fox", second)], tuple(p for p in people if p in text))
    found = speaker(resolve_actors([article("a", text)], [read]), "a", "Fox", second)

    assert found is not None
    assert (found.name == "Ivan Fox") is is_person
    assert (found.name == "Fox News") is not is_person


ELDER = "President Marten Stroud opened the bridge. Stroud said that it would hold."
YOUNGER = "Stroud spoke first. His son, Marten Stroud Jr., built the bridge. Stroud Jr. said that it would hold."


def strouds(*texts: str, said: tuple[str, str, int]) -> Actors:
    """Reports a, b, ... on the Strouds, with one who speaks in one of them."""
    articles = [article(name, text) for name, text in zip("ab", texts, strict=False)]
    people = ("Marten Stroud Jr", "Marten Stroud", "Stroud Jr", "Stroud")
    where, words, nth = said
    readings = [
        reading(a.id, a.text, [(words, nth)] if a.id == where else [], tuple(p for p in people if p in a.text))
        for a in articles
    ]
    return resolve_actors(articles, readings)


def test_a_son_is_not_his_father() -> None:
    """Where an article tells him from an elder, what is printed without "Jr." is the elder's, in every article."""
    found = strouds(YOUNGER, ELDER, said=("b", "Stroud", 2))
    father = speaker(found, "b", "Stroud", 2)
    names = {a.name for a in found.actors if "Stroud" in a.name}

    assert father is not None
    assert father.name == "Marten Stroud"
    assert names == {"Marten Stroud", "Marten Stroud Jr"}
    assert len(father.mentions) == 3


def test_whoever_is_called_junior_is_mostly_one_man() -> None:
    """In full with it, in another report without, and by the surname alone after that."""
    one = "The lawyer Marten Stroud Jr. left. Stroud said that it was late."
    found = strouds(one, "Marten Stroud left the court.", said=("a", "Stroud", 2))

    assert len([a for a in found.actors if "Stroud" in a.name]) == 1


def test_a_printed_family_is_nobodys_short_name() -> None:
    """What is like a surname and turns out to be no person's name is left alone."""
    text = "Otto Brandt died in the north. The Brandts blamed the guard."
    read = reading("a", text, [("Otto Brandt", 1)], ("Otto Brandt",))
    family = Entity(span=find(text, "Brandts"), type=EntityType.ORG, use=None, confidence=0.9)
    found = resolve_actors([article("a", text)], [replace(read, entities=(*read.entities, family))])

    assert "Otto Brandt" in {a.name for a in found.actors}
