"""Digests over a whole case: what it says, and what its proposals were made from."""

from __future__ import annotations

import hashlib
import sqlite3
from typing import Any

from counterclaim.ledger.kinds import CASE_KINDS, KINDS
from counterclaim.ledger.rows import Kind
from counterclaim.records import decode, encode


def content_digest(db: sqlite3.Connection) -> str:
    """The sha256 over every record of every kind, and every name of every capture.

    Two builds of the same inputs give the same digest, whenever, wherever and in whatever order they were
    taken in: each kind's ``volatile`` fields are left out. Runs are not content.
    """
    total = hashlib.sha256()
    for kind in KINDS:
        for line in _lines(db, kind):
            total.update(f"{kind.table}\n".encode() + line + b"\n")
    for sighting in db.execute("SELECT capture, file, part FROM sightings ORDER BY 1, 2, 3"):
        total.update(b"sightings\n" + encode(sighting) + b"\n")
    return total.hexdigest()


def inputs_digest(db: sqlite3.Connection) -> str:
    """The sha256 over what proposals for the case are made from: articles, readings and decisions."""
    return _digest_of_digests(db, ("articles", "readings", "decisions"))


def proposals_digest(db: sqlite3.Connection) -> str:
    """The sha256 over the proposals for the case, so that one taken away is missed."""
    return _digest_of_digests(db, tuple(kind.table for kind in CASE_KINDS))


def state_digest(db: sqlite3.Connection) -> str:
    """The sha256 over every row that a view can show, the runs left out: what a seal in the custody log says."""
    return _digest_of_digests(db, (*(kind.table for kind in KINDS), "sightings"))


def _digest_of_digests(db: sqlite3.Connection, tables: tuple[str, ...]) -> str:
    total = hashlib.sha256()
    for table in tables:
        rows = db.execute(f"SELECT digest FROM {table} ORDER BY digest")
        total.update("".join([f"{table} {digest}\n" for (digest,) in rows]).encode())
    return total.hexdigest()


def _lines(db: sqlite3.Connection, kind: Kind) -> list[bytes]:
    """One line a record without its volatile fields, sorted (decisions by their number, which is in them)."""
    records = (row[0] for row in db.execute(f"SELECT record FROM {kind.table}"))
    return sorted(_stable(kind, record) for record in records)


def _stable(kind: Kind, record: str) -> bytes:
    left_out = kind.volatile(decode(record, kind.record))
    if not left_out:
        return record.encode("utf-8")
    fields = decode(record, dict[str, Any])
    return encode({name: value for name, value in fields.items() if name not in left_out})
