"""WACZ (1.1 and 1.2): a ZIP of WARC files with a list of pages and a digest for each file, which are compared.

A digest that does not match is said and the file is read all the same: what is altered is evidence too.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from counterclaim.capture.item import Container, Found, rejection
from counterclaim.capture.readers.packed import ZIP_ERRORS
from counterclaim.capture.readers.records import page_key
from counterclaim.capture.source import Source, Work, unpacked
from counterclaim.errors import InputRejected

_PACKAGE = "datapackage.json"
_DIGEST = "datapackage-digest.json"
_CHUNK = 256 * 1024


def is_wacz(names: set[str]) -> bool:
    """Whether a ZIP with these members is a WACZ."""
    return _PACKAGE in names and any(_is_warc(name) for name in names)


@dataclass(slots=True)
class _Package:
    """One WACZ: its members, what does not match, and which pages it lists."""

    archive: zipfile.ZipFile
    source: Source
    work: Work
    findings: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def names(self) -> list[str]:
        """The members' names, sorted."""
        return sorted({m.filename for m in self.archive.infolist() if not m.filename.endswith("/")})


def read_wacz(archive: zipfile.ZipFile, source: Source, work: Work) -> Iterator[Found]:
    """The pages of a WACZ as items, and a rejection for each listed page that it does not hold.

    Raises:
        InputRejected: ``too_large`` or ``too_many``.
    """
    package = _Package(archive, source, work)
    _compare_digests(package)
    pages = _pages(package)
    inner = replace(work, pages=frozenset(pages) if pages else None)
    key = source.sha256()
    for name in package.names():
        package.counts["files"] += 1
        if _is_warc(name):
            yield from _warc(package, name, inner, key)
    for url in sorted(pages - inner.met):
        told = f"listed as a page, and no record with an answer is there: {url[:300]}"
        yield rejection(source.name, "missing", told)
    package.counts["pages listed"] = len(pages)
    yield Container(
        name=source.name, format="WACZ", sha256=key, size_bytes=source.size,
        counts=tuple(sorted(package.counts.items())), findings=tuple(dict.fromkeys(package.findings)),
        container=source.container,
    )  # fmt: skip


def _warc(package: _Package, name: str, work: Work, key: str) -> Iterator[Found]:
    shown = f"{package.source.name}/{name}"
    try:
        stream = unpacked(_pieces(package.archive, name), work.budget, work.bounds.bundle_bytes)
    except ZIP_ERRORS as error:
        yield rejection(shown, "damaged", f"cannot be unpacked: {error}"[:200])
        return
    with stream:
        size = stream.seek(0, 2)
        depth = package.source.depth + 1
        yield from work.descend(
            Source(name=shown, stream=stream, size=size, how="WACZ", depth=depth, container=key), work
        )


def _pieces(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    with archive.open(name) as stream:
        while piece := stream.read(_CHUNK):
            yield piece


def _is_warc(name: str) -> bool:
    return name.startswith("archive/") and name.endswith((".warc", ".warc.gz", ".warc.zst"))


# Digests --------------------------------------------------------------------------------------------------------


def _compare_digests(package: _Package) -> None:
    """Compare every file with the package's list, and the list with its own digest."""
    data = _small(package, _PACKAGE)
    stated = _object(_small(package, _DIGEST)).get("hash") if _DIGEST in package.names() else None
    if stated is not None and _bare(stated) != hashlib.sha256(data).hexdigest():
        package.findings.append(f"{_PACKAGE} does not have the digest that {_DIGEST} states")
    listed = {r["path"]: r for r in _dicts(_object(data).get("resources")) if isinstance(r.get("path"), str)}
    for name in package.names():
        if name not in listed and name not in (_PACKAGE, _DIGEST):
            package.findings.append(f"{name[:200]} is not in {_PACKAGE}")
    for name, resource in sorted(listed.items()):
        told = _compared(package, name, resource)
        if told is not None:
            package.findings.append(told)


def _compared(package: _Package, name: str, resource: dict[str, Any]) -> str | None:
    if name not in package.names():
        return f"{name[:200]} is listed and not there"
    algorithm, _, stated = str(resource.get("hash", "")).rpartition(":")
    if (algorithm or "sha256") not in ("sha256", "sha512", "sha1", "md5") or not stated:
        return f"{name[:200]} has no digest that is known here"
    total = hashlib.new(algorithm or "sha256", usedforsecurity=False)
    try:
        for piece in _pieces(package.archive, name):
            package.work.budget.spend(len(piece) // 8)  # read, not kept: a bomb still ends here
            total.update(piece)
    except ZIP_ERRORS:
        return f"{name[:200]} cannot be unpacked"
    return None if total.hexdigest() == stated.lower() else f"{name[:200]} does not have the stated digest"


def _bare(digest: object) -> str:
    return str(digest).rpartition(":")[2].strip().lower()


# Pages ----------------------------------------------------------------------------------------------------------


def _pages(package: _Package) -> set[str]:
    """Addresses of all pages that the lists name, without fragments."""
    found: set[str] = set()
    for name in package.names():
        if name.startswith("pages/") and name.endswith(".jsonl"):
            for line in _small(package, name).splitlines():
                url = _object(line).get("url")
                if isinstance(url, str) and len(url) < 4000:
                    found.add(page_key(url))
    return found


def _small(package: _Package, name: str) -> bytes:
    """A file of lists, whole; nothing if it cannot be read, which is said."""
    most = package.work.bounds.whole_bytes
    try:
        with package.archive.open(name) as stream:
            data = stream.read(most + 1)
    except ZIP_ERRORS:
        package.findings.append(f"{name[:200]} cannot be unpacked")
        return b""
    if len(data) > most:
        raise InputRejected("too_large", f"{name[:100]}: more than {most} bytes")
    package.work.budget.spend(len(data))
    return data


def _object(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _dicts(value: object) -> list[dict[str, Any]]:
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []
