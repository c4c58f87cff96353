"""The program's own interchange form: one file of JSON lines per kind of record, and a manifest over them.

The same ledger gives the same bytes: lines are sorted by id, keys are sorted, and nothing in them is of the
moment or the machine of the export.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import counterclaim
from counterclaim.errors import UsageError
from counterclaim.records import encode
from counterclaim.views.exports.shapes import FILES, Line
from counterclaim.views.query import Case

FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class FileEntry:
    """One file of an export: how many lines it has, and the sha256 of its bytes."""

    records: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What an export holds; written as ``manifest.json`` after all else, so that its presence means complete.

    ``is_current`` is False where proposals were made from fewer or other articles than the export holds.
    """

    format_version: int
    program: str
    models: dict[str, str]
    counts: dict[str, int]
    files: dict[str, FileEntry]
    is_current: bool


def export_jsonl(case: Case, out: Path) -> Manifest:
    """Write a case as JSON lines into a folder.

    Args:
        case: what to write.
        out: the folder, made where missing; files of a former export in it are replaced.

    Returns:
        The manifest, as written.

    Raises:
        UsageError: if the folder cannot be written to.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        (out / "manifest.json").unlink(missing_ok=True)
        files = {name: _write(out / f"{name}.jsonl", lines(case)) for name, lines in FILES}
        manifest = _manifest(case, files)
        (out / "manifest.json").write_bytes(encode(manifest) + b"\n")
    except OSError as error:
        raise UsageError(f"{out}: cannot write the export: {error.strerror}") from error
    return manifest


def _manifest(case: Case, files: dict[str, FileEntry]) -> Manifest:
    return Manifest(
        format_version=FORMAT_VERSION,
        program=f"counterclaim {counterclaim.__version__}",
        models=dict(case.models),
        counts={name: entry.records for name, entry in files.items()},
        files={f"{name}.jsonl": entry for name, entry in files.items()},
        is_current=case.is_current,
    )


def _write(path: Path, lines: Iterable[Line]) -> FileEntry:
    digest, count = sha256(), 0
    with path.open("wb") as stream:
        for line in lines:
            data = encode(line) + b"\n"
            stream.write(data)
            digest.update(data)
            count += 1
    return FileEntry(records=count, sha256=digest.hexdigest())
