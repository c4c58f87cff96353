"""What kind of input some bytes are: by content, with the name only as a tie-break."""

from __future__ import annotations

import re
from enum import StrEnum

from counterclaim.article.bounds import MAX_BYTES
from counterclaim.article.rejections import rejected

_MAGIC = (
    (b"%PDF", "PDF"), (b"PK\x03\x04", "ZIP (or a document in one)"), (b"\x1f\x8b", "gzip"), (b"WARC/", "WARC"),
    (b"\x89PNG", "PNG image"), (b"\xff\xd8\xff", "JPEG image"), (b"GIF8", "GIF image"), (b"RIFF", "RIFF media"),
    (b"\x7fELF", "program"), (b"MZ\x90", "program"), (b"BZh", "bzip2"), (b"\xfd7zXZ", "xz"), (b"7z\xbc\xaf", "7z"),
    (b"\xd0\xcf\x11\xe0", "old Office document"), (b"ID3", "MP3"), (b"OggS", "Ogg media"), (b"SQLite format", "SQLite"),
    (b"{\\rtf", "RTF"), (b"\x28\xb5\x2f\xfd", "zstd"),
)  # fmt: skip
_HTML_START = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_HTML_TAG = re.compile(r"<(?:p|div|span|br|h[1-6]|a|article|section|table|ul|meta|title|script|b|i|img)\b[^>]*>", re.I)
_HTML_NAMES = (".html", ".htm", ".xhtml", ".shtml", ".mhtml")


class Kind(StrEnum):
    """How the text of an input is got out of it."""

    PLAIN = "plain text"
    HTML = "HTML"
    ITEM = "JSON item"


def check_bytes(data: bytes) -> None:
    """Refuse what cannot be an article by its size or its first bytes.

    Raises:
        InputRejected: ``empty``, ``too_large`` or ``unsupported_format``.

    """
    if not data:
        raise rejected("empty", "0 bytes")
    if len(data) > MAX_BYTES:
        raise rejected("too_large", f"{len(data):,} bytes, the limit is {MAX_BYTES:,}")
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise rejected("unsupported_format", f"this is {name}, not an article's text")


def kind_of(text: str, *, name: str, media_type: str, is_part: bool) -> Kind:
    """The kind of a decoded input.

    Args:
        text: the decoded input.
        name: the file's name, lower case.
        media_type: as captured.
        is_part: whether it is one item of a file of many.

    """
    head = text[:20_000]
    if head.lstrip()[:1] == "{" and (is_part or "json" in media_type or name.endswith((".json", ".jsonl", ".ndjson"))):
        return Kind.ITEM
    if _HTML_START.match(head):
        return Kind.HTML
    tags = len(_HTML_TAG.findall(head))
    said = name.endswith(_HTML_NAMES) or "html" in media_type
    if (said and tags >= 1) or (head.lstrip()[:1] == "<" and tags >= 3):
        return Kind.HTML
    return Kind.PLAIN
