"""From the paths a user gives to items, lazily: what is taken in equals items plus rejections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from counterclaim.capture.bounds import DEFAULT_BOUNDS, Bounds
from counterclaim.capture.item import InputItem, rejection
from counterclaim.capture.jsonl import items_of_lines
from counterclaim.capture.media import JSON, SUPPORTED, is_binary, is_blank, media_type_of
from counterclaim.capture.walk import Found, walk
from counterclaim.records import Rejection

_HEAD_BYTES = 4096
_EMPTY = "no bytes, or nothing but blanks"
_BINARY = "not text in any encoding known here"


def iter_inputs(paths: Iterable[Path | str], *, bounds: Bounds = DEFAULT_BOUNDS) -> Iterator[InputItem | Rejection]:
    """Everything the files and folders hold, one item or rejection at a time, in a stable order.

    Args:
        paths: files and folders as the user gave them.
        bounds: what is too large to be taken.

    Returns:
        An iterator; at most one file's bytes (or one line's) are in memory at a time.
    """
    for found in walk((Path(path) for path in paths), bounds):
        if isinstance(found, Rejection):
            yield found
        else:
            yield from _items_of(found, bounds)


def _items_of(found: Found, bounds: Bounds) -> Iterator[InputItem | Rejection]:
    try:
        if SUPPORTED[found.extension] == JSON:
            yield from _lines(found, bounds)
        else:
            yield _whole(found, bounds)
    except OSError as error:
        yield rejection(found.name, "unreadable", error.strerror or type(error).__name__)


def _whole(found: Found, bounds: Bounds) -> InputItem | Rejection:
    with found.path.open("rb") as stream:
        data = stream.read(bounds.item_bytes + 1)
    if len(data) > bounds.item_bytes:
        return rejection(found.name, "too_large", f"more than {bounds.item_bytes} bytes")
    fault = _fault_in(data, found.name)
    if fault is not None:
        return fault
    media_type = media_type_of(data, found.extension)
    return InputItem(name=found.name, part=None, data=data, media_type=media_type)


def _lines(found: Found, bounds: Bounds) -> Iterator[InputItem | Rejection]:
    with found.path.open("rb") as stream:
        if is_binary(stream.read(_HEAD_BYTES)):
            yield rejection(found.name, "binary", _BINARY)
            return
        stream.seek(0)
        is_empty = True
        for item in items_of_lines(stream, found.name, bounds):
            is_empty = False
            yield item
        if is_empty:
            yield rejection(found.name, "empty", _EMPTY)


def _fault_in(data: bytes, name: str) -> Rejection | None:
    if is_blank(data):
        return rejection(name, "empty", _EMPTY)
    if is_binary(data):
        return rejection(name, "binary", _BINARY)
    return None
