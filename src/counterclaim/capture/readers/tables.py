"""Tables (CSV, TSV), JSON documents, and the mapping of their columns to what articles have.

Each row becomes one JSON object that names its parts as article extraction knows them and keeps the row itself
beside that; since those are not the bytes as they came, the file itself is kept whole too.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from counterclaim.capture.item import CONTAINER, Container, Found, InputItem, rejection
from counterclaim.capture.media import JSON, SUPPORTED
from counterclaim.capture.source import Source, Work
from counterclaim.capture.times import parsed_time
from counterclaim.errors import InputRejected, UsageError

#: What a column can be mapped to.
TARGETS = ("url", "title", "text", "html", "published", "outlet", "author", "language", "captured")
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


def parsed_map(words: Mapping[str, str] | tuple[str, ...]) -> dict[str, str]:
    """``("text=Body", "url=Link")`` as a mapping from target to column.

    Raises:
        UsageError: if a target is not one of ``TARGETS`` or a word has no ``=``.
    """
    pairs = words.items() if isinstance(words, Mapping) else [w.partition("=")[::2] for w in words]
    mapping = {target.strip(): column.strip() for target, column in pairs}
    for target, column in mapping.items():
        if target not in TARGETS or not column:
            raise UsageError(f"--map {target}={column}: give TARGET=COLUMN, TARGET one of {', '.join(TARGETS)}")
    return mapping


@cache
def _known_columns() -> dict[str, tuple[str, int]]:
    """Column, in lower case, to its target and its rank among that target's columns."""
    rows = (files("counterclaim.capture") / "columns.tsv").read_text("utf-8").splitlines()
    known: dict[str, tuple[str, int]] = {}
    for target, names in (r.split("\t") for r in rows if r and not r.startswith("#")):
        known.update({name: (target, rank) for rank, name in enumerate(names.split("|"))})
    return known


def columns_for(names: list[str], wished: Mapping[str, str]) -> dict[str, str]:
    """Target to column for a table with these columns: as wished, else the best known one."""
    found: dict[str, tuple[int, str]] = {}
    for name in names:
        target, rank = _known_columns().get(_plain(name), (None, 0))
        if target is not None and (target not in found or rank < found[target][0]):
            found[target] = (rank, name)
    mapping = {target: name for target, (_, name) in found.items()}
    by_plain = {_plain(name): name for name in reversed(names)}
    mapping |= {t: by_plain[_plain(name)] for t, name in wished.items() if _plain(name) in by_plain}
    return mapping


def _plain(name: str) -> str:
    return re.sub(r"[\s_-]+", "_", name.strip().strip("#").lower())


def row_item(row: Mapping[str, Any], mapping: Mapping[str, str], source: Source, part: str, key: str) -> InputItem:
    """The item of one row; ``key`` is the digest of the file it stands in."""
    told = {target: row[name] for target, name in mapping.items() if row.get(name) not in (None, "")}
    url = str(told.get("url") or "").strip()
    told["columns"] = dict(row)
    data = json.dumps(told, ensure_ascii=False, sort_keys=True, default=str).encode("utf-8", "backslashreplace")
    return InputItem(
        name=source.name, part=part, data=data, media_type=JSON, how="table row",
        url=url if url.startswith(("http://", "https://")) and len(url) < 4000 else None, container=key,
        claimed_at=parsed_time(str(told.get("captured") or "")),
    )  # fmt: skip


def kept_whole(source: Source, data: bytes, media_type: str) -> InputItem:
    """The file itself, to be kept beside what is taken out of it."""
    return InputItem(
        name=source.name, part=None, data=data, media_type=media_type, how=CONTAINER, container=source.container
    )


# CSV and TSV --------------------------------------------------------------------------------------------------


def read_table(source: Source, work: Work) -> Iterator[Found]:
    """Every row of a table below its header, as an item or a rejection.

    Raises:
        InputRejected: ``too_large``, ``too_many``, ``damaged`` if the header cannot be read, ``no_columns`` if it names
            nothing known.
    """
    data = source.read(work.bounds.whole_bytes)
    whole = kept_whole(source, data, SUPPORTED.get(source.extension, "text/csv"))
    rows = _rows(_decoded(data), source.extension, work)
    _, header = next(rows, (0, []))
    if isinstance(header, str):
        raise InputRejected("damaged", f"the header cannot be read: {header}")
    names = [name.strip() for name in header]
    mapping = columns_for(names, work.columns)
    absent = [name for name in work.columns.values() if name not in mapping.values()]
    if absent:
        raise InputRejected("no_columns", f"no column {absent[0]!r} among: {', '.join(names)[:200]}")
    if not {"text", "html", "url"} & set(mapping):
        told = ", ".join(names)[:200]
        raise InputRejected(
            "no_columns", f"no column for a text, a page or an address among: {told}; name it with --map text=COLUMN"
        )
    yield whole
    yield from _row_items(rows, names, mapping, source, work, whole.sha256)


def _row_items(
    rows: Iterator[tuple[int, list[str] | str]], names: list[str], mapping: Mapping[str, str], source: Source,
    work: Work, key: str,
) -> Iterator[Found]:  # fmt: skip
    taken = bad = 0
    for number, cells in rows:
        work.budget.count()
        part = f"row {number}"
        if isinstance(cells, str) or len(cells) > len(names):
            told = cells if isinstance(cells, str) else f"{len(cells)} cells under {len(names)} columns"
            bad += 1
            yield rejection(source.name, "bad_row", told, part)
            continue
        taken += 1
        row = dict(zip(names, cells, strict=False))
        yield row_item(row, mapping, source, part, key)
    if not taken + bad:
        yield rejection(source.name, "empty", "a table without rows")
    counts = (("rows", taken), ("bad rows", bad))
    yield Container(
        name=source.name, format="table", sha256=key, size_bytes=source.size, counts=counts, container=source.container
    )


def _decoded(data: bytes) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data.decode(name, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _rows(text: str, extension: str, work: Work) -> Iterator[tuple[int, list[Any]]]:
    """Rows with the number of each, from 1 below the header; a row that cannot be read is its fault in words."""
    csv.field_size_limit(work.bounds.item_bytes)
    lines = _Lines(text.replace("\0", "\ufffd"))
    reader = csv.reader(lines, delimiter=_delimiter(text, extension))
    number = -1
    while True:
        number += 1
        start = reader.line_num
        try:
            cells: Any = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            cells = str(error)
        if lines.is_over:
            cells = f"a quotation mark opened in line {start + 1} or below is never closed and swallows what follows"
        if isinstance(cells, list) and len(cells) > work.bounds.columns:
            cells = f"more than {work.bounds.columns} cells"
        if cells:
            yield number, cells


class _Lines:
    """The lines of a table. The CSV reader asks for one more within a row only if a quotation mark is open there."""

    def __init__(self, text: str) -> None:
        self.is_over = False
        self._stream = io.StringIO(text, newline="")

    def __iter__(self) -> Iterator[str]:
        """Each line with its end."""
        yield from self._stream
        self.is_over = True


def _delimiter(text: str, extension: str) -> str:
    """The character that stands most often in the header line, outside quotation marks."""
    line = re.sub(r'"[^"]*"', "", text[:64_000].lstrip("\ufeff").partition("\n")[0])
    usual = "\t" if extension in (".tsv", ".tab") else ","
    return max((usual, ",", "\t", ";", "|"), key=line.count)


# JSON documents -----------------------------------------------------------------------------------------------


def read_json(source: Source, work: Work) -> Iterator[Found]:
    """One object is one item with its bytes as they are; a list of objects is a table.

    Raises:
        InputRejected: ``bad_json`` or ``too_large``.
    """
    data = source.read(work.bounds.whole_bytes)
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputRejected("bad_json", str(error)[:200]) from error
    rows = _list_in(value)
    if isinstance(value, dict) and rows is None:
        if len(data) > work.bounds.item_bytes:
            raise InputRejected("too_large", f"more than {work.bounds.item_bytes} bytes")
        yield InputItem(
            name=source.name, part=None, data=data, media_type=JSON, how=source.how, container=source.container
        )
        return
    if rows is None:
        raise InputRejected("bad_json", f"a JSON {type(value).__name__}, not an object or a list of them")
    whole = kept_whole(source, data, JSON)
    yield whole
    yield from _json_items(rows, source, work, whole.sha256)


def _list_in(value: Any) -> list[Any] | None:
    """The list of a document: itself, or what it holds under the one usual name."""
    if isinstance(value, dict):
        names = [n for n in ("articles", "stories", "results", "items", "data") if isinstance(value.get(n), list)]
        value = value[names[0]] if names and any(isinstance(v, dict) for v in value[names[0]]) else None
    return value if isinstance(value, list) else None


def _json_items(rows: list[Any], source: Source, work: Work, key: str) -> Iterator[Found]:
    bad = 0
    for number, row in enumerate(rows, 1):
        work.budget.count()
        if isinstance(row, dict):
            yield row_item(row, columns_for(list(row), work.columns), source, f"row {number}", key)
        else:
            bad += 1
            yield rejection(source.name, "bad_row", f"a JSON {type(row).__name__}, not an object", f"row {number}")
    if not rows:
        yield rejection(source.name, "empty", "a list without articles")
    counts = (("rows", len(rows) - bad), ("bad rows", bad))
    yield Container(
        name=source.name, format="JSON list", sha256=key, size_bytes=source.size, counts=counts,
        container=source.container,
    )  # fmt: skip
