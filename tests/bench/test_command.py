"""The command: which jobs it runs, what it keeps, and when it fails."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import pytest
from bench.quality import __main__ as command
from bench.quality import page, speed
from bench.quality.rows import QualityRow, chosen, load_rows

from counterclaim.models.reader.onnx import FOLDER


@pytest.fixture
def work(tmp_path: Path) -> command.Work:
    options = argparse.Namespace(
        data=tmp_path / "data", reader=FOLDER, polnear_convention="mended", limit=None, processes=2
    )
    return command.Work(tmp_path / "work", options)


def test_an_answer_that_is_there_is_not_computed_again(work: command.Work, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job whose answer is kept is not started; its answer is taken from the file."""
    work.file("timexes", FOLDER).write_text(json.dumps({"tempeval3": {"percent": 79.1}}), encoding="utf-8")
    monkeypatch.setattr(work, "start", lambda *_: pytest.fail("a job was started"))

    failed = work.run([("timexes", FOLDER)])

    assert failed == []
    assert work.answers([("timexes", FOLDER)]) == {"timexes": {"tempeval3": {"percent": 79.1}}}


def test_another_convention_or_limit_is_another_answer(work: command.Work) -> None:
    """What an answer rests on is in the name of its file."""
    before = work.file("polnear", FOLDER)

    work.options.limit = 5

    assert work.file("polnear", FOLDER) != before


def test_a_job_that_fails_is_named(work: command.Work, tmp_path: Path) -> None:
    """Without data a job ends badly; the run goes on and tells which."""
    assert work.run([("timexes", FOLDER)]) == ["timexes"]
    assert work.answers([("timexes", FOLDER)]) == {}


def test_rows_that_fell_are_named_with_their_figures(capsys: pytest.CaptureFixture[str]) -> None:
    """The report prints every row and gives back those under their pins."""
    rows = tuple(
        QualityRow(id=i, job="j", figure=i, measure=f"measure {i}", means="", pinned=50.0) for i in ("a", "b", "c")
    )

    fallen = command.report(rows, {"j": {"a": 50.1, "b": 40}})

    assert fallen == ["b (measure b): 40, pinned 50"]
    assert "not measured" in capsys.readouterr().out


def test_the_int8_rows_need_a_second_reader() -> None:
    """Without 32-bit weights no job is added; with them each compared job runs on both."""
    rows = chosen(load_rows(), "int8")
    other = Path("fp32")

    assert command.wanted_jobs(rows, FOLDER, None) == []
    assert {r for _, r in command.wanted_jobs(rows, FOLDER, other)} == {FOLDER, other}


def test_the_loss_is_32_bit_minus_shipped() -> None:
    """A shipped reader that scores less loses; a job measured with one of them only is left out."""
    answers = {
        "contested": {"full": {"soft": {"f1": 65.6}}}, "contested@fp32": {"full": {"soft": {"f1": 65.9}}},
        "conll2003": {"strict": {"f1": 0.8}},
    }  # fmt: skip

    assert command.precision_loss(answers) == {"contested": pytest.approx(0.3)}


def test_the_page_tells_of_calibration_places_and_rivals() -> None:
    """Parts whose jobs ran are on the page; the others are not mentioned."""
    answers = {
        "contested": {
            "calibration": {"bins": [{"from": 35, "to": 60, "confidence": 50, "right": 40, "n": 9}], "ece": 10, "n": 9}
        },
        "compare": {
            "rows": [
                {
                    "system": "ours", "set": "s", "soft": 1.0, "p": 2.0, "r": 3.0, "direct": 4.0, "indirect": 5.0,
                    "articles_per_s": 6.0,
                }
            ],
            "notes": ["a note"],
        },
    }  # fmt: skip

    text = page.page((), answers, {"reader": "r"})

    assert "| 35 | 60 | 50 | 40 | 9 |" in text
    assert "| ours | s | 1 | 2 | 3 | 4 | 5 | 6 |" in text
    assert "| second act |" in text and "| refusal |" in text
    assert "## Uses of places" not in text


def test_articles_are_cut_after_so_many_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Articles that are too short are passed over; the others keep their first words as they stand."""
    docs = [
        {"id": 1, "text": "one two", "published": None},
        {"id": 2, "text": "one  two\nthree four", "published": "2020-01-01"},
    ]
    monkeypatch.setattr(speed, "documents", lambda *_: docs)

    assert speed.articles(Path(), words=3) == [{"id": 2, "text": "one  two\nthree", "published": "2020-01-01"}]


def test_sizes_are_those_of_the_models_and_not_of_their_code() -> None:
    """Every model folder with files has its size, and all together are the sum."""
    sizes = speed.model_sizes()

    assert sizes["all"] == pytest.approx(sum(v for k, v in sizes.items() if k != "all"), abs=0.3)
    assert sizes["reader"] > 1
