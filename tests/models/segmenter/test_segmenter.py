"""The shipped segmenter."""

import json

import pytest

from counterclaim.article import LineSegmenter
from counterclaim.errors import ModelError
from counterclaim.models import segmenter
from counterclaim.models.segmenter.features import line_features
from counterclaim.records import SegmentType

PAGE = [
    "Home | News | Sport",
    "Dockers deny blocking aid convoy",
    "By Nora Lindt",
    "The dockers' union on Thursday denied that its members had held up a convoy of food for the islands.",
    "“Nobody stopped anything, the papers were not in order,” its chairman told reporters at the gate.",
    "The shipping line says that four lorries waited for nine hours and that the cargo had to be thrown away.",
    "A spokeswoman for the port declined to comment on the matter while an inquiry was going on.",
    "Most read",
    "Seven ways to cook a herring",
    "Subscribe to our newsletter",
]


def test_running_text_is_told_from_furniture() -> None:
    """Paragraphs get more than even odds of being running text, furniture less."""
    model = segmenter.load_segmenter()
    text = [row[model.labels.index("body")] for row in model.probabilities(PAGE)]

    assert min(text[3:7]) > 0.5 > max(text[:3] + text[7:])


def test_it_is_what_extraction_asks_for() -> None:
    """The model has the interface that the article stage declares, and only names known segment types."""
    model: LineSegmenter = segmenter.load_segmenter()

    assert {SegmentType(x) for x in model.labels} < set(SegmentType)
    assert all(abs(sum(row) - 1) < 1e-3 for row in model.probabilities(PAGE))
    assert model.probabilities([]) == []


def test_features_are_stable() -> None:
    """Features depend on the lines only, so that shipped weights stay valid."""
    assert line_features(PAGE) == line_features(list(PAGE))
    assert all(row for row in line_features(["…", "-", "a"]))


def test_weights_are_small_and_on_the_card() -> None:
    """The file is below 1.5 MB and the card names its labels."""
    card = json.loads(segmenter.WEIGHTS_FILE.with_name("card.json").read_text("utf-8"))

    assert segmenter.WEIGHTS_FILE.stat().st_size < 1_500_000
    assert tuple(card["labels"]) == segmenter.LABELS
    assert card["command"].startswith("python training/segmenter.py")


def test_altered_weights_are_refused(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Weights that do not match the digest on the card are not used."""
    other = tmp_path / "weights.npz"
    other.write_bytes(segmenter.WEIGHTS_FILE.read_bytes() + b"x")
    monkeypatch.setattr(segmenter, "WEIGHTS_FILE", other)
    segmenter.load_segmenter.cache_clear()

    with pytest.raises(ModelError, match="does not match its card"):
        segmenter.load_segmenter()
    monkeypatch.undo()
    segmenter.load_segmenter.cache_clear()
