"""Flip single bits anywhere in a case's files: whatever changes anything that can be shown must be found.

``python tests/faults/flips.py --count 2000`` prints one line of JSON; the short version runs in the tests.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "ledger"))

from casebuilder import build, item, proposals

from counterclaim.capture import Archive
from counterclaim.errors import CounterclaimError
from counterclaim.ledger import Ledger, verify
from counterclaim.records import Capture

#: A case is shown if something in it can be read; what reading raises is shown as the kind of error.
Shown = dict[str, Any]
Check = Callable[[Path], bool]


def made_case(folder: Path) -> Path:
    """A case of four reports, a rejection, two decisions and proposals."""
    case_dir = folder / "case"
    build(case_dir, [item(n) for n in range(4)])
    with Ledger.open(case_dir) as ledger:
        ledger.append_decision(who="R", what="accept", target="clm_open", why="seen")
        ledger.append_decision(who="R", what="note", target="clm_shut", why="look")
        ledger.replace_case(**proposals(ledger.articles()), version="v1")
    return case_dir


def shown(case_dir: Path) -> Shown:
    """Everything that a view, an export or another program can show of a case: every cell, every capture's bytes."""
    found: Shown = {}
    try:
        with closing(sqlite3.connect((case_dir / "case.sqlite").as_uri() + "?mode=ro", uri=True)) as db:
            db.text_factory = bytes
            names = db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
            for (name,) in names:
                table = name.decode("utf-8", "replace")
                if not table.startswith(("article_search_", "sqlite_")):
                    found[table] = db.execute(f'SELECT * FROM "{table}"').fetchall()
    except (sqlite3.Error, UnicodeError) as error:
        found["database"] = type(error).__name__
    found["bytes"] = _bytes(case_dir)
    return found


def _bytes(case_dir: Path) -> Any:
    try:
        with Ledger.open(case_dir, readonly=True) as ledger:
            archive = Archive(folder=case_dir / "archive")
            return [archive.read(c) for c in ledger.records(Capture)]
    except CounterclaimError as error:
        return type(error).__name__
    except sqlite3.Error as error:
        return type(error).__name__


def is_found(case_dir: Path) -> bool:
    """Whether verify says that something is wrong, or refuses the case."""
    try:
        return any(not f.is_note for f in verify(case_dir))
    except CounterclaimError:
        return True


def found_by_sqlite(case_dir: Path) -> bool:
    """The control: what SQLite's own check finds, which is little."""
    try:
        with closing(sqlite3.connect((case_dir / "case.sqlite").as_uri() + "?mode=ro", uri=True)) as db:
            return bool(db.execute("PRAGMA integrity_check").fetchone()[0] != "ok")
    except sqlite3.Error:
        return True


def run(count: int, seed: int, check: Check = is_found) -> dict[str, Any]:
    """Flip ``count`` bits, one at a time; how many changed something shown, and which of those were not found."""
    chance = random.Random(seed)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        case_dir = made_case(Path(folder))
        files = sorted(p for p in case_dir.rglob("*") if p.is_file())
        sound = {p: p.read_bytes() for p in files}
        before = shown(case_dir)
        tally: dict[str, Any] = {"flips": count, "seed": seed, "changed": 0, "found": 0, "missed": []}
        for _ in range(count):
            path = chance.choices(files, [len(sound[p]) for p in files])[0]
            place = chance.randrange(len(sound[path]) * 8)
            data = bytearray(sound[path])
            data[place // 8] ^= 1 << (place % 8)
            path.write_bytes(data)
            is_changed, was_found = shown(case_dir) != before, check(case_dir)
            tally["changed"] += is_changed
            tally["found"] += was_found
            if is_changed and not was_found:
                tally["missed"].append([str(path.relative_to(case_dir)), place])
            path.write_bytes(sound[path])
            for left in case_dir.glob("case.sqlite-*"):
                left.unlink()
        shutil.rmtree(case_dir)
    return tally | {"seconds": round(time.monotonic() - began, 1)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    result = run(options.count, options.seed)
    print(json.dumps({"test": "flips", "sqlite": sqlite3.sqlite_version, **result}))
    sys.exit(bool(result["missed"]))
