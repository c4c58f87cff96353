"""Sayings told a tense back inside what somebody else says."""

import pytest
from spoken import Spoken, Told, proposal

from counterclaim.reading import read_text


@pytest.mark.parametrize(
    ("said", "cue", "who", "what"),
    [
        ("that the general had admitted firing on the convoy", "had admitted", "the general", "firing on the convoy"),
        ("residents had told him that soldiers burned the mill", "had told", "residents", "soldiers burned the mill"),
        ("that the captain had ordered his men to fire", "had ordered", "the captain", "his men to fire"),
        ("the captain had told his men to “hold the gate”", "had told", "the captain", "his men to|hold the gate"),
    ],
)
def test_a_third_level_is_told_by_its_tense(said: str, cue: str, who: str, what: str) -> None:
    """A subject, "had" and a verb of saying with its complement are an attribution nested in the two around it."""
    text = f"The agency said the minister told parliament {said}."
    whole = f"the minister told parliament {said}"
    raw = [
        proposal(text, cue="said", source=["The agency"], content=[whole]),
        proposal(text, cue="told", source=["the minister"], content=[said]),
    ]

    found = {a.cue[0].of(text): a for a in read_text(text, Spoken(Told(raw))).attributions}

    assert [s.of(text) for s in found[cue].source] == [who]
    assert [s.of(text) for s in found[cue].content] == what.split("|")
    assert found[cue].parent == found["told"].id
    assert found["told"].parent == found["said"].id


@pytest.mark.parametrize("said", ["she had told the truth", "the mayor had reported sick", "they had asked nobody"])
def test_without_its_complement_such_a_verb_says_nothing(said: str) -> None:
    """“Had told the truth” is what she did, not what somebody else said."""
    text = f"The court said {said}."

    found = read_text(text, Spoken(Told([proposal(text, cue="said", source=["The court"], content=[said])])))

    assert [a.cue[0].of(text) for a in found.attributions] == ["said"]


def test_in_the_outlets_own_words_it_is_left_to_the_model() -> None:
    """Where nobody is told to say it, nothing is proposed."""
    text = "The general had admitted firing on the convoy."

    assert read_text(text, Spoken(Told())).attributions == ()


def test_who_told_somebody_stands_after_by() -> None:
    """“The mayor said he had been told by the army that”: the army told it."""
    text = "The mayor said he had been told by the army that the road was clear."
    raw = proposal(
        text, cue="said", source=["The mayor"], content=["he had been told by the army that the road was clear"]
    )

    said, told = read_text(text, Spoken(Told([raw]))).attributions

    assert [s.of(text) for s in told.source] == ["the army"]
    assert [s.of(text) for s in told.content] == ["the road was clear"]
    assert told.parent == said.id


def test_what_others_say_is_theirs_inside_a_quotation() -> None:
    """“They say we burned it,” she said: they say that, as she tells it."""
    text = "“They say we burned it,” she said."
    raw = proposal(text, cue="said", source=["she"], content=["They say we burned it"])

    they, she = read_text(text, Spoken(Told([raw]))).attributions

    assert [s.of(text) for s in they.source] == ["They"]
    assert [s.of(text) for s in they.content] == ["we burned it"]
    assert they.parent == she.id


@pytest.mark.parametrize("words", ["They say little", "We say the road is ours", "He said so"])
def test_a_quotation_without_anothers_clause_is_one_saying(words: str) -> None:
    """A verb of saying without a clause, or of the speaker's own, opens no saying inside a quotation."""
    text = f"“{words},” she added."

    found = read_text(text, Spoken(Told([proposal(text, cue="added", source=["she"], content=[words])])))

    assert len(found.attributions) == 1
