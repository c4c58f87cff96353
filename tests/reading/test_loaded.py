import pytest

from counterclaim.reading.loaded import loaded
from counterclaim.records import Span


def marked(text: str, *words: str, names: tuple[str, ...] = (), distant: tuple[str, ...] = ()) -> list[str]:
    """What is left of the stretches a model marks in a text."""

    def at(word: str) -> Span:
        return Span(text.index(word), text.index(word) + len(word))

    found = loaded([(at(w), 0.8) for w in words], text, [at(n) for n in names], [at(d) for d in distant])
    return [s.of(text) for s, _ in found]


@pytest.mark.parametrize("word", ["shelled", "bombed", "struck", "Shelled", "contradicts", "out of", "grey"])
def test_the_neutral_word_for_an_act_takes_no_side(word: str) -> None:
    """Plain verbs of war and of saying, particles and colours are nobody's wording."""
    assert marked(f"The army {word} the bakery in the old town.", word) == []


@pytest.mark.parametrize("words", ["savage attack", "butchered", "slaughtered", "regime", "cowardly"])
def test_any_other_word_leaves_a_stretch_as_the_model_said(words: str) -> None:
    """Beside a plain word one that judges is enough."""
    assert marked(f"They called the {words} in the old town a mistake.", words) == [words]


def test_a_name_is_no_loaded_word() -> None:
    """Neither one that was found as a name nor an adjective of a state."""
    assert marked("It came from the Orstan fleet of Velm.", "Orstan", "Velm", names=("Velm",)) == []


def test_in_a_title_a_capital_makes_no_name() -> None:
    """Where all words have capitals they say nothing, and at the head of a sentence neither."""
    assert marked("Cowardly Killers Flee Burning Town\nIt burned.", "Cowardly", "Killers") == ["Cowardly", "Killers"]
    assert marked("It burned. Cowardly men fled.", "Cowardly") == ["Cowardly"]


def test_a_part_of_a_word_is_brought_to_the_whole_word() -> None:
    """What the model cut inside a word is read with its other half."""
    assert marked("The anti-police crowd came.", "anti-") == ["anti-police"]
    assert marked("The blood-soaked quay was shut.", "blood") == ["blood-soaked"]


def test_words_of_distance_and_stretches_inside_others_are_not_told_twice() -> None:
    """What keeps a distance takes no side, and of two stretches the longer is kept."""
    assert marked("The purported proof came.", "purported", distant=("purported",)) == []
    assert marked("They were quick to back and amplify it.", "quick", "quick to back and amplify") == [
        "quick to back and amplify"
    ]
