"""JSON lines: one item a line, each with that line's bytes unchanged; a broken line is rejected alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

import msgspec

from counterclaim.capture.bounds import Bounds
from counterclaim.capture.item import Container, Found, InputItem, rejection
from counterclaim.capture.media import JSON, is_binary, told_binary
from counterclaim.capture.readers.single import EMPTY
from counterclaim.capture.readers.tables import columns_for, kept_whole, row_item
from counterclaim.capture.source import Source, Work
from counterclaim.errors import InputRejected

_UTF8_BOM = b"\xef\xbb\xbf"
_NDJSON = "application/x-ndjson"


def read_lines(source: Source, work: Work) -> Iterator[Found]:
    """Every line that is not blank, as an item or a rejection.

    With columns mapped the lines are no longer as they came, so the file is kept whole beside them.

    Raises:
        InputRejected: ``binary``, ``empty`` or ``too_many``.
    """
    if is_binary(source.head()):
        raise InputRejected("binary", told_binary(source.head(64)))
    key = None
    if work.columns:
        whole = kept_whole(source, source.read(work.bounds.whole_bytes), _NDJSON)
        key = whole.sha256
        yield whole
    source.stream.seek(0)
    taken = bad = 0
    for found in _items(source, work, key):
        work.budget.count()
        taken, bad = (taken + 1, bad) if isinstance(found, InputItem) else (taken, bad + 1)
        yield found
    if not taken + bad:
        raise InputRejected("empty", EMPTY)
    yield Container(
        name=source.name, format="JSON lines", sha256=key or source.sha256(), size_bytes=source.size,
        counts=(("lines", taken), ("bad lines", bad)), container=source.container,
    )  # fmt: skip


def _items(source: Source, work: Work, key: str | None) -> Iterator[Found]:
    for number, body in _bodies(source.stream, work.bounds):
        if body is None:
            told = f"more than {work.bounds.item_bytes} bytes"
            yield rejection(source.name, "too_large", told, str(number))
        elif body.strip():
            yield _item_of_line(body, source, str(number), work, key)


def _bodies(stream: IO[bytes], bounds: Bounds) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers; None for one over the bound.

    The line end (and a byte order mark before the first line) is not part of the item's bytes, so the same
    line is the same capture whichever file it stands in.
    """
    number = 0
    while line := stream.readline(bounds.item_bytes + 2):
        number += 1
        body = line.removeprefix(_UTF8_BOM) if number == 1 else line
        body = body.removesuffix(b"\n").removesuffix(b"\r")
        if len(body) > bounds.item_bytes:
            _skip_rest(stream, line)
            yield number, None
        else:
            yield number, body


def _item_of_line(body: bytes, source: Source, part: str, work: Work, key: str | None) -> Found:
    value = _value(body)
    if isinstance(value, str):
        return rejection(source.name, "bad_json", value, part)
    if key is not None:
        return row_item(value, columns_for(list(value), work.columns), source, part, key)
    return InputItem(
        name=source.name, part=part, data=body, media_type=JSON, how=source.how, url=_url_in(value),
        container=source.container,
    )  # fmt: skip


def _url_in(value: dict[str, Any]) -> str | None:
    column = columns_for(list(value), {}).get("url")
    url = value.get(column) if column is not None else None
    return url if isinstance(url, str) and url.startswith(("http://", "https://")) and len(url) < 4000 else None


def _value(body: bytes) -> dict[str, Any] | str:
    """The line's object, or what keeps it from being one."""
    try:
        value = msgspec.json.decode(body)
    except UnicodeDecodeError as error:
        return f"not UTF-8: {error.reason} at byte {error.start}"
    except RecursionError:
        return "nested too deeply"
    except msgspec.DecodeError as error:
        return str(error)
    return value if isinstance(value, dict) else f"a JSON {type(value).__name__}, not an object"


def _skip_rest(stream: IO[bytes], line: bytes) -> None:
    """Read on to the end of an over-long line without keeping it."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(1024 * 1024)
