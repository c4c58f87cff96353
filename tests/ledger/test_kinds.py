"""The declarations and the tables are one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from counterclaim import records
from counterclaim.ledger import Ledger
from counterclaim.ledger.database import schema_version
from counterclaim.ledger.kinds import CASE_KINDS, KIND_OF, KINDS
from counterclaim.ledger.rows import Columns, plain
from counterclaim.records import QuoteKind, Span

#: Columns the database or the chain fills, not the record.
_KEPT_BESIDE = {"captures": {"n", "previous", "hash"}, "articles": {"n"}}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A new case's database."""
    with Ledger.open(tmp_path / "case", create=True):
        pass
    with closing(sqlite3.connect(tmp_path / "case" / "case.sqlite")) as connection:
        yield connection


def test_every_column_is_declared(db: sqlite3.Connection) -> None:
    """Each table has the columns its declaration fills, and no others."""
    for kind in KINDS:
        declared = {*kind.column_names()} | _KEPT_BESIDE.get(kind.table, set())
        assert _columns(db, kind.table) == declared
        for below in kind.below:
            assert _columns(db, below.table) == {below.owner, "n", *below.columns.names()}


def test_every_table_is_declared(db: sqlite3.Connection) -> None:
    """There is no table in the database that nothing fills, and all are STRICT."""
    declared = {k.table for k in KINDS} | {b.table for k in KINDS for b in k.below}
    listed = db.execute("PRAGMA table_list").fetchall()
    tables = {r[1]: r[5] for r in listed if r[2] == "table" and not r[1].startswith("sqlite_")}

    assert set(tables) == declared | {"sightings", "proposals", "runs", "custody"}
    assert set(tables.values()) == {1}


def test_what_names_a_proposal_is_found_by_an_index(db: sqlite3.Connection) -> None:
    """So taking one away does not look through the tables that may name it."""
    proposals = {kind.table for kind in CASE_KINDS}
    named = [
        (table, key[3])
        for (table,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for key in db.execute(f"PRAGMA foreign_key_list({table})").fetchall()
        if key[2] in proposals
    ]

    first = {
        (table, db.execute(f"PRAGMA index_info({index[1]})").fetchone()[2])
        for table, _ in named
        for index in db.execute(f"PRAGMA index_list({table})").fetchall()
    }
    assert named
    assert set(named) <= first


def test_every_record_with_a_maker_or_an_id_of_its_own_is_kept() -> None:
    """Every kind of record that flows on its own has a table; what has none is part of another, or counted on reading."""
    parts = {"Attribution", "Mention"}
    counted = {"CueUse", "PartyShare", "PlaceNames", "Toponym"}
    with_maker = {
        name for name in records.__all__ if "made_by" in getattr(getattr(records, name), "__dataclass_fields__", {})
    }

    assert with_maker - parts - counted <= {record.__name__ for record in KIND_OF}


def test_the_version_is_stamped(db: sqlite3.Connection) -> None:
    """A new case bears the program's mark and the newest schema version."""
    assert db.execute("PRAGMA user_version").fetchone() == (schema_version(),)
    assert db.execute("PRAGMA application_id").fetchone() == (0x43434C4D,)


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        (None, None),
        (True, 1),
        (0.25, 0.25),
        (QuoteKind.MIXED, "mixed"),
        (("a", "ü"), '["a","ü"]'),
        (Span(1, 2), "[1,2]"),
        (datetime(2031, 5, 4, 12, tzinfo=UTC), "2031-05-04T12:00:00Z"),
    ],
)
def test_plain_values(value: object, kept: object) -> None:
    """Enumerations become their value, tuples JSON, truth 0 or 1, times ISO 8601 in UTC."""
    assert plain(value) == kept
    assert type(plain(value)) is type(kept)


def test_paths_through_nothing_give_null() -> None:
    """A path that meets None on its way gives None."""

    class Holder:
        span = None

    assert Columns("start=span.start").of(Holder()) == {"start": None}


def _columns(db: sqlite3.Connection, table: str) -> set[str]:
    return {row[1] for row in db.execute(f"PRAGMA table_info({table})")}
