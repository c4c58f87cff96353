"""The custody log tells of everything, and what is cut off, made anew, taken out or put in is found."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

import pytest
from casebuilder import build, item, proposals

from counterclaim.capture import Archive
from counterclaim.errors import UsageError
from counterclaim.ledger import Head, Ledger, verify
from counterclaim.ledger.chain import START, link
from counterclaim.ledger.database import migrations
from counterclaim.ledger.log import TYPES
from counterclaim.records import Capture, encode


@pytest.fixture(scope="module")
def good_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of three reports and a decision, made once."""
    folder = tmp_path_factory.mktemp("log") / "case"
    build(folder, [item(n) for n in range(3)])
    with Ledger.open(folder) as ledger:
        ledger.append_decision(who="R", what="accept", target="clm_open", why="seen")
        ledger.replace_case(**proposals(ledger.articles()), version="v1")
    return folder


@pytest.fixture
def case_dir(good_case: Path, tmp_path: Path) -> Path:
    """A copy of it, to be tampered with."""
    return Path(shutil.copytree(good_case, tmp_path / "case"))


def head_of(case_dir: Path) -> Head:
    with Ledger.open(case_dir, readonly=True) as ledger:
        head = ledger.head()
    assert head is not None
    return head


def tamper(case_dir: Path, *statements: str) -> None:
    """What an intruder who can drop the guards does."""
    with closing(sqlite3.connect(case_dir / "case.sqlite")) as db:
        guards = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid").fetchall()
        for name, _ in guards:
            db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)
        for _, sql in guards:
            if "ON custody" not in sql or "DROP TABLE custody" not in statements:
                db.execute(sql)
        db.commit()


def problems(case_dir: Path, against: Head | None = None) -> set[tuple[str, str]]:
    return {(f.where, f.problem) for f in verify(case_dir, against=against) if not f.is_note}


def test_every_entry_can_be_checked_by_hand(case_dir: Path) -> None:
    """A hash is the sha256 over the hash before it, a line feed, and the entry's five first fields as JSON."""
    with Ledger.open(case_dir, readonly=True) as ledger:
        entries = ledger.custody()

    previous = START
    for entry in entries:
        assert entry.previous == previous
        said = [entry.n, entry.time, entry.type, entry.subject, entry.data]
        plain = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))  # as docs/custody.md says
        assert entry.hash == hashlib.sha256(f"{previous}\n{plain}".encode()).hexdigest()
        assert entry.hash == link(previous, encode([entry.n, entry.time, entry.type, entry.subject, entry.data]))
        previous = entry.hash
    assert {e.type for e in entries} <= set(TYPES)
    assert [e.type for e in entries].count("capture") == 3
    assert asdict(entries[0])["type"] == "begin"


def test_a_head_is_kept_as_text() -> None:
    """A head is found in any text that holds it, and nothing else is taken for one."""
    head = Head(case="0b5f0000-0000-4000-8000-00000000000c", n=7, hash="ab" * 32)

    assert Head.parsed(f"Our case of Monday:\n  {head}\n") == head
    for text in ("", "counterclaim:x:1:y", f"{head} {str(head).replace(':7:', ':8:')}"):
        with pytest.raises(UsageError):
            Head.parsed(text)


def test_an_earlier_head_still_holds(case_dir: Path) -> None:
    """A case that went on verifies against a head from before."""
    head = head_of(case_dir)
    with Ledger.open(case_dir) as ledger:
        ledger.append_decision(who="R", what="note", target="clm_open", why="more")

    assert problems(case_dir, head) == set()
    assert head_of(case_dir).n > head.n


def test_a_cut_tail_shows_against_a_head(case_dir: Path) -> None:
    """With the newest decision and all traces of it cut off, only the head kept elsewhere shows it."""
    with Ledger.open(case_dir, readonly=True) as ledger:
        before = next(e.n for e in ledger.custody() if e.type == "decide")
    head = head_of(case_dir)
    tamper(
        case_dir, "DELETE FROM decisions", f"DELETE FROM custody WHERE n >= {before}",
        "DELETE FROM proposals", "DELETE FROM runs WHERE n > 99",
    )  # fmt: skip

    assert problems(case_dir) == set()
    assert problems(case_dir, head) == {("custody", "cut_off")}


def test_a_case_made_anew_shows_against_a_head(case_dir: Path, tmp_path: Path) -> None:
    """The same reports built a second time are another case, and a log with another history is not the same."""
    head = head_of(case_dir)
    build(tmp_path / "anew", [item(n) for n in range(3)])
    other = head_of(tmp_path / "anew")

    assert ("custody", "other_case") in problems(tmp_path / "anew", head)
    forged = Head(case=head.case, n=head.n - 1, hash=other.hash)
    assert problems(case_dir, forged) == {("custody", "rewritten")}


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM rejections", ("rejections", "missing")),
        ("DELETE FROM sightings WHERE file = 'r1.txt'", ("sightings", "missing")),
        ("DELETE FROM custody WHERE n = 3", ("custody", "missing")),
        ("UPDATE custody SET previous = hash WHERE n = 3", ("custody", "broken_chain")),
        ("UPDATE custody SET n = -n WHERE n IN (3, 4)", ("custody", "broken_chain")),
        ("UPDATE custody SET time = '2020-01-01T00:00:00.000Z' WHERE n = 2", ("custody", "broken_chain")),
        ("UPDATE custody SET data = 'x' WHERE n = 2", ("custody", "broken_chain")),
        ("DELETE FROM custody", ("custody", "missing")),
        ("DELETE FROM claims WHERE id = 'clm_shut'", ("custody", "disagrees")),
        ("DELETE FROM events", ("custody", "disagrees")),
        (
            "INSERT INTO rejections SELECT 'rej_9', capture, file, stage, reason, detail, inputs, record, digest "
            "FROM rejections",
            ("rejections", "orphan"),
        ),
    ],
)
def test_what_was_taken_out_or_put_in_is_found(case_dir: Path, statement: str, found: tuple[str, str]) -> None:
    """A row without its entry, or an entry without its row, is found, whatever the table."""
    tamper(case_dir, "PRAGMA foreign_keys = OFF", statement)

    assert found in problems(case_dir)


def test_a_record_rewritten_with_its_digests_is_found(case_dir: Path) -> None:
    """An article altered by somebody who recomputes the digests beside it is not the one the log tells of."""
    with closing(sqlite3.connect(case_dir / "case.sqlite")) as db:
        key, record = db.execute("SELECT id, record FROM articles LIMIT 1").fetchone()
    forged = record.replace("Lorne Courier", "Lorne Covrier")
    digest = hashlib.sha256(forged.encode()).hexdigest()
    tamper(
        case_dir,
        f"UPDATE articles SET outlet = 'Lorne Covrier', record = '{forged}', digest = '{digest}' WHERE id = '{key}'",
        "UPDATE proposals SET made_from = made_from",
    )  # fmt: skip

    assert ("articles", "altered") in problems(case_dir)


def test_an_article_is_compared_with_what_its_capture_gives(case_dir: Path) -> None:
    """Made again from its bytes, an article that differs is named; one of another version is a note."""
    from casebuilder import article_of

    def honest(data: bytes, capture: object) -> object:
        return next(article_of(item(n)) for n in range(3) if item(n).data == data)

    def other(data: bytes, capture: object) -> object:
        from dataclasses import replace

        return replace(honest(data, capture), outlet="Other")  # type: ignore[type-var]

    assert verify(case_dir, again=honest) == []  # type: ignore[arg-type]
    found = verify(case_dir, again=other)  # type: ignore[arg-type]
    assert [(f.where, f.problem) for f in found] == [("articles", "altered")] * 3
    later = verify(case_dir, again=lambda *_: None)
    assert {(f.problem, f.is_note) for f in later} == {("not_compared", True)}


def test_a_case_from_before_the_log_gets_one(case_dir: Path) -> None:
    """Opened for writing, a case of the first version is taken over whole and verifies."""
    later = "".join(script for number, script in migrations() if number > 2)
    indexes = (f"DROP INDEX {name}" for name in re.findall(r"CREATE INDEX (\w+)", later))
    since_then = ("DROP TABLE custody", "ALTER TABLE timexes DROP COLUMN direction", *indexes)
    tamper(case_dir, *since_then, "PRAGMA user_version = 1")
    with Ledger.open(case_dir) as ledger:
        types = [e.type for e in ledger.custody()]

    assert types[0] == "begin"
    assert types.count("capture") == types.count("derive") == types.count("read") == 3
    assert problems(case_dir) == set()


# Erasing ----------------------------------------------------------------------------------------------------------


def test_erased_content_is_gone_and_the_rest_verifies(case_dir: Path) -> None:
    """After erasing, neither bytes nor words are left in the case's files; verify says erased and nothing else."""
    from counterclaim.pipeline.erasing import erase_capture

    gone = item(1)
    archive = case_dir / "archive" / "00001.warc.gz"
    size = archive.stat().st_size
    done = erase_capture(case_dir, gone.sha256[:12], who="R", why="request")

    assert (done.capture, len(done.articles), done.container) == (gone.sha256, 1, None)
    assert archive.stat().st_size == size
    assert [(f.where, f.item, f.problem) for f in verify(case_dir) if f.where != "decisions"] == [
        ("captures", gone.sha256, "erased")
    ]
    kept = b"".join(p.read_bytes() for p in case_dir.rglob("*") if p.is_file())
    assert b"gate 1" not in kept
    assert b"gate 2" in kept
    with Ledger.open(case_dir) as ledger:
        assert ledger.search("vidal") == tuple(a.id for a in ledger.articles() if "Vidal" in a.text)
        assert len(ledger.articles()) == 2
        again = Archive.open(case_dir, ledger.archive_ends())
        captures = {c.id for c in ledger.records(Capture)}
    assert gone.sha256 in captures
    assert again.files() == ("00001.warc.gz",)


def test_an_erasure_that_was_broken_off_is_found_and_finished(case_dir: Path) -> None:
    """A crash between the ledger's note and the archive shows, and the same command finishes it."""
    from counterclaim.pipeline.erasing import erase_capture

    with Ledger.open(case_dir) as ledger:
        ledger.erase(item(1).sha256, who="R", why="request")
    assert problems(case_dir) == {("captures", "not_erased")}

    erase_capture(case_dir, item(1).sha256, who="R", why="request")
    assert problems(case_dir) == set()


def test_other_readers_skip_what_was_erased(case_dir: Path) -> None:
    """An archive with an erased record is still a WARC file for other programs."""
    from warcio.archiveiterator import ArchiveIterator

    from counterclaim.pipeline.erasing import erase_capture

    erase_capture(case_dir, item(1).sha256, who="R", why="request")
    with (case_dir / "archive" / "00001.warc.gz").open("rb") as stream:
        types = [r.rec_type for r in ArchiveIterator(stream)]

    assert types == ["warcinfo", "resource", "metadata", "resource"]


def test_a_case_that_was_broken_off_while_it_was_made(tmp_path: Path) -> None:
    """An empty case without a log, as a crash at its making leaves it, is a note; the next build begins the log."""
    case_dir = tmp_path / "case"
    with Ledger.open(case_dir, create=True):
        pass
    tamper(case_dir, "DELETE FROM custody")

    assert [(f.where, f.is_note) for f in verify(case_dir)] == [("custody", True)]
    build(case_dir, [item(0)])
    assert verify(case_dir) == []
