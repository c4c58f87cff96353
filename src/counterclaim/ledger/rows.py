"""How a record becomes rows: one declaration per kind, read by writing, reading, digests and verify alike.

A kind's row holds the record itself as canonical JSON; its other columns, and the rows of the tables below
it, are functions of that JSON. That is what lets ``verify`` recompute every cell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from typing import Any

from counterclaim.errors import InputRejected
from counterclaim.records import encode

Scalar = str | int | float | None
Row = dict[str, Scalar]


def plain(value: Any) -> Scalar:
    """A field's value as SQLite keeps it; tuples become JSON, times ISO 8601 in UTC."""
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    return encode(value).decode("utf-8")


def sha256_of(data: bytes) -> str:
    """The hex sha256 of ``data``."""
    return hashlib.sha256(data).hexdigest()


#: Rows that are no records: what their digest is over, in this order.
SIGHTING_COLUMNS = ("capture", "file", "part")
RUN_COLUMNS = ("command", "program", "models", "started_at", "ended_at", "outcome")


def row_digest(row: Row) -> str:
    """The sha256 over a row's values, in the order given."""
    return sha256_of(encode(list(row.values())))


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns and where their values come from: ``"kind start=span.start"``; ``.`` is the item itself.

    A path that meets None gives NULL.
    """

    spec: str

    def names(self) -> list[str]:
        """The columns' names."""
        return [name for name, _ in _parsed(self.spec)]

    def of(self, item: Any) -> Row:
        """The values of one item."""
        return {name: plain(_follow(item, path)) for name, path in _parsed(self.spec)}


@cache
def _parsed(spec: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    parts = (word.partition("=") for word in spec.split())
    pairs = ((name, path or name) for name, _, path in parts)
    return tuple((name, () if path == "." else tuple(path.split("."))) for name, path in pairs)


def _follow(item: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        if item is None:
            return None
        item = getattr(item, name)
    return item


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """A table whose rows belong to a record and are numbered within it, such as an article's segments."""

    table: str
    owner: str
    items: Callable[[Any], Iterable[Any]]
    columns: Columns

    def rows(self, key: str, record: Any) -> list[Row]:
        """All rows of one record, in order."""
        items = enumerate(self.items(record))
        return [{self.owner: key, "n": n, **self.columns.of(item)} for n, item in items]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of record and the tables it is kept in.

    ``key`` names the field that identifies it, and the column. ``inputs`` gives the ids the record was made
    from. ``volatile`` fields depend on the clock, the place or the order in which inputs came, and
    are left out of the content digest.
    """

    table: str
    record: type[Any]
    columns: Columns
    inputs: Callable[[Any], Iterable[str | None]] | None = None
    key: str = "id"
    below: tuple[Below, ...] = ()
    volatile: Callable[[Any], frozenset[str]] = lambda record: frozenset()
    text_column: str | None = None

    @property
    def has_maker(self) -> bool:
        """Whether the record says what made it."""
        return any(field.name == "made_by" for field in fields(self.record))

    def key_of(self, record: Any) -> str:
        """The record's identifier."""
        return str(getattr(record, self.key))

    def data(self, record: Any) -> bytes:
        """The record as its row holds it.

        Raises:
            InputRejected: if its text holds half of a surrogate pair and so is not Unicode text.
        """
        try:
            return encode(record)
        except UnicodeEncodeError as error:
            where = f"{self.table} {self.key_of(record)}"
            raise InputRejected("not_unicode", f"{where}: text with half a surrogate pair") from error

    def row(self, record: Any) -> Row:
        """The record's own row.

        Raises:
            InputRejected: if its text holds half of a surrogate pair and so is not Unicode text.
        """
        data = self.data(record)
        row = {self.key: self.key_of(record), **self.columns.of(record)}
        if self.text_column is not None:
            row["text_sha256"] = sha256_of(str(row[self.text_column]).encode())
        if self.has_maker:
            row["made_by"] = record.made_by
        if self.inputs is not None:
            row["inputs"] = plain(tuple(sorted({i for i in self.inputs(record) if i is not None})))
        return row | {"record": data.decode("utf-8"), "digest": sha256_of(data)}

    def column_names(self) -> list[str]:
        """The names of all columns ``row`` fills."""
        names = [self.key, *self.columns.names()]
        names += ["text_sha256"] if self.text_column is not None else []
        names += ["made_by"] if self.has_maker else []
        names += ["inputs"] if self.inputs is not None else []
        return [*names, "record", "digest"]
