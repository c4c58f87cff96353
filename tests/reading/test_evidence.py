"""Evidence by its nouns, where the model is silent."""

import pytest

from counterclaim.reading.evidence import named_evidence
from counterclaim.records import EvidenceMention, Span


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It showed grainy video footage of the gate.", ("grainy video footage", "video")),
        ("New satellite images show the bridge.", ("New satellite images", "satellite")),
        ("They posted two photographs.", ("two photographs", "photo")),
        ("The autopsy found nothing.", ("The autopsy", "forensic")),
        ("It rests on leaked documents.", ("leaked documents", "document")),
        ("They cite witness accounts.", ("witness accounts", "testimony")),
        ("It published an intercepted phone call.", ("an intercepted phone call", "intercept")),
        ("It came in a joint statement.", ("a joint statement", "official statement")),
    ],
)
def test_nouns_tell_the_type(text: str, expected: tuple[str, str]) -> None:
    """Each type has its nouns; articles and adjectives before them belong to the mention."""
    (found,) = named_evidence(text, ())

    assert (found.span.of(text), found.type) == expected


def test_the_models_mentions_stand() -> None:
    """A noun inside a mention of the model is not told again, and all are in text order."""
    text = "The video of the port and the photos were shown."
    known = [EvidenceMention(span=Span(0, 21), type="other", confidence=0.9)]

    found = named_evidence(text, known)

    assert [(e.span.of(text), e.type) for e in found] == [("The video of the port", "video"), ("the photos", "photo")]


def test_the_noun_in_a_mention_of_the_model_tells_its_type() -> None:
    """A mention that names a thing of the lexicon is of its type; any other keeps the model's."""
    text = "Satellite images taken in May and what he saw prove it."
    known = [
        EvidenceMention(span=Span(0, 29), type="video", confidence=0.8),
        EvidenceMention(span=Span(34, 45), type="testimony", confidence=0.8),
    ]

    assert [e.type for e in named_evidence(text, known)] == ["satellite", "testimony"]
