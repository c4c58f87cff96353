"""Every bound on what is taken in, in one place, with its reason. ``counterclaim limits`` prints them.

Nothing over a bound is cut: it is rejected whole, with a record. All are far above what news needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from typing import Any

_MIB = 1024 * 1024


def _bound(default: int, why: str) -> Any:
    return field(default=default, metadata={"why": why})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much one input may be, and how long reading it may take. The reason stands beside each."""

    item_bytes: int = _bound(16 * _MIB, "bytes of one article, unpacked; the longest news pages have some millions")
    depth: int = _bound(64, "folders inside folders")
    whole_bytes: int = _bound(64 * _MIB, "bytes of a table, feed, list or mail that has to be in memory whole")
    bundle_bytes: int = _bound(4096 * _MIB, "bytes that all members of one given file may come to, unpacked")
    bundle_items: int = _bound(200_000, "members, records, rows or entries of one given file")
    ratio: int = _bound(200, "unpacked bytes for each packed one, above ratio_from_bytes; text packs to 10 or 20")
    ratio_from_bytes: int = _bound(16 * _MIB, "unpacked bytes up to which the ratio is not looked at")
    nesting: int = _bound(3, "archives inside archives")
    header_bytes: int = _bound(256 * 1024, "header of one WARC record or HTTP answer")
    layers: int = _bound(2, "encodings of one HTTP body on top of each other")
    mail_parts: int = _bound(500, "parts of one e-mail")
    columns: int = _bound(1000, "columns of a table")
    pdf_pages: int = _bound(1000, "pages of a PDF")
    text_bytes: int = _bound(12 * _MIB, "bytes of text that a PDF, mail or saved page may give")
    extract_wall_s: int = _bound(20, "seconds for making one article; after that a cheaper way, then none")
    extract_memory_mib: int = _bound(1024, "memory above its own start that the extracting process may take")
    result_bytes: int = _bound(64 * _MIB, "bytes that the extracting process may answer with")
    fetch_bytes: int = _bound(16 * _MIB, "bytes of one answer from the network, on the wire and unpacked")
    fetch_wall_s: int = _bound(60, "seconds for one address with all its redirects")
    fetch_redirects: int = _bound(5, "redirects that are followed, each checked anew")
    feed_entries: int = _bound(5000, "entries of one feed")


DEFAULT_BOUNDS = Bounds()


def explained(bounds: Bounds = DEFAULT_BOUNDS) -> Iterator[tuple[str, int, str]]:
    """Name, value and reason of every bound."""
    for item in fields(bounds):
        yield item.name, getattr(bounds, item.name), item.metadata["why"]
