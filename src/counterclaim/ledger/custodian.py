"""A case database with its custody log: begun when the case is first written to, read by whoever wants to know."""

from __future__ import annotations

from typing import Any

from counterclaim.ledger.connection import CaseDatabase
from counterclaim.ledger.log import CustodyLog, Entry, Head


class CustodyDatabase(CaseDatabase):
    """A case's database that tells in its custody log what is written to it; ``store.Ledger`` is made on this."""

    @property
    def _log(self) -> CustodyLog:
        return CustodyLog(self._db)

    def _opened_for_writing(self) -> None:
        """Begin the custody log where there is none yet."""
        with self.transaction():
            self._log.begin()

    def custody(self) -> tuple[Entry, ...]:
        """The custody log, oldest entry first."""
        return tuple(self._log.entries())

    def head(self) -> Head | None:
        """The head of the custody log, to be kept elsewhere; None before there is a log."""
        return self._log.head()

    def put_export(self, form: str, sha256: str) -> None:
        """Note that the case was handed out in some form."""
        with self.transaction():
            self._log.append("export", sha256, {"form": form})

    def put_timestamp(self, form: str, by: str, sha256: str, head: Head) -> None:
        """Note that somebody stamped a head: in which form, which host, the hash of its answer."""
        with self.transaction():
            self._log.append("timestamp", sha256, {"form": form, "by": by, "head": str(head)})

    def facts_of(self, capture: str) -> dict[str, Any]:
        """What the custody log tells of how a capture came: container, claimed time, headers."""
        entry = self._log.last("capture", capture)
        return dict(entry.data) if entry is not None and isinstance(entry.data, dict) else {}

    def erased(self) -> frozenset[str]:
        """Captures whose content was erased."""
        rows = self._db.execute("SELECT subject FROM custody WHERE type = 'erase'")
        return frozenset(str(row[0]) for row in rows)

    def scrub(self) -> None:
        """Overwrite what deleted rows left in the database's file, its index and its log."""
        self._db.execute("INSERT INTO article_search (article_search) VALUES ('rebuild')")
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.execute("VACUUM")
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
