"""From the paths a user gives to items, lazily: what is taken in equals items plus rejections."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from counterclaim.capture.bounds import DEFAULT_BOUNDS, Bounds
from counterclaim.capture.formats import format_of
from counterclaim.capture.item import Container, Found, InputItem, rejection
from counterclaim.capture.readers import READERS
from counterclaim.capture.source import Budget, Source, Work, size_of
from counterclaim.capture.walk import Found as FoundFile
from counterclaim.capture.walk import walk
from counterclaim.errors import InputRejected
from counterclaim.records import Rejection


def iter_inputs(
    paths: Iterable[Path | str], *, bounds: Bounds = DEFAULT_BOUNDS, columns: Mapping[str, str] | None = None
) -> Iterator[InputItem | Rejection]:
    """Everything the files and folders hold, one item or rejection at a time, in a stable order.

    Args:
        paths: files and folders as the user gave them.
        bounds: what is too large to be taken.
        columns: which column of a table (or field of a JSON line) holds what; see ``readers.tables.TARGETS``.

    Returns:
        An iterator; at most one file's bytes (or one line's) are in memory at a time.
    """
    for found in iter_found(paths, bounds=bounds, columns=columns):
        if isinstance(found, Rejection) or (isinstance(found, InputItem) and not found.is_container):
            yield found


def iter_found(
    paths: Iterable[Path | str], *, bounds: Bounds = DEFAULT_BOUNDS, columns: Mapping[str, str] | None = None
) -> Iterator[Found]:
    """As ``iter_inputs``, with what is known of the files out of which items came.

    An item with ``is_container`` is such a file that is to be kept whole, and comes before its items; a
    ``Container`` tells what was in one, and comes after them.
    """
    for found in walk((Path(path) for path in paths), bounds):
        if isinstance(found, Rejection):
            yield found
        else:
            yield from _of_file(found, bounds, columns or {})


def _of_file(found: FoundFile, bounds: Bounds, columns: Mapping[str, str]) -> Iterator[Found]:
    try:
        with found.path.open("rb") as stream:
            source = Source(name=found.name, stream=stream, size=size_of(stream))
            yield from items_of(source, bounds, columns)
    except OSError as error:
        yield rejection(found.name, "unreadable", error.strerror or type(error).__name__)


def items_of(source: Source, bounds: Bounds, columns: Mapping[str, str] | None = None) -> Iterator[Found]:
    """Everything in one given file."""
    budget = Budget(bounds=bounds, packed=source.size)
    yield from descend(source, Work(bounds=bounds, budget=budget, descend=descend, columns=columns or {}))


def descend(source: Source, work: Work) -> Iterator[Found]:
    """Everything in a file, or in one that lies inside another; a fault of the file is one rejection.

    A reader that has handed on items before it met a fault keeps them: the rejection says what ended it.
    """
    taken = 0
    try:
        for found in READERS[format_of(source.head(), source.extension)](source, work):
            taken += not isinstance(found, Container)
            yield found
    except InputRejected as error:
        yield rejection(source.name, error.reason, error.detail)
    except (zlib.error, RecursionError, MemoryError) as error:
        yield rejection(source.name, "damaged", f"ended with {type(error).__name__} after {taken} items")
