"""Whatever text comes in: offsets are exact, nothing is misread in other languages, time stays bounded."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spoken import Spoken, Told

from counterclaim.models.reader.onnx import OnnxReader
from counterclaim.reading import read_text
from counterclaim.reading.language import passage_language
from counterclaim.reading.sections import SECTION_CHARS
from counterclaim.records import Reading, Segment, SegmentType, Span, encode

ENGLISH = "The army said on Monday that the rebels had blown up the bridge, but a spokesman for them denied it."
SNIPPETS = (
    "The army said that ", "“We did not do it,” ", "he said. ", "THE MINISTRY DENIED IT. ", "😀", "👩\u200d👩\u200d👧", "\u202e",
    "\u200f", "\u2066", "\x00", "\x1b[31m", "\x85", "\u2028", "\n", "\n\n", "\ud800", "\udfff", "e\u0301", "ﬁ", "İ", "ß", "¨", "…", "«", "»",
    "„", '"', "'", "’", "X: ", "according to Ivo Marten, ", "on 3 May 2031 ", "allegedly ", "قال الجيش", "军队说", "\ufeff", "𝐁𝐨𝐥𝐝 ",
)  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> OnnxReader:
    return OnnxReader(threads=1)


def spans_of(reading: Reading) -> Iterator[Span]:
    yield from reading.sentences
    for group in (reading.entities, reading.timexes, reading.own_voice, reading.evidence, reading.framing):
        yield from (x.span for x in group)
    yield from (u.span for u in reading.unread)
    yield from (m.span for m in reading.mentions)
    for a in reading.attributions:
        yield from (*a.source, *a.cue, *a.content, *a.hedge, *(s for r in a.second for s in r.spans))
        yield from (s for s in (a.venue, a.said.evidence if a.said else None) if s is not None)


@given(st.lists(st.one_of(st.sampled_from(SNIPPETS), st.text(max_size=6)), max_size=14).map("".join))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_span_lies_in_the_text_and_can_be_written(reader: OnnxReader, text: str) -> None:
    """Any Unicode, lone surrogates too: spans are inside the text, hold something, and the record has a JSON form."""
    reading = read_text(text, reader)

    for span in spans_of(reading):
        assert 0 <= span.start < span.end <= len(text)
    for sentence in reading.sentences:
        assert sentence == sentence.trimmed(text)
    assert encode(reading)


@given(st.lists(st.sampled_from(SNIPPETS[:6]), max_size=5).map("".join))
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_odd_characters_before_a_sentence_move_its_spans_and_nothing_else(reader: OnnxReader, odd: str) -> None:
    """A cue is found at its own words, whatever stands in the line before it."""
    text = odd + "\n\n" + ENGLISH

    cues = [c.of(text) for a in read_text(text, reader).attributions for c in a.cue if c.start > len(odd)]

    assert "said" in cues
    assert "denied" in cues


def test_furniture_and_joints_leave_offsets_exact(reader: OnnxReader) -> None:
    """Spans of an article with furniture in between count in the article's text."""
    text = "Share this\nThe army said that the bridge was gone.\nRead also\nA spokesman denied it on Tuesday."
    parts = [
        (0, 10, SegmentType.WIDGET),
        (11, 50, SegmentType.BODY),
        (51, 60, SegmentType.RELATED),
        (61, len(text), SegmentType.BODY),
    ]
    segments = [Segment(type=t, span=Span(a, b)) for a, b, t in parts]

    reading = read_text(text, reader, segments=segments)

    assert {c.of(text) for a in reading.attributions for c in a.cue} == {"said", "denied"}
    assert all(s.start >= 11 for s in spans_of(reading))


FOREIGN = {
    "fr": "Le ministre de la défense a déclaré que les rebelles ont attaqué le pont et que des civils sont morts dans la ville.",
    "de": "Der Minister hat am Montag gesagt, dass die Rebellen die Brücke gesprengt haben und dass vier Menschen gestorben sind.",
    "es": "El ministro dijo que los rebeldes habían volado el puente de la ciudad y que no hay más víctimas entre los vecinos.",
    "pl": "Minister powiedział, że to rebelianci wysadzili most i że nie ma więcej ofiar, ale nie podał nazwisk na razie.",
    "ru": "Министр обороны заявил, что мост взорвали повстанцы.",
    "uk": "Міністр оборони заявив, що міст підірвали повстанці.",
    "ar": "قال وزير الدفاع إن المتمردين فجروا الجسر",
    "zh": "国防部长周一表示，叛军炸毁了大桥。",
    "tr": "Savunma bakanı köprüyü isyancıların havaya uçurduğunu ve bunun için bir soruşturma daha olduğunu dedi, ama çok ayrıntı vermedi.",
}


@pytest.mark.parametrize("code", FOREIGN)
def test_a_text_in_another_language_is_labelled_and_left_unread(reader: OnnxReader, code: str) -> None:
    """No attributions are made up; the record says which language, and that all of the text was left out."""
    reading = read_text(FOREIGN[code], reader)

    assert reading.language == code
    assert [(u.reason, u.detail, u.span.of(FOREIGN[code])) for u in reading.unread] == [
        ("language", code, FOREIGN[code])
    ]
    assert (reading.attributions, reading.entities, reading.sentences) == ((), (), ())


def test_a_foreign_paragraph_is_left_out_of_an_english_text(reader: OnnxReader) -> None:
    """The rest is read, and its offsets are as if the paragraph were furniture."""
    text = f"{ENGLISH}\n{FOREIGN['fr']}\n{ENGLISH}"

    reading = read_text(text, reader)

    start = len(ENGLISH) + 1
    assert reading.language == "en"
    assert [u.span for u in reading.unread] == [Span(start, start + len(FOREIGN["fr"]))]
    assert [c.of(text) for a in reading.attributions for c in a.cue].count("said") == 2


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        "Bodies were staged: ministry",
        "Army denies shelling",
        "Orst, Tesk, Dalmin, Varo, Jelna and Kem",
        "I",
        "",
    ],
)
def test_english_and_what_cannot_be_told_are_read(text: str) -> None:
    """Headlines, capitals and names alone are not taken for another language."""
    assert passage_language(text) in ("en", None)
    assert read_text(text, Spoken(Told())).unread == ()  # type: ignore[arg-type]


def test_rows_of_signs_are_no_prose() -> None:
    """A long stretch with hardly a letter is left unread, with the reason."""
    reading = read_text("=-" * 5_000, Spoken(Told()))  # type: ignore[arg-type]

    assert [(u.reason, u.detail) for u in reading.unread] == [("not_words", "zxx")]


@pytest.mark.parametrize("end", ["\n", ". ", " ", ""])
def test_a_text_longer_than_a_portion_is_read_to_its_end(reader: OnnxReader, end: str) -> None:
    """Cut at lines, sentences, blanks or anywhere: the last sentence is found at its own place."""
    filler = ("It rained" + end if end else "x") * (SECTION_CHARS // (9 + len(end)) if end else SECTION_CHARS)
    text = filler + "\n" + ENGLISH

    class OnlyTheLast:
        version = "last/1"

        def read(self, part: str) -> object:
            return reader.read(part if ENGLISH in part else "")

    reading = read_text(text, OnlyTheLast())  # type: ignore[arg-type]

    found = {c.of(text): c.start for a in reading.attributions for c in a.cue}
    assert found["said"] == text.rindex("said")


@pytest.mark.parametrize("unit", ["\n", " ", ".", "‘a ", "a’a ", "(", "said: ", "1/2/2031 ", "Mr. ", "“a\n", "X: y\n"])
def test_rules_take_time_in_proportion_on_hostile_text(unit: str) -> None:
    """Forty thousand characters of anything pass the rules in seconds, without the model."""
    text = unit * (40_000 // len(unit))
    began = time.process_time()

    read_text(text, Spoken(Told()))  # type: ignore[arg-type]

    assert time.process_time() - began < 10
