"""How outlets stand to a claim, over all articles of the case."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.records import OutletPosition, Position
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


def test_who_has_the_claim_is_not_silent() -> None:
    """Each position has the articles that stand so when each is asked alone, in the order of the case."""
    case = ferry()
    read = [a.id for a in case.articles if a.id in {r.article for r in case.readings if r.sentences}]
    taken = [(read[2], Position.ASSERTS), (read[0], Position.ASSERTS), (read[0], Position.DISTANCES)]
    outlets = tuple(OutletPosition(article=a, position=p, spans=(), why="test") for a, p in taken)
    claim = replace(case.claims[0], outlets=outlets)

    alone = {a.id: claim.positions_of(a.id, is_read=a.id in read) for a in case.articles}
    found = positions(case, claim)

    assert found == {p: tuple(a for a in alone if p in alone[a]) for p in Position}
    assert (found[Position.ASSERTS], found[Position.SILENT]) == ((read[0], read[2]), (read[1],))


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
