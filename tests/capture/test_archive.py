"""The archive keeps bytes unchanged, survives crashes, and never deletes."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from counterclaim.capture import Archive, InputItem
from counterclaim.errors import CaseError, IntegrityError
from counterclaim.records import Capture

WHEN = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
FIRST = "00001.warc.gz"


def item(data: bytes, name: str = "a.txt") -> InputItem:
    """An input of these bytes."""
    return InputItem(name=name, part=None, data=data, media_type="text/plain")


def filled(case_dir: Path, count: int = 3) -> list[Capture]:
    """A case's archive with a few captures in it."""
    archive = Archive.open(case_dir)
    return [archive.add(item(b"text %d" % n, f"{n}.txt"), captured_at=WHEN) for n in range(count)]


def test_a_capture_says_where_its_bytes_are(tmp_path: Path) -> None:
    """What comes back is the same bytes, and the capture describes them."""
    data = bytes(range(256)) * 300
    archive = Archive.open(tmp_path)
    capture = archive.add(item(data, "sub/ü.txt"), captured_at=WHEN, how="file")

    assert archive.read(capture) == data
    assert capture == Capture(
        id=hashlib.sha256(data).hexdigest(),
        uri="file:///sub/%C3%BC.txt",
        file="sub/ü.txt",
        part=None,
        media_type="text/plain",
        size_bytes=len(data),
        captured_at=WHEN,
        how="file",
        warc_file=FIRST,
        warc_offset=capture.warc_offset,
    )


def test_other_programs_read_the_archive(tmp_path: Path) -> None:
    """Another reader finds every record with its digests right: a warcinfo record, then resource records."""
    captures = filled(tmp_path)
    with (tmp_path / "archive" / FIRST).open("rb") as stream:
        records = [
            (r.rec_type, r.rec_headers.get_header("WARC-Payload-Digest"), r.content_stream().read(),
             r.rec_headers.get_header("WARC-Date"), r.digest_checker.passed)
            for r in ArchiveIterator(stream, check_digests=True)
        ]  # fmt: skip

    assert records[0][0] == "warcinfo"
    assert [r[1] for r in records[1:]] == [f"sha256:{c.id}" for c in captures]
    assert [r[0::2] for r in records[1:]] == [("resource", b"text %d" % n, True) for n in range(3)]
    assert {r[3] for r in records} == {"2031-05-04T12:00:00Z"}


def test_the_same_captures_give_the_same_file(tmp_path: Path) -> None:
    """The archive's bytes depend on what was captured and when, on nothing else."""
    filled(tmp_path / "a")
    filled(tmp_path / "b")

    one, two = ((tmp_path / x / "archive" / FIRST).read_bytes() for x in "ab")
    assert one == two


@settings(max_examples=25, deadline=None)
@given(cut=st.integers(min_value=1, max_value=10_000))
def test_a_torn_tail_is_moved_aside(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    """Whatever was torn off the last record, the rest is kept aside and appending goes on."""
    case_dir = tmp_path_factory.mktemp("case")
    captures = filled(case_dir)
    path = case_dir / "archive" / FIRST
    whole = path.read_bytes()
    last = captures[-1].warc_offset or 0
    end = last + 1 + cut % (len(whole) - last - 1)
    path.write_bytes(whole[:end])

    archive = Archive.open(case_dir, {FIRST: captures[1].warc_offset or 0})
    new = archive.add(item(b"new"))

    assert [archive.read(c) for c in (*captures[:2], new)] == [b"text 0", b"text 1", b"new"]
    assert (path.parent / f"{FIRST}.{last}.torn").read_bytes() == whole[last:end]
    assert new.warc_offset == last


def test_damage_before_whole_records_is_left_alone(tmp_path: Path) -> None:
    """A damaged record with whole ones behind it is no torn tail: nothing is cut."""
    captures = filled(tmp_path)
    path = tmp_path / "archive" / FIRST
    data = bytearray(path.read_bytes())
    data[(captures[0].warc_offset or 0) + 30] ^= 4
    path.write_bytes(data)

    archive = Archive.open(tmp_path)

    assert path.read_bytes() == data
    assert archive.read(captures[2]) == b"text 2"
    with pytest.raises(IntegrityError, match=captures[0].id):
        archive.read(captures[0])


def test_a_damaged_committed_record_stops_the_writer(tmp_path: Path) -> None:
    """If the last record the ledger knows is damaged or gone, appending is refused."""
    captures = filled(tmp_path)
    path = tmp_path / "archive" / FIRST
    last = captures[2].warc_offset or 0
    path.write_bytes(path.read_bytes()[: last + 20])

    with pytest.raises(IntegrityError, match="verify"):
        Archive.open(tmp_path, {FIRST: last})
    assert path.stat().st_size == last + 20


def test_a_record_the_ledger_does_not_know_is_found_again(tmp_path: Path) -> None:
    """A whole record left by a crash is used for the same bytes, with the time at which they came."""
    first, second = filled(tmp_path, 2)
    size = (tmp_path / "archive" / FIRST).stat().st_size
    archive = Archive.open(tmp_path, {FIRST: first.warc_offset or 0})

    again = archive.add(item(b"text 1", "1.txt"))

    assert again == second
    assert (tmp_path / "archive" / FIRST).stat().st_size == size


def test_a_failed_write_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk refuses, the error says what to do and the file ends where it ended."""
    filled(tmp_path)
    archive = Archive.open(tmp_path)
    size = (tmp_path / "archive" / FIRST).stat().st_size

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CaseError, match=r"No space.*same command"):
        archive.add(item(b"more"))
    assert (tmp_path / "archive" / FIRST).stat().st_size == size


def test_a_new_file_is_begun_when_one_is_full(tmp_path: Path) -> None:
    """Past the bound a second file is begun, and both are read."""
    archive = Archive.open(tmp_path, max_file_bytes=300)
    captures = [archive.add(item(os.urandom(200), f"{n}.txt")) for n in range(3)]

    assert len(archive.files()) > 1
    assert [hashlib.sha256(archive.read(c)).hexdigest() for c in captures] == [c.id for c in captures]
    assert {c.warc_file for c in captures} <= set(archive.files())


def test_a_capture_without_a_place_cannot_be_read(tmp_path: Path) -> None:
    """A capture that says no place in the archive is an error that names it."""
    capture = Capture(id="ab", uri="file:///a", file=None, part=None, media_type="text/plain", size_bytes=1,
                      captured_at=WHEN, how="file")  # fmt: skip

    with pytest.raises(CaseError, match="ab"):
        Archive.open(tmp_path).read(capture)
