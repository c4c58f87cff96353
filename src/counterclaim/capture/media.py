"""What kind of text a file's bytes are: decided by the bytes, not by the file's name.

The name only says what to look at (``SUPPORTED``). Files are often saved under the wrong extension:
a page saved as ``.txt`` is still HTML, and a picture called ``.html`` is still a picture.
"""

from __future__ import annotations

import re

HTML = "text/html"
PLAIN = "text/plain"
MARKDOWN = "text/markdown"
JSON = "application/json"

PDF = "application/pdf"
MAIL = "message/rfc822"
SAVED_PAGE = "multipart/related"

#: Extensions that decide where the bytes leave it open, and the media type they then stand for.
SUPPORTED = {
    ".txt": PLAIN, ".md": MARKDOWN, ".html": HTML, ".htm": HTML, ".jsonl": JSON, ".ndjson": JSON, ".json": JSON,
    ".csv": "text/csv", ".tsv": "text/tab-separated-values", ".xml": "application/xml", ".pdf": PDF, ".eml": MAIL,
    ".mbox": "application/mbox", ".mht": SAVED_PAGE, ".mhtml": SAVED_PAGE, ".warc": "application/warc",
    ".wacz": "application/wacz", ".zip": "application/zip", ".gz": "application/gzip",
    ".zst": "application/zstd",
}  # fmt: skip
#: Those of them under which text is an article's text.
_TEXTS = {".md": MARKDOWN, ".html": HTML, ".htm": HTML}

_BOMS = (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b")
_PICTURE = "pictures are not read"
_UNPACK = "unpack it and add what is in it"
#: First bytes of files that are not read: what such a file is, and what to do.
_KNOWN = {
    b"\x89PNG": ("a picture (PNG)", _PICTURE), b"\xff\xd8\xff": ("a picture (JPEG)", _PICTURE),
    b"GIF8": ("a picture (GIF)", _PICTURE), b"BZh": ("packed with bzip2", _UNPACK),
    b"\xfd7zXZ": ("packed with xz", _UNPACK), b"7z\xbc\xaf": ("a 7-Zip archive", _UNPACK),
    b"Rar!": ("a RAR archive", _UNPACK), b"\x7fELF": ("a program", "not read"),
    b"SQLite format 3\x00": ("an SQLite database", "export a table as CSV"),
    b"\xd0\xcf\x11\xe0": ("an old Office document or Outlook message", "save it as PDF, text or EML"),
    b"{\\rtf": ("an RTF document", "save it as PDF or text"),
    b"bplist00": ("a property list, such as a Safari web archive", "open it in Safari and save it as PDF or text"),
}  # fmt: skip
_HTML_START = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
_ANY_TAG = re.compile(rb"<[a-zA-Z!/][^<>]{0,200}>")
#: C0 controls that have no place in text; tab, line feed, form feed, carriage return, and escape do.
_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\x0b\x0c\r\x1b") + b"\x7f"
_SAMPLE = 64 * 1024


def is_blank(data: bytes) -> bool:
    """Whether there is nothing to read: no bytes, or only blanks and a byte order mark."""
    return not _without_bom(data).strip(b" \t\r\n\x0b\x0c\x00")


def is_binary(data: bytes) -> bool:
    """Whether the bytes are something other than text in any encoding.

    UTF-16 and UTF-32 are text although they hold zero bytes: with a byte order mark, or without one when
    the zero bytes fall on one side of the byte pairs only.
    """
    sample = data[:_SAMPLE]
    if sample.startswith((*_MAGIC, *_KNOWN)):
        return True
    if sample.startswith(_BOMS):
        return False
    if b"\x00" in sample:
        return not _is_bare_utf16(sample)
    return len(sample) - len(sample.translate(None, _CONTROLS)) > max(2, len(sample) // 200)


def told_binary(head: bytes) -> str:
    """What bytes that are not text are, in words, and what to do where something can be done."""
    what = next((what for magic, what in _KNOWN.items() if head.startswith(magic)), None)
    return "not text in any encoding known here" if what is None else f"{what[0]}: {what[1]}"


def media_type_of(data: bytes, extension: str) -> str:
    """The media type of text bytes found under ``extension`` (lower case, with its dot)."""
    if starts_as_html(data):
        return HTML
    declared = _TEXTS.get(extension, PLAIN)
    if declared == HTML and not _ANY_TAG.search(_ascii_view(data)):
        return PLAIN
    return declared


def starts_as_html(data: bytes) -> bool:
    """Whether the first bytes, in whatever encoding, are those of a page."""
    return _HTML_START.match(_without_prolog(_ascii_view(data[:_SAMPLE]))) is not None


def _without_bom(data: bytes) -> bytes:
    return next((data[len(bom) :] for bom in _BOMS if data.startswith(bom)), data)


def _ascii_view(data: bytes) -> bytes:
    """The bytes without byte order mark and zero bytes, so that markup shows in any Unicode encoding."""
    return _without_bom(data).replace(b"\x00", b"")


def _without_prolog(head: bytes) -> bytes:
    """What follows an XML declaration and comments. Not one pattern: nested repeats over comments explode."""
    head = head.lstrip()
    for opening, closing in ((b"<?xml", b"?>"), *((b"<!--", b"-->"),) * 8):
        if head.startswith(opening):
            head = head.partition(closing)[2].lstrip()
    return head


def _is_bare_utf16(sample: bytes) -> bool:
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if min(even, odd) > 0 or even + odd <= len(sample) // 5:
        return False
    text = sample[: len(sample) // 2 * 2].decode("utf-16-be" if even else "utf-16-le", "replace")
    return sum(c.isprintable() or c.isspace() for c in text) > 0.98 * len(text)
