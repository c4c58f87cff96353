"""JSON lines: one item a line, each with that line's bytes unchanged; a broken line is rejected alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from counterclaim.capture.bounds import Bounds
from counterclaim.capture.item import InputItem, rejection
from counterclaim.capture.media import JSON
from counterclaim.records import Rejection

_UTF8_BOM = b"\xef\xbb\xbf"


def items_of_lines(stream: BinaryIO, name: str, bounds: Bounds) -> Iterator[InputItem | Rejection]:
    """Every line of ``stream`` that is not blank, as an item or a rejection.

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
            yield rejection(name, "too_large", f"more than {bounds.item_bytes} bytes", str(number))
        elif body.strip():
            yield _item_of_line(body, name, str(number))


def _item_of_line(body: bytes, name: str, part: str) -> InputItem | Rejection:
    fault = _fault_in(body)
    if fault is not None:
        return rejection(name, "bad_json", fault, part)
    return InputItem(name=name, part=part, data=body, media_type=JSON)


def _fault_in(body: bytes) -> str | None:
    """What keeps the line from being one JSON object, if anything."""
    try:
        value = msgspec.json.decode(body)
    except UnicodeDecodeError as error:
        return f"not UTF-8: {error.reason} at byte {error.start}"
    except RecursionError:
        return "nested too deeply"
    except msgspec.DecodeError as error:
        return str(error)
    return None if isinstance(value, dict) else f"a JSON {type(value).__name__}, not an object"


def _skip_rest(stream: BinaryIO, line: bytes) -> None:
    """Read on to the end of an over-long line without keeping it."""
    while line and not line.endswith(b"\n"):
        line = stream.readline(1024 * 1024)
