"""What a build changed in the dispute is told in the words of the articles."""

from __future__ import annotations

from pathlib import Path

from casebuilder import build, item

from counterclaim.views.changes import changes
from counterclaim.views.query import load_case


def test_nothing_changed_is_said_by_nothing(tmp_path: Path) -> None:
    """Two loads of one case differ in nothing."""
    build(tmp_path / "a", [item(0), item(1)])

    assert changes(load_case(tmp_path / "a"), load_case(tmp_path / "a")) == []


def test_a_further_report_joins_and_denies(tmp_path: Path) -> None:
    """A report that joins known claims is told by who affirms and who denies, with the words."""
    build(tmp_path / "a", [item(0), item(1)])
    before = load_case(tmp_path / "a")
    build(tmp_path / "a", [item(2)])

    lines = changes(before, load_case(tmp_path / "a"))

    assert [line.split(":")[0] for line in lines] == [
        "Harbour board affirms",
        "Ines Vidal denies (rejects involvement)",
    ]
    assert all("“" in line for line in lines)


def test_a_first_build_is_all_new(tmp_path: Path) -> None:
    """Against an empty case every claim and account is new."""
    from counterclaim.ledger import Ledger

    with Ledger.open(tmp_path / "a", create=True):
        pass
    before = load_case(tmp_path / "a")
    build(tmp_path / "a", [item(0)])

    lines = changes(before, load_case(tmp_path / "a"))

    assert sum(line.startswith("new claim: ") for line in lines) == 2
    assert sum(line.startswith("new account of Harbour board") for line in lines) == 1
