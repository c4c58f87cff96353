"""verify names every altered, missing or left-over thing, and nothing where nothing is wrong."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from casebuilder import article_of, build, item, proposals, reading_of

from counterclaim.capture import Archive
from counterclaim.errors import CaseError
from counterclaim.ledger import Finding, Ledger, verify
from counterclaim.ledger.kinds import KINDS
from counterclaim.records import Capture, Label, Span


@pytest.fixture(scope="module")
def good_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of four reports, two decisions and a run, made once."""
    folder = tmp_path_factory.mktemp("good") / "case"
    build(folder, [item(n) for n in range(4)])
    with Ledger.open(folder) as ledger:
        ledger.append_decision(who="R", what="accept", target="clm_open", why="seen")
        ledger.append_decision(who="R", what="note", target="clm_shut", why="look")
        ledger.replace_case(**proposals(ledger.articles()), version="v1")
        ledger.end_run(ledger.begin_run("build", program="0", models={"reader": "ab"}), "done")
    return folder


@pytest.fixture
def case_dir(good_case: Path, tmp_path: Path) -> Path:
    """A copy of the good case, to be damaged."""
    return Path(shutil.copytree(good_case, tmp_path / "case"))


def test_a_sound_case_has_no_findings(case_dir: Path) -> None:
    """A case nobody touched verifies, also while it is being written to, and is left as it was."""
    before = (case_dir / "case.sqlite").read_bytes()

    assert verify(case_dir) == []
    assert (case_dir / "case.sqlite").read_bytes() == before
    with Ledger.open(case_dir):
        assert verify(case_dir) == []


def test_no_case_is_an_error(tmp_path: Path) -> None:
    """A folder without a case is an error, not a clean result."""
    with pytest.raises(CaseError, match="no case here"):
        verify(tmp_path)


def _derived_columns() -> dict[str, set[str]]:
    columns = {k.table: set(k.column_names()) - {k.key, "record", "digest"} for k in KINDS}
    return columns | {below.table: set(below.columns.names()) for k in KINDS for below in k.below}


@pytest.mark.parametrize("table", sorted(_derived_columns()))
def test_an_edit_of_any_derived_column_is_found(case_dir: Path, table: str) -> None:
    """Every column of every table that does not say what its record says is named."""
    columns = _derived_columns()[table]
    _edit(case_dir, table, columns)

    told = [f.detail for f in verify(case_dir) if (f.where, f.problem) == (table, "disagrees")]
    assert {f"column {name} is not what the record says" for name in columns} <= set(told)


@pytest.mark.parametrize(
    ("table", "column"),
    [(k.table, name) for k in KINDS for name in ("record", "digest")]
    + [("sightings", "part"), ("runs", "models"), ("runs", "outcome"), ("captures", "hash"), ("captures", "previous")],
)
def test_an_edit_of_what_is_checked_against_is_found(case_dir: Path, table: str, column: str) -> None:
    """Changing a record, its digest, a link of the chain or a row that is no record is found."""
    _edit(case_dir, table, {column})

    assert table in {f.where for f in verify(case_dir)}


def _edit(case_dir: Path, table: str, columns: set[str]) -> None:
    """Change these cells of the last row (of all rows, where rows have no number of their own)."""
    with closing(sqlite3.connect(case_dir / "case.sqlite")) as db, _without_guards(db):
        types = {r[1]: r[2] for r in db.execute(f"PRAGMA table_info({table})")}
        changes = {
            "TEXT": """coalesce("{0}" || 'x', 'x')""",
            "INTEGER": 'coalesce("{0}" + 1, 7)',
            "REAL": '"{0}" + 1',
        }
        sets = ", ".join(f'"{name}" = ' + changes[types[name]].format(name) for name in sorted(columns))
        only = f" WHERE rowid = (SELECT max(rowid) FROM {table})" if _has_rowid(db, table) else ""
        db.execute(f"UPDATE OR REPLACE {table} SET {sets}{only}")


@pytest.mark.parametrize("table", sorted({b.table for k in KINDS for b in k.below} | {k.table for k in KINDS}))
def test_a_deleted_row_is_found(case_dir: Path, table: str) -> None:
    """Deleting the first row of any table is found."""
    with closing(sqlite3.connect(case_dir / "case.sqlite")) as db, _without_guards(db):
        first = "rowid" if _has_rowid(db, table) else "n"
        db.execute(f"DELETE FROM {table} WHERE {first} = (SELECT min({first}) FROM {table})")

    assert [f for f in verify(case_dir) if not f.is_note] != []


def test_a_guard_taken_away_is_found(case_dir: Path) -> None:
    """A trigger that was dropped, or a table that was made otherwise, is named."""
    with closing(sqlite3.connect(case_dir / "case.sqlite")) as db:
        db.execute("DROP TRIGGER captures_are_kept")
        db.execute("CREATE TABLE more (x)")
        db.commit()

    found = [(f.where, f.item, f.problem) for f in verify(case_dir)]
    assert found == [("database", "table more", "altered"), ("database", "trigger captures_are_kept", "altered")]


def test_an_inserted_row_is_found(case_dir: Path) -> None:
    """A row that the record does not have is found and named."""
    with closing(sqlite3.connect(case_dir / "case.sqlite")) as db:
        db.execute("INSERT INTO claim_members SELECT claim, 99, article, attribution, actor, stance, denial, "
                   "evidence, confidence, why FROM claim_members LIMIT 1")  # fmt: skip
        db.commit()

    assert [(f.where, f.item, f.problem) for f in verify(case_dir)] == [("claim_members", "clm_open 99", "orphan")]


def test_a_rewritten_decision_breaks_the_chain(case_dir: Path) -> None:
    """A decision rewritten with matching digests and columns is still found by the chain."""
    with closing(sqlite3.connect(case_dir / "case.sqlite")) as db, _without_guards(db):
        db.execute("DELETE FROM decisions WHERE n = 1")
        db.execute("UPDATE captures SET n = n + 10 WHERE n = 2")

    assert {(f.where, f.problem) for f in verify(case_dir)} == {
        ("decisions", "broken_chain"),
        ("decisions", "missing"),
        ("captures", "broken_chain"),
        ("proposals", "disagrees"),
        ("custody", "disagrees"),
    }


def test_a_missing_archive_names_every_capture(case_dir: Path) -> None:
    """Without the archive's file each capture is reported missing."""
    (case_dir / "archive" / "00001.warc.gz").unlink()

    findings = verify(case_dir)

    assert {f.item for f in findings} == {item(n).sha256 for n in range(4)}
    assert {f.problem for f in findings} == {"missing"}


def test_swapped_bytes_are_named(case_dir: Path) -> None:
    """A whole record with other bytes in the place of a capture's is reported as altered."""
    other = case_dir.parent / "other"
    Archive.open(other).add(item(8))
    archive = case_dir / "archive" / "00001.warc.gz"
    with Ledger.open(case_dir, readonly=True) as ledger:
        place = max(c.warc_offset or 0 for c in ledger.records(Capture))
        last = next(c for c in ledger.records(Capture) if c.warc_offset == place)
    forged = (other / "archive" / "00001.warc.gz").read_bytes()
    start = forged.index(b"\x1f\x8b\x08", 1)
    archive.write_bytes(archive.read_bytes()[:place] + forged[start:])

    assert [(f.item, f.problem) for f in verify(case_dir)] == [(last.id, "altered")]


def test_a_flipped_bit_in_the_archive_is_found(case_dir: Path) -> None:
    """A flipped bit is found unless it lies where gzip keeps nothing; then the bytes are still all right."""
    path = case_dir / "archive" / "00001.warc.gz"
    sound = path.read_bytes()
    with Ledger.open(case_dir, readonly=True) as ledger:
        captures = ledger.records(Capture)
    found = 0
    for position in random.Random(1).sample(range(len(sound)), 16):
        path.write_bytes(_flipped(sound, position))
        if [f for f in verify(case_dir) if not f.is_note]:
            found += 1
        else:
            assert {Archive(folder=path.parent).read(c) for c in captures} == {item(n).data for n in range(4)}

    assert found >= 13


def test_a_flipped_bit_in_a_record_is_named(case_dir: Path) -> None:
    """A flipped bit within a record's JSON in the database file is found and its table named."""
    path = case_dir / "case.sqlite"
    sound = path.read_bytes()
    with closing(sqlite3.connect(path)) as db:
        records = {kind.table: db.execute(f"SELECT record FROM {kind.table} LIMIT 1").fetchone()[0] for kind in KINDS}
    chance = random.Random(2)
    for table, record in records.items():
        head = record.encode()[:200]
        position = sound.index(head) + chance.randrange(len(head))
        path.write_bytes(_flipped(sound, position))

        assert table in {f.where for f in verify(case_dir)}, f"byte {position} of {table}"


def test_a_flipped_bit_anywhere_is_found_or_changes_nothing(case_dir: Path) -> None:
    """Wherever a bit flips in the database, verify finds it or every cell is what it was."""
    path = case_dir / "case.sqlite"
    sound, cells = path.read_bytes(), _cells(path)
    for position in random.Random(3).sample(range(100, len(sound)), 12):
        path.write_bytes(_flipped(sound, position))
        with suppress(CaseError):
            if not verify(case_dir):
                assert _cells(path) == cells, f"byte {position}"


def test_spans_outside_the_text_are_found(case_dir: Path) -> None:
    """A span that ends behind its article's text, or an unlabelled stretch of text, is found."""
    with Ledger.open(case_dir) as ledger:
        article = article_of(item(1))
        reading = reading_of(article)
        long = replace(reading.own_voice[0], span=Span(0, len(article.text) + 1))
        ledger.put_article(replace(article, segments=article.segments[1:], made_by="test/2"))
        ledger.put_reading(replace(reading, own_voice=(long,)))
        changed = proposals(ledger.articles())
        claim = replace(changed["claims"][0], label=Label(article=article.id, start=0, end=9999))
        ledger.replace_case(**changed | {"claims": [claim, changed["claims"][1]]})

    assert {(f.where, f.problem) for f in verify(case_dir)} == {
        ("articles", "uncovered"),
        ("readings", "out_of_range"),
        ("claims", "out_of_range"),
    }


def test_what_a_crash_left_is_a_note(case_dir: Path) -> None:
    """A whole record no row names yet, as a crash leaves it, is a note and not a fault."""
    Archive.open(case_dir).add(item(9))

    findings = verify(case_dir)

    assert [(f.problem, f.is_note) for f in findings] == [("unlisted", True)]
    assert "no capture names" in str(findings[0])


def test_a_decision_on_what_is_gone_is_a_note(case_dir: Path) -> None:
    """A decision whose target is not proposed any more stays, and verify notes that it is an orphan."""
    with Ledger.open(case_dir) as ledger:
        decision = ledger.append_decision(who="R", what="merge", target="act_gone", why="same man")

    found = [(f.where, f.item, f.problem, f.is_note) for f in verify(case_dir)]
    assert found == [("decisions", decision.id, "orphan", True)]


def test_findings_sort() -> None:
    """Findings have an order, so that two runs read the same."""
    a = Finding(where="a", item="1", problem="missing", detail="")

    assert sorted([replace(a, where="b"), a])[0] == a


def _flipped(data: bytes, position: int) -> bytes:
    changed = bytearray(data)
    changed[position] ^= 1 << (position % 8)
    return bytes(changed)


def _cells(path: Path) -> list[object]:
    """Everything in the tables that a view could show."""
    with closing(sqlite3.connect(path)) as db:
        tables = [k.table for k in KINDS] + [b.table for k in KINDS for b in k.below] + ["sightings", "runs"]
        return [db.execute(f"SELECT * FROM {table}").fetchall() for table in tables]


@contextmanager
def _without_guards(db: sqlite3.Connection) -> Iterator[None]:
    guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid").fetchall()
    for name, _ in guards:
        db.execute(f"DROP TRIGGER {name}")
    yield
    for _, sql in guards:
        db.execute(sql)
    db.commit()


def _has_rowid(db: sqlite3.Connection, table: str) -> bool:
    sql = str(db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0])
    return "WITHOUT ROWID" not in sql
