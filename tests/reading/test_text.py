"""The part of an article that is read, and the way back."""

from counterclaim.reading.text import reading_text
from counterclaim.records import Segment, SegmentType, Span


def segment(text: str, words: str, kind: SegmentType) -> Segment:
    start = text.index(words)
    return Segment(type=kind, span=Span(start, start + len(words)))


def test_furniture_inside_a_sentence_is_skipped_and_spans_come_back_in_parts() -> None:
    """A content that runs across an inserted link is two spans in the article, without the link."""
    text = "The army said that Also Read - Other news the bridge was gone."
    parts = [
        segment(text, "The army said that", SegmentType.BODY),
        segment(text, "Also Read - Other news", SegmentType.RELATED),
        segment(text, "the bridge was gone.", SegmentType.BODY),
    ]

    own = reading_text(text, parts)
    whole = own.back(Span(0, len(own.text)))

    assert own.text == "The army said that the bridge was gone."
    assert [s.of(text) for s in whole] == ["The army said that", "the bridge was gone."]


def test_without_segments_the_whole_text_is_read_as_it_is() -> None:
    """No segments: offsets are the text's own."""
    own = reading_text("Some words.", ())

    assert own.back_one(Span(5, 10)) == Span(5, 10)


def test_characters_without_width_are_left_out_and_spans_over_them_come_back_whole() -> None:
    """A name broken by a zero-width space is read as one word, and its span in the article is one, with exact ends."""
    text = "\ufeffOda Re\u200bnn de\u00adnied it."

    own = reading_text(text, ())
    name = own.back(Span(0, len("Oda Renn")))

    assert own.text == "Oda Renn denied it."
    assert name == (Span(1, 10),)
    assert name[0].of(text) == "Oda Re\u200bnn"
    assert own.back(Span(9, 15)) == (Span(11, 18),)


def test_a_headline_broken_by_one_is_still_one_line() -> None:
    """The pieces of a headline around a soft hyphen are one stretch of its type; a segment beside it is another."""
    text = "Army de\u00adnies it\nThe army\u200b said so."
    parts = [
        segment(text, "Army de\u00adnies it", SegmentType.HEADLINE),
        segment(text, "The army\u200b said so.", SegmentType.BODY),
    ]

    own = reading_text(text, parts)

    assert [s.of(own.text) for s in own.of_type(SegmentType.HEADLINE)] == ["Army denies it"]
    assert [s.of(own.text) for s in own.of_type(SegmentType.BODY)] == ["The army said so."]


def test_furniture_beside_such_a_character_still_parts_a_span() -> None:
    """Only characters without width are passed over, never an inserted link beside them."""
    text = "The army said\u200b Also Read - Other news the bridge was gone."
    parts = [
        segment(text, "The army said\u200b", SegmentType.BODY),
        segment(text, "the bridge was gone.", SegmentType.BODY),
    ]

    own = reading_text(text, parts)

    assert [s.of(text) for s in own.back(Span(0, len(own.text)))] == ["The army said", "the bridge was gone."]
