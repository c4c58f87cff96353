"""Speech acts from words and probabilities."""

import pytest

from counterclaim.reading.acts import likeliest, weighed
from counterclaim.records import Act

FLAT = {a: 1 / len(Act) for a in Act}


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("has vehemently denied", "something", Act.DENY),
        ("accused", "the army of shelling the town", Act.ACCUSE),
        ("rejected", "the ministry's claim that troops were there", Act.DENY),
        ("rejected", "a proposal to meet in May", Act.ANNOUNCE),
        ("denied", "the unusual request to take up the issue", Act.ANNOUNCE),
        ("denied", "the prisoners access to a lawyer", Act.ANNOUNCE),
        ("rejects", "the harbour union's lawsuit over the charge", Act.ANNOUNCE),
        ("denied", "any involvement in the bid", Act.DENY),
        ("denied", "making the offer", Act.DENY),
        ("denied", "the bid was rigged", Act.DENY),
        ("denies", "the lawsuit's claims", Act.DENY),
        ("slammed", "the allegations", Act.DENY),
        ("dismissed", "the incident as staged", Act.DENY),
        ("urged", "both sides to stop", Act.DEMAND),
        ("declined to comment", "", Act.ANNOUNCE),
        ("said", "We had nothing to do with it", Act.DENY),
        ("condemned", "the attack", Act.EVALUATE),
        ("called", "the charges a fabrication and a smear", Act.DENY),
        ("lambasted", "accusations against the harbour guard", Act.DENY),
        ("lambasted", "the war crimes in the valley", Act.EVALUATE),
        ("admitted", "one count of theft", Act.ASSERT),
        ("claimed responsibility", "for the raid on the depot", Act.ASSERT),
        ("complained", "of threats from the guard", Act.ACCUSE),
        ("did not mention", "the visit", Act.ANNOUNCE),
        ("repeated", "the accusation", Act.ACCUSE),
        ("has reiterated", "its claim", Act.ASSERT),
    ],
)
def test_words_tell_the_act_where_the_model_is_unsure(cue: str, content: str, expected: Act) -> None:
    """Cues, what is refused, and flat denials decide between equal probabilities."""
    assert likeliest(weighed(FLAT, cue, content))[0] is expected


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("said", "we did not open fire on the convoy", Act.DENY),
        ("told", "he was unaware of any order", Act.DENY),
        ("says", "the footage is a hoax", Act.DENY),
        ("said", "the port should be opened at once", Act.DEMAND),
        ("said", "the harbour will be closed by winter", Act.PREDICT),
        ("said", "we will send another team", Act.ANNOUNCE),
        ("added", "Who opened the gates?", Act.QUESTION),
        ("said", "We categorically reject any accusations. The port should be opened at once", Act.DENY),
        ("asked", "the port should be opened at once", Act.QUESTION),
    ],
)
def test_contents_tell_the_act_where_the_cue_tells_none(cue: str, content: str, expected: Act) -> None:
    """After “said” the first words of the content are evidence; after a telling cue they are not."""
    assert likeliest(weighed(FLAT, cue, content))[0] is expected


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("repeated", "the statement yesterday", Act.ASSERT),
        ("stood by", "the charge", Act.ACCUSE),
        ("repeated", "her denial of the charge", Act.DENY),
        ("repeated", "the claim was not so", Act.DENY),
        ("has repeatedly answered", "the charge", Act.DENY),
    ],
)
def test_who_says_a_thing_again_puts_it_forward(cue: str, content: str, expected: Act) -> None:
    """A model that knows charges as what is denied takes "repeated the charge" for a denial."""
    assert likeliest(weighed({a: 0.6 if a is Act.DENY else 0.05 for a in Act}, cue, content))[0] is expected


def test_prosecutors_accuse() -> None:
    """Who says it is evidence too: charging is a prosecutor's office."""
    unsure = {Act.ASSERT: 0.5, Act.ACCUSE: 0.4}

    assert likeliest(weighed(unsure, "said", "the money went to two accounts", "the prosecutors"))[0] is Act.ACCUSE
    assert likeliest(weighed(unsure, "said", "the money went to two accounts", "the clerks"))[0] is Act.ASSERT


def test_a_sure_model_is_not_overruled_by_a_single_word() -> None:
    """Words are evidence, not a verdict."""
    sure = {Act.PREDICT: 0.999, Act.EVALUATE: 0.001}

    assert likeliest(weighed(sure, "said", "the port should be opened"))[0] is Act.PREDICT


def test_confidence_is_a_probability() -> None:
    """Between 0 and 1, and higher where words and model agree."""
    alone = likeliest(weighed({**FLAT, Act.DENY: 0.4}, "said", "it rained"))[1]
    agreed = likeliest(weighed({**FLAT, Act.DENY: 0.4}, "denied", "it rained"))[1]

    assert 0 < alone < agreed < 1
