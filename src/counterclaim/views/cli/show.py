"""``counterclaim show``: the case as tables in the terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.views.cli.cells import Row
from counterclaim.views.cli.tables import TABLES
from counterclaim.views.cli.terminal import printable

if TYPE_CHECKING:
    from rich.padding import Padding
    from rich.table import Table

#: characters that a column of words needs to be read with ease
READABLE = 24
#: what stands where a row has no value
NOTHING = "–"


@click.command(epilog="\b\nTables:\n" + "\n".join(f"  {name:<14}{shown.meaning}" for name, shown in TABLES.items()))
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("table", metavar="[TABLE]", type=click.Choice(list(TABLES)), default="claims")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a row.")
@click.option("--ids", is_flag=True, help="With a column of ids, as `decide` takes them.")
def show(case_dir: Path, table: str, as_json: bool, ids: bool) -> None:
    """Show one table of the case.

    \b
    Examples:
      counterclaim show mycase                  the claims, contested ones first
      counterclaim show mycase denials
      counterclaim show mycase statements --ids
      counterclaim show mycase actors --json | jq .spellings
    """
    from counterclaim.views.query import load_case

    rows = TABLES[table].rows(load_case(case_dir))
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif rows:
        _print(rows, with_ids=ids)
    else:
        click.echo(f"no {table} in {case_dir}")


def _print(rows: Sequence[Row], *, with_ids: bool) -> None:
    """A table where the terminal is wide enough for its words, else each row as a card."""
    from rich.console import Console

    console = Console()
    columns = [c for c in rows[0] if with_ids or c not in ("id", "claim id")]
    cells = [[_cell(row[c]) for c in columns] for row in rows]
    wanted = [min(READABLE, max(len(x) for x in column)) for column in zip(columns, *cells, strict=True)]
    if sum(wanted) + 3 * len(columns) + 1 <= console.width:
        console.print(_table(columns, cells))
    else:
        for row in cells:
            console.print(_card(columns, row))
    console.print(f"{len(rows)} rows")


def _table(columns: Sequence[str], cells: Sequence[Sequence[str]]) -> Table:
    """Columns share the width by the square root of how much they hold, so that a long one does not starve the rest."""
    from rich.table import Table
    from rich.text import Text

    table = Table(show_lines=True)
    for name, *column in zip(columns, *cells, strict=True):
        longest = max(map(len, column))
        least = min(READABLE, max(longest, len(name)))
        table.add_column(name, min_width=least, ratio=None if longest <= READABLE else round(longest**0.5))
    for row in cells:
        table.add_row(*map(Text, row))
    return table


def _card(columns: Sequence[str], row: Sequence[str]) -> Padding:
    """The first cell as a heading, the others that say something under it, each with its name."""
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    lines = Table.grid(padding=(0, 2), pad_edge=False)
    lines.add_column(style="dim", no_wrap=True)
    lines.add_column()
    for name, value in list(zip(columns, row, strict=True))[1:]:
        if value != NOTHING:
            lines.add_row(name, Text(value))
    card = Table.grid()
    card.add_row(Text(row[0], style="bold"))
    card.add_row(Padding(lines, (0, 0, 0, 2)))
    return Padding(card, (0, 0, 1, 0))


def _cell(value: Any) -> str:
    if value is None or value == []:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    joined = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    shown = printable(joined, keep="\n")
    return shown if len(shown) <= 280 else shown[:279] + "…"
