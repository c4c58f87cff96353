"""States that a power cut can leave: writes not yet flushed are kept or lost, sector by sector, at random.

A build is recorded once with strace (every write, flush, cut and removal on the case's files, and every
acknowledgement); then files are put together as a cut at a random moment could leave them, and the case must verify
with all that was acknowledged by then. ``python tests/faults/powercuts.py --states 5000`` prints one line of JSON. Names
of files reach the disk when their folder is flushed, before that in the order in which they were changed or not at all.
That a flush that returned was one is assumed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "ledger"))

from casebuilder import LOOP
from kills import lost_in

from counterclaim.capture import Archive
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger

SECTOR = 512
_CALL = re.compile(
    r"^(?:\d+ +)?(?P<call>\w+)\((?:\d+<(?P<path>[^>]*)>|(?:AT_FDCWD(?:<[^>]*>)?, )?\"(?P<name>[^\"]*)\")(?P<rest>.*)\) += (?P<result>-?\d+)"
)
_DATA = re.compile(r"^, \"(?P<data>(?:\\x[0-9a-f]{2})*)\", (?P<size>\d+)(?:, (?P<offset>\d+))?$")
_CALLS = "write,pwrite64,ftruncate,fsync,fdatasync,unlink,openat,rename,mkdir"
_FOLDERS = (".", "archive")
_FILES = ("case.sqlite", "case.sqlite.new", "case.sqlite-wal", "archive", "archive/00001.warc.gz")


@dataclass(frozen=True, slots=True)
class Op:
    """One call: ``write`` and ``cut`` change a file, ``flush`` makes its content (or a folder's names) durable,
    ``make``, ``folder``, ``gone`` and ``rename`` (to ``to``) change names, ``told`` acknowledges.
    """

    kind: str
    file: str
    offset: int = 0
    data: bytes = b""
    to: str = ""


def recorded(folder: Path, reports: int) -> list[Op]:
    """The calls of a build of so many reports."""
    case_dir, trace, told = folder / "case", folder / "trace", folder / "told"
    command = ["strace", "-qq", "-y", "-xx", "-s", "10000000", "-o", str(trace), "-e", f"trace={_CALLS}"]
    for path in (folder, case_dir, *(case_dir / name for name in _FILES), told):
        command += ["-P", str(path)]
    command += [sys.executable, str(LOOP), str(case_dir), "0", str(reports)]
    with told.open("wb") as out:
        subprocess.run(command, stdout=out, check=True)
    return list(_ops(trace.read_text("ascii", "replace"), str(case_dir), str(told)))


def _ops(trace: str, case_dir: str, told: str) -> Iterator[Op]:
    sizes: dict[str, int] = {}
    for line in trace.splitlines():
        found = _CALL.match(line)
        if found is None or int(found["result"]) < 0:
            continue
        path = _text(found["path"] or found["name"]).removesuffix(" (deleted)")
        file = os.path.relpath(path, case_dir)
        call, rest = found["call"], found["rest"]
        if call in ("write", "pwrite64"):
            data = _DATA.match(rest)
            if data is None:
                raise ValueError(f"a call that cannot be read: {line[:200]}")
            content = bytes.fromhex(data["data"].replace("\\x", ""))[: int(found["result"])]
            if path == told:
                yield Op("told", "", 0, content)
                continue
            offset = int(data["offset"]) if data["offset"] is not None else sizes.get(file, 0)
            sizes[file] = max(sizes.get(file, 0), offset + len(content))
            yield Op("write", file, offset, content)
        elif call == "ftruncate":
            sizes[file] = int(rest.strip(", "))
            yield Op("cut", file, sizes[file])
        elif call in ("fsync", "fdatasync"):
            yield Op("flush", file)
        elif call == "unlink":
            sizes.pop(file, None)
            yield Op("gone", file)
        elif call == "rename":
            to = os.path.relpath(_text(rest.removeprefix(", ").strip('"')), case_dir)
            sizes[to] = sizes.pop(file, 0)
            yield Op("rename", file, to=to)
        elif call == "mkdir":
            yield Op("folder", file)
        elif "O_CREAT" in rest and path != told and file not in sizes:
            sizes[file] = 0
            yield Op("make", file)


def _text(name: str) -> str:
    return bytes.fromhex(name.replace("\\x", "")).decode() if name.startswith("\\x") else name


@dataclass(slots=True)
class Disk:
    """What has reached the disk and what waits: contents by number, names by folder in the order they were changed."""

    contents: dict[int, bytearray] = field(default_factory=dict)
    late: dict[int, list[Op]] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    late_names: dict[str, list[dict[str, int | None]]] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=lambda: {"..": -1})

    def take(self, op: Op, flushes: bool) -> None:
        """One call."""
        if op.kind in ("make", "folder"):
            self.seen[op.file] = len(self.contents)
            self.contents[self.seen[op.file]] = bytearray()
            self._rename({op.file: self.seen[op.file]})
        elif op.kind in ("write", "cut"):
            self.late.setdefault(self.seen[op.file], []).append(op)
        elif op.kind == "gone":
            del self.seen[op.file]
            self._rename({op.file: None})
        elif op.kind == "rename":
            self.seen[op.to] = self.seen.pop(op.file)
            self._rename({op.file: None, op.to: self.seen[op.to]})
        elif op.kind == "flush" and flushes:
            self._flush(op.file)

    def _rename(self, changed: dict[str, int | None]) -> None:
        self.late_names.setdefault(_folder_of(next(iter(changed))), []).append(changed)

    def _flush(self, file: str) -> None:
        for late in self.late.pop(self.seen[file], []):
            _apply(self.contents[self.seen[file]], late, None)
        for changed in self.late_names.pop(file, []):
            self._name(changed)

    def _name(self, changed: dict[str, int | None]) -> None:
        for name, number in changed.items():
            if number is None:
                self.names.pop(name, None)
            else:
                self.names[name] = number

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """The files after a power cut: of each folder's late names the first few, of late contents any sectors."""
        for folder in sorted(self.late_names):
            late = self.late_names[folder]
            for changed in late[: chance.randint(0, len(late))]:
                self._name(changed)
        for number in sorted(self.late):
            for op in self.late[number]:
                _apply(self.contents[number], op, chance)
        whole = {n for n in self.names if n == "." or ("." in self.names and _folder_of(n) in {*self.names, "."})}
        return {n: bytes(self.contents[self.names[n]]) for n in sorted(whole) if n not in _FOLDERS}


def _folder_of(file: str) -> str:
    return ".." if file == "." else (os.path.dirname(file) or ".")  # noqa: PTH120 - names, not paths


def state_after(ops: list[Op], moment: int, chance: random.Random, *, flushes: bool = True) -> dict[str, bytes]:
    """The files as a power cut right after ``moment`` calls may leave them."""
    disk = Disk()
    for op in ops[:moment]:
        if op.kind != "told":
            disk.take(op, flushes)
    return disk.cut(chance)


def _apply(data: bytearray, op: Op, chance: random.Random | None) -> None:
    """Apply a write or a cut; with ``chance``, each sector of it reaches the disk or not."""
    if op.kind == "cut":
        if chance is None or chance.random() < 0.5:
            del data[op.offset :]
            data.extend(bytes(max(0, op.offset - len(data))))
        return
    at = op.offset
    while at < op.offset + len(op.data):
        end = min((at // SECTOR + 1) * SECTOR, op.offset + len(op.data))
        if chance is None or chance.random() < 0.5:
            data.extend(bytes(max(0, end - len(data))))
            data[at:end] = op.data[at - op.offset : end - op.offset]
        at = end


def fault_in(files: dict[str, bytes], kept: int, folder: Path) -> str | None:
    """What is wrong with a case that a power cut left; it is opened for writing, as the next build would."""
    case_dir = folder / "cut"
    shutil.rmtree(case_dir, ignore_errors=True)
    for name, data in files.items():
        (case_dir / name).parent.mkdir(parents=True, exist_ok=True)
        (case_dir / name).write_bytes(data)
    if not files:
        return f"{kept} acknowledged, nothing there" if kept else None
    try:
        with Ledger.open(case_dir, create=True) as ledger:
            Archive.open(case_dir, ledger.archive_ends())
        return next(iter(lost_in(case_dir, kept)), None)
    except CounterclaimError as error:
        return f"{kept} acknowledged: {error}"


def run(states: int, seed: int, *, reports: int = 8, flushes: bool = True) -> dict[str, Any]:
    """So many states of one recorded build; without ``flushes`` it is the control, which must show losses."""
    chance = random.Random(seed)
    began = time.monotonic()
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ops = recorded(folder, reports)
        for _ in range(states):
            moment = chance.randrange(len(ops) + 1)
            told = b"".join(op.data for op in ops[:moment] if op.kind == "told").split(b"\n")[:-1]
            kept = sum(line.isdigit() for line in told)
            fault = fault_in(state_after(ops, moment, chance, flushes=flushes), kept, folder)
            if fault is not None:
                faults.append(f"after {moment} of {len(ops)} calls: {fault}")
    seconds = round(time.monotonic() - began, 1)
    return {
        "states": states,
        "seed": seed,
        "calls": len(ops),
        "lost": len(faults),
        "faults": faults[:5],
        "seconds": seconds,
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--states", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--control", action="store_true", help="leave the flushes out; must show losses")
    options = parser.parse_args()
    result = run(options.states, options.seed, flushes=not options.control)
    print(json.dumps({"test": "power cuts, control" if options.control else "power cuts", **result}))
    sys.exit(bool(result["faults"]) != options.control)
