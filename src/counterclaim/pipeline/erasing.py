"""Erasing a capture: what was made of it from the ledger, its bytes from the archive, in an order that can be resumed.

First the ledger notes it, then the bytes are overwritten, then what the database left in its file. A crash in
between leaves a case of which ``verify`` says ``not_erased``, and the same command finishes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from counterclaim.capture import Archive
from counterclaim.errors import CaseError
from counterclaim.ledger import Ledger
from counterclaim.pipeline.kept import forget
from counterclaim.records import Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was erased, and the kept file that still holds it, if it came out of one."""

    capture: str
    articles: tuple[str, ...]
    container: str | None


def erase_capture(case_dir: Path, start: str, *, who: str, why: str) -> Erased:
    """Erase the capture whose sha256 begins with ``start``.

    Raises:
        CaseError: if no capture, or more than one, begins so, or its record is too short to be overwritten.
    """
    with Ledger.open(case_dir) as ledger:
        captures = {c.id: c for c in ledger.records(Capture)}
        found = [c for c in captures.values() if c.id.startswith(start.lower())]
        if len(found) != 1:
            told = "give more of its digits" if found else f"`counterclaim show {case_dir} captures` lists them"
            raise CaseError(f"{case_dir}: {len(found)} captures begin with {start!r}; {told}")
        capture = found[0]
        container = ledger.facts_of(capture.id).get("container")
        forget(case_dir)
        articles = ledger.erase(capture.id, who=who, why=why)
        Archive(folder=case_dir / "archive").erase(capture)
        ledger.scrub()
        is_kept = container in captures and container not in ledger.erased()
    return Erased(capture=capture.id, articles=articles, container=str(container) if is_kept else None)
