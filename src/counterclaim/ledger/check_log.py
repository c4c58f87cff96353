"""Checking the custody log: its chain, whether it tells of every row and every row is still there, and its head."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from counterclaim.ledger import chain
from counterclaim.ledger.digest import state_digest
from counterclaim.ledger.finding import Finding
from counterclaim.ledger.log import TYPES, CustodyLog, Entry, Head, held

#: Entries that leave what a seal was taken of as it is.
_LEAVES_STATE = frozenset({"seal", "export", "run", "import", "timestamp"})
#: Where the rows are that entries of a type tell of.
_TABLES = {
    "capture": "captures", "name": "sightings", "reject": "rejections", "derive": "articles", "read": "readings",
    "decide": "decisions", "run": "runs",
}  # fmt: skip


@dataclass(slots=True)
class Told:
    """What the log says should be there: for each type, subject and digest; and what was erased."""

    rows: dict[str, dict[str, str | None]] = field(default_factory=lambda: {t: {} for t in _TABLES})
    erased: set[str] = field(default_factory=set)
    seal: str | None = None


def check_log(db: sqlite3.Connection, against: Head | None) -> tuple[list[Finding], Told]:
    """Findings on the log, and what it tells."""
    entries = list(CustodyLog(db).entries())
    told = _told(entries)
    findings = [*_chain(entries, any(True for _ in held(db))), *_rows(db, told), *_seal(db, told)]
    if against is not None:
        findings += _against(entries, against)
    return findings, told


def _chain(entries: list[Entry], has_rows: bool) -> Iterator[Finding]:
    """Each place where the chain breaks, once: what follows on a break as it should is not named again."""
    previous, n = chain.START, 1
    for entry in entries:
        if entry.n > n:
            detail = f"entry {n} is not there" if entry.n == n + 1 else f"entries {n} to {entry.n - 1} are not there"
            yield Finding(where="custody", item=str(n), problem="missing", detail=detail)
            previous, n = entry.previous, entry.n
        expected = chain.link(previous, entry.content)
        if (entry.n, entry.previous, entry.hash) != (n, previous, expected):
            detail = f"entry {n} does not follow from the one before it"
            yield Finding(where="custody", item=str(entry.n), problem="broken_chain", detail=detail)
        elif entry.type not in TYPES or (n == 1) != (entry.type == "begin"):
            yield Finding(where="custody", item=str(n), problem="altered", detail=f"entry of type {entry.type}")
        previous, n = entry.hash, max(entry.n + 1, 1)
    if not entries:
        # A build that was broken off before anything was taken in leaves an empty case without a log.
        detail = "the case has no custody log" + ("" if has_rows else ", and nothing else")
        yield Finding(where="custody", item="1", problem="missing", detail=detail, is_note=not has_rows)


def _told(entries: list[Entry]) -> Told:
    told = Told()
    for entry in entries:
        data = entry.data if isinstance(entry.data, dict) else {}
        if entry.type in told.rows:
            told.rows[entry.type][entry.subject] = data.get("digest")
        elif entry.type == "withdraw":
            told.rows["reject"].pop(entry.subject, None)
        elif entry.type == "erase":
            told.erased.add(entry.subject)
            for article in data.get("articles", ()):
                told.rows["derive"].pop(article, None)
                told.rows["read"].pop(article, None)
        if entry.type == "seal":
            told.seal = str(data.get("state"))
        elif entry.type not in _LEAVES_STATE:
            told.seal = None
        if entry.type == "derive":
            told.rows["read"].pop(entry.subject, None)  # a changed article takes its reading with it
    return told


def _rows(db: sqlite3.Connection, told: Told) -> Iterator[Finding]:
    waiting = {type_: dict(rows) for type_, rows in told.rows.items()}
    for type_, subject, data in held(db):
        if subject not in waiting[type_]:
            detail = "a row that the custody log does not tell of"
            yield Finding(where=_TABLES[type_], item=subject, problem="orphan", detail=detail)
        elif waiting[type_].pop(subject) != data.get("digest"):
            detail = "not the row that the custody log tells of"
            yield Finding(where=_TABLES[type_], item=subject, problem="altered", detail=detail)
    for type_, rows in waiting.items():
        for subject in rows:
            detail = "the custody log tells of it, and it is not there"
            yield Finding(where=_TABLES[type_], item=subject, problem="missing", detail=detail)


def _seal(db: sqlite3.Connection, told: Told) -> Iterator[Finding]:
    """Where nothing came after the last seal, the case must still say what it said then."""
    if told.seal is not None and told.seal != state_digest(db):
        detail = "the case does not say what it said when it was sealed"
        yield Finding(where="custody", item="seal", problem="disagrees", detail=detail)


def _against(entries: list[Entry], head: Head) -> Iterator[Finding]:
    """Compare with a head that was kept elsewhere."""
    case = entries[0].subject if entries else "none"
    if case != head.case:
        detail = f"the head is of case {head.case}, this is {case}"
        yield Finding(where="custody", item="1", problem="other_case", detail=detail)
    elif head.n > entries[-1].n:
        detail = f"the log ends at entry {entries[-1].n}, the head is of entry {head.n}"
        yield Finding(where="custody", item=str(head.n), problem="cut_off", detail=detail)
    elif head.hash not in (e.hash for e in entries if e.n == head.n):
        detail = "the log up to this entry is not the one the head was taken of"
        yield Finding(where="custody", item=str(head.n), problem="rewritten", detail=detail)
