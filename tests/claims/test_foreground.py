"""What is told and what is only mentioned."""

import pytest

from counterclaim.claims import lexicon
from counterclaim.claims.foreground import is_told
from counterclaim.records import Span


def told(text: str, kind: str) -> bool:
    """Whether the first words for a kind of act are told in the text."""
    found = lexicon.acts()[kind].search(text)
    assert found is not None

    return is_told(text, Span(0, len(text)), Span(*found.span()))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("the rebels shelled the town", "shell"),
        ("the rebels of shelling the town", "shell"),
        ("the shelling of the town", "shell"),
        ("the rebels were behind the shelling of the town", "shell"),
        ("the shelling was carried out by the rebels", "shell"),
        ("fourteen people on the ferry died", "kill"),
        ("the rebels mean to eliminate the mayor", "kill"),
        ("what you saw on Sunday is a performance", "stage"),
        ("nine people died when the rebels shelled the bus", "shell"),
        ("when they were shelled", "shell"),
    ],
)
def test_an_act_is_told_by_a_verb_or_as_what_the_words_say(text: str, kind: str) -> None:
    """A verb tells its act; so does a noun that the words say took place, or that is all they say."""
    assert told(text, kind)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("an inquiry into the shelling", "shell"),
        ("the driver had been running away when he was shot", "shoot"),
        ("they had left the village before it was shelled", "shell"),
        ("new sanctions over the shelling of the town", "shell"),
        ("the shelling is deeply worrying to the neighbours", "shell"),
        ("a joint probe into town shelling", "shell"),
        ("the council met in secret about the massacre", "kill"),
    ],
)
def test_an_act_that_something_else_is_told_of_is_only_mentioned(text: str, kind: str) -> None:
    """What is on, about, over or after an act, or tells what the act is like, does not tell it."""
    assert not told(text, kind)
