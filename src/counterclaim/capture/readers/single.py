"""Files that are one article each: text, pages, PDF; and those that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.capture.item import Found, InputItem, rejection
from counterclaim.capture.media import PDF, is_binary, is_blank, media_type_of, told_binary
from counterclaim.capture.source import Source, Work
from counterclaim.errors import InputRejected

EMPTY = "no bytes, or nothing but blanks"
#: What browsers and page savers write at the top of a page about where it is from.
_SAVED_FROM = re.compile(rb"<!--\s*saved from url=\(\d+\)(https?://[^\s\"'<>]{1,2000})", re.I)
_SINGLE_FILE = re.compile(rb"<!--\s*Page saved with SingleFile\s+url:\s*(https?://[^\s\"'<>]{1,2000})", re.I)


def read_text(source: Source, work: Work) -> Iterator[Found]:
    """A page or a text, with its bytes as they are.

    Raises:
        InputRejected: ``empty``, ``binary`` or ``too_large``.
    """
    data = source.read(work.bounds.item_bytes)
    if is_blank(data):
        raise InputRejected("empty", EMPTY)
    if is_binary(data):
        raise InputRejected("binary", told_binary(data[:64]))
    yield InputItem(
        name=source.name, part=None, data=data, media_type=media_type_of(data, source.extension), how=source.how,
        url=saved_from(data), container=source.container,
    )  # fmt: skip


def saved_from(page: bytes) -> str | None:
    """The address that a saved page says it is from."""
    found = _SAVED_FROM.search(page[:8192]) or _SINGLE_FILE.search(page[:8192])
    return found.group(1).decode("ascii", "replace") if found else None


def read_pdf(source: Source, work: Work) -> Iterator[Found]:
    """A PDF whole; its text is taken out later, in the process that may be killed.

    Raises:
        InputRejected: ``too_large``.
    """
    data = source.read(work.bounds.item_bytes)
    yield InputItem(name=source.name, part=None, data=data, media_type=PDF, how=source.how, container=source.container)


def read_binary(source: Source, work: Work) -> Iterator[Found]:
    """Nothing that can be read."""
    yield rejection(source.name, "binary", told_binary(source.head(64)))


def read_asset(source: Source, work: Work) -> Iterator[Found]:
    """Text that belongs to a page or a program."""
    detail = f"{source.extension} files belong to pages or programs; rename it if it is an article"
    yield rejection(source.name, "unsupported_type", detail)
