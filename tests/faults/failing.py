"""Let one system call on the write path fail, each in turn, with EIO, ENOSPC or a kill: nothing acknowledged is lost.

Uses ``strace -e inject=``; needs strace and the right to trace. ``python tests/faults/failing.py`` prints one line of
JSON. Faults of the disk that the system hides from the program are not among them.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent / "ledger"))

from casebuilder import LOOP
from kills import lost_in

from counterclaim.errors import CounterclaimError

#: Calls by which the case's files are written, made and cut.
CALLS = ("write", "pwrite64", "fsync", "fdatasync", "ftruncate", "openat", "unlink", "mkdir", "rename")
FAULTS = ("error=EIO", "error=ENOSPC", "signal=KILL")
#: Before the loop runs, Python itself opens and writes; those calls are let through by looking only at the case's files.
_REPORTS = 2


def can_trace() -> bool:
    """Whether strace is there and may trace."""
    if shutil.which("strace") is None:
        return False
    done = subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], check=False, capture_output=True)
    return done.returncode == 0


def one(folder: Path, call: str, fault: str, nth: int) -> tuple[bool, list[str]]:
    """Run the build with the nth such call on the case's files failing: whether any did, and what was lost."""
    case_dir = folder / "case"
    shutil.rmtree(case_dir, ignore_errors=True)
    trace = folder / "trace"
    command = [
        "strace",
        "-f",
        "-qq",
        "-y",
        "-o",
        str(trace),
        "-e",
        f"trace={call}",
        "-e",
        f"inject={call}:{fault}:when={nth}",
    ]
    for name in (
        "case.sqlite",
        "case.sqlite.new",
        "case.sqlite-wal",
        "case.sqlite-journal",
        "archive",
        "archive/00001.warc.gz",
        "",
    ):
        command += ["-P", str(case_dir / name) if name else str(case_dir)]
    command += [sys.executable, str(LOOP), str(case_dir), "0", str(_REPORTS)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    kept = sum(line.isdigit() for line in done.stdout.splitlines())
    traced = trace.read_text("utf-8", "replace")
    was_hit = "(INJECTED)" in traced or "killed by SIGKILL" in traced
    faults: list[str] = []
    if (
        was_hit
        and kept == _REPORTS
        and done.returncode == 0
        and fault.startswith("error")
        and call in ("write", "pwrite64")
        and not _waits_in_the_log(case_dir, traced)
    ):
        faults.append("a failed write, and the run ended as if nothing had happened")
    try:
        faults += lost_in(case_dir, kept) if (case_dir / "case.sqlite").is_file() else (["no case"] if kept else [])
    except CounterclaimError as error:
        faults += [str(error)] if kept else []
    return was_hit, [f"{call} {nth} {fault}: {f}" for f in faults]


def _waits_in_the_log(case_dir: Path, traced: str) -> bool:
    """Whether what failed was to copy the write-ahead log into the database at the end, and the log is still there.

    SQLite does not tell that, and need not: whoever opens the case next reads the log, as ``lost_in`` does.
    """
    failed = next((line for line in traced.splitlines() if "(INJECTED)" in line), "")
    log = case_dir / "case.sqlite-wal"
    return "/case.sqlite>" in failed and log.is_file() and log.stat().st_size > 0


def run(calls: tuple[str, ...] = CALLS, faults: tuple[str, ...] = FAULTS, most: int = 10_000) -> dict[str, Any]:
    """Each call in turn until the run has no more of them; the runs in which one failed, and what was wrong."""
    began = time.monotonic()
    runs = 0
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for call in calls:
            for fault in faults:
                for nth in range(1, most + 1):
                    was_hit, told = one(Path(folder), call, fault, nth)
                    if not was_hit:
                        break
                    runs += 1
                    wrong += told
    return {"runs": runs, "faults": wrong, "seconds": round(time.monotonic() - began, 1)}


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--most", type=int, default=10_000, help="calls of one kind at most")
    options = parser.parse_args()
    if not can_trace():
        sys.exit("strace is missing or may not trace here")
    result = run(most=options.most)
    print(json.dumps({"test": "failing calls", **result}))
    sys.exit(bool(result["faults"]))
