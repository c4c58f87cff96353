"""Speech told by the form of its line."""

import pytest
from spoken import Spoken, Told, person, proposal

from counterclaim.reading import read_text
from counterclaim.records import Act, Attribution, Entity


def read(text: str, *known: Entity, **told: object) -> tuple[Attribution, ...]:
    return read_text(text, Spoken(Told(entities=known, **told))).attributions  # type: ignore[arg-type]


def words(text: str, a: Attribution) -> tuple[list[str], list[str]]:
    return [s.of(text) for s in a.source], [s.of(text) for s in a.content]


@pytest.mark.parametrize(
    ("line", "who", "what"),
    [
        ("The mayor: “We were not there.”", ["The mayor"], ["We were not there."]),
        ("Ministry – ‘we did not do it’", ["Ministry"], ["we did not do it"]),
        ("“We were not there.” — Oda Renn, doctor", ["Oda Renn"], ["We were not there."]),
        ("“We were not there.”― Oda Renn\xa0", ["Oda Renn"], ["We were not there."]),
    ],
)
def test_a_colon_or_dash_beside_a_quote_names_its_speaker(line: str, who: list[str], what: list[str]) -> None:
    """Before or after the marks of a line, with a name or an office."""
    text = f"The port was calm on Monday.\n{line}"
    known = (person(text, "Oda Renn"),) if "Oda Renn" in text else ()

    (found,) = read(text, *known)

    assert words(text, found) == (who, what)


def test_a_header_announces_the_quoted_lines_below() -> None:
    """“From the ministry's statement:” is the cue of the paragraphs in marks under it."""
    text = "The port was calm.\nFrom the ministry’s statement:\n“We never came near the bridge that night.\n“We have said so before.”"

    (found,) = read(text)

    assert [c.of(text) for c in found.cue] == ["statement"]
    assert words(text, found) == (
        ["the ministry"],
        ["We never came near the bridge that night.", "We have said so before."],
    )


def test_questions_and_answers_of_an_interview() -> None:
    """Q and A are turns whose speakers nobody names; a question questions."""
    text = "The port was calm.\nQ: Who opened the gate?\nA: We do not know that yet."

    ask, answer = read(text)

    assert ask.act is Act.QUESTION
    assert words(text, answer) == ([], ["We do not know that yet."])


def test_an_a_without_a_q_is_no_interview() -> None:
    """A list item is nobody's speech."""
    assert read("The port was calm.\nA: the northern gate\nB: the southern gate") == ()


def test_a_quote_after_its_speakers_clause_goes_on() -> None:
    """“A,” X said on Monday. “B.” — B is X's too, though nothing proposed it."""
    text = "“We were at home,” Oda Renn said on Monday. “Nobody came to the bridge.”"
    raw = proposal(text, cue="said", source=["Oda Renn"], content=["We were at home"])

    (found,) = read(text, person(text, "Oda Renn"), attributions=[raw])

    assert words(text, found)[1] == ["We were at home", "Nobody came to the bridge."]


def test_a_quote_after_another_sentence_does_not() -> None:
    """With a sentence between, the quote is not taken for the same utterance."""
    text = "“We were at home,” Oda Renn said. The mayor came late that night. “Nobody came to the bridge.”"
    raw = proposal(text, cue="said", source=["Oda Renn"], content=["We were at home"])

    found = read(text, person(text, "Oda Renn"), attributions=[raw])

    assert words(text, found[0])[1] == ["We were at home"]


def test_what_is_told_inside_a_signed_line_is_nested_in_it() -> None:
    """The signer speaks, and the mayor in the signer's words."""
    text = "The port was calm on Monday.\n“The mayor said that it was a drill, and we believed it.” — Oda Renn"
    inside = proposal(text, cue="said", source=["The mayor"], content=["it was a drill"])

    found = read(text, person(text, "Oda Renn"), attributions=[inside])

    assert {tuple(words(text, a)[0]): a.parent is not None for a in found} == {
        ("Oda Renn",): False,
        ("The mayor",): True,
    }


def test_q_and_a_are_no_speakers_whatever_the_model_says() -> None:
    """Each marked line of an interview is read as a whole; what the model made of its label is left."""
    text = "Q: Did you fire?\nA: Ask the others. We did not."
    raw = [
        proposal(text, cue=":", source=["Q"], content=["Did you fire"]),
        proposal(text, cue=": Ask", source=["A"], content=["the others"]),
    ]

    found = read(text, attributions=raw)

    assert [(words(text, a), a.act) for a in found] == [
        (([], ["Did you fire?"]), Act.QUESTION),
        (([], ["Ask the others. We did not."]), Act.ASSERT),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("What Orland Said\n\nThe minister denied it was so.", []),
        ("Why Orland said it was so\n\nThe minister was calm.", [["Orland"]]),
    ],
)
def test_a_line_that_ends_in_a_word_of_saying_is_a_heading(text: str, found: list[list[str]]) -> None:
    """What stands below it is no part of it; a headline that goes on is no such line."""
    cue = "Said" if "Said" in text else "said"
    raw = proposal(text, cue=cue, source=["Orland"], content=["it was so"])

    read = read_text(text, Spoken(Told([raw]))).attributions  # type: ignore[arg-type]

    assert [[s.of(text) for s in a.source] for a in read if a.cue[0].of(text) == cue] == found
