"""A case's originals as WACZ 1.2.0: the archive's WARC files as they are, an index, a list of pages, the custody log.

Opens in replay programs, and every file in it has its digest in ``datapackage.json``. ``custody.jsonl`` is an
addition of ours, which other programs pass over. The same case at the same head gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from counterclaim import __version__
from counterclaim.capture.item import CONTAINER
from counterclaim.capture.members import member_at
from counterclaim.errors import IntegrityError
from counterclaim.ledger import Head, Ledger
from counterclaim.records import Article, Capture

WACZ_VERSION = "1.2.0"
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The file that was written, its digest, how many pages it lists, and the custody log's head in it."""

    path: Path
    sha256: str
    pages: int
    head: Head | None


def export_wacz(case_dir: Path, out: Path) -> Written:
    """Write ``out`` (a file whose name should end in ``.wacz``).

    Raises:
        IntegrityError: if a capture's bytes are not in the archive as the ledger says; run `verify`.
    """
    with Ledger.open(case_dir, readonly=True) as ledger:
        erased, head = ledger.erased(), ledger.head()
        captures = [c for c in ledger.records(Capture) if c.id not in erased]
        titles = {a.capture: a.title for a in ledger.records(Article)}
        log = [json.dumps(asdict(e), ensure_ascii=False, sort_keys=True) for e in ledger.custody()]
        created = next((e.time for e in reversed(ledger.custody())), "1970-01-01T00:00:00Z")
    pages = [c for c in captures if c.how != CONTAINER]
    files = {
        "pages/pages.jsonl": _lines(_page_lines(pages, titles)),
        "indexes/index.cdx": _lines(sorted(_index_line(case_dir, c) for c in captures)),
        "custody.jsonl": _lines(log),
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(out, "w", allowZip64=True) as archive:
        resources = [_stored(archive, f"archive/{p.name}", p) for p in sorted((case_dir / "archive").glob("*.warc.gz"))]
        resources += [_packed(archive, name, data) for name, data in sorted(files.items())]
        package = _package(case_dir.name, created, head, resources)
        _packed(archive, "datapackage.json", package)
        digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
        _packed(archive, "datapackage-digest.json", json.dumps(digest, sort_keys=True).encode())
    return Written(path=out, sha256=_digest_of(out), pages=len(pages), head=head)


def _package(title: str, created: str, head: Head | None, resources: list[dict[str, Any]]) -> bytes:
    told = {
        "profile": "data-package", "wacz_version": WACZ_VERSION, "title": title, "created": created,
        "software": f"counterclaim {__version__}", "resources": resources,
        "counterclaim": {"custody_head": str(head) if head is not None else None},
    }  # fmt: skip
    return json.dumps(told, indent=1, ensure_ascii=False, sort_keys=True).encode("utf-8")


def _page_lines(captures: Iterable[Capture], titles: dict[str, str | None]) -> Iterator[str]:
    yield json.dumps({"format": "json-pages-1.0", "id": "pages", "title": "Captures"})
    for c in captures:
        page = {"id": c.id[:24], "url": c.uri, "ts": c.captured_at.isoformat().replace("+00:00", "Z")}
        title = titles.get(c.id)
        page |= {"title": title} if title else {}
        yield json.dumps(page, ensure_ascii=False, sort_keys=True)


def _index_line(case_dir: Path, capture: Capture) -> str:
    """One line of the CDXJ index."""
    path = case_dir / "archive" / (capture.warc_file or "")
    member = member_at(path, capture.warc_offset or 0) if path.is_file() else None
    if member is None or member.sha256 != capture.id:
        raise IntegrityError(f"capture {capture.id}: its bytes are not in the archive; run `counterclaim verify`")
    told = {
        "url": capture.uri, "mime": capture.media_type, "status": "200", "digest": f"sha256:{capture.id}",
        "length": str(member.end - member.offset), "offset": str(member.offset), "filename": path.name,
    }  # fmt: skip
    return f"{surt(capture.uri)} {capture.captured_at:%Y%m%d%H%M%S} {json.dumps(told, ensure_ascii=False)}"


def surt(url: str) -> str:
    """The sort-friendly form of an address: host parts reversed, lower case, without scheme and ``www``."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return re.sub(r"\s", "%20", url)
    host = ",".join(reversed(parts.hostname.removeprefix("www.").split(".")))
    query = f"?{parts.query}" if parts.query else ""
    return re.sub(r"\s", "%20", f"{host}){parts.path or '/'}{query}".lower())


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8")


def _stored(archive: zipfile.ZipFile, name: str, path: Path) -> dict[str, Any]:
    """Put a WARC file in as it is: replay programs read it by offset, so it must not be packed again."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.file_size = path.stat().st_size
    total = hashlib.sha256()
    with path.open("rb") as source, archive.open(info, "w") as target:
        while piece := source.read(1024 * 1024):
            total.update(piece)
            target.write(piece)
    return {"name": path.name, "path": name, "hash": f"sha256:{total.hexdigest()}", "bytes": info.file_size}


def _packed(archive: zipfile.ZipFile, name: str, data: bytes) -> dict[str, Any]:
    archive.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    hashed = f"sha256:{hashlib.sha256(data).hexdigest()}"
    return {"name": name.rpartition("/")[2], "path": name, "hash": hashed, "bytes": len(data)}


def _digest_of(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
