"""The table of rows, its pins, and the page made of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bench.quality import page
from bench.quality.jobs import JOBS
from bench.quality.rows import FLOORS, QualityRow, chosen, load_rows, pin


def row(**given: object) -> QualityRow:
    return QualityRow(**({"id": "x.y", "job": "x", "figure": "a.b", "measure": "m", "means": "n"} | given))  # type: ignore[arg-type]


def test_every_row_rests_on_a_job() -> None:
    """No row names a job that does not exist, and no two rows share an id."""
    rows = load_rows()

    assert {r.job for r in rows} - {*JOBS, "int8"} == set()
    assert len({r.id for r in rows}) == len(rows)


def test_a_figure_is_found_by_its_path() -> None:
    """The path leads through the job's answer; where it leads nowhere there is no figure."""
    assert row().value({"a": {"b": 3}}) == 3.0
    assert row().value({"a": {}}) is None
    assert row().value(None) is None


def test_a_figure_falls_by_more_than_the_slack() -> None:
    """A figure just under its pin holds, one further under falls, and the sense turns where less is better."""
    assert not row(pinned=70.0).has_fallen(69.8)
    assert row(pinned=70.0).has_fallen(69.6)
    assert row(pinned=400.0, lower=True).has_fallen(400.5)
    assert not row(pinned=400.0, lower=True).has_fallen(300.0)
    assert not row().has_fallen(0.0)


def test_rows_are_chosen_by_id_group_or_job() -> None:
    """``--only`` takes any of the three, and says so of a name that fits nothing."""
    rows = load_rows()

    assert [r.id for r in chosen(rows, "polnear.soft")] == ["polnear.soft"]
    assert {r.id.split(".")[0] for r in chosen(rows, "ner,places")} == {"ner", "places"}
    assert {r.job for r in chosen(rows, "polnear_bio")} == {"polnear_bio"}
    with pytest.raises(ValueError, match="no row is called nonsense"):
        chosen(rows, "seeds,nonsense")


def test_pins_are_raised_and_lowered_only_when_told(tmp_path: Path) -> None:
    """A better figure becomes the pin; a worse one only with ``lower_too``; a machine's figure never."""
    path = tmp_path / "floors.toml"
    shutil.copy(FLOORS, path)
    pin({"polnear.soft": 10.0}, lower_too=True, path=path)

    assert pin({"polnear.soft": 60.0, "speed.articles": 99.0}, lower_too=False, path=path) == ["polnear.soft"]
    assert pin({"polnear.soft": 55.0}, lower_too=False, path=path) == []
    assert pin({"polnear.soft": 55.0}, lower_too=True, path=path) == ["polnear.soft"]
    pinned = {r.id: r.pinned for r in load_rows(path)}
    before = {r.id: r.pinned for r in load_rows()}
    assert pinned == before | {"polnear.soft": 55.0}


def test_the_page_has_every_row_and_marks_what_is_under_its_floor() -> None:
    """A row that was not measured says so; one under its floor and one at its goal are marked."""
    rows = (
        row(measure="low", floor=50, goal=90),
        row(measure="high", floor=1, goal=3),
        row(measure="none", job="z"),
    )

    table = page.table(rows, {"x": {"a": {"b": 3}}})

    assert "| low | 3 ! |" in table
    assert "| high | 3 * |" in table
    assert "| none | not measured |" in table
