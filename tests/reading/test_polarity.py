"""Polarity and hedge, with the words they rest on."""

import pytest
from spoken import Spoken, Told, proposal

from counterclaim.reading import read_text
from counterclaim.records import Attribution


def read(text: str, cue: str, content: list[str], act: str = "assert") -> Attribution:
    raw = proposal(text, cue=cue, source=["The army"] if "The army" in text else [], content=content, act=act)
    return next(a for a in read_text(text, Spoken(Told(attributions=[raw]))).attributions if a.cue)


@pytest.mark.parametrize(
    ("text", "cue", "content", "act", "polarity", "negation"),
    [
        ("The army said all was calm.", "said", ["all was calm"], "assert", "positive", []),
        ("The army did not say who fired.", "did not say", ["who fired"], "assert", "negative", ["not"]),
        ("The army would not confirm the raid.", "would not confirm", ["the raid"], "assert", "negative", ["not"]),
        ("The army didn’t say who fired.", "say", ["who fired"], "assert", "negative", ["n’t"]),
        ("The army refused to comment.", "refused to comment", [], "announce", "negative", ["refused"]),
        ("The army denied the raid.", "denied", ["the raid"], "deny", "negative", ["denied"]),
        ("The army ruled out a raid.", "ruled out", ["a raid"], "announce", "negative", ["ruled out"]),
        ("The army did not deny the raid.", "did not deny", ["the raid"], "assert", "positive", ["not", "deny"]),
        ("The army neither confirmed nor denied the raid.", "neither confirmed nor denied", ["the raid"], "announce", "negative", ["neither", "nor", "denied"]),
        ("The army said it never fired.", "said", ["it never fired"], "deny", "negative", ["never"]),
        ("No official said who fired.", "said", ["who fired"], "assert", "positive", []),
        ("Neither The army nor we would say who fired.", "would say", ["who fired"], "assert", "negative", ["Neither", "nor"]),
    ],
)  # fmt: skip
def test_polarity_rests_on_words(
    text: str, cue: str, content: list[str], act: str, polarity: str, negation: list[str]
) -> None:
    """Denials and what was not said are negative; a denial that is itself negated is not."""
    found = read(text, cue, content, act)

    assert found.polarity == polarity
    assert [s.of(text) for s in found.negation] == negation


@pytest.mark.parametrize(
    ("text", "cue", "content", "hedge"),
    [
        ("The army said rebels may have fired.", "said", ["rebels may have fired"], ["may have"]),
        ("The army said the purported order was lost.", "said", ["the purported order was lost"], ["purported"]),
        ("The army reportedly said all was calm.", "said", ["all was calm"], ["reportedly"]),
        ("The army said the so-called truce could be over.", "said", ["the so-called truce could be over"], ["so-called", "could be"]),
        ("The army said the men, believed to be scouts, had left.", "said", ["the men, believed to be scouts, had left"], ["believed to be"]),
        ("The army said a guard accused of theft had fled.", "said", ["a guard accused of theft had fled"], ["accused of"]),
        ("The army said rumours of a raid were untrue.", "said", ["rumours of a raid were untrue"], ["rumours"]),
        ("The army said the clerk who alleged that all was lost had left.", "said", ["the clerk who alleged that all was lost had left"], []),
        ("The army said it was alleged that all was lost.", "said", ["it was alleged that all was lost"], ["alleged"]),
        ("The army said abuses alleged in the report were old.", "said", ["abuses alleged in the report were old"], []),
        ("The army said all was calm.", "said", ["all was calm"], []),
    ],
)  # fmt: skip
def test_hedges_are_kept_with_their_words(text: str, cue: str, content: list[str], hedge: list[str]) -> None:
    """Words of distance and of possibility in the content and right beside the cue."""
    assert [s.of(text) for s in read(text, cue, content).hedge] == hedge
