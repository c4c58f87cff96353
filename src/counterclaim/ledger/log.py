"""The custody log: one chained entry for everything that enters the case, is made of it, or is taken out of it.

Entry: ``{n, time, type, subject, data, previous, hash}``; ``hash`` is the sha256 over the hash before it and the
canonical JSON of the first five. A *head* (case, number, hash) kept outside the case shows later whether the log
before it was cut or made anew; see ``docs/custody.md``.
"""

from __future__ import annotations

import re
import sqlite3
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from counterclaim.errors import UsageError
from counterclaim.ledger import chain
from counterclaim.ledger.digest import state_digest
from counterclaim.records import decode, encode

#: Types of entries, and what each says. ``docs/custody.md`` explains them; a test compares the lists.
TYPES = {
    "begin": "the log begins; names the case",
    "capture": "bytes were taken in; subject is their sha256",
    "name": "a name under which bytes came",
    "import": "a file out of which others were taken: its digest, and what was in it",
    "reject": "an input that could not be used",
    "withdraw": "a rejection that no longer holds, since the capture could be read",
    "derive": "an article was made of a capture",
    "read": "an article was read",
    "decide": "a reviewer decided",
    "run": "a command began to work on the case",
    "seal": "digest over everything the case says at the end of a build",
    "erase": "content was erased; by whom and why",
    "export": "the case was exported",
    "timestamp": "a head was stamped by somebody else; subject is the sha256 of the answer",
}
_HEAD = re.compile(r"counterclaim:(?P<case>[0-9a-f-]{36}):(?P<n>\d{1,15}):(?P<hash>[0-9a-f]{64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the log."""

    n: int
    time: str
    type: str
    subject: str
    data: Any
    previous: str
    hash: str

    @property
    def content(self) -> bytes:
        """What the hash is over, beside the hash before it."""
        return encode([self.n, self.time, self.type, self.subject, self.data])


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The state of a log after its ``n`` entries, small enough to write on paper."""

    case: str
    n: int
    hash: str

    def __str__(self) -> str:
        return f"counterclaim:{self.case}:{self.n}:{self.hash}"

    @classmethod
    def parsed(cls, text: str) -> Head:
        """A head out of any text that holds one, such as a message or a printed page.

        Raises:
            UsageError: if it holds none, or different ones.
        """
        found = {m.groups() for m in _HEAD.finditer("".join(text.split()) if "\n" not in text.strip() else text)}
        if len(found) != 1:
            told = "no head" if not found else f"{len(found)} different heads"
            raise UsageError(f"{told} there; a head reads counterclaim:CASE:NUMBER:HASH, as `checkpoint` prints it")
        case, n, hashed = found.pop()
        return cls(case=case, n=int(n), hash=hashed)


class CustodyLog:
    """The log of one open database; appends within the caller's transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def append(self, type_: str, subject: str, data: Mapping[str, Any] | None = None) -> None:
        """Add an entry at the end."""
        last = self._db.execute("SELECT n, hash FROM custody ORDER BY n DESC LIMIT 1").fetchone()
        n, previous = (int(last[0]) + 1, str(last[1])) if last else (1, chain.START)
        time = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        entry = Entry(n=n, time=time, type=type_, subject=subject, data=dict(data or {}), previous=previous, hash="")
        row = (n, time, type_, subject, encode(entry.data).decode(), previous, chain.link(previous, entry.content))
        self._db.execute("INSERT INTO custody VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def append_once(self, type_: str, subject: str, data: Mapping[str, Any]) -> bool:
        """Add an entry unless the same is there already; whether it was added."""
        row = (type_, subject, encode(dict(data)).decode())
        sql = "SELECT 1 FROM custody WHERE type = ? AND subject = ? AND data = ?"
        if self._db.execute(sql, row).fetchone() is not None:
            return False
        self.append(type_, subject, data)
        return True

    def last(self, type_: str, subject: str) -> Entry | None:
        """The newest entry of a type about something."""
        sql = "SELECT * FROM custody WHERE type = ? AND subject = ? ORDER BY n DESC LIMIT 1"
        row = self._db.execute(sql, (type_, subject)).fetchone()
        return None if row is None else entry_of(tuple(row))

    def entries(self) -> Iterator[Entry]:
        """All entries, oldest first."""
        for row in self._db.execute("SELECT * FROM custody ORDER BY n"):
            yield entry_of(tuple(row))

    def head(self) -> Head | None:
        """The present head; None for a case that has no log yet."""
        first = self._db.execute("SELECT subject FROM custody ORDER BY n LIMIT 1").fetchone()
        last = self._db.execute("SELECT n, hash FROM custody ORDER BY n DESC LIMIT 1").fetchone()
        return None if first is None else Head(case=str(first[0]), n=int(last[0]), hash=str(last[1]))

    def begin(self) -> None:
        """Begin the log, and take over what a case from before there was one holds already."""
        if self._db.execute("SELECT 1 FROM custody LIMIT 1").fetchone() is not None:
            return
        self.append("begin", str(uuid.uuid4()), {"format": 1})
        for type_, subject, data in list(held(self._db)):
            self.append(type_, subject, data)

    def seal(self) -> None:
        """Note the digest over everything the case says now."""
        self.append_once_last("seal", "case", {"state": state_digest(self._db)})

    def append_once_last(self, type_: str, subject: str, data: Mapping[str, Any]) -> None:
        """Add an entry unless the newest of its type says the same and nothing came after it."""
        row = self._db.execute("SELECT type, data FROM custody ORDER BY n DESC LIMIT 1").fetchone()
        if row is None or (row[0], row[1]) != (type_, encode(dict(data)).decode()):
            self.append(type_, subject, data)


def entry_of(row: tuple[Any, ...]) -> Entry:
    """An entry from its row; what is no JSON, or of another type, is kept as text, so that its hash cannot match."""
    # Damage can make any cell of any type, whatever the table says.
    n = row[0] if isinstance(row[0], int) else -1
    time, type_, subject, data, previous, hashed = (str(cell) for cell in row[1:])
    try:
        value: Any = decode(data, dict[str, Any])
    except ValueError:
        value = data
    return Entry(n=n, time=time, type=type_, subject=subject, data=value, previous=previous, hash=hashed)


#: What the log must tell of each row of these tables: type of the entry, its subject, and the digest in its data.
_HELD = (
    ("capture", "SELECT id, digest FROM captures ORDER BY n"),
    ("name", "SELECT capture || ' ' || file || ' ' || part, digest FROM sightings ORDER BY 1"),
    ("reject", "SELECT id, digest FROM rejections ORDER BY id"),
    ("derive", "SELECT id, digest FROM articles ORDER BY id"),
    ("read", "SELECT article, digest FROM readings ORDER BY article"),
    ("decide", "SELECT id, digest FROM decisions ORDER BY n"),
    ("run", "SELECT CAST(n AS TEXT), NULL FROM runs ORDER BY n"),
)


def held(db: sqlite3.Connection) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """What the log must tell of the rows that are there now: type, subject, data."""
    for type_, sql in _HELD:
        for subject, digest in db.execute(sql):
            yield type_, str(subject), {} if digest is None else {"digest": str(digest)}
