"""The case's archive: every capture's bytes, unchanged, as WARC ``resource`` records in gzip members.

Order of a write: the record is appended and flushed to the disk, and only then does the ledger get its row.
A crash between the two leaves a whole record that no row names; it is found again on opening and used
instead of a second copy. A crash within the write leaves a torn tail; it is moved aside into a ``.torn``
file beside the archive, so that nothing is ever deleted and appending can go on.
"""

from __future__ import annotations

import io
import os
import uuid
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from counterclaim.capture.item import InputItem
from counterclaim.capture.members import Member, member_at, members_from, next_member
from counterclaim.errors import CaseError, IntegrityError
from counterclaim.records import Capture

if TYPE_CHECKING:
    from warcio.warcwriter import WARCWriter

#: A new file is begun when the last one has grown past this, so that files stay easy to copy.
MAX_FILE_BYTES = 1024 * 1024 * 1024
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:counterclaim:capture")


class _Place(NamedTuple):
    """Where a record lies and when its bytes were obtained."""

    file: str
    offset: int
    captured_at: datetime


@dataclass(slots=True)
class Archive:
    """The WARC files of one case, open for appending by one process (the ledger holds the case's lock)."""

    folder: Path
    max_file_bytes: int = MAX_FILE_BYTES
    _found: dict[str, _Place] = field(default_factory=dict)

    @classmethod
    def open(
        cls,
        case_dir: Path,
        committed: Mapping[str, int] | None = None,
        *,
        max_file_bytes: int = MAX_FILE_BYTES,
    ) -> Self:
        """Open the archive of a case, mending what a crash may have left at its end.

        Args:
            case_dir: the case folder; ``archive/`` is made in it where missing.
            committed: for each archive file the offset of the last record the ledger knows
                (``Ledger.archive_ends()``). Records up to there are never touched.
            max_file_bytes: when to begin a new file.

        Raises:
            IntegrityError: if a record the ledger knows cannot be read, so that appending would hide damage.
        """
        archive = cls(folder=case_dir / "archive", max_file_bytes=max_file_bytes)
        if not archive.folder.is_dir():
            archive.folder.mkdir(parents=True)
            _sync_folder(case_dir)
        for name in archive.files():
            archive._mend(name, (committed or {}).get(name))
        return archive

    def files(self) -> tuple[str, ...]:
        """Names of the archive's files, oldest first."""
        return tuple(sorted(path.name for path in self.folder.glob("*.warc.gz")))

    def add(self, item: InputItem, *, captured_at: datetime | None = None, how: str = "file") -> Capture:
        """Keep an item's bytes and return the capture that describes them; on return they are on the disk.

        The ledger tells whether the bytes are known already (``Ledger.has_capture``); this does not.

        Raises:
            CaseError: if the disk refuses them; the archive then ends where it ended.
        """
        when = (captured_at or datetime.now(UTC)).astimezone(UTC).replace(microsecond=0)
        digest = item.sha256
        try:
            place = self._found.pop(digest, None) or self._append(item, digest, when)
        except OSError as error:
            told = f"{self.folder}: {item.name} was not kept: {error.strerror or error}"
            raise CaseError(f"{told}; mend that, and the same command goes on from there") from error
        return Capture(
            id=digest,
            uri=item.uri,
            file=item.name,
            part=item.part,
            media_type=item.media_type,
            size_bytes=len(item.data),
            captured_at=place.captured_at,
            how=how,
            warc_file=place.file,
            warc_offset=place.offset,
        )

    def read(self, capture: Capture) -> bytes:
        """A capture's bytes, checked against its id.

        Raises:
            CaseError: if the capture says no place in the archive.
            IntegrityError: if there is no whole record there, or its bytes are not the captured ones.
        """
        if capture.warc_file is None or capture.warc_offset is None:
            raise CaseError(f"capture {capture.id} has no place in the archive")
        member = member_at(self.folder / capture.warc_file, capture.warc_offset)
        where = f"{capture.warc_file} at byte {capture.warc_offset}"
        if member is None or member.sha256 != capture.id:
            raise IntegrityError(f"capture {capture.id}: {where} does not hold its bytes; run `verify`")
        return member.payload

    def erase(self, capture: Capture) -> None:
        """Overwrite a capture's record in place by a note of the same length, so that all others stay where they are.

        Doing it again does nothing.

        Raises:
            CaseError: if it has no place in the archive, or is so short that no note fits.
        """
        if capture.warc_file is None or capture.warc_offset is None:
            raise CaseError(f"capture {capture.id} has no place in the archive")
        path = self.folder / capture.warc_file
        member = member_at(path, capture.warc_offset)
        if member is None or member.sha256 != capture.id or not member.is_resource:
            return
        note = erasure_note(capture.id, member.end - member.offset)
        with path.open("r+b", buffering=0) as stream:
            stream.seek(member.offset)
            stream.write(note)
            os.fsync(stream.fileno())

    def _append(self, item: InputItem, digest: str, when: datetime) -> _Place:
        name = self._file_for_writing(when)
        offset = _append_durably(self.folder / name, _resource_record(item, digest, when))
        return _Place(name, offset, when)

    def _file_for_writing(self, when: datetime) -> str:
        files = self.files()
        if files and (self.folder / files[-1]).stat().st_size < self.max_file_bytes:
            return files[-1]
        name = f"{len(files) + 1:05d}.warc.gz"
        _append_durably(self.folder / name, _info_record(name, when))
        _sync_folder(self.folder)
        return name

    def _mend(self, name: str, committed: int | None) -> None:
        """Remember whole records after ``committed`` and move a torn tail aside."""
        path = self.folder / name
        if committed is not None and member_at(path, committed) is None:
            raise IntegrityError(f"{name}: the record at byte {committed} is damaged; run `verify`")
        end = 0
        for member in members_from(path, committed or 0):
            end = member.end
            if member.is_resource and member.offset != committed:
                self._found[member.sha256] = _Place(name, member.offset, _parsed_date(member))
        # Damage with a whole record behind it is no torn tail: leave it for `verify` to name.
        if end < path.stat().st_size and next_member(path, end) is None:
            _move_aside(path, end)


def _resource_record(item: InputItem, digest: str, when: datetime) -> bytes:
    buffer, writer = _writer()
    headers = {
        "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(_NAMESPACE, digest)}>",
        "WARC-Date": _warc_date(when),
        "WARC-Block-Digest": f"sha256:{digest}",
        "WARC-Payload-Digest": f"sha256:{digest}",
    }
    record = writer.create_warc_record(
        item.uri,
        "resource",
        payload=io.BytesIO(item.data),
        length=len(item.data),
        warc_content_type=item.media_type,
        warc_headers_dict=headers,
    )
    writer.write_record(record)
    return buffer.getvalue()


def erasure_note(digest: str, size: int) -> bytes:
    """A gzip member of exactly ``size`` bytes that holds a record saying only that something was erased.

    The member is filled up with a comment in its header, which every gzip reader skips.

    Raises:
        CaseError: if ``size`` is too small.
    """
    head = f"WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: <urn:uuid:{uuid.uuid5(_NAMESPACE, 'erased ' + digest)}>"
    text = f"{head}\r\nWARC-Date: 1970-01-01T00:00:00Z\r\nContent-Length: 0\r\n\r\n\r\n\r\n".encode("ascii")
    deflate = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    body = deflate.compress(text) + deflate.flush()
    rest = size - (10 + 1 + len(body) + 8)
    if rest < 0:
        raise CaseError(f"capture {digest}: its record is too short to be overwritten in place")
    start = b"\x1f\x8b\x08\x10\x00\x00\x00\x00\x02\xff" + b" " * rest + b"\x00"
    return start + body + zlib.crc32(text).to_bytes(4, "little") + len(text).to_bytes(4, "little")


def _info_record(name: str, when: datetime) -> bytes:
    buffer, writer = _writer()
    info = {"software": "counterclaim", "format": "WARC File Format 1.1"}
    record = writer.create_warcinfo_record(name, info)
    record.rec_headers.replace_header("WARC-Record-ID", f"<urn:uuid:{uuid.uuid5(_NAMESPACE, name)}>")
    record.rec_headers.replace_header("WARC-Date", _warc_date(when))
    writer.write_record(record)
    return buffer.getvalue()


def _writer() -> tuple[io.BytesIO, WARCWriter]:
    # Imported here: warcio brings in whatever remote file systems are installed, which takes a good while.
    from warcio.warcwriter import WARCWriter

    buffer = io.BytesIO()
    return buffer, WARCWriter(buffer, gzip=True, warc_version="1.1")


def _warc_date(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _parsed_date(member: Member) -> datetime:
    return datetime.fromisoformat(member.headers["warc-date"]).astimezone(UTC)


def _append_durably(path: Path, data: bytes) -> int:
    """Append, flush to the disk, and return where the data begins; interrupted, leave nothing behind.

    Unbuffered, because a buffer would still be written out by closing after the cut.
    """
    with path.open("ab", buffering=0) as stream:
        offset = stream.seek(0, os.SEEK_END)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[stream.write(rest) :]
            os.fsync(stream.fileno())
        except BaseException:
            stream.truncate(offset)
            raise
    return offset


def _move_aside(path: Path, start: int) -> None:
    """Copy everything from ``start`` into a ``.torn`` file, make it durable, and only then cut it off."""
    with path.open("r+b") as stream:
        stream.seek(start)
        torn = path.with_name(f"{path.name}.{start}.torn")
        _append_durably(torn, stream.read())
        _sync_folder(path.parent)
        stream.truncate(start)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
