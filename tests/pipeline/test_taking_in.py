"""Taking in: what is taken in equals what is kept plus what is rejected, and the custody log says how each came."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "capture"))

from makers import PAGE, WORDS, answer, mail, mhtml, pdf, wacz, warc, zipped

from counterclaim.capture import Archive
from counterclaim.ledger import Ledger, verify
from counterclaim.pipeline import Extractor, Models, add_inputs
from counterclaim.pipeline.erasing import erase_capture
from counterclaim.pipeline.flow import extract_new
from counterclaim.pipeline.progress import silent
from counterclaim.pipeline.vectors import FOLDER
from counterclaim.records import Capture, Rejection

FEED = f"<rss><channel><title>Courier</title><item><title>Gate</title><description>{WORDS}</description></item></channel></rss>"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file of every kind, and some that are none."""
    folder = tmp_path_factory.mktemp("inputs")
    long = [WORDS[:70], WORDS[70:], "", "Nobody said who had opened it."]
    files = {
        "a.txt": WORDS.encode() * 2, "b.html": PAGE.encode(), "c.pdf": pdf(long), "d.eml": mail(body=WORDS * 6),
        "e.mht": mhtml(PAGE.replace("seven", "eight")), "f.xml": FEED.encode(),
        "g.warc.gz": warc(answer("https://l.example/9", PAGE.replace("seven", "nine").encode())),
        "h.wacz": wacz(warc(answer("https://l.example/10", PAGE.replace("seven", "ten").encode())),
                       ["https://l.example/10", "https://l.example/gone"], altered=True),
        "i.csv": f"url,text\nhttps://l.example/11,{WORDS * 3}\nx,y,z\n".encode(),
        "j.zip": zipped({"k.txt": b"Another text. " + WORDS.encode(), "../up.txt": b"no"}),
        "k.jsonl": json.dumps({"text": WORDS * 4}).encode() + b"\n{broken\n", "l.bin": b"\x00\x01" * 99, "m.txt": b"",
    }  # fmt: skip
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def case_dir(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with all of them taken in and made articles of."""
    case_dir = tmp_path_factory.mktemp("taken") / "case"
    taken = add_inputs(case_dir, [folder])
    assert (taken.total, taken.new, taken.rejected) == (17, 11, 6)
    assert taken.findings == ("h.wacz: pages/pages.jsonl does not have the stated digest",)
    with Ledger.open(case_dir) as ledger, Extractor() as extractor:
        extract_new(ledger, Archive.open(case_dir, ledger.archive_ends()), Models(), silent, extractor)
    return case_dir


def test_every_kind_becomes_an_article(case_dir: Path) -> None:
    """Each of the eleven inputs is an article with the words in it."""
    with Ledger.open(case_dir, readonly=True) as ledger:
        texts = {a.file: a.text for a in ledger.articles()}

    assert sorted(texts) == [
        "a.txt", "b.html", "c.pdf", "d.eml", "e.mht", "f.xml", "g.warc.gz", "h.wacz/archive/data.warc.gz", "i.csv",
        "j.zip/k.txt", "k.jsonl",
    ]  # fmt: skip
    assert {name for name, text in texts.items() if "harbour board of Lorne" not in text} == set()


def test_kept_files_are_captures_and_no_articles(case_dir: Path) -> None:
    """The table and the feed are kept whole under their digest, and the rows name them in the custody log."""
    with Ledger.open(case_dir, readonly=True) as ledger:
        captures = {c.file: c for c in ledger.records(Capture) if c.how == "container"}
        rows = [c for c in ledger.records(Capture) if c.how == "table row"]
        facts = ledger.facts_of(rows[0].id)

    assert set(captures) == {"f.xml", "i.csv"}
    assert facts["container"] == captures["i.csv"].id
    assert rows[0].uri == "https://l.example/11"


def test_the_capture_time_of_an_archive_is_that_of_its_record(case_dir: Path) -> None:
    """A time in the future is not believed; the custody log keeps what was claimed."""
    with Ledger.open(case_dir, readonly=True) as ledger:
        (capture,) = [c for c in ledger.records(Capture) if c.uri == "https://l.example/9"]
        facts = ledger.facts_of(capture.id)

    assert facts["claimed_at"] == "2031-05-06T07:08:09+00:00"
    assert capture.captured_at.isoformat() < facts["claimed_at"]
    assert facts["origin"]["digest"] == "matches"


def test_the_case_verifies_and_taking_in_again_changes_nothing(case_dir: Path, folder: Path) -> None:
    """The same folder again is known throughout, and no entry is added but that of the run."""
    with Ledger.open(case_dir, readonly=True) as ledger:
        before = len(ledger.custody())
    taken = add_inputs(case_dir, [folder])
    with Ledger.open(case_dir, readonly=True) as ledger:
        added = [e.type for e in ledger.custody()[before:]]

    assert (taken.new, taken.known, taken.rejected) == (0, 11, 6)
    assert added == ["run"]
    assert verify(case_dir) == []


def test_what_could_not_be_made_an_article_is_not_tried_again_by_the_same_version(tmp_path: Path) -> None:
    """A rejected capture waits for another version; it does not cost every build its time."""
    (tmp_path / "x.pdf").write_bytes(pdf([]))
    add_inputs(tmp_path / "case", [tmp_path / "x.pdf"])

    class Counting(Extractor):
        asked = 0

        def extract(self, data: bytes, capture: Capture):  # type: ignore[no-untyped-def]
            Counting.asked += 1
            return super().extract(data, capture)

    for _ in range(2):
        with Ledger.open(tmp_path / "case") as ledger, Counting() as extractor:
            archive = Archive.open(tmp_path / "case", ledger.archive_ends())
            extract_new(ledger, archive, Models(), silent, extractor)
            reasons = [r.reason for r in ledger.records(Rejection)]

    assert (Counting.asked, reasons) == (1, ["no_text"])


def test_erased_bytes_are_not_taken_in_again(case_dir: Path, folder: Path) -> None:
    """Erased bytes that come again are rejected as erased, and the kept file that still holds them is told.

    No vectors are left, from which something of what was erased could be learnt.
    """
    (case_dir / FOLDER).mkdir(exist_ok=True)
    with Ledger.open(case_dir, readonly=True) as ledger:
        (row,) = [c for c in ledger.records(Capture) if c.how == "table row"]
        (text,) = [c for c in ledger.records(Capture) if c.file == "a.txt"]
    done = erase_capture(case_dir, row.id, who="R", why="request")
    erase_capture(case_dir, text.id, who="R", why="request")

    taken = add_inputs(case_dir, [folder / "a.txt"])

    assert not (case_dir / FOLDER).exists()
    assert done.container is not None
    assert [r.reason for r in taken.rejections] == ["erased"]
    assert {f.problem for f in verify(case_dir)} == {"erased"}
