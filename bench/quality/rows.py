"""The rows of ``docs/quality.md``: what each measures, what it may not fall under, and whether it does."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).parent / "floors.toml"
#: how far a figure may fall under its pin: other processors add in another order
SLACK = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityRow:
    """One measured figure. ``figure`` is the path to it in the answer of its ``job``; see ``floors.toml``."""

    id: str
    job: str
    figure: str
    measure: str
    means: str
    floor: float | None = None
    goal: float | None = None
    pinned: float | None = None
    slack: float = SLACK
    lower: bool = False
    machine: bool = False

    def value(self, answer: dict[str, Any] | None) -> float | None:
        """The figure in a job's answer; None where the job did not run or has nothing to count."""
        at: Any = answer
        for key in self.figure.split("."):
            at = at.get(key) if isinstance(at, dict) else None
        return None if at is None else float(at)

    def is_worse(self, value: float, than: float) -> bool:
        """Whether a figure is worse than another, the row's sense given."""
        return value > than if self.lower else value < than

    def has_fallen(self, value: float) -> bool:
        """Whether a figure is under the row's pin by more than its slack."""
        if self.pinned is None:
            return False
        return self.is_worse(value, self.pinned + (self.slack if self.lower else -self.slack))


def load_rows(path: Path = FLOORS) -> tuple[QualityRow, ...]:
    """All rows, in the order of the table.

    Raises:
        TypeError: if a row has a key that no row has.
    """
    return tuple(QualityRow(**row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["row"])


def load_settings(path: Path = FLOORS) -> dict[str, str]:
    """What holds for all rows: ``polnear_convention``, a name in ``polnear.CONVENTIONS``."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return {k: v for k, v in table.items() if isinstance(v, str)}


def chosen(rows: tuple[QualityRow, ...], only: str | None) -> tuple[QualityRow, ...]:
    """The rows whose id, first part of the id or job is among ``only`` (comma-separated); all if None.

    Raises:
        ValueError: if a name fits no row.
    """
    if only is None:
        return rows
    names = only.split(",")
    fitting = {n: [r for r in rows if n in (r.id, r.id.split(".")[0], r.job)] for n in names}
    unknown = [n for n, found in fitting.items() if not found]
    if unknown:
        known = ", ".join(dict.fromkeys(r.id.split(".")[0] for r in rows))
        raise ValueError(f"no row is called {', '.join(unknown)}; groups of rows are {known}")
    return tuple(r for r in rows if any(r in found for found in fitting.values()))


def pin(values: dict[str, float], *, lower_too: bool, path: Path = FLOORS) -> list[str]:
    """Write figures as pins where they are better, or with ``lower_too`` wherever they differ.

    Rows that depend on the machine are left alone.

    Returns:
        The ids of the rows whose pin was changed.
    """
    text, changed = path.read_text(encoding="utf-8"), []
    for row in load_rows(path):
        value = values.get(row.id)
        if value is None or row.machine or value == row.pinned:
            continue
        if row.pinned is not None and row.is_worse(value, row.pinned) and not lower_too:
            continue
        text = _with_pin(text, row.id, value)
        changed.append(row.id)
    path.write_text(text, encoding="utf-8")
    return changed


def _with_pin(text: str, row: str, value: float) -> str:
    """The table's text with one row's pin put in the place of the old one, or at the row's end."""
    block = re.search(rf'\[\[row\]\]\nid = "{re.escape(row)}"\n(?:.+\n)*', text)
    if block is None:
        raise ValueError(f"{FLOORS.name} has no row {row} in the usual form")
    lines = [line for line in block.group().splitlines() if not line.startswith("pinned =")]
    new = "\n".join([*lines, f"pinned = {value:g}"]) + "\n"
    return text[: block.start()] + new + text[block.end() :]
