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
    assert own.type_at(0) is SegmentType.BODY


def test_without_segments_the_whole_text_is_read_as_it_is() -> None:
    """No segments: offsets are the text's own."""
    own = reading_text("Some words.", ())

    assert own.back_one(Span(5, 10)) == Span(5, 10)
