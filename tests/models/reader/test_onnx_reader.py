"""The shipped reader reads."""

import shutil
from pathlib import Path

import pytest

from counterclaim.errors import ModelError
from counterclaim.models.reader.onnx import FOLDER, OnnxReader
from counterclaim.reading import read_text
from counterclaim.records import Act, Reading

TEXT = (
    "Army says rebels blew up bridge\n\n"
    "The army said on Monday that rebels blew up the bridge at Orst, killing four people. "
    "“We had nothing to do with it,” rebel spokesman Ivo Marten told reporters. He denied any involvement.\n"
)


@pytest.fixture(scope="module")
def reader() -> OnnxReader:
    return OnnxReader()


def test_it_finds_who_says_what(reader: OnnxReader) -> None:
    """Indirect and direct speech, with sources and cues, and a denial as a denial."""
    found = read_text(TEXT, reader).attributions

    said = {c.of(TEXT): a for a in found for c in a.cue}
    army = next(a for a in found if any("blew up the bridge" in c.of(TEXT) for c in a.content) and a.source)
    spokesman = next(a for a in found if any("nothing to do with it" in c.of(TEXT) for c in a.content))
    assert "army" in army.source[0].of(TEXT).lower()
    assert spokesman.kind == "direct"
    assert "Ivo Marten" in spokesman.source[0].of(TEXT)
    assert said["denied"].act is Act.DENY


def test_it_finds_names(reader: OnnxReader) -> None:
    """People and places are named entities."""
    kinds = {e.span.of(TEXT): e.type for e in read_text(TEXT, reader).entities}

    assert kinds["Ivo Marten"] == "PER"
    assert kinds["Orst"] in ("LOC", "ORG")


FILLER = "It rained all day in the valley and nobody went out to the fields.\n"
LONG = "\n".join(
    f"Officials in district {n} said on Monday that the {what} had been hit, and a spokesman for the rebels denied it.\n"
    f"“We saw the {what} burn,” villager number {n} told the radio.\n" + FILLER * (n % 4)
    for n, what in enumerate(
        "bridge market school convoy depot station mill harbour church tower road camp".split() * 2
    )
)


def test_the_same_text_reads_the_same_with_any_number_of_threads() -> None:
    """Reading is deterministic to the last digit, one window at a time or several, also by another instance."""
    assert read_text(LONG[:2500], OnnxReader(threads=3)) == read_text(LONG[:2500], OnnxReader(threads=1))


def test_a_window_reads_the_same_whatever_stands_in_other_windows(reader: OnnxReader) -> None:
    """Put paragraphs in front and behind: far from them every attribution is the same, with the same confidence."""
    front, behind = FILLER * 7, FILLER * 5
    moved = read_text(front + LONG + behind, reader)
    low, high = len(LONG) // 2, len(LONG) * 4 // 5

    def middle(reading: Reading, shift: int) -> list[tuple[object, ...]]:
        return [
            ([s.start - shift for s in (*a.source, *a.cue, *a.content)], a.act, a.confidence, a.act_confidence)
            for a in reading.attributions
            if low <= a.cue[0].start - shift < high
        ]

    plain = middle(read_text(LONG, reader), 0)
    assert len(plain) > 5
    assert middle(moved, len(front)) == plain


def test_a_quote_and_its_speaker_a_paragraph_apart_stay_together_at_a_border(reader: OnnxReader) -> None:
    """Wherever the border of two windows falls, the quote in the next paragraph is found."""
    story = "Mayor Ivo Marten spoke to reporters at the bridge on Monday.\n“We did not blow it up,” he said.\n"

    for before in (13, 15, 17):
        text = FILLER * before + story + FILLER * 4
        found = read_text(text, reader).attributions
        assert any("not blow it up" in c.of(text) for a in found for c in a.content), before


@pytest.mark.parametrize("text", ["", "   \n\n ", "?", "\u202e\u200b", "a" * 5000])
def test_odd_texts_read_as_nothing(reader: OnnxReader, text: str) -> None:
    """Nothing to read gives an empty reading, never an error."""
    assert read_text(text, reader).attributions == ()


def test_an_altered_model_file_is_refused(tmp_path: Path) -> None:
    """A file that differs from its card stops with a clear error."""
    folder = tmp_path / "reader"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    data = bytearray((folder / "acts.onnx").read_bytes())
    data[-1] ^= 1
    (folder / "acts.onnx").write_bytes(bytes(data))

    with pytest.raises(ModelError, match=r"acts\.onnx .* does not match its card"):
        OnnxReader(folder).read("Some words.")
