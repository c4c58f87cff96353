"""The workers in which pages are read when extraction is measured."""

import os
import signal
from typing import Any

import pytest
from bench.quality import extraction

ROWS = [{"id": str(n)} for n in range(6)]


def answer(row: dict[str, Any]) -> dict[str, Any]:
    """The worker's number; one page kills it, one never ends."""
    if row["id"] == "2":
        os.kill(os.getpid(), signal.SIGKILL)
    while row["id"] == "4":
        pass
    return {"ms": 1.0, "pid": os.getpid()}


@pytest.mark.parametrize("count", [1, 2])
def test_page_that_kills_its_worker_costs_its_own_answer_only(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every page is answered or told as failed, and one worker reads on until a page ends it."""
    monkeypatch.setattr(extraction, "LIMIT_S", 0.2)

    got = dict(extraction._in_workers(ROWS, answer, count, is_fresh=False))

    assert set(got) == {row["id"] for row in ROWS}
    assert {key for key, row in got.items() if "failed" in row} == {"2", "4"}
    assert len({row["pid"] for row in got.values() if "pid" in row}) <= count + 2
    assert all(row["mb"] > 0 for row in got.values())


def test_fresh_process_for_every_page() -> None:
    """Where asked, no page is read by a process that read another."""
    rows = [row for row in ROWS if row["id"] not in ("2", "4")]

    got = dict(extraction._in_workers(rows, answer, 1, is_fresh=True))

    assert len({row["pid"] for row in got.values()}) == len(rows)
