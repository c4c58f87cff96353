"""One open case database: opening, closing, transactions, and rows to records and back.

``store.Ledger`` is made on this and says what may be written; nothing else should be.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from counterclaim.errors import CaseError, IntegrityError
from counterclaim.ledger import database
from counterclaim.ledger.kinds import DECISIONS, KIND_OF
from counterclaim.ledger.rows import Kind, Row, Scalar, sha256_of
from counterclaim.records import decode

R = TypeVar("R")


class CaseDatabase:
    """A case's database, open for one writer or for reading."""

    def __init__(self, case_dir: Path, db: sqlite3.Connection, lock: int | None) -> None:
        self.case_dir = case_dir
        self._db = db
        self._lock = lock
        self._depth = 0

    @classmethod
    def open(cls, case_dir: Path, *, create: bool = False, readonly: bool = False) -> Self:
        """Open a case.

        Args:
            case_dir: the case's folder.
            create: make the case if there is none.
            readonly: open for reading only; any number of readers can be open beside one writer.

        Raises:
            CaseError: if there is no case (and none is to be made), if it is not a case, was made by a newer
                version, or is being written to by another process.
        """
        if create:
            database.prepare_folder(case_dir)
        elif not (case_dir / database.FILE).is_file():
            raise CaseError(database.told_missing(case_dir))
        if readonly:
            return cls(case_dir, database.connect_for_reading(case_dir), None)
        lock = database.take_lock(case_dir)
        try:
            if not (case_dir / database.FILE).exists():
                database.make_database(case_dir)
            case = cls(case_dir, database.connect_for_writing(case_dir), lock)
        except BaseException:
            os.close(lock)
            raise
        try:
            case._opened_for_writing()
        except BaseException:
            case.close()
            raise
        return case

    def _opened_for_writing(self) -> None:
        """What is to be done before anything is written."""

    def close(self) -> None:
        """Close the database; after the last connection its log is folded in and the case is one file."""
        self._db.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Transactions -------------------------------------------------------------------------------------

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything written inside one durable whole, or nothing of it if it fails.

        Raises:
            CaseError: if what was written names something the case does not have, or the disk refuses it.
        """
        if self._depth:
            yield
            return
        self._depth += 1
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._commit()
        except sqlite3.Error as error:
            told = f"{self.case_dir}: nothing was written: {error}; mend that, and the same command goes on from there"
            raise CaseError(told) from error
        finally:
            self._depth -= 1
            if self._db.in_transaction:
                self._db.rollback()

    def _commit(self) -> None:
        try:
            self._db.execute("COMMIT")
        except sqlite3.IntegrityError as error:
            dangling = self._db.execute("PRAGMA foreign_key_check").fetchall()
            pairs = sorted({(table, parent) for table, _, parent, _ in dangling})
            told = "; ".join(f"a row of {table} names a missing row of {parent}" for table, parent in pairs)
            raise CaseError(f"{self.case_dir}: nothing was written: {told or error}") from error

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """Let everything read inside be of one moment, whatever a writer does meanwhile."""
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.rollback()

    # Rows ---------------------------------------------------------------------------------------------

    def records(self, record: type[R]) -> tuple[R, ...]:
        """All records of one kind by id, decisions in their order; each checked against its digest.

        Raises:
            IntegrityError: if a record is not what was written.
        """
        kind = KIND_OF[record]
        order = "n" if kind is DECISIONS else kind.key
        try:
            rows = self._db.execute(f"SELECT record, digest FROM {kind.table} ORDER BY {order}").fetchall()
        except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
            told = f"{self.case_dir}: {kind.table} cannot be read ({error}); run `counterclaim verify`"
            raise IntegrityError(told) from error
        return tuple(self._checked(record, row) for row in rows)

    def _record(self, record: type[R], row: tuple[Any, ...] | None) -> R | None:
        return None if row is None else self._checked(record, row)

    def _checked(self, record: type[R], row: tuple[Any, ...]) -> R:
        data = str(row[0]).encode("utf-8")
        if sha256_of(data) != row[1]:
            table = KIND_OF[record].table
            raise IntegrityError(f"{self.case_dir}: a row of {table} was altered; run `counterclaim verify`")
        return decode(data, record)

    def _one(self, sql: str, *values: Scalar) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._db.execute(sql, values).fetchone()
        return row

    def _digest(self, kind: Kind, key: str) -> str | None:
        row = self._one(f"SELECT digest FROM {kind.table} WHERE {kind.key} = ?", key)
        return None if row is None else str(row[0])

    def _insert_below(self, kind: Kind, record: object) -> None:
        for below in kind.below:
            for row in below.rows(kind.key_of(record), record):
                self._insert(below.table, row)

    def _insert(self, table: str, row: Row) -> int:
        names = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join("?" * len(row))
        done = self._db.execute(f"INSERT INTO {table} ({names}) VALUES ({marks})", tuple(row.values()))
        return int(done.lastrowid or 0)
