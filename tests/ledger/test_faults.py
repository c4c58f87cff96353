"""What is acknowledged survives a kill, and the case is whole after it."""

from __future__ import annotations

import random
from pathlib import Path

from casebuilder import article_of, build, build_and_kill, item, take_in

from counterclaim.capture import Archive
from counterclaim.ledger import Ledger, verify


def test_kill_in_the_middle_of_a_build(tmp_path: Path) -> None:
    """After kill -9 at random moments every acknowledged article is there, whole, and the case verifies."""
    case_dir, chance, kept = tmp_path / "case", random.Random(5), 0
    for _ in range(3):
        kept = max(kept, build_and_kill(case_dir, kept, chance.randrange(3), chance.random() * 0.1) + 1)

        assert [f for f in verify(case_dir) if not f.is_note] == []
        with Ledger.open(case_dir, readonly=True) as ledger:
            articles = {a.id for a in ledger.articles()}
            assert {article_of(item(n)).id for n in range(kept)} <= articles
            assert {r.article for r in ledger.readings()} == articles


def test_a_killed_build_goes_on_to_the_same_content(tmp_path: Path) -> None:
    """A case built with kills in between ends up with the content of one built in one go."""
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    reached = max(build_and_kill(killed, 0, 2, 0.05), 0) + 3
    sources = [item(n) for n in range(reached)]
    build(killed, sources)
    build(whole, sources)

    with Ledger.open(killed, readonly=True) as a, Ledger.open(whole, readonly=True) as b:
        assert a.content_digest() == b.content_digest()
    assert [f for f in verify(killed) if not f.is_note] == []


def test_a_record_without_its_row_is_used_again(tmp_path: Path) -> None:
    """Bytes archived by a build that died before the ledger's row are not archived a second time."""
    case_dir = tmp_path / "case"
    build(case_dir, [item(0)])
    Archive.open(case_dir).add(item(1))
    size = (case_dir / "archive" / "00001.warc.gz").stat().st_size
    with Ledger.open(case_dir) as ledger:
        take_in(ledger, Archive.open(case_dir, ledger.archive_ends()), item(1))

    assert (case_dir / "archive" / "00001.warc.gz").stat().st_size == size
    assert verify(case_dir) == []
