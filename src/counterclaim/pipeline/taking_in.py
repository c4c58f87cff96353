"""Files, folders and addresses to captures: the bytes of every input kept once, and how it came.

What lies in containers is taken out of them; what is known already is only noted as seen again, and what was erased on
request is not kept a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from counterclaim.capture import Archive, Container, InputItem, iter_found
from counterclaim.capture.fetch import Fetcher, iter_fetched
from counterclaim.capture.item import Found, rejection
from counterclaim.ledger import Ledger
from counterclaim.pipeline.progress import Progress
from counterclaim.records import Capture, Rejection


@dataclass(slots=True)
class Taken:
    """How many inputs were new, known and rejected, and what does not match in archives among them.

    ``captures`` are the ids of the new and the known.
    """

    new: int = 0
    known: int = 0
    rejected: int = 0
    findings: tuple[str, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    captures: set[str] = field(default_factory=set)

    @property
    def total(self) -> int:
        """All of them."""
        return self.new + self.known + self.rejected


def found_in(paths: Iterable[Path], columns: Mapping[str, str] | None, urls: Iterable[str]) -> Iterator[Found]:
    """What lies in files and at addresses."""
    yield from iter_found(paths, columns=columns)
    yield from iter_fetched(urls, Fetcher())


def take_in(ledger: Ledger, archive: Archive, inputs: Iterable[Found], progress: Progress) -> Taken:
    """Keep the bytes of every input. Files that others came out of are kept or noted, and not counted."""
    taken = Taken()
    erased = ledger.erased()
    for found in inputs:
        item = found
        if isinstance(item, InputItem) and item.sha256 in erased:
            item = rejection(item.name, "erased", "these bytes were erased from the case on request", item.part)
        if isinstance(item, Container):
            ledger.put_import(item.sha256, import_facts(item))
            taken.findings += tuple(f"{item.name}: {finding}" for finding in item.findings)
        elif isinstance(item, Rejection):
            ledger.put_rejection(item)
            taken.rejected += 1
            taken.rejections += (item,)
        elif ledger.has_capture(item.sha256):
            ledger.put_sighting(item.sha256, item.name, item.part)
            taken.known += not item.is_container
            taken.captures.add(item.sha256)
        else:
            ledger.put_capture(captured(archive, item), capture_facts(item))
            taken.new += not item.is_container
            taken.captures.add(item.sha256)
        progress("capture", taken.total, None)
    return taken


def captured(archive: Archive, item: InputItem) -> Capture:
    """Keep an item's bytes. Where its container says when they were obtained, that is the time of the capture;
    our own clock's is in the custody log. A time in the future is not believed.
    """
    now = datetime.now(UTC)
    claimed = item.claimed_at if item.claimed_at is not None and item.claimed_at <= now else None
    return archive.add(item, captured_at=claimed or now, how=item.how)


def capture_facts(item: InputItem) -> dict[str, Any]:
    """What is known of how an item came, for the custody log."""
    facts: dict[str, Any] = {"how": item.how, "size": len(item.data), "container": item.container}
    facts["claimed_at"] = item.claimed_at.isoformat() if item.claimed_at is not None else None
    facts["origin"] = dict(item.origin)
    return {name: value for name, value in facts.items() if value}


def import_facts(container: Container) -> dict[str, Any]:
    """What was in a file out of which others were taken, for the custody log."""
    facts: dict[str, Any] = {
        "name": container.name, "format": container.format, "size": container.size_bytes,
        "counts": dict(container.counts), "findings": list(container.findings), "container": container.container,
    }  # fmt: skip
    return {name: value for name, value in facts.items() if value}
