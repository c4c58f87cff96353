"""Which format a file is in: by its first bytes; its name only decides where those leave it open."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

from counterclaim.capture.media import SUPPORTED, is_binary, is_blank, starts_as_html


class Format(StrEnum):
    """The formats that are read, each by a module of ``readers``."""

    TEXT = "text"
    LINES = "JSON lines"
    JSON = "JSON"
    TABLE = "table"
    FEED = "feed"
    PDF = "PDF"
    MAIL = "e-mail"
    MAILBOX = "mailbox"
    SAVED_PAGE = "MHTML"
    WARC = "WARC"
    ZIP = "ZIP"
    GZIP = "gzip"
    ZSTD = "zstd"
    BINARY = "binary"
    ASSET = "asset"


_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|rdf|feed)[\s>]", re.I)
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\r\n]*\r?\n")
_MAIL_FIELDS = re.compile(
    rb"^(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to|snapshot-content-location):",
    re.I | re.M,
)
_TABLE_NAMES = frozenset({".csv", ".tsv", ".tab"})
_LINE_NAMES = frozenset({".jsonl", ".ndjson"})
#: Text that belongs to a page or a program and is no article; a browser saves it beside the page.
ASSETS = frozenset(
    ".css .js .mjs .map .svg .ts .tsx .py .c .h .java .go .rs .sh .bat .toml .ini .cfg .yml .yaml .lock .log .sql "
    ".cdx .cdxj .cdxl .har .webmanifest .woff .woff2 .ttf .ico .xsl .xsd .dtd .tex .bib .srt .vtt".split()
)


def format_of(head: bytes, extension: str) -> Format:
    """The format of a file.

    Args:
        head: its first 64 KiB.
        extension: of its name, in lower case with its dot.
    """
    found = _by_magic(head)
    if found is not None:
        return found
    if is_blank(head):
        return Format.TEXT
    if is_binary(head):
        return Format.BINARY
    return _by_text(head, extension)


def _by_magic(head: bytes) -> Format | None:
    if head.startswith(_ZIP):
        return Format.ZIP
    if head.startswith(b"\x1f\x8b\x08"):
        return Format.GZIP
    if head.startswith(b"\x28\xb5\x2f\xfd") or (head[1:4] == b"\x2a\x4d\x18" and head[0] >> 4 == 5):
        return Format.ZSTD
    if head.startswith(b"WARC/"):
        return Format.WARC
    # Some writers put a few bytes before it; the format allows it in the first kilobyte.
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    return None


def _by_text(head: bytes, extension: str) -> Format:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if starts_as_html(head):
        return Format.TEXT
    if start.startswith(b"<") and _FEED.search(start[:4096]):
        return Format.FEED
    if start[:1] in (b"{", b"["):
        return _json_format(start, extension)
    if extension in _LINE_NAMES:
        return Format.LINES
    if head.startswith(b"From ") and b"\n" in head and _HEADER.match(head.partition(b"\n")[2]):
        return Format.MAILBOX
    if _is_mail(start, extension):
        is_page = re.search(rb"^content-type:\s*multipart/related", start[:8192], re.I | re.M)
        return Format.SAVED_PAGE if is_page else Format.MAIL
    if extension in _TABLE_NAMES:
        return Format.TABLE
    return Format.ASSET if extension in ASSETS else Format.TEXT


def _json_format(start: bytes, extension: str) -> Format:
    """One object a line, or one document; ``[`` and ``{`` may also begin a plain text."""
    if extension in _LINE_NAMES:
        return Format.LINES
    if extension == ".json":
        return Format.JSON
    if SUPPORTED.get(extension) is not None and extension not in (".txt",):
        return Format.TEXT
    line = start.partition(b"\n")[0]
    return Format.LINES if start[:1] == b"{" and _is_object(line) else Format.TEXT


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(msgspec.json.decode(line), dict)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False


def _is_mail(start: bytes, extension: str) -> bool:
    """Header lines at the top, at least two of them fields that every message has."""
    at = count = 0
    while (line := _HEADER.match(start, at)) and count < 20:
        at, count = line.end(), count + 1
        while start[at : at + 1] in (b" ", b"\t") and b"\n" in start[at:]:  # a folded field
            at = start.index(b"\n", at) + 1
    known = len({m.group().lower() for m in _MAIL_FIELDS.finditer(start[:at])})
    return known >= (1 if extension in (".eml", ".mht", ".mhtml") else 3)
