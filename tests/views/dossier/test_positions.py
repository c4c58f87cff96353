"""How outlets stand to a claim, over all articles of the case."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.records import Position
from counterclaim.views.cli.tables import TABLES
from counterclaim.views.positions import positions

from .factory import ferry


def test_every_article_stands_somewhere() -> None:
    """Each article of the case is under at least one position of each claim."""
    case = ferry()

    for claim in case.claims:
        found = positions(case, claim)
        assert set(found) == set(Position)
        assert {a for ids in found.values() for a in ids} == {a.id for a in case.articles}


def test_an_article_without_a_reading_gives_no_data() -> None:
    """What was not read is not silent."""
    case = ferry()
    claim = case.claims[0]
    unread = replace(case, readings=())

    assert positions(unread, replace(claim, outlets=()))[Position.NO_DATA] == tuple(a.id for a in case.articles)


def test_the_table_names_outlets_under_each_position() -> None:
    """One row a claim, one column a position."""
    (row, *_) = TABLES["positions"].rows(ferry())

    assert {p.value for p in Position} <= set(row)
