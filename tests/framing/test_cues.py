import pytest

from counterclaim.framing import cue_uses, known_cue
from counterclaim.records import Implicature

from .framing_factory import read, said


@pytest.mark.parametrize(
    ("cue", "word", "implicature"),
    [
        ("said", "say", "neutral"),
        ("According to", "according to", "neutral"),
        ("had claimed", "claim", "distancing"),
        ("is said", "is said", "distancing"),
        ("has admitted", "admit", "reluctant"),
        ("pointed out", "point out", "endorsing"),
        ("insists", "insist", "insisting"),
        ("denies", "deny", "neutral"),
        ("bragged", "brag", "coloured"),
        ("warbled", "warbled", "unlisted"),
    ],
)
def test_a_cue_is_known_in_every_form_by_its_longest_phrase(cue: str, word: str, implicature: str) -> None:
    """Inflected forms and phrases lead to the entry of the list; other words are called unlisted."""
    assert known_cue(cue) == (word, Implicature(implicature))


def test_a_negated_cue_implies_nothing_of_its_own() -> None:
    """“did not confirm” endorses nothing; a denial is its own negation and stays a denial."""
    text = "Vos did not confirm it was rain. Brandt denied it was hail. Ost did not admit it was snow."
    reading = read(
        "a", text,
        [
            said(text, "1", "it was rain", cue="did not confirm", negation="not"),
            said(text, "2", "it was hail", cue="denied", negation="denied"),
            said(text, "3", "it was snow", cue="admit"),
        ],
    )  # fmt: skip
    found = {c.attribution: c.implicature for c in cue_uses(reading, text, {}, {})}

    assert found == {"1": Implicature.NEGATED, "2": Implicature.NEUTRAL, "3": Implicature.RELUCTANT}


def test_a_negator_right_before_the_cue_counts() -> None:
    """The reader may leave the negation out of the cue."""
    text = "Ost did not admit it was snow."
    negated = said(text, "3", "it was snow", cue="admit", negation="not")

    assert [c.implicature for c in cue_uses(read("a", text, [negated]), text, {}, {})] == [Implicature.NEGATED]


def test_a_cue_has_its_words_speaker_and_party() -> None:
    """The span is the cue's, the party that of the speaker; unknown stays unknown."""
    text = "Vos claimed it was rain. Brandt said it was hail."
    both = [said(text, "1", "it was rain", cue="claimed"), said(text, "2", "it was hail", cue="said")]
    first, second = cue_uses(read("a", text, both), text, {"1": "act_vos"}, {"act_vos": "par_n"})

    assert (first.span.of(text), first.actor, first.party) == ("claimed", "act_vos", "par_n")
    assert (second.actor, second.party) == (None, None)


def test_a_colon_introduces_and_implies_nothing() -> None:
    """What stands in "Brandt: gate was open" is neutral, as is a dash."""
    assert known_cue(":")[1] is known_cue("–")[1] is Implicature.NEUTRAL


def test_what_somebody_failed_to_show_is_not_taken_for_so() -> None:
    """The words "failed to show" imply nothing of what was to be shown."""
    text = "Vos failed to show that the gate was open."
    (use,) = cue_uses(read("a", text, [said(text, "1", "the gate was open", cue="failed to show")]), text, {}, {})

    assert use.implicature is Implicature.NEGATED
