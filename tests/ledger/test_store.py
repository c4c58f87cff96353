"""The ledger keeps what it is given, replaces proposals and never what came in or was decided."""

from __future__ import annotations

import random
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from casebuilder import WHEN, article_of, build, item, page, proposals, reading_of, take_in

from counterclaim.capture import Archive
from counterclaim.errors import CaseError, InputRejected, IntegrityError
from counterclaim.ledger import Ledger, verify
from counterclaim.records import Actor, Article, Capture, Claim, Rejection


@pytest.fixture
def case_dir(tmp_path: Path) -> Path:
    """A case of two reports."""
    folder = tmp_path / "case"
    build(folder, [item(1), item(2)])
    return folder


def test_records_come_back_equal(case_dir: Path) -> None:
    """Every record read back equals the one that was put in."""
    with Ledger.open(case_dir, readonly=True) as ledger:
        articles = tuple(sorted((article_of(item(n)) for n in (1, 2)), key=lambda a: a.id))

        assert ledger.articles() == articles
        assert set(ledger.readings()) == {reading_of(a) for a in articles}
        assert set(ledger.records(Actor)) == set(proposals(articles)["actors"])
        assert set(ledger.records(Claim)) == set(proposals(articles)["claims"])


def test_a_folder_without_a_case_is_refused(tmp_path: Path) -> None:
    """Opening what is no case says so instead of making one."""
    with pytest.raises(CaseError, match="no case here"):
        Ledger.open(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_case_is_not_made_among_other_files(tmp_path: Path) -> None:
    """A folder that holds other things is not turned into a case."""
    (tmp_path / "report.txt").write_text("x")

    with pytest.raises(CaseError, match="not empty"):
        Ledger.open(tmp_path, create=True)


def test_another_database_is_refused(tmp_path: Path) -> None:
    """A SQLite file of another program is not a case, and neither is a file that is no database."""
    db = sqlite3.connect(tmp_path / "case.sqlite")
    db.execute("CREATE TABLE t (x)")
    db.close()

    with pytest.raises(CaseError, match="not a case"):
        Ledger.open(tmp_path)
    (tmp_path / "case.sqlite").write_bytes(b"nonsense" * 1000)
    with pytest.raises(CaseError, match="cannot be read"):
        Ledger.open(tmp_path)


def test_a_newer_case_is_refused(case_dir: Path) -> None:
    """A case of a newer schema is refused with the advice to update."""
    db = sqlite3.connect(case_dir / "case.sqlite")
    db.execute("PRAGMA user_version = 99")
    db.close()

    with pytest.raises(CaseError, match="newer version"):
        Ledger.open(case_dir)


def test_a_case_whose_making_was_cut_short_is_made_again(tmp_path: Path) -> None:
    """An empty database, as a kill right at the start leaves it, cannot be read but can be built on."""
    (tmp_path / "case.sqlite").touch()
    (tmp_path / "archive").mkdir()

    with pytest.raises(CaseError, match="is empty"):
        Ledger.open(tmp_path, readonly=True)
    with Ledger.open(tmp_path, create=True) as ledger:
        assert ledger.articles() == ()
    assert verify(tmp_path) == []


def test_a_new_database_is_named_when_it_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted before that there is no case yet, only what the next attempt throws away."""
    case_dir = tmp_path / "new"
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            Ledger.open(case_dir, create=True)

    assert [p.name for p in case_dir.iterdir()] == ["case.sqlite.new"]
    with Ledger.open(case_dir, create=True) as ledger:
        assert ledger.head() is not None
    assert [p.name for p in case_dir.iterdir()] == ["case.sqlite"]


def test_a_log_without_its_database_is_not_played_into_a_new_one(tmp_path: Path) -> None:
    """Where the database is gone and its write-ahead log is left, making a new one is refused with what to do."""
    (tmp_path / "case.sqlite-wal").write_bytes(b"left")

    with pytest.raises(CaseError, match=r"put case\.sqlite back"):
        Ledger.open(tmp_path, create=True)


def test_one_writer_many_readers(case_dir: Path) -> None:
    """A second writer is refused; readers are not, and see the last whole state."""
    with Ledger.open(case_dir) as writer, Ledger.open(case_dir, readonly=True) as reader:
        with pytest.raises(CaseError, match="another process"):
            Ledger.open(case_dir)
        with writer.transaction():
            writer.put_rejection(_rejection("rej_2"))
            assert len(reader.records(Rejection)) == 1
        assert len(reader.records(Rejection)) == 2
    with Ledger.open(case_dir):
        pass


def test_a_closed_case_is_one_file(case_dir: Path) -> None:
    """After closing, the database is one file, so that the folder can be copied."""
    assert sorted(p.name for p in case_dir.iterdir()) == ["archive", "case.sqlite"]


def test_writes_are_durable(case_dir: Path) -> None:
    """The writer's connection is in WAL mode with full synchronisation and foreign keys."""
    with Ledger.open(case_dir) as ledger:
        settings = {p: ledger._one(f"PRAGMA {p}") for p in ("synchronous", "journal_mode", "foreign_keys")}

    assert settings == {"synchronous": (2,), "journal_mode": ("wal",), "foreign_keys": (1,)}


def test_the_same_again_changes_nothing(case_dir: Path) -> None:
    """Putting in what is there already reports no change and keeps the proposals current."""
    with Ledger.open(case_dir) as ledger:
        before = ledger.content_digest()
        article = article_of(item(1))

        assert not ledger.put_article(article)
        assert not ledger.put_reading(reading_of(article))
        assert not ledger.put_capture(ledger.records(Capture)[0])
        assert ledger.is_case_current("v1")
        assert ledger.content_digest() == before


def test_a_changed_article_takes_what_points_into_it(case_dir: Path) -> None:
    """A changed article replaces the former one, its reading and the case's proposals, and nothing else."""
    with Ledger.open(case_dir) as ledger:
        ledger.append_decision(who="R", what="note", target="clm_open", why="look")
        changed = replace(article_of(item(1), "test/2"), title="Fire")

        assert ledger.put_article(changed)
        assert ledger.article_of(changed.capture, "test/1") is None
        assert ledger.article_of(changed.capture, "test/2") == changed
        assert ledger.reading_of(changed.id) is None
        assert ledger.records(Claim) == ()
        assert len(ledger.readings()) == len(ledger.decisions()) == 1
        assert not ledger.has_current_case()
    assert [f for f in verify(case_dir) if not f.is_note] == []


def test_a_new_article_makes_the_proposals_out_of_date(case_dir: Path) -> None:
    """A further article leaves the proposals in place but no longer current."""
    with Ledger.open(case_dir) as ledger:
        take_in(ledger, Archive.open(case_dir, ledger.archive_ends()), item(3))

        assert len(ledger.records(Claim)) == 2
        assert not ledger.is_case_current("v1")
        ledger.replace_case(**proposals(ledger.articles()), version="v1")
        assert ledger.is_case_current("v1")
        assert not ledger.is_case_current("v2")


def test_dangling_proposals_are_refused_whole(case_dir: Path) -> None:
    """Proposals that name what the case has not are refused, and the former ones stay."""
    with Ledger.open(case_dir) as ledger:
        wrong = proposals([article_of(item(7))])

        with pytest.raises(CaseError, match="names a missing row of articles"):
            ledger.replace_case(**wrong)
        assert len(ledger.records(Claim)) == 2
        assert ledger.is_case_current("v1")


def test_same_bytes_are_one_capture_with_two_names(case_dir: Path) -> None:
    """The same bytes under another name are one capture, and both names are kept."""
    twin = item(1, "copies/r1.txt")
    with Ledger.open(case_dir) as ledger:
        take_in(ledger, Archive.open(case_dir, ledger.archive_ends()), twin)

        assert len(ledger.records(Capture)) == 2
        assert [s[1] for s in ledger.sightings() if s[0] == twin.sha256] == ["copies/r1.txt", "r1.txt"]


def test_proposals_that_are_the_same_are_not_written_again(case_dir: Path) -> None:
    """Of two sets of proposals the rows that differ are replaced; the case is as if only the second had been put."""
    with Ledger.open(case_dir) as ledger:
        first = proposals(ledger.articles())
        claims = [replace(c, origins=c.origins + 1) if n == 0 else c for n, c in enumerate(first["claims"])]
        second = first | {"claims": claims, "events": first["events"][1:]}
        ledger.replace_case(**second, version="v1")
        alone = ledger.content_digest()
        ledger.replace_case(**first, version="v1")
        before = dict(ledger._db.execute("SELECT id, rowid FROM claims").fetchall())

        ledger.replace_case(**second, version="v1")

        after = dict(ledger._db.execute("SELECT id, rowid FROM claims").fetchall())
        assert ledger.content_digest() == alone
        assert [c for c in before if after[c] != before[c]] in ([], [claims[0].id])
        assert ledger.records(Claim) == tuple(sorted(claims, key=lambda c: c.id))
    assert [f for f in verify(case_dir) if not f.is_note] == []


def test_a_proposal_that_was_altered_in_the_database_is_written_again(case_dir: Path) -> None:
    """A rerun puts right what somebody changed in a record, though its digest stands there unchanged."""
    with Ledger.open(case_dir) as ledger:
        found = proposals(ledger.articles())
        ledger.replace_case(**found, version="v1")
        ledger._db.execute("UPDATE claims SET record = record || ' '")

        ledger.replace_case(**found, version="v1")

        assert ledger.records(Claim) == tuple(sorted(found["claims"], key=lambda c: c.id))


def test_content_digest_does_not_depend_on_order_or_time(tmp_path: Path) -> None:
    """Any order, any clock, one at a time or all at once: the same content."""
    sources = [item(n) for n in range(5)] + [item(2, "again/r2.txt")]
    digests = set()
    for seed in range(4):
        random.Random(seed).shuffle(sources)
        folder = tmp_path / str(seed)
        if seed % 2:
            for source in sources:
                build(folder, [source], WHEN + timedelta(days=seed))
        else:
            build(folder, sources, WHEN + timedelta(days=seed))
        with Ledger.open(folder, readonly=True) as ledger:
            digests.add(ledger.content_digest())

    assert len(digests) == 1


def test_content_digest_sees_every_change(case_dir: Path) -> None:
    """Another version, another name, another decision: each changes the content digest."""
    with Ledger.open(case_dir) as ledger:
        digests = [ledger.content_digest()]
        ledger.put_sighting(item(1).sha256, "b.txt")
        digests.append(ledger.content_digest())
        ledger.append_decision(who="R", what="note", target="clm_open", why="look")
        digests.append(ledger.content_digest())
        ledger.put_reading(reading_of(article_of(item(1)), "test/2"))
        digests.append(ledger.content_digest())

    assert len(set(digests)) == 4


def test_decisions_are_chained_and_cannot_be_changed(case_dir: Path) -> None:
    """Each decision carries the hash of the one before it; the database refuses to change or delete any."""
    with Ledger.open(case_dir) as ledger:
        first = ledger.append_decision(who="R", what="accept", target="clm_open", why="seen")
        second = ledger.append_decision(who="S", what="split", target="mrg_1", why="two", before="{}")

        assert (first.n, second.n, second.previous) == (1, 2, first.hash)
        assert ledger.decisions() == (first, second)
        for sql in ("DELETE FROM decisions", "UPDATE decisions SET who = 'T'", "DELETE FROM captures"):
            with pytest.raises(CaseError, match="never"), ledger.transaction():
                ledger._db.execute(sql)
    assert verify(case_dir) == []


def test_a_failed_transaction_leaves_nothing(case_dir: Path) -> None:
    """What was written in a transaction that fails is not there afterwards."""
    with Ledger.open(case_dir) as ledger:
        with pytest.raises(ZeroDivisionError), ledger.transaction():
            ledger.put_rejection(_rejection("rej_2"))
            raise ZeroDivisionError
        assert len(ledger.records(Rejection)) == 1
        assert ledger.put_rejection(_rejection("rej_2"))
        assert not ledger.put_rejection(_rejection("rej_2"))


def test_an_article_withdraws_the_rejection_of_its_capture(case_dir: Path) -> None:
    """A capture that was rejected and now gives an article is no longer listed as rejected."""
    with Ledger.open(case_dir) as ledger:
        article = article_of(item(1))
        ledger.put_rejection(replace(_rejection("rej_2"), capture=article.capture))

        ledger.put_article(article)

        assert [r.id for r in ledger.records(Rejection)] == ["rej_1"]


def test_text_that_is_not_unicode_is_rejected(case_dir: Path) -> None:
    """Half a surrogate pair, which JSON can smuggle in, becomes a rejection and not a crash."""
    with Ledger.open(case_dir) as ledger, pytest.raises(InputRejected, match="surrogate"):
        ledger.put_article(replace(article_of(item(1)), title="\ud800"))


def test_an_altered_record_is_not_shown(case_dir: Path) -> None:
    """Reading a record whose JSON was altered fails loudly."""
    _execute(case_dir, "UPDATE claims SET record = replace(record, '0.9', '0.8')")

    with Ledger.open(case_dir, readonly=True) as ledger, pytest.raises(IntegrityError, match="claims"):
        ledger.records(Claim)


def test_articles_can_be_searched(case_dir: Path) -> None:
    """Full-text search finds an article by its words, and no former version of it."""
    with Ledger.open(case_dir) as ledger:
        assert len(ledger.search("vidal")) == 2
        gone = replace(article_of(item(1), "test/2"), title="zzyzx")
        ledger.put_article(gone)

        assert ledger.search("zzyzx") == (gone.id,)
        assert len(ledger.search("lorne")) == 2
        assert ledger.search("title: lorne") == (article_of(item(2)).id,)


def test_views_show_words(case_dir: Path) -> None:
    """The database's views give source, cue and content as words, for people who open it elsewhere."""
    db = sqlite3.connect(case_dir / "case.sqlite")
    rows = db.execute("SELECT speaker, source, cue, content FROM attribution_words WHERE act = 'deny'")

    assert rows.fetchall() == [("Ines Vidal", "Ines Vidal", "said", "Nobody")] * 2
    labels = db.execute("SELECT label, members, articles FROM claim_labels ORDER BY id").fetchall()
    assert labels == [("gate", 2, 2), ("Nobody", 2, 2)]
    for (view,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        assert db.execute(f"SELECT count(*) FROM {view}").fetchone()[0] > 0
    db.close()


def test_runs_tell_the_models_used(case_dir: Path) -> None:
    """The models of the last run that used any are what made the case."""
    with Ledger.open(case_dir) as ledger:
        run = ledger.begin_run("build", program="0", models={"reader": "ab"})
        ledger.end_run(run, "done")
        ledger.begin_run("note", program="0")

        assert ledger.models() == {"reader": "ab"}


def test_archive_ends_are_the_last_known_records(case_dir: Path) -> None:
    """The archive is told where the last record of each file begins."""
    with Ledger.open(case_dir, readonly=True) as ledger:
        last = max(c.warc_offset or 0 for c in ledger.records(Capture))

        assert ledger.archive_ends() == {"00001.warc.gz": last}
        assert len(page(1)) < last


def test_an_article_needs_its_capture(case_dir: Path) -> None:
    """An article of bytes the case has not is refused."""
    with Ledger.open(case_dir) as ledger, pytest.raises(CaseError, match="nothing was written"):
        ledger.put_article(article_of(item(9)))
    with Ledger.open(case_dir, readonly=True) as ledger:
        assert len(ledger.records(Article)) == 2


def _rejection(key: str) -> Rejection:
    return Rejection(id=key, capture=None, file="y.txt", stage="capture", reason="empty", detail="no bytes")


def _execute(case_dir: Path, sql: str) -> None:
    db = sqlite3.connect(case_dir / "case.sqlite")
    with db:
        db.execute(sql)
    db.close()
