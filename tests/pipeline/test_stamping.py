"""Asking for time stamps: only a hash is sent, what comes back is kept as it came, and a failure is said."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "capture"))
sys.path.insert(0, str(Path(__file__).parent.parent / "ledger"))

from casebuilder import build, item
from stampers import HAS_OPENSSL, Authority, Calendar
from webserver import Page, Site, site

from counterclaim.errors import UsageError
from counterclaim.ledger import Head, Ledger, verify
from counterclaim.ledger.timestamps import check_stamps, line_of, stamps_beside
from counterclaim.pipeline.stamping import complete, stamp, write_head


@pytest.fixture
def web() -> Iterator[Site]:
    with site() as running:
        yield running


@pytest.fixture
def case_dir(tmp_path: Path) -> Path:
    build(tmp_path / "case", [item(0)])
    return tmp_path / "case"


@pytest.fixture
def kept(case_dir: Path, tmp_path: Path) -> tuple[Head, Path]:
    with Ledger.open(case_dir, readonly=True) as ledger:
        head = ledger.head()
    assert head is not None
    write_head(tmp_path / "head.txt", head)
    return head, tmp_path / "head.txt"


@pytest.mark.skipif(not HAS_OPENSSL, reason="openssl is missing")
def test_an_authority_stamps_a_head(case_dir: Path, kept: tuple[Head, Path], web: Site, tmp_path: Path) -> None:
    """The answer is kept as it came, is over the head, is told in the log, and the case still verifies."""
    authority = Authority.made(tmp_path / "tsa")
    head, file = kept

    (asked,) = stamp(case_dir, head, file, [authority.serve(web)], [], web.fetcher())

    assert asked.file == tmp_path / "head.txt.site.example.tsr"
    assert asked.file.read_bytes() == (authority.folder / "reply").read_bytes()
    assert hashlib.sha256(line_of(head)).digest() in (authority.folder / "query").read_bytes()
    assert [f.problem for f in check_stamps(file, head, authority.root)] == ["stamped"]
    with Ledger.open(case_dir, readonly=True) as ledger:
        entry = ledger.custody()[-1]
    told = {"form": "RFC 3161", "by": "site.example", "head": str(head)}
    assert (entry.type, entry.subject, entry.data) == (
        "timestamp",
        hashlib.sha256(asked.file.read_bytes()).hexdigest(),
        told,
    )
    assert verify(case_dir, against=head) == []


def test_a_calendar_promises_and_proves(case_dir: Path, kept: tuple[Head, Path], web: Site) -> None:
    """The promise is kept at once, the proof is put behind it when there is one; the head itself is not sent."""
    head, file = kept
    calendar = Calendar(web)

    (asked,) = stamp(case_dir, head, file, [], [calendar.serve()], web.fetcher())
    (early,) = complete(file, web.fetcher())
    root = calendar.prove(800_000)
    (late,) = complete(file, web.fetcher())

    assert (early.file, early.fault) == (None, "not proved yet; ask again later")
    assert late.file == asked.file
    details = [f.detail for f in check_stamps(file, head)]
    assert [f"block 800000, if its Merkle root is {root[::-1].hex()}" in d for d in details] == [False, True]
    assert list(complete(file, web.fetcher())) == []


def test_stamps_never_take_each_others_place(case_dir: Path, kept: tuple[Head, Path], web: Site) -> None:
    """Asked twice, both answers are kept; a kept head is not overwritten."""
    head, file = kept
    url = Calendar(web).serve()

    list(stamp(case_dir, head, file, [], [url, url], web.fetcher()))

    assert [p.name for p in stamps_beside(file)] == ["head.txt.site.example.2.ots", "head.txt.site.example.ots"]
    with pytest.raises(UsageError, match="not overwritten"):
        write_head(file, head)


@pytest.mark.parametrize(
    ("page", "fault"),
    [(Page(status=503), "503"), (Page(b"<html>hello"), "not the answer"), (Page(b""), "not the answer"),
     (Page(status=302, headers={"Location": "http://127.0.0.1/"}), "302"), (Page(b"0\x05\x30\x03\x02\x01\x02"), "rejected")],
)  # fmt: skip
def test_a_failure_is_said_and_nothing_kept(
    page: Page, fault: str, case_dir: Path, kept: tuple[Head, Path], web: Site
) -> None:
    """An authority that fails, redirects, refuses or answers something else leaves no file and no entry."""
    web.pages["/tsr"] = page
    head, file = kept

    (asked,) = stamp(case_dir, head, file, [web.url("/tsr")], [], web.fetcher())

    assert asked.file is None
    assert fault in str(asked.fault)
    assert stamps_beside(file) == []
    with Ledger.open(case_dir, readonly=True) as ledger:
        assert ledger.head() == head


@pytest.mark.skipif(not HAS_OPENSSL, reason="openssl is missing")
def test_an_answer_to_another_question_is_refused(
    case_dir: Path, kept: tuple[Head, Path], web: Site, tmp_path: Path
) -> None:
    """A token that was made for another request, though real, is not taken."""
    from counterclaim.ledger.timestamps import rfc3161

    head, file = kept
    other = Authority.made(tmp_path / "tsa").reply(rfc3161.query(hashlib.sha256(line_of(head)).digest(), 1))
    web.pages["/tsr"] = Page(other)

    (asked,) = stamp(case_dir, head, file, [web.url("/tsr")], [], web.fetcher())

    assert "another question" in str(asked.fault)


def test_an_address_that_is_not_public_is_refused(case_dir: Path, kept: tuple[Head, Path]) -> None:
    """The rules for addresses hold for authorities too."""
    from counterclaim.capture.fetch import Fetcher

    head, file = kept

    (asked,) = stamp(case_dir, head, file, ["http://127.0.0.1/tsr"], [], Fetcher())

    assert "refused" in str(asked.fault)


def test_there_must_be_something_to_complete(kept: tuple[Head, Path], web: Site) -> None:
    """Without a proof beside the head, asking to complete it is an error that says so."""
    with pytest.raises(UsageError, match="no OpenTimestamps proof"):
        list(complete(kept[1], web.fetcher()))
