"""What came into a case and what could not be used: captures with their names and chain, imports, rejections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.ledger import chain
from counterclaim.ledger.custodian import CustodyDatabase
from counterclaim.ledger.kinds import CAPTURES, REJECTIONS
from counterclaim.ledger.rows import SIGHTING_COLUMNS, Row, row_digest
from counterclaim.records import Capture, Rejection


class IntakeDatabase(CustodyDatabase):
    """A case's database with what came in; ``store.Ledger`` is made on this."""

    def has_capture(self, sha256: str) -> bool:
        """Whether these bytes are in the case."""
        return self._one("SELECT 1 FROM captures WHERE id = ?", sha256) is not None

    def put_capture(self, capture: Capture, facts: Mapping[str, Any] | None = None) -> bool:
        """Add a capture and the name it came under; False if the bytes were known (the name is kept).

        ``facts`` are what is known of how it came (container, claimed time, headers), for the custody log.
        """
        with self.transaction():
            is_new = not self.has_capture(capture.id)
            if is_new:
                row = CAPTURES.row(capture)
                last = self._one("SELECT hash FROM captures ORDER BY n DESC LIMIT 1")
                previous = str(last[0]) if last else chain.START
                hashed = chain.link(previous, str(row["digest"]).encode("ascii"))
                self._insert("captures", row | {"previous": previous, "hash": hashed})
                self._log.append("capture", capture.id, {**(facts or {}), "digest": row["digest"]})
            if capture.file is not None:
                self.put_sighting(capture.id, capture.file, capture.part)
        return is_new

    def put_sighting(self, capture: str, file: str, part: str | None = None) -> None:
        """Note a further name under which the bytes of a capture came."""
        place = (capture, file, part or "")
        with self.transaction():
            if self._one("SELECT 1 FROM sightings WHERE (capture, file, part) = (?, ?, ?)", *place) is None:
                row: Row = dict(zip(SIGHTING_COLUMNS, place, strict=True))
                self._insert("sightings", row | {"digest": row_digest(row)})
                self._log.append("name", " ".join(place), {"digest": row_digest(row)})

    def sightings(self) -> tuple[tuple[str, str, str | None], ...]:
        """All names of all captures: capture, file, part."""
        rows = self._db.execute("SELECT capture, file, part FROM sightings ORDER BY 1, 2, 3")
        return tuple((capture, file, part or None) for capture, file, part in rows)

    def archive_ends(self) -> dict[str, int]:
        """For each archive file, where the last record the ledger knows begins."""
        sql = "SELECT warc_file, max(warc_offset) FROM captures WHERE warc_file IS NOT NULL GROUP BY warc_file"
        return {str(name): int(offset) for name, offset in self._db.execute(sql)}

    def put_import(self, sha256: str, facts: Mapping[str, Any]) -> None:
        """Note a file out of which others were taken, unless the same is noted already."""
        with self.transaction():
            self._log.append_once("import", sha256, facts)

    def put_rejection(self, rejection: Rejection, made_by: str | None = None) -> bool:
        """Record what could not be used, and by what; False if it was recorded already."""
        row = REJECTIONS.row(rejection)
        with self.transaction():
            if self._digest(REJECTIONS, rejection.id) is not None:
                if made_by is not None and self.rejected_by(rejection.capture or "") != made_by:
                    self._log.append("reject", rejection.id, {"digest": row["digest"], "by": made_by})
                return False
            self._insert("rejections", row)
            self._log.append("reject", rejection.id, {"digest": row["digest"], "by": made_by})
        return True

    def rejected_by(self, capture: str) -> str | None:
        """What could not make an article of a capture, if it is known."""
        row = self._one("SELECT id FROM rejections WHERE capture = ? ORDER BY id LIMIT 1", capture)
        entry = self._log.last("reject", str(row[0])) if row is not None else None
        return entry.data.get("by") if entry is not None else None

    def _withdraw_rejections(self, capture: str) -> None:
        """A capture that could be read is rejected no more."""
        for (key,) in self._db.execute("SELECT id FROM rejections WHERE capture = ?", (capture,)).fetchall():
            self._db.execute("DELETE FROM rejections WHERE id = ?", (key,))
            self._log.append("withdraw", key)
