"""``counterclaim export``."""

from __future__ import annotations

from pathlib import Path

import click

EXPORTERS = ("jsonl",)


@click.command()
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("out", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option("--to", "kind", type=click.Choice(EXPORTERS), default="jsonl", show_default=True, help="The form.")
def export(case_dir: Path, out: Path, kind: str) -> None:
    """Write the case's records in another form.

    jsonl is the program's own: one file a kind of record, one JSON object a line, with a manifest of counts and
    digests; the same bytes for the same case.

    \b
    Example:
      counterclaim export mycase --to jsonl out/
    """
    from counterclaim.views.exports.jsonl import export_jsonl
    from counterclaim.views.query import load_case

    manifest = export_jsonl(load_case(case_dir), out)
    click.echo(f"{len(manifest.files)} files in {out}")
