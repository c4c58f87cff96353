"""One case for all pages: the tutorial is run once, and every how-to works on a copy of what it left."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from pages import DOCS, ROOT, Block, Step, blocks, first_missing, steps


@dataclass(frozen=True)
class Workplace:
    """A folder that stands for a clone's root, and the faults that running a page's blocks in it showed."""

    folder: Path

    def run(self, page: Path) -> list[str]:
        """Run a page's blocks in order; what went wrong, in words."""
        return [fault for block in blocks(page) for fault in self.faults(block)]

    def faults(self, block: Block) -> list[str]:
        """What goes wrong in one block."""
        if block.language == "console":
            return [f for step in steps(block.text) for f in self.shell(step, block)]
        if block.language == "sh":
            return self.shell(Step(f"set -e -o pipefail\n{block.text}"), block)
        if block.language == "python":
            return self.told(self.call([sys.executable, "-c", block.text]), Step(block.text), block)
        return self.query(block.text) if block.language == "sql" else []

    def shell(self, step: Step, block: Block) -> list[str]:
        """Run a command as a reader would."""
        return self.told(self.call(["bash", "-c", step.command]), step, block)

    def call(self, command: list[str]) -> subprocess.CompletedProcess[str]:
        """Run with the tested program first on the path."""
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        env = {**os.environ, "PATH": path, "COLUMNS": "200"}
        return subprocess.run(command, cwd=self.folder, env=env, capture_output=True, text=True, check=False)

    def told(self, done: subprocess.CompletedProcess[str], step: Step, block: Block) -> list[str]:
        """Compare status and output with what the page says."""
        if not block.may_end_with(done.returncode):
            return [f"{step.command}\n  exit status {done.returncode}: {done.stderr or done.stdout}"]
        missing = first_missing(step.expected, done.stderr + done.stdout)
        return [] if missing is None else [f"{step.command}\n  no line {missing!r} in {done.stdout}{done.stderr}"]

    def query(self, sql: str) -> list[str]:
        """Run a query on the case, which must answer with at least one row."""
        import sqlite3
        from contextlib import closing

        with closing(sqlite3.connect(self.folder / "mycase" / "case.sqlite")) as db:
            try:
                return [] if db.execute(sql).fetchall() else [f"{sql}\n  no row"]
            except sqlite3.Error as error:
                return [f"{sql}\n  {error}"]


@dataclass(frozen=True)
class Built:
    """What running the tutorial left, and its faults."""

    workplace: Workplace
    faults: list[str]


@pytest.fixture(scope="session")
def tutorial(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The tutorial, run from a fresh clone's root."""
    folder = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "example", folder / "example")
    workplace = Workplace(folder)
    return Built(workplace, workplace.run(DOCS / "tutorial.md"))


@pytest.fixture
def after_tutorial(tutorial: Built, tmp_path: Path) -> Workplace:
    """A copy of the tutorial's folder, to do with as a how-to likes."""
    folder = tmp_path / "clone"
    shutil.copytree(tutorial.workplace.folder, folder)
    return Workplace(folder)
