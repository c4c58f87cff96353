"""What a noun of saying holds ends where the noun's own verb begins."""

import pytest
from spoken import Spoken, Told, proposal

from counterclaim.reading import read_text


def content(text: str, noun: str, what: str) -> list[str]:
    raw = proposal(text, cue=noun, source=[], content=[what])
    return [s.of(text) for a in read_text(text, Spoken(Told([raw]))).attributions for s in a.content]


@pytest.mark.parametrize(
    ("start", "what", "rest"),
    [
        ("The claim that ", "the bus was carrying fighters", " has not been confirmed"),
        ("Accusations by officials that ", "the river was poisoned upstream", " have soured the talks"),
        ("The assertion by the general that ", "no mines were laid", " drew laughter"),
        ("The claim that ", "only six people lost their lives", " drew a bitter laugh"),
        ("The claim that ", "it hit only soldiers", " is contradicted by the lists"),
        ("The claim that ", "they had never been warned", " drew laughter"),
        ("Rumours that ", "the envoy had been killed", " spread through the camp"),
    ],
)
def test_the_nouns_own_verb_is_left_out(start: str, what: str, rest: str) -> None:
    """The second finite verb after the noun is the noun's."""
    text = f"{start}{what}{rest}."
    noun = next(w for w in ("claim", "Accusations", "assertion", "Rumours") if w in start)

    assert content(text, noun, what + rest) == [what]


@pytest.mark.parametrize(
    "text",
    [
        "The claim that the truck was hit when it was empty.",
        "The claim that the truck was hit and was burning.",
        "The claim that they believe may be on the list.",
        "They made the claim that the truck was hit is all he said.",
    ],
)
def test_a_verb_of_a_clause_inside_is_kept(text: str) -> None:
    """A verb with a word before it that opens or joins a clause, or after a noun that is an object, is not cut off."""
    what = text[text.index("that ") + 5 : -1]

    assert content(text, "claim", what) == [what]


@pytest.mark.parametrize(
    ("what", "rest"),
    [
        ("no ship was near", ", cannot be right, and neither can the other claim"),
        ("no ship was near, and no boat", ", has been withdrawn"),
        ("no ship was near, nor any boat", ""),
    ],
)
def test_a_clause_between_commas_ends_at_the_second(what: str, rest: str) -> None:
    """Behind it stands the noun's verb, however much stands before the noun."""
    text = f"If the objects are what they seem to be, the Citadel's first statement, that {what}{rest}."

    assert content(text, "statement", what + rest) == [what]
