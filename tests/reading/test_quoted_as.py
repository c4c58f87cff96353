"""Who is quoted "as saying" says it, and who quotes tells of it."""

from spoken import Spoken, Told, person, proposal

from counterclaim.reading import read_text


def test_whoever_is_quoted_speaks() -> None:
    """“The minister was quoted by the agency as saying that”: two sayings, the agency's of the minister's."""
    text = "The minister was quoted by the agency as saying that the road was open."
    raw = proposal(text, cue="was quoted by", source=["the agency"], content=["the road was open"])

    quoting, saying = read_text(text, Spoken(Told([raw]))).attributions

    assert [[s.of(text) for s in a.source] for a in (quoting, saying)] == [["the agency"], ["The minister"]]
    assert [s.of(text) for s in saying.content] == ["the road was open"]
    assert [s.of(text) for s in saying.cue] == ["as saying"]
    assert [s.of(text) for s in quoting.content] == ["The minister", "the road was open"]


def test_a_quotation_may_stand_before_whoever_is_quoted() -> None:
    """“...,” Oda Renn was quoted by the agency as saying: the quotation is hers, and she is no part of it."""
    text = "“The road was open,” Oda Renn was quoted by the agency as saying."
    raw = proposal(text, cue="was quoted by", source=["the agency"], content=["The road was open"])

    quoting, saying = read_text(text, Spoken(Told([raw], entities=[person(text, "Oda Renn")]))).attributions

    assert [s.of(text) for s in saying.source] == ["Oda Renn"]
    assert [s.of(text) for s in saying.content] == ["The road was open"]
    assert [s.of(text) for s in quoting.source] == ["the agency"]


def test_a_book_quoted_by_somebody_says_nothing() -> None:
    """Without "as saying" nobody who is quoted is told to say anything."""
    text = "The poem was quoted by the minister in a speech on the road."
    raw = proposal(text, cue="was quoted", source=["the minister"], content=["The poem"])

    (found,) = read_text(text, Spoken(Told([raw]))).attributions

    assert [s.of(text) for s in found.source] == ["the minister"]
