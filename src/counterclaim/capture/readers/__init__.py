"""One module for each format: a function from a source to the items in it, each item or its rejection.

A new format is a value in ``formats.Format``, a module here, and a line in ``READERS``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from counterclaim.capture.formats import Format
from counterclaim.capture.item import Found
from counterclaim.capture.readers.feed import read_feed
from counterclaim.capture.readers.lines import read_lines
from counterclaim.capture.readers.mail import read_mail, read_mailbox, read_saved_page
from counterclaim.capture.readers.single import read_asset, read_binary, read_pdf, read_text
from counterclaim.capture.readers.tables import read_json, read_table
from counterclaim.capture.readers.warc import read_warc
from counterclaim.capture.readers.zipped import read_packed, read_zip
from counterclaim.capture.source import Source, Work

Reader = Callable[[Source, Work], Iterator[Found]]

READERS: dict[Format, Reader] = {
    Format.TEXT: read_text,
    Format.LINES: read_lines,
    Format.JSON: read_json,
    Format.TABLE: read_table,
    Format.FEED: read_feed,
    Format.PDF: read_pdf,
    Format.MAIL: read_mail,
    Format.MAILBOX: read_mailbox,
    Format.SAVED_PAGE: read_saved_page,
    Format.WARC: read_warc,
    Format.ZIP: read_zip,
    Format.GZIP: read_packed,
    Format.ZSTD: read_packed,
    Format.BINARY: read_binary,
    Format.ASSET: read_asset,
}
