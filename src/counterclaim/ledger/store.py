"""The ledger: the one writer and every reader of a case's records.

What came in (captures, rejections) and what people decided is added to and never changed. What the program
proposes is replaced when its input or the version of what made it changes. Each call that writes is one
transaction, durable when it returns; several can be made one with ``transaction()``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from counterclaim.errors import CaseError
from counterclaim.ledger import chain
from counterclaim.ledger.digest import content_digest, inputs_digest, proposals_digest
from counterclaim.ledger.intake import IntakeDatabase
from counterclaim.ledger.kinds import (
    ARTICLES,
    CASE_KINDS,
    DECISIONS,
    READINGS,
)
from counterclaim.ledger.rows import RUN_COLUMNS, Kind, Row, plain, row_digest, sha256_of
from counterclaim.records import (
    Account,
    Actor,
    Article,
    Claim,
    Decision,
    Event,
    LineageLink,
    Merge,
    Origin,
    Party,
    Reading,
    Relation,
    SpeakerLink,
    Utterance,
    decode,
)


class Ledger(IntakeDatabase):
    """A case's records. Made by ``Ledger.open``; close it, or use it in a ``with`` statement.

    What is written is told in the custody log within the same transaction.
    """

    # Articles and readings ------------------------------------------------------------------------------

    def put_article(self, article: Article) -> bool:
        """Keep the article of a capture in place of a former one; False if nothing changed.

        A changed article takes its reading, and the proposals over the case, with it: they point into a
        text that is no longer the article's. Rejections of the capture are withdrawn, since it can be used.
        """
        row = ARTICLES.row(article)
        with self.transaction():
            self._withdraw_rejections(article.capture)
            if self._digest(ARTICLES, article.id) == row["digest"]:
                return False
            self._remove_article(article.capture)
            n = self._insert("articles", row)
            sql = "INSERT INTO article_search (rowid, title, text) VALUES (?, ?, ?)"
            self._db.execute(sql, (n, article.title, article.text))
            self._insert_below(ARTICLES, article)
            self._log.append("derive", article.id, {"digest": row["digest"], "capture": article.capture})
            self._db.execute("DELETE FROM proposals")
        return True

    def _remove_article(self, capture: str) -> None:
        former = self._one("SELECT n, title, text FROM articles WHERE capture = ?", capture)
        if former is not None:
            sql = "INSERT INTO article_search (article_search, rowid, title, text) VALUES ('delete', ?, ?, ?)"
            self._db.execute(sql, former)
            self._clear_case()
            self._db.execute("DELETE FROM articles WHERE capture = ?", (capture,))

    def put_reading(self, reading: Reading) -> bool:
        """Keep the reading of an article in place of a former one; False if nothing changed."""
        row = READINGS.row(reading)
        with self.transaction():
            former = self._digest(READINGS, reading.article)
            if former == row["digest"]:
                return False
            if former is not None:
                self._clear_case()
                self._db.execute("DELETE FROM readings WHERE article = ?", (reading.article,))
            self._insert("readings", row)
            self._insert_below(READINGS, reading)
            self._log.append("read", reading.article, {"digest": row["digest"]})
            self._db.execute("DELETE FROM proposals")
        return True

    def article_of(self, capture: str, made_by: str | None = None) -> Article | None:
        """The article of a capture, if it has one (and that was made by ``made_by``, where given)."""
        sql = "SELECT record, digest FROM articles WHERE capture = ?1 AND made_by = coalesce(?2, made_by)"
        return self._record(Article, self._one(sql, capture, made_by))

    def reading_of(self, article: str, made_by: str | None = None) -> Reading | None:
        """The reading of an article, if it has one (and that was made by ``made_by``, where given)."""
        sql = "SELECT record, digest FROM readings WHERE article = ?1 AND made_by = coalesce(?2, made_by)"
        return self._record(Reading, self._one(sql, article, made_by))

    def articles(self) -> tuple[Article, ...]:
        """All articles, by id."""
        return self.records(Article)

    def readings(self) -> tuple[Reading, ...]:
        """All readings, by article id."""
        return self.records(Reading)

    # The case -------------------------------------------------------------------------------------------

    def replace_case(
        self,
        *,
        actors: Iterable[Actor] = (),
        merges: Iterable[Merge] = (),
        parties: Iterable[Party] = (),
        speakers: Iterable[SpeakerLink] = (),
        claims: Iterable[Claim] = (),
        relations: Iterable[Relation] = (),
        accounts: Iterable[Account] = (),
        utterances: Iterable[Utterance] = (),
        lineage: Iterable[LineageLink] = (),
        origins: Iterable[Origin] = (),
        events: Iterable[Event] = (),
        version: str = "",
    ) -> None:
        """Put these proposals in place of all former ones, in one transaction that writes what differs.

        ``version`` names the versions of the stages that made them, for ``is_case_current``.

        Raises:
            CaseError: if a record names an article, attribution, actor, party or claim the case has not.
        """
        people = (parties, actors, merges, speakers)
        words = (claims, relations, accounts, utterances, lineage, origins, events)
        with self.transaction():
            self._db.execute("DELETE FROM proposals")
            self._replace({kind: list(records) for kind, records in zip(CASE_KINDS, people + words, strict=True)})
            sealed = (inputs_digest(self._db), version, proposals_digest(self._db))
            sql = "INSERT INTO proposals (only, made_from, version, digest) VALUES (1, ?, ?, ?)"
            self._db.execute(sql, sealed)
            self._log.seal()

    def _replace(self, wanted: Mapping[Kind, Sequence[object]]) -> None:
        """Put these records in place of the former ones; rows of those that are the same stay as they are."""
        every = [(kind, [(kind.key_of(r), r) for r in records]) for kind, records in wanted.items()]
        former = [self._former(kind) for kind, _ in every]
        gone = [was.keys() - {key for key, _ in keyed} for was, (_, keyed) in zip(former, every, strict=True)]
        for (kind, _), keys in reversed([*zip(every, gone, strict=True)]):
            self._db.executemany(f"DELETE FROM {kind.table} WHERE {kind.key} = ?", [(key,) for key in sorted(keys)])
        for (kind, keyed), was in zip(every, former, strict=True):
            self._replace_kind(kind, keyed, was)

    def _replace_kind(
        self, kind: Kind, keyed: Sequence[tuple[str, object]], former: dict[str, tuple[bytes, str]]
    ) -> None:  # fmt: skip
        """Write those records of a kind, each with its key, that differ from the former ones (JSON and digest)."""
        for key, record in keyed:
            was = former.pop(key, None)
            if was is None:
                self._insert(kind.table, kind.row(record))
                self._insert_below(kind, record)
            elif was != (data := kind.data(record), sha256_of(data)):
                self._update(kind, record)

    def _former(self, kind: Kind) -> dict[str, tuple[bytes, str]]:
        sql = f"SELECT {kind.key}, CAST(record AS BLOB), digest FROM {kind.table}"
        return {key: (record, digest) for key, record, digest in self._db.execute(sql)}

    def _update(self, kind: Kind, record: object) -> None:
        """Write a record over the one of its key; where others name it by its key they need not be looked at."""
        row = kind.row(record)
        key = row.pop(kind.key)
        names = ", ".join(f'"{name}" = ?' for name in row)
        self._db.execute(f"UPDATE {kind.table} SET {names} WHERE {kind.key} = ?", (*row.values(), key))
        for below in kind.below:
            self._db.execute(f"DELETE FROM {below.table} WHERE {below.owner} = ?", (key,))
        self._insert_below(kind, record)

    def is_case_current(self, version: str = "") -> bool:
        """Whether ``version`` made the proposals from the present articles, readings and decisions."""
        return self._one("SELECT version FROM proposals") == (version,)

    def has_current_case(self, step: str = "") -> bool:
        """Whether the proposals belong to the present articles, readings and decisions, by any version with it."""
        row = self._one("SELECT version FROM proposals")
        return row is not None and step in str(row[0])

    def _clear_case(self) -> None:
        for kind in reversed(CASE_KINDS):
            self._db.execute(f"DELETE FROM {kind.table}")
        self._db.execute("DELETE FROM proposals")

    # Decisions and runs ---------------------------------------------------------------------------------

    def decisions(self) -> tuple[Decision, ...]:
        """All decisions, in the order in which they were made."""
        return self.records(Decision)

    def append_decision(
        self,
        *,
        who: str,
        what: str,
        target: str,
        why: str,
        before: str | None = None,
        after: str | None = None,
        when: datetime | None = None,
    ) -> Decision:
        """Add a reviewer's act to the end of the log and return it with its place in the chain."""
        with self.transaction():
            last = self._one("SELECT n, hash FROM decisions ORDER BY n DESC LIMIT 1")
            n, previous = (int(last[0]) + 1, str(last[1])) if last else (1, chain.START)
            at = (when or datetime.now(UTC)).astimezone(UTC)
            draft = Decision(
                id="", n=n, who=who, when=at, what=what, target=target, before=before, after=after, why=why,
                previous=previous, hash="",
            )  # fmt: skip
            decision = chain.sealed(draft)
            row = DECISIONS.row(decision)
            self._insert("decisions", row)
            self._log.append("decide", decision.id, {"digest": row["digest"]})
            self._db.execute("DELETE FROM proposals")
        return decision

    def begin_run(self, command: str, *, program: str, models: Mapping[str, str] | None = None) -> int:
        """Note that a command begins to work on the case; ``models`` maps their names to their digests."""
        row: Row = {
            "command": command,
            "program": program,
            "models": plain(dict(models or {})),
            "started_at": plain(datetime.now(UTC)),
            "ended_at": None,
            "outcome": None,
        }
        with self.transaction():
            n = self._insert("runs", row | {"digest": row_digest(row)})
            self._log.append("run", str(n), {"command": command, "program": program})
        return n

    def end_run(self, run: int, outcome: str) -> None:
        """Note how a run ended; one that never got here was interrupted."""
        with self.transaction():
            begun = self._one("SELECT command, program, models, started_at FROM runs WHERE n = ?", run)
            if begun is None:
                raise CaseError(f"{self.case_dir}: there is no run {run} to end")
            values = (*begun, plain(datetime.now(UTC)), outcome)
            digest = row_digest(dict(zip(RUN_COLUMNS, values, strict=True)))
            sql = "UPDATE runs SET ended_at = ?, outcome = ?, digest = ? WHERE n = ?"
            self._db.execute(sql, (*values[-2:], digest, run))

    def models(self) -> dict[str, str]:
        """Names and digests of the models used by the last run that used any."""
        row = self._one("SELECT models FROM runs WHERE models <> '{}' ORDER BY n DESC LIMIT 1")
        return decode(str(row[0]), dict[str, str]) if row else {}

    # Erasing --------------------------------------------------------------------------------------------

    def erase(self, capture: str, *, who: str, why: str) -> tuple[str, ...]:
        """Take out what was made of a capture and note that its bytes are to be erased; the articles taken out.

        The capture's record, its digest and its names stay, so that the chain still verifies. The bytes in the
        archive are the caller's to erase (``Archive.erase``), and ``scrub`` after that.

        Raises:
            CaseError: if there is no such capture.
        """
        if not self.has_capture(capture):
            raise CaseError(f"{self.case_dir}: there is no capture {capture}")
        with self.transaction():
            rows = self._db.execute("SELECT id FROM articles WHERE capture = ?", (capture,)).fetchall()
            articles = tuple(str(row[0]) for row in rows)
            self._db.execute("PRAGMA secure_delete = ON")
            self._remove_article(capture)
            self._withdraw_rejections(capture)
            self._clear_case()
            if capture not in self.erased():
                self._log.append("erase", capture, {"who": who, "why": why, "articles": list(articles)})
        return articles

    # Reading --------------------------------------------------------------------------------------------

    def content_digest(self) -> str:
        """The sha256 of all the case says, leaving out clock, place and the order in which inputs came."""
        return content_digest(self._db)

    def search(self, words: str, limit: int = 50) -> tuple[str, ...]:
        """Ids of articles that hold the words (FTS5 query syntax), best first."""
        sql = (
            "SELECT a.id FROM article_search s JOIN articles a ON a.n = s.rowid "
            "WHERE article_search MATCH ? ORDER BY s.rank, a.id LIMIT ?"
        )
        return tuple(str(row[0]) for row in self._db.execute(sql, (words, limit)))
