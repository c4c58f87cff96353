"""The shipped reader reads."""

import shutil
from pathlib import Path

import pytest

from counterclaim.errors import ModelError
from counterclaim.models.reader.onnx import FOLDER, OnnxReader
from counterclaim.reading import read_text
from counterclaim.records import Act

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


def test_the_same_text_reads_the_same(reader: OnnxReader) -> None:
    """Reading is deterministic, also by another instance."""
    assert read_text(TEXT, reader) == read_text(TEXT, OnnxReader(threads=1))


def test_a_long_text_reads_near_the_start_as_the_short_one_does(reader: OnnxReader) -> None:
    """Where windows are cut later does not change what was read far from the cut."""
    filler = "It rained all day in the valley and nobody went out to the fields. " * 80

    short = [a.cue for a in read_text(TEXT, reader).attributions]
    long = [a.cue for a in read_text(TEXT + filler, reader).attributions if a.cue and a.cue[0].end < len(TEXT)]

    assert set(short) & set(long)
    assert len(set(short) ^ set(long)) <= 1


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
