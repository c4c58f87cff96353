"""``counterclaim show``: the case as tables in the terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from counterclaim.views.cli.tables import TABLES, Row


@click.command()
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("table", type=click.Choice(list(TABLES)), default="claims")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a row.")
def show(case_dir: Path, table: str, as_json: bool) -> None:
    """Show one table of the case.

    \b
    Examples:
      counterclaim show mycase                  the claims, contested ones first
      counterclaim show mycase denials
      counterclaim show mycase actors --json | jq .spellings
    """
    from counterclaim.views.query import load_case

    rows = TABLES[table](load_case(case_dir))
    if as_json:
        for row in rows:
            click.echo(json.dumps(row, ensure_ascii=False))
    elif rows:
        _print(rows)
    else:
        click.echo(f"no {table} in {case_dir}")


def _print(rows: Sequence[Row]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    columns = [c for c in rows[0] if c != "id"]
    table = Table(*columns, show_lines=True)
    for row in rows:
        table.add_row(*(Text(_cell(row[c])) for c in columns))
    console = Console()
    console.print(table)
    console.print(f"{len(rows)} rows")


def _cell(value: Any) -> str:
    if value is None or value == []:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    joined = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    printable = "".join(c if c.isprintable() or c == "\n" else "�" for c in joined)
    return printable if len(printable) <= 280 else printable[:279] + "…"
