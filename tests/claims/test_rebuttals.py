"""What in words sets one statement against another's without a verb of denying."""

import pytest

from counterclaim.claims.corrections import corrected, is_most, measures
from counterclaim.claims.dismissals import is_dismissal, named_in
from counterclaim.claims.rebuttals import (
    doers_of,
    is_away,
    is_of_him,
    is_put_in_mouth,
    is_to_come,
    is_unheard,
    opposed_words,
    replaced,
    retorts,
    stand_for,
    undone,
)


@pytest.mark.parametrize(
    ("cue", "words"),
    [
        ("called", "the theory a disgrace"),
        ("calls", "this pure invention"),
        ("said", "The poison story is an insult to the dead"),
        ("scoffed", "A fairy tale for children"),
        ("described as", "the whole account nonsense"),
        ("called", "it cheap theatre"),
        ("said", "That is rubbish"),
        ("considers", "these statements to be propaganda"),
    ],
)
def test_what_was_said_is_dismissed(cue: str, words: str) -> None:
    """To call a story untrue, or unfit to be told, is to deny it."""
    assert is_dismissal(cue, words)


@pytest.mark.parametrize(
    ("cue", "words"),
    [
        ("called", "the fire a disgrace"),
        ("called", "it a disgrace"),
        ("said", "the fire was an outrage"),
        ("did not call", "the theory a disgrace"),
        ("said", "the theory is not absurd"),
        ("said", "the play was pure theatre and lasted three hours in the rain"),
        ("said", "a fairy tale was read to the children in the hall of the school"),
        ("said", "the claim was filed on Monday"),
    ],
)
def test_what_happened_is_not_dismissed(cue: str, words: str) -> None:
    """What is bad is not therefore untrue, and a story may be no one's charge."""
    assert not is_dismissal(cue, words)


def test_what_a_dismissal_names() -> None:
    """The words that tell which story is meant, without those for what it is called."""
    assert named_in("The poison story is an insult to the dead") == {"poiso"}
    assert named_in("the story a fairy tale") == frozenset()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("they had opened the gates", "the gates were shut all week"),
        ("the guard was asleep", "he was wide awake"),
        ("the man had a knife", "he was unarmed"),
        ("the fire was set on purpose", "it was an accident"),
        ("he was dragged from his bed", "he came of his own accord"),
        ("the exits were not locked", "somebody had locked the exits"),
    ],
)
def test_opposite_words(one: str, other: str) -> None:
    """Two words of which only one can be so of one thing, read both ways round."""
    assert opposed_words(one, other)
    assert opposed_words(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("they had opened the gates", "the gates were open"),
        ("the gates were not shut", "they had opened the gates"),
        ("the gates were opened and shut again", "the gates were shut"),
        ("the lamp was green", "the mayor was tired"),
    ],
)
def test_no_opposites(one: str, other: str) -> None:
    """The same twice, a negative of the other, or both in one statement say nothing against each other."""
    assert not opposed_words(one, other)


def test_numbers_that_are_rejected() -> None:
    """“Nine hundred, not forty” rejects the forty; another “not” rejects no number."""
    assert corrected("their number at nine hundred, not forty") == {"40"}
    assert corrected("not forty but nine hundred came") == {"40"}
    assert corrected("forty came, and not by bus") == frozenset()
    assert corrected("with pesticide, not nerve agent") == frozenset()


def test_all_that_there_was() -> None:
    """“No more than forty” makes the number all there was; “only then” has no number."""
    assert is_most("there were no more than forty people")
    assert not is_most("only then did forty people come")


def test_who_or_what_did_it() -> None:
    """Passives and words for causes name a doer; “somebody” and “by hand” name none."""
    assert doers_of("the nets were cut by a storm") == (("cut", frozenset({"storm"})),)
    assert doers_of("the cows died of anthrax") == (("died", frozenset({"anthr"})),)
    assert doers_of("the valve was opened by hand") == ()
    assert doers_of("the fire was started on purpose by somebody") == ()


def test_measures_of_time_and_length() -> None:
    """“Three hours and ten minutes” is one measure, and not ten minutes."""
    assert measures("it took three hours and ten minutes") == {"time": frozenset({"3 hour and ten minutes"})}
    assert measures("within ten minutes") == {"time": frozenset({"10 minute"})}
    assert measures("it took them a while") == {}


def test_another_in_its_place() -> None:
    """“Another dog” stands for the dog that was spoken of."""
    assert "dog" in replaced("it was another dog")
    assert replaced("the other day it rained") != {"dog"}


@pytest.mark.parametrize("words", ["he was in Lund that week", "our boats were in port", "she has never been to Orst"])
def test_somebody_was_elsewhere(words: str) -> None:
    """Who was elsewhere at the time has not done it."""
    assert is_away(words)


@pytest.mark.parametrize("words", ["the sky was dark that night", "he was tired all day", "was he in Lund that week?"])
def test_nobody_is_said_to_have_been_elsewhere(words: str) -> None:
    """Words on the weather, a mood, or a question are no alibi."""
    assert not is_away(words)


def test_nothing_of_the_kind_is_known() -> None:
    """To know of none says that there was none."""
    assert is_unheard("it knows of no visitors")
    assert is_unheard("no such order was given")
    assert not is_unheard("it knows of two visitors")


def test_nothing_was_done_to_him() -> None:
    """“Nobody had pressed him” is of the one who just said so."""
    assert is_of_him("nobody had put any pressure on him")
    assert not is_of_him("nobody came to the gate")


def test_what_was_left_undone() -> None:
    """The words behind a negation, but for those that only look like one."""
    assert "warn" in undone("the service had given no warning")
    assert "notic" in undone("sixty were dismissed without notice")
    assert undone("a bus burned in no man's land") == frozenset()
    assert undone("no fewer than sixty came") == frozenset()


def test_what_is_still_to_come() -> None:
    """What will be is no answer to what was; “would never” is."""
    assert is_to_come("no lunch would be served on Tuesday")
    assert not is_to_come("our soldiers would never shoot at children")


@pytest.mark.parametrize(
    "words",
    ["They say we burned the mill", "The Orlanders claim that our boats rammed theirs", "He now says I stole the bell"],
)
def test_words_put_in_an_opponents_mouth(words: str) -> None:
    """Who tells what others say of his side has not said it."""
    assert is_put_in_mouth(words)


@pytest.mark.parametrize("words", ["We say we burned the mill", "They burned our mill", "They say the mill burned"])
def test_own_words(words: str) -> None:
    """What is said of oneself, or of others, is one's own."""
    assert not is_put_in_mouth(words)


def test_who_answers_for_whom() -> None:
    """The army answers for soldiers, the police for officers; a baker for neither."""
    assert stand_for("the army's spokesman", "soldiers had fired into the market")
    assert stand_for("Police chief Ada Moll", "an officer had kicked him")
    assert not stand_for("The baker", "soldiers had fired into the market")


def test_words_that_set_against() -> None:
    """“Begged to differ” and a flat “Not so” set what follows against what went before; “not so much” does not."""
    assert retorts().search("The umpire begged to differ.")
    assert retorts().search("Not so, according to the umpire")
    assert retorts().search("He did not so much as blink") is None
