"""Small files of every format that is taken in, about an invented event, made by other means than the program's."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable
from pathlib import Path

from counterclaim.capture import Bounds, InputItem, iter_found
from counterclaim.capture.item import Container
from counterclaim.records import Rejection

WORDS = "The harbour board of Lorne said on Monday that gate seven had been left open by the night shift."
PAGE = f"<!DOCTYPE html><html><head><title>Gate seven</title></head><body><p>{WORDS}</p></body></html>"


def found_in(path: Path, **options: object) -> tuple[list[InputItem], list[Rejection], list[Container]]:
    """What taking in a file gives: items, rejections, containers."""
    found = list(iter_found([path], **options))  # type: ignore[arg-type]
    items = [f for f in found if isinstance(f, InputItem)]
    return items, [f for f in found if isinstance(f, Rejection)], [f for f in found if isinstance(f, Container)]


def small(**changes: int) -> Bounds:
    """The bounds with some of them changed."""
    return Bounds(**changes)


def pdf(lines: Iterable[str]) -> bytes:
    """A PDF of one page with these lines of text."""
    shown = b" T* ".join(b"(" + line.replace("(", "").encode("latin-1") + b") Tj" for line in lines)
    stream = b"BT /F1 12 Tf 14 TL 50 700 Td " + shown + b" ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /MediaBox [0 0 612 792] "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n" % len(stream) + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + b"trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start


def mail(subject: str = "Fwd: Gate seven", body: str = WORDS, attached: bytes | None = None) -> bytes:
    """An e-mail message, with a page attached if wished."""
    head = f"From: Desk <desk@lorne.example>\nTo: us@desk.example\nSubject: {subject}\n"
    head += "Date: Mon, 05 May 2031 10:00:00 +0200\nMIME-Version: 1.0\n"
    if attached is None:
        return f"{head}Content-Type: text/plain; charset=utf-8\n\n{body}\n".encode()
    text = f'{head}Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\n{body}\n'
    text += '--b\nContent-Type: application/octet-stream\nContent-Disposition: attachment; filename="../x.html"\n\n'
    return text.encode() + attached + b"\n--b--\n"


def mhtml(page: str = PAGE) -> bytes:
    """A page as browsers save it in one file."""
    return (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://lorne.example/gate\nSubject: Gate\n"
        "Date: Tue, 06 May 2031 08:00:00 -0000\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="----x"\n\n'
        "------x\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
        f"Content-Location: https://lorne.example/gate\n\n{page}\n------x\n"
        "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n------x--\n"
    ).encode()


def record(kind: str, url: str, block: bytes, content_type: str, *, digest: bytes | None = None) -> bytes:
    """One WARC record."""
    sha1 = hashlib.sha1(block if digest is None else digest, usedforsecurity=False).hexdigest()
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-05-06T07:08:09Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{zlib.crc32(url.encode()):012d}>\r\n"
        f"WARC-Block-Digest: sha1:{sha1}\r\nContent-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def answer(
    url: str, body: bytes, content_type: str = "text/html; charset=utf-8", status: int = 200, **more: str
) -> bytes:
    """A WARC response record."""
    extra = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in more.items())
    head = f"HTTP/1.1 {status} X\r\nContent-Type: {content_type}\r\n{extra}\r\n".encode()
    return record("response", url, head + body, "application/http; msgtype=response")


def warc(*records: bytes, packed: bool = True) -> bytes:
    """A WARC file, each record in its own gzip member."""
    return b"".join(gzip.compress(r, mtime=0) if packed else r for r in records)


def zipped(members: dict[str, bytes]) -> bytes:
    """A ZIP file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def wacz(records: bytes, pages: list[str], *, altered: bool = False) -> bytes:
    """A WACZ with one WARC file and a list of pages."""
    lines = [json.dumps({"format": "json-pages-1.0", "id": "pages"}), *(json.dumps({"url": u}) for u in pages)]
    members = {"archive/data.warc.gz": records, "pages/pages.jsonl": "\n".join(lines).encode()}
    resources = [
        {"name": n.rpartition("/")[2], "path": n, "bytes": len(d), "hash": f"sha256:{hashlib.sha256(d).hexdigest()}"}
        for n, d in members.items()
    ]
    if altered:
        members["pages/pages.jsonl"] += b"\n"
    package = json.dumps({"profile": "data-package", "wacz_version": "1.1.1", "resources": resources}).encode()
    digest = json.dumps({"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}).encode()
    return zipped(members | {"datapackage.json": package, "datapackage-digest.json": digest})
