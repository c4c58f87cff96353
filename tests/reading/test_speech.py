"""Who "I" is inside somebody's words, and who "he" there cannot be."""

from __future__ import annotations

from spoken import Spoken, Told, find, person, proposal

from counterclaim.reading import read_text
from counterclaim.reading.speech import Speech, voices
from counterclaim.records import Reading, Span

TEXT = "Oda Renn was told that the mayor had left. “I saw him go, and he took my car with him,” Jan Olbrek said."


def reading(text: str, told: Told) -> Reading:
    """What a reader that proposes ``told`` makes of a text."""
    return read_text(text, Spoken(told))  # type: ignore[arg-type]


def entity(read: Reading, span: Span) -> int:
    """The entity of the mention at a span."""
    return next(m.entity for m in read.mentions if m.span == span)


def test_i_in_a_quotation_is_whoever_says_it() -> None:
    """“I” and “my” are the source of the quotation, whatever the model links them with."""
    i, my, oda, jan = find(TEXT, "I "), find(TEXT, "my"), find(TEXT, "Oda Renn"), find(TEXT, "Jan Olbrek")
    i = Span(i.start, i.start + 1)
    told = Told(
        attributions=[proposal(TEXT, cue="said", source=["Jan Olbrek"], content=["I saw him go, and he took my car with him"])],
        entities=[person(TEXT, "Oda Renn"), person(TEXT, "Jan Olbrek")], links={i: oda, my: i},
    )  # fmt: skip

    read = reading(TEXT, told)

    assert entity(read, i) == entity(read, my) == entity(read, jan) != entity(read, oda)


def test_he_in_a_whole_quotation_is_not_its_speaker() -> None:
    """A link of "he" with the one who is speaking is refused."""
    he, jan = find(TEXT, "he took"), find(TEXT, "Jan Olbrek")
    he = Span(he.start, he.start + 2)
    text = "Jan Olbrek said: “I saw that he took my car and that he left.”"
    he, jan = find(text, "he took"), find(text, "Jan Olbrek")
    he = Span(he.start, he.start + 2)
    told = Told(
        attributions=[proposal(text, cue="said", source=["Jan Olbrek"], content=["I saw that he took my car and that he left."])],
        entities=[person(text, "Jan Olbrek")], links={he: jan},
    )  # fmt: skip

    read = reading(text, told)

    assert entity(read, he) != entity(read, jan)


def test_the_innermost_speech_counts() -> None:
    """A stretch inside another is its own speaker's."""
    text = "Ann Bob I say me"
    ann, bob = find(text, "Ann"), find(text, "Bob")
    spans = [ann, bob, find(text, "I"), find(text, "me")]
    outer, inner = Speech(Span(8, len(text)), ann), Speech(find(text, "say me"), bob)

    found = voices(spans, [False, False, True, True], text, [outer, inner])

    assert found.same == {2: 0, 3: 1}


def test_speech_without_marks_says_nothing_of_words_in_them() -> None:
    """Around a quotation whose speaker is unknown the narrator does not speak."""
    text = "Ann told it. “I left.”"
    ann, i = find(text, "Ann"), find(text, "I ")
    i = Span(i.start, i.start + 1)

    assert voices([ann, i], [False, True], text, [Speech(Span(0, len(text)), ann, quoted=False)]).same == {}


def test_you_is_whoever_is_told() -> None:
    """“You” goes to the addressee where there is one, and to nobody else."""
    text = "Ann asks you. Bob hears you."
    ann, bob = find(text, "Ann"), find(text, "Bob")
    spans = [ann, find(text, "you"), bob, find(text, "you", 2)]
    speeches = [Speech(Span(0, 13), None, addressee=bob), Speech(Span(14, 28), ann)]

    assert voices(spans, [True] * 4, text, speeches).same == {1: 2}


def test_a_turn_goes_on_until_the_next_speaker_in_a_transcript() -> None:
    """In a text of several turns a paragraph without a name is the last speaker's."""
    text = "RENN: It was cold.\n\nI left.\n\nOLBREK: Why?\n\nRENN: It was late."
    told = Told(entities=[person(text, "RENN"), person(text, "OLBREK"), person(text, "RENN", 2)])
    told.links = {Span(at := text.index("I left"), at + 1): find(text, "OLBREK")}

    read = reading(text, told)

    assert entity(read, Span(at, at + 1)) == entity(read, find(text, "RENN"))
