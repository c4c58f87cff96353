"""Recompute everything in a case that can be recomputed, and name what does not match.

It works on a copy of the database made by SQLite's backup (one moment, even while a build is running), and it
believes no column: each is made again from the record's JSON, and the JSON's digest is recomputed. What it
cannot see is said in ``chain``: a cut tail, or a rewrite of everything by somebody who knows the format.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from counterclaim.errors import CaseError
from counterclaim.ledger import chain, database
from counterclaim.ledger.anchors import check_anchors
from counterclaim.ledger.check_log import Told, check_log
from counterclaim.ledger.custody import bytes_of, check_archive
from counterclaim.ledger.digest import inputs_digest, proposals_digest
from counterclaim.ledger.finding import Finding
from counterclaim.ledger.kinds import ARTICLES, CAPTURES, DECISIONS, KINDS
from counterclaim.ledger.log import Head
from counterclaim.ledger.rows import RUN_COLUMNS, SIGHTING_COLUMNS, Below, Kind, Row, row_digest, sha256_of
from counterclaim.records import Article, Capture, Decision, decode

Again = Callable[[bytes, Capture], Article | None]


class Across(NamedTuple):
    """What is told of articles by all of them together, and the name of the step that tells it."""

    step: str
    named: Callable[[Sequence[Article]], Sequence[Article]]


def verify(
    case_dir: Path, *, against: Head | None = None, again: Again | None = None, across: Across | None = None
) -> list[Finding]:
    """Check a case against its own hashes.

    Args:
        case_dir: the case's folder; nothing in it is changed.
        against: a head of the custody log that was kept elsewhere.
        again: makes an article anew from a capture's bytes (None where it cannot be one); given, every article
            made by the same version is compared with what its capture gives now.
        across: given, what the present proposals' articles were told together is compared with what it tells now.

    Returns:
        What does not match, sorted; empty if all does. Findings with ``is_note`` are remainders of a crash
        that were kept and are no fault.

    Raises:
        CaseError: if there is no case, or it cannot be opened as one.
    """
    if not (case_dir / database.FILE).is_file():
        raise CaseError(database.told_missing(case_dir))
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "copy")) as copy:
        copy.execute("PRAGMA synchronous = OFF")  # the copy is thrown away
        copy.execute("PRAGMA journal_mode = OFF")
        with closing(database.connect_for_reading(case_dir)) as db:
            try:
                db.backup(copy)
            except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
                return [_damaged(str(error))]
        return sorted(set(_Check(case_dir, copy, against, again, across).findings()))


def _damaged(told: str) -> Finding:
    return Finding(where="database", item=database.FILE, problem="damaged", detail=told)


class _Check:
    """One run over one copy; ``good`` collects the records whose digests match, by table and key."""

    def __init__(
        self, case_dir: Path, db: sqlite3.Connection, against: Head | None, again: Again | None, across: Across | None
    ) -> None:
        self.case_dir = case_dir
        self.against = against
        self.again = again
        self.across = across
        self.told = Told()
        self.db = db
        self.db.row_factory = sqlite3.Row
        # A flipped bit can make text that is not UTF-8; it must still be read, to be named.
        self.db.text_factory = lambda data: data.decode("utf-8", "replace")
        database.harden(self.db)
        self.good: dict[str, dict[str, Any]] = {kind.table: {} for kind in KINDS}

    def findings(self) -> Iterator[Finding]:
        """All findings, in no order; a database too damaged to read ends the run with that finding."""
        try:
            yield from self._pages()
            yield from self._schema()
            for kind in KINDS:
                yield from self._kind(kind)
            yield from self._references()
            yield from self._custody()
            yield from self._chains()
            yield from self._sightings()
            yield from self._bare_rows()
            yield from self._proposals()
            yield from self._targets()
            yield from self._search_index()
        except (sqlite3.DatabaseError, AttributeError, LookupError, TypeError, ValueError) as error:
            # Damage in the schema or in a record's header gives columns and values that no table here has.
            yield _damaged(f"{type(error).__name__}: {error}")
        captures = self.good[CAPTURES.table].values()
        yield from check_archive(self.case_dir, captures, self.told.erased)
        if self.again is not None:
            yield from self._articles_again(self.again)
        if self.across is not None:
            yield from self._articles_across(self.across)
        yield from check_anchors(self.good)

    def _pages(self) -> Iterator[Finding]:
        for (told,) in self.db.execute("PRAGMA integrity_check(20)"):
            if told != "ok":
                yield _damaged(told)

    def _schema(self) -> Iterator[Finding]:
        """Tables, indexes, views and guards must be those that this program makes; a guard taken away shows here."""
        with closing(sqlite3.connect(":memory:")) as fresh:
            for _, script in database.migrations():
                fresh.executescript(script)
            expected = _parts(fresh)
        found = _parts(self.db)
        for name in sorted(expected.keys() | found.keys()):
            if expected.get(name) != found.get(name):
                told = "not the part of the database that this program makes"
                yield Finding(where="database", item=name, problem="altered", detail=told)

    def _kind(self, kind: Kind) -> Iterator[Finding]:
        for row in self.db.execute(f"SELECT * FROM {kind.table}"):
            key = str(row[kind.key])
            record = self._record(kind, row)
            if isinstance(record, Finding):
                yield record
                continue
            self.good[kind.table][key] = record
            yield from _unequal(kind.table, key, kind.row(record), dict(row))
            for below in kind.below:
                yield from self._below(below, key, record)

    def _record(self, kind: Kind, row: sqlite3.Row) -> Any:
        data = str(row["record"]).encode("utf-8")
        item = str(row[kind.key])
        if sha256_of(data) != row["digest"]:
            told = "the record's JSON does not have the digest beside it"
            return Finding(where=kind.table, item=item, problem="altered", detail=told)
        try:
            return decode(data, kind.record)
        except msgspec.MsgspecError as error:
            told = f"not such a record: {error}"
            return Finding(where=kind.table, item=item, problem="altered", detail=told)

    def _below(self, below: Below, key: str, record: Any) -> Iterator[Finding]:
        sql = f'SELECT * FROM {below.table} WHERE "{below.owner}" = ? ORDER BY n'
        present = {row["n"]: dict(row) for row in self.db.execute(sql, (key,))}
        for row in below.rows(key, record):
            item = f"{key} {row['n']}"
            found = present.pop(row["n"], None)
            if found is None:
                told = "the record has it, the table does not"
                yield Finding(where=below.table, item=item, problem="missing", detail=told)
            else:
                yield from _unequal(below.table, item, row, found)
        for n in present:
            told = "the table has it, the record does not"
            yield Finding(where=below.table, item=f"{key} {n}", problem="orphan", detail=told)

    def _references(self) -> Iterator[Finding]:
        for table, rowid, parent, _ in self.db.execute("PRAGMA foreign_key_check").fetchall():
            # Tables without row ids give none; the row shows as orphan or disagreeing with its record too.
            item = "?" if rowid is None else f"row {rowid}"
            told = f"names a row of {parent} that is not there"
            yield Finding(where=table, item=item, problem="orphan", detail=told)

    def _chains(self) -> Iterator[Finding]:
        previous = chain.START
        for n, row in enumerate(self.db.execute("SELECT * FROM captures ORDER BY n"), 1):
            expected = chain.link(previous, str(row["digest"]).encode("utf-8"))
            if (row["n"], row["previous"], row["hash"]) != (n, previous, expected):
                yield _broken("captures", str(row["id"]), n)
            previous = str(row["hash"])
        previous = chain.START
        decisions: list[Decision] = sorted(self.good[DECISIONS.table].values(), key=lambda d: d.n)
        for n, decision in enumerate(decisions, 1):
            if (decision.n, decision.previous, decision.hash) != (n, previous, chain.decision_hash(decision)):
                yield _broken("decisions", decision.id, n)
            previous = decision.hash

    def _custody(self) -> Iterator[Finding]:
        findings, self.told = check_log(self.db, self.against)
        yield from findings

    def _articles_again(self, again: Again) -> Iterator[Finding]:
        """Compare every article with what its capture's bytes give now."""
        captures = self.good[CAPTURES.table]
        for key, article in sorted(self.good[ARTICLES.table].items()):
            capture = captures.get(article.capture)
            data = bytes_of(self.case_dir, capture) if capture is not None else None
            if capture is None or data is None:
                continue  # said already: missing or altered
            made = again(data, capture)
            if made is None or made.made_by != article.made_by:
                told = "made by another version of the program; not compared with its capture"
                yield Finding(where="articles", item=key, problem="not_compared", detail=told, is_note=True)
            elif made != article.alone():
                told = "not what its capture's bytes give"
                yield Finding(where="articles", item=key, problem="altered", detail=told)

    def _articles_across(self, across: Across) -> Iterator[Finding]:
        """Compare what articles share with others of their outlet with what all of them tell now.

        Only where that step made the present proposals: a build that was broken off may not have come so far.
        """
        made_by = self.db.execute("SELECT version FROM proposals").fetchone()
        if made_by is None or across.step not in str(made_by[0]):
            return
        articles = [article for _, article in sorted(self.good[ARTICLES.table].items())]
        for before, after in zip(articles, across.named(articles), strict=True):
            if before != after:
                told = "what it shares with its outlet's other articles is not what they tell"
                yield Finding(where="articles", item=before.id, problem="altered", detail=told)

    def _sightings(self) -> Iterator[Finding]:
        rows = self.db.execute("SELECT capture, file, part FROM sightings")
        known = {tuple(row) for row in rows}
        for capture in self.good[CAPTURES.table].values():
            if capture.file is not None and (capture.id, capture.file, capture.part or "") not in known:
                told = "the name it came under is not listed"
                yield Finding(where="sightings", item=capture.id, problem="missing", detail=told)

    def _proposals(self) -> Iterator[Finding]:
        """Taking away a record that nothing else names shows here."""
        for row in self.db.execute("SELECT made_from, digest FROM proposals"):
            if row["made_from"] != inputs_digest(self.db):
                told = "the articles, readings and decisions are not those the proposals were made from"
                yield Finding(where="proposals", item="made_from", problem="disagrees", detail=told)
            if row["digest"] != proposals_digest(self.db):
                told = "the proposals are not those that were written"
                yield Finding(where="proposals", item="digest", problem="disagrees", detail=told)

    def _targets(self) -> Iterator[Finding]:
        """A decision on something no longer proposed still stands, and is said to be an orphan."""
        known = {key for records in self.good.values() for key in records}
        known |= {str(row[0]) for row in self.db.execute("SELECT id FROM attributions")}
        for decision in self.good[DECISIONS.table].values():
            if decision.target not in known:
                told = f"decided on {decision.target}, which is not there now"
                yield Finding(where="decisions", item=decision.id, problem="orphan", detail=told, is_note=True)

    def _bare_rows(self) -> Iterator[Finding]:
        for table, columns in (("sightings", SIGHTING_COLUMNS), ("runs", RUN_COLUMNS)):
            for row in self.db.execute(f"SELECT * FROM {table}"):
                if row_digest({name: row[name] for name in columns}) != row["digest"]:
                    told = "the row does not have the digest beside it"
                    yield Finding(where=table, item=str(row[0]), problem="altered", detail=told)

    def _search_index(self) -> Iterator[Finding]:
        try:
            self.db.execute("INSERT INTO article_search (article_search, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError:
            told = "the full-text index does not match the articles"
            yield Finding(where="article_search", item=ARTICLES.table, problem="disagrees", detail=told)


def _parts(db: sqlite3.Connection) -> dict[str, str]:
    """What a database is made of: kind and name of each part, with its definition."""
    rows = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    return {f"{type_} {name}": f"{table}: {sql}" for type_, name, table, sql in map(tuple, rows)}


def _broken(table: str, item: str, n: int) -> Finding:
    told = f"entry {n} does not follow from the one before it"
    return Finding(where=table, item=item, problem="broken_chain", detail=told)


def _unequal(table: str, item: str, expected: Row, found: dict[str, Any]) -> Iterator[Finding]:
    for name, value in expected.items():
        if found[name] != value:
            told = f"column {name} is not what the record says"
            yield Finding(where=table, item=item, problem="disagrees", detail=told)
