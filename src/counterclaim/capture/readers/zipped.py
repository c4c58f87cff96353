"""ZIP, gzip and zstd: what is in them, read without ever writing a name from them to the disk.

A ZIP with a ``datapackage.json`` and WARC files is a WACZ; its digests are compared, and its page list says which
of the records are pages.
"""

from __future__ import annotations

import re
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath

from counterclaim.capture.item import Container, Found, rejection, shown
from counterclaim.capture.readers import wacz
from counterclaim.capture.readers.packed import PACKED_ERRORS, ZIP_ERRORS, AllPacked, is_zstd
from counterclaim.capture.source import Source, Work, unpacked
from counterclaim.errors import InputRejected

_CHUNK = 256 * 1024
_NAMED_PACKED = re.compile(r"\.(?:gz|zst)$", re.I)
#: ZIP files that are documents of other programs, by a member they all have.
_DOCUMENTS = ("[Content_Types].xml", "META-INF/MANIFEST.MF", "AndroidManifest.xml", "META-INF/container.xml")


def read_zip(source: Source, work: Work) -> Iterator[Found]:
    """Every member, as what it is.

    Raises:
        InputRejected: ``damaged``, ``unsupported_type``, ``too_deep``, ``too_many`` or ``too_large``.
    """
    if source.depth >= work.bounds.nesting:
        raise InputRejected("too_deep", f"more than {work.bounds.nesting} archives inside each other")
    source.stream.seek(0)
    try:
        archive = zipfile.ZipFile(source.stream)
        members = archive.infolist()
    except ZIP_ERRORS as error:
        raise InputRejected(
            "damaged", "a ZIP file that is cut off or damaged: its list of members cannot be read"
        ) from error
    names = {m.filename for m in members}
    if names & set(_DOCUMENTS):
        raise InputRejected("unsupported_type", "a document or program of another kind, packed as ZIP")
    if not members:
        raise InputRejected("empty", "an archive without members")
    with archive:
        if wacz.is_wacz(names):
            yield from wacz.read_wacz(archive, source, work)
        else:
            yield from _members(archive, members, source, work)


def _members(
    archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], source: Source, work: Work
) -> Iterator[Found]:  # fmt: skip
    key = source.sha256()
    counts: Counter[str] = Counter()
    for member in sorted(members, key=lambda m: m.filename):
        work.budget.count()
        if is_folder(member):
            counts["folders"] += 1
            continue
        counts["members"] += 1
        yield from _member(archive, member, source, work, key)
    yield Container(
        name=source.name, format="ZIP", sha256=key, size_bytes=source.size, counts=tuple(sorted(counts.items())),
        container=source.container,
    )  # fmt: skip


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: Source, work: Work, key: str
) -> Iterator[Found]:  # fmt: skip
    name = f"{source.name}/{shown(member.filename)}"
    fault = _fault_in(member)
    if fault is not None:
        yield rejection(name, *fault)
        return
    try:
        stream = unpacked(pieces_of(archive, member), work.budget, work.bounds.bundle_bytes)
    except InputRejected as error:
        yield rejection(name, error.reason, error.detail)
        if work.budget.bytes_out > work.bounds.ratio_from_bytes:
            raise  # a bomb: nothing more is taken out of this file
        return
    except ZIP_ERRORS as error:
        yield rejection(name, "damaged", f"cannot be unpacked: {error}"[:200])
        return
    with stream:
        size = stream.seek(0, 2)
        inner = Source(name=name, stream=stream, size=size, how="ZIP member", depth=source.depth + 1, container=key)
        yield from work.descend(inner, work)


def is_folder(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a folder; ``ZipInfo.is_dir`` raises where a name is empty."""
    return member.filename.endswith("/")


def _fault_in(member: zipfile.ZipInfo) -> tuple[str, str] | None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if not path.parts:
        return "unsafe_name", "a member without a name"
    if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or "\0" in member.filename:
        return "unsafe_name", "a name that leads out of the archive"
    if any(part.startswith(".") or part == "__MACOSX" for part in path.parts):
        return "hidden", "hidden files are not read"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "link", "a link inside an archive"
    if member.flag_bits & 1:
        return "encrypted", "needs a password"
    return None


def pieces_of(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member's content in pieces; zipfile compares its checksum at the end."""
    with archive.open(member) as stream:
        while piece := stream.read(_CHUNK):
            yield piece


def read_packed(source: Source, work: Work) -> Iterator[Found]:
    """A WARC in gzip members or zstd frames, or any one file packed with either.

    Raises:
        InputRejected: ``damaged``, ``too_deep`` or ``too_large``.
    """
    from counterclaim.capture.readers.warc import read_warc

    if b"WARC/" in _first_bytes(source):
        yield from read_warc(source, work)
        return
    if source.depth >= work.bounds.nesting:
        raise InputRejected("too_deep", f"more than {work.bounds.nesting} archives inside each other")
    key = source.sha256()
    form = "zstd" if is_zstd(source.head(8)) else "gzip"
    packed = AllPacked(source.stream, source.size)
    with unpacked(_unpacked(packed, form), work.budget, work.bounds.bundle_bytes) as stream:
        name = _NAMED_PACKED.sub("", source.name) or source.name
        size = stream.seek(0, 2)
        inner = Source(name=name, stream=stream, size=size, how=form, depth=source.depth + 1, container=key)
        yield from work.descend(inner, work)
    if packed.rest():
        yield rejection(source.name, "damaged", f"{packed.rest()} bytes after the packed file are not read")
    yield Container(name=source.name, format=form, sha256=key, size_bytes=source.size, container=source.container)


def _first_bytes(source: Source) -> bytes:
    try:
        return next(iter(AllPacked(source.stream, source.size)), b"")[:64]
    except PACKED_ERRORS:
        return b""


def _unpacked(packed: AllPacked, form: str) -> Iterator[bytes]:
    """The content of all members or frames, in pieces of a bounded size.

    Raises:
        InputRejected: ``damaged``, if one is broken or the last one is cut off.
    """
    try:
        yield from packed
    except PACKED_ERRORS as error:
        raise InputRejected("damaged", f"not a whole {form} file: {error}"[:200]) from error
