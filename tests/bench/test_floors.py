"""A fixed few documents, read with the shipped models, against pinned figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.quality.subset import measure, pinned

DATA = Path(__file__).resolve().parents[3] / "shared"
#: how far a figure of so few documents may fall: a single attribution is worth half a point
SLACK = 2.0


@pytest.fixture(scope="module")
def figures() -> dict[str, float]:
    needed = DATA / "data" / "attribution" / "polnear"
    if not needed.is_dir():
        pytest.skip(f"quality floors NOT CHECKED: no labelled data at {DATA} (see docs/how-to/measure.md)")
    return measure(DATA)


def test_no_figure_falls_under_its_pin(figures: dict[str, float]) -> None:
    """On the fixed few documents every figure is at its pinned value or at most two points under it."""
    fallen = {name: (figures[name], pin) for name, pin in pinned().items() if figures[name] < pin - SLACK}

    assert fallen == {}


def test_every_figure_is_pinned(figures: dict[str, float]) -> None:
    """A figure without a pin would be checked by nobody."""
    assert set(figures) == set(pinned())
