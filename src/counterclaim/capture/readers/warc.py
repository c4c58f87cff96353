"""WARC files, plain or in gzip members: the pages in them as items, everything else counted, no byte unaccounted for.

Own reading, because the usual library yields fewer records from a damaged file without saying so. A stretch of
bytes that belongs to no whole record becomes a rejection that names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from counterclaim.capture.formats import Format, format_of
from counterclaim.capture.item import Container, Found, InputItem, rejection, shown
from counterclaim.capture.media import HTML, JSON, MAIL, PDF, PLAIN, SAVED_PAGE, is_blank, media_type_of
from counterclaim.capture.readers.http import HttpAnswer, decoded_body, digest_told, kept_head, parsed_answer
from counterclaim.capture.readers.records import Gap, WarcRecord, page_key, records
from counterclaim.capture.source import Source, Work
from counterclaim.capture.times import parsed_time
from counterclaim.errors import InputRejected

#: Media types of records that are taken for articles where no list of pages says which are.
_PAGE_TYPES = frozenset({HTML, "application/xhtml+xml", PDF, PLAIN, "text/markdown", MAIL, SAVED_PAGE})
_HOLDS_CONTENT = frozenset({"response", "resource", "conversion"})
#: Text files that servers hold for machines.
_MACHINE_FILES = ("/robots.txt", "/ads.txt", "/app-ads.txt", "/humans.txt", "/security.txt")
_TYPE_OF = {Format.PDF: PDF, Format.JSON: JSON, Format.LINES: JSON, Format.MAIL: MAIL, Format.SAVED_PAGE: SAVED_PAGE}


@dataclass(slots=True, kw_only=True)
class _Answer:
    """What one record holds, out of its wrappings."""

    record: WarcRecord
    media_type: str
    body: bytes
    http: HttpAnswer | None = None
    is_cut: bool = False


def read_warc(source: Source, work: Work) -> Iterator[Found]:
    """Every record that holds a page, as an item or a rejection; the other kinds are counted.

    Raises:
        InputRejected: ``too_large`` or ``too_many``.
    """
    key = source.sha256()
    counts: Counter[str] = Counter()
    for number, found in enumerate(records(source, work), 1):
        work.budget.count()
        part = f"record {number}"
        if isinstance(found, Gap):
            counts["gaps"] += 1
            told = f"bytes {found.start} to {found.end} hold no whole record"
            yield rejection(source.name, "damaged", told, part)
            continue
        kind, item = _of_record(found, source, work, part, key)
        counts[kind] += 1
        if item is not None:
            yield item
    if not counts:
        raise InputRejected("empty", "a WARC file without records")
    yield Container(
        name=source.name, format="WARC", sha256=key, size_bytes=source.size, counts=tuple(sorted(counts.items())),
        container=source.container,
    )  # fmt: skip


def _of_record(record: WarcRecord, source: Source, work: Work, part: str, key: str) -> tuple[str, Found | None]:
    """What the record counts as, and the item or rejection it gives, if it may be a page."""
    if record.type not in _HOLDS_CONTENT:
        return record.type or "unknown records", None
    key_of_page = page_key(record.target)
    is_listed = work.pages is not None and key_of_page in work.pages
    work.met.update({key_of_page} if is_listed else ())
    try:
        answer = _answer(record, work)
        status = answer.http.status if answer.http is not None else 200
        if not 200 <= status < 300:
            fault = rejection(source.name, "http_status", f"the server answered {status}", part)
            return f"answers {status}", fault if is_listed else None
        if not (is_listed if work.pages is not None else _may_be_page(answer)):
            return f"not pages: {answer.media_type}", None
        if not record.is_whole:
            raise InputRejected("too_large", f"more than {work.bounds.item_bytes} bytes")
        return "pages", _item(answer, source, work, part, key)
    except InputRejected as error:
        return "pages", rejection(source.name, error.reason, error.detail, part)


def _answer(record: WarcRecord, work: Work) -> _Answer:
    stated = record.headers.get("content-type", "")
    if record.type == "response" and "http" in stated.lower():
        http = parsed_answer(record.block, work.bounds)
        return _Answer(record=record, media_type=http.media_type, body=b"", http=http)
    return _Answer(record=record, media_type=_simple(stated), body=record.block)


def _may_be_page(answer: _Answer) -> bool:
    path = answer.record.target.partition("?")[0].lower()
    if answer.media_type == PLAIN and path.endswith(_MACHINE_FILES):
        return False
    is_item = answer.media_type == JSON and answer.record.type == "resource"
    return answer.media_type in _PAGE_TYPES or is_item


def _item(answer: _Answer, source: Source, work: Work, part: str, key: str) -> Found:
    record = answer.record
    body = answer.body
    if answer.http is not None:
        body, is_whole = decoded_body(answer.http, work.bounds)
        answer.is_cut = not is_whole
    if is_blank(body):
        raise InputRejected("empty", "a page without bytes")
    if len(body) > work.bounds.item_bytes:
        raise InputRejected("too_large", f"more than {work.bounds.item_bytes} bytes")
    return InputItem(
        name=_name(record, source), part=part, data=body, media_type=_kind(body, answer), how="WARC record",
        url=record.target if record.target.startswith(("http://", "https://")) else None,
        claimed_at=parsed_time(record.headers.get("warc-date", "")), container=key, origin=_origin(answer),
    )  # fmt: skip


def _name(record: WarcRecord, source: Source) -> str:
    """The archive's name; behind it the file's, where the record was made of a file, as in our own export."""
    place, is_file, path = record.target.partition("#")[0].partition("file:///")
    path = shown(unquote(path)) if is_file and not place else ""
    return f"{source.name}/{path}" if path else source.name


def _kind(body: bytes, answer: _Answer) -> str:
    """The body's media type by its bytes, with the charset that the answer states.

    Raises:
        InputRejected: ``binary`` or ``unsupported_type``.
    """
    extension = ".html" if "html" in answer.media_type else ".json" if answer.media_type == JSON else ".txt"
    found = format_of(body[: 64 * 1024], extension)
    if found is Format.BINARY:
        raise InputRejected("binary", f"stated as {answer.media_type}, not text in any encoding known here")
    if found in _TYPE_OF:
        return _TYPE_OF[found]
    if found is not Format.TEXT:
        raise InputRejected("unsupported_type", f"stated as {answer.media_type}, is {found}")
    charset = answer.http.charset if answer.http is not None else ""
    kind = media_type_of(body, extension)
    return f"{kind}; charset={charset}" if charset else kind


def _origin(answer: _Answer) -> tuple[tuple[str, str], ...]:
    """What the record says about itself and what came with the page, for the custody log."""
    record, http = answer.record, answer.http
    told = {
        "record": record.headers.get("warc-record-id", "")[:200],
        "offset": str(record.offset),
        "digest": digest_told(record.headers, record.block, http.rest if http is not None else record.block),
        "body": "cut off within its encoding" if answer.is_cut else "",
        "truncated": record.headers.get("warc-truncated", "")[:100],
        "peer": record.headers.get("warc-ip-address", "")[:60],
    }
    if http is not None:
        told |= {"status": str(http.status), "headers": kept_head(http.head)}
    return tuple((name, value) for name, value in sorted(told.items()) if value)


def _simple(media_type: str) -> str:
    return media_type.partition(";")[0].strip().lower()[:80] or "no type"
