"""Every row of ``docs/quality.md``: measure, check against the pins, write the page.

Jobs run in processes of their own, one for each core (two by default), and their answers are kept under ``--work``
by the digest of everything they rest on: the reader's files, the program, the measuring code, the labelled data. So an
interrupted run goes on where it stopped, and nothing stale is reported. Exit status 1 names the rows that fell.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import counterclaim
from bench.quality import page
from bench.quality.data import SETS, digest
from bench.quality.jobs import ALONE, JOBS, PRECISION
from bench.quality.polnear import CONVENTIONS
from bench.quality.rows import QualityRow, chosen, load_rows, load_settings, pin
from counterclaim.models import files
from counterclaim.models.reader.onnx import FOLDER

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "quality.md"
Answers = dict[str, dict[str, Any]]


class Work:
    """The folder of answers, and the runs that fill it."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        folder.mkdir(parents=True, exist_ok=True)
        package, bench = Path(counterclaim.__file__).parent, Path(__file__).parent
        code = [f for top in (package, bench) for f in sorted(top.rglob("*")) if f.suffix in {".py", ".tsv"}]
        code += sorted(package.rglob("*.toml"))
        tools = sorted((options.data / "tools").glob("*.py"))
        self.code = digest([*code, *tools, *(options.data / p for p in SETS.values())])

    def file(self, job: str, reader: Path) -> Path:
        """Where the answer of a job is kept, by what it rests on."""
        o = self.options
        named = f"{self.code} {files.version_of(reader)} {o.polnear_convention} {o.limit}"
        return self.folder / f"{job}-{hashlib.sha256(named.encode()).hexdigest()[:16]}.json"

    def start(self, job: str, reader: Path) -> subprocess.Popen[bytes]:
        """One job in a process of its own, with one thread unless it runs alone."""
        o = self.options
        command = [sys.executable, "-m", "bench.quality.jobs", job, "--data", str(o.data), "--reader", str(reader)]
        command += ["--convention", o.polnear_convention, "--out", str(self.file(job, reader))]
        command += ["--limit", str(o.limit)] if o.limit is not None else []
        env = os.environ if job in ALONE else os.environ | {"OMP_NUM_THREADS": "1"}
        return subprocess.Popen(command, cwd=ROOT, env=env)

    def run(self, wanted: list[tuple[str, Path]]) -> list[str]:
        """Run what is not there yet, two at a time, those that need the machine to themselves last.

        Returns:
            The names of the jobs that failed.
        """
        missing = [(j, r) for j, r in wanted if not self.file(j, r).is_file()]
        together = [x for x in missing if x[0] not in ALONE]
        failed = self._run(together, self.options.processes)
        return failed + self._run([x for x in missing if x[0] in ALONE], 1)

    def _run(self, waiting: list[tuple[str, Path]], processes: int) -> list[str]:
        waiting, failed, total = list(waiting), [], len(waiting)
        running: dict[str, tuple[subprocess.Popen[bytes], float]] = {}
        while waiting or running:
            while waiting and len(running) < processes:
                job, reader = waiting.pop(0)
                name = job if reader == self.options.reader else f"{job} ({reader.name})"
                print(f"{name}: started, {len(waiting)} of {total} wait", flush=True)
                running[name] = (self.start(job, reader), time.monotonic())
            time.sleep(0.2)
            for name, (process, began) in list(running.items()):
                if process.poll() is None:
                    continue
                del running[name]
                failed += [name] if process.returncode else []
                end = "done" if not process.returncode else f"failed (exit status {process.returncode})"
                print(f"{name}: {end}, {time.monotonic() - began:.0f} s", flush=True)
        return failed

    def answers(self, wanted: list[tuple[str, Path]]) -> Answers:
        """The answers that are there, of the shipped reader by job, of another as ``job@fp32``."""
        out: Answers = {}
        for job, reader in wanted:
            file = self.file(job, reader)
            if file.is_file():
                name = job if reader == self.options.reader else f"{job}@fp32"
                out[name] = json.loads(file.read_text(encoding="utf-8"))
        return out


def precision_loss(answers: Answers) -> dict[str, float]:
    """What the shipped weights lose against 32-bit ones, in points, for each job measured with both."""
    out = {}
    for job in PRECISION:
        if job in answers and f"{job}@fp32" in answers:
            out[job] = round(_headline(job, answers[f"{job}@fp32"]) - _headline(job, answers[job]), 2)
    return out


def _headline(job: str, answer: dict[str, Any]) -> float:
    if job == "polnear_bio":
        return sum(float(answer[r]["exact"]["f1"]) for r in ("source", "cue", "content")) / 3
    return 100 * float(answer["strict"]["f1"]) if job == "conll2003" else float(answer["full"]["soft"]["f1"])


def wanted_jobs(rows: tuple[QualityRow, ...], reader: Path, fp32: Path | None) -> list[tuple[str, Path]]:
    """The jobs that rows rest on, each once, the longest first, with the reader each runs on."""
    names = {r.job for r in rows}
    if "int8" in names and fp32 is not None:
        names |= set(PRECISION)
    jobs = [(j, reader) for j in JOBS if j in names]
    return jobs + ([(j, fp32) for j in PRECISION] if "int8" in names and fp32 is not None else [])


def about(options: argparse.Namespace, code: str) -> dict[str, str]:
    """What was measured, with what, when and where."""
    return {
        "reader": f"`{files.version_of(options.reader)}`, counterclaim {counterclaim.__version__}",
        "measured": f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
        + (f", the first {options.limit} documents of each set only" if options.limit else ""),
        "machine": f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}",
        "program, measuring code and data": f"sha256 `{code[:16]}`",
    }


def parsed() -> argparse.Namespace:
    """The command line."""
    p = argparse.ArgumentParser(prog="python -m bench.quality", description=(__doc__ or "").split("\n")[0])
    p.add_argument(
        "--data", type=Path, default=Path("../shared"), help="folder with data/, tools/, seeds/, annotation/"
    )
    p.add_argument("--only", help="rows, groups or jobs, comma-separated: polnear,ner,seeds.denial")
    p.add_argument("--reader", type=Path, default=FOLDER, help="folder of the reader's model files")
    p.add_argument("--fp32", type=Path, help="folder of the same reader with 32-bit weights, for the int8 rows")
    p.add_argument("--polnear-convention", choices=CONVENTIONS, default=load_settings()["polnear_convention"])
    p.add_argument("--work", type=Path, default=ROOT / "build" / "quality", help="where answers are kept")
    p.add_argument("--processes", type=int, default=2)
    p.add_argument("--limit", type=int, help="only the first so many documents of each set; writes no page")
    p.add_argument("--page", type=Path, help="the page to write; default: docs/quality.md, of a run of all rows")
    p.add_argument("--pin", action="store_true", help="raise the pins to what was measured")
    p.add_argument("--lower", action="store_true", help="with --pin: lower pins too; give the reason in the commit")
    options = p.parse_args()
    options.data, options.reader = options.data.resolve(), options.reader.resolve()
    return options


def report(rows: tuple[QualityRow, ...], answers: Answers) -> list[str]:
    """Print every figure; the rows that fell under their pins, each with its figures."""
    fallen = []
    for row in rows:
        value = row.value(answers.get(row.job))
        told = "not measured" if value is None else f"{value:.2f}"
        print(f"{row.id:22} {told:>12}   pinned {row.pinned}, floor {row.floor}, goal {row.goal}")
        if value is not None and row.has_fallen(value):
            fallen.append(f"{row.id} ({row.measure}): {value:g}, pinned {row.pinned:g}")
    return fallen


def main() -> int:
    """Measure, check, write."""
    o = parsed()
    if not (o.data / "tools").is_dir():
        print(f"no labelled data in {o.data}: give --data (make quality DATA=...)", file=sys.stderr)
        return 2
    rows = load_rows()
    try:
        asked = chosen(rows, o.only)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    work = Work(o.work, o)
    failed = work.run(wanted_jobs(asked, o.reader, o.fp32))
    answers = work.answers(wanted_jobs(rows, o.reader, o.fp32))
    answers["int8"] = precision_loss(answers)
    compared = o.work / "compare.json"
    if compared.is_file():
        answers["compare"] = json.loads(compared.read_text(encoding="utf-8"))
    fallen = report(asked, answers)
    if o.limit is not None:
        fallen = []  # a look at a few documents: the pins are those of all
    target = o.page or (PAGE if o.only is None and o.limit is None else None)
    if target is not None:  # a run of some rows must not put "not measured" over the others
        page.write(target, page.page(rows, answers, about(o, work.code)))
        print(f"written: {target}")
    if o.pin and o.limit is None:
        values = {r.id: v for r in asked if (v := r.value(answers.get(r.job))) is not None}
        print("pinned:", ", ".join(pin(values, lower_too=o.lower)) or "nothing new")
        return 1 if failed else 0
    for line in [*(f"job failed: {name}" for name in failed), *(f"fell: {line}" for line in fallen)]:
        print(line, file=sys.stderr)
    return 1 if failed or fallen else 0


if __name__ == "__main__":
    sys.exit(main())
