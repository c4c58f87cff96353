"""``counterclaim export``."""

from __future__ import annotations

from pathlib import Path

import click

EXPORTERS = ("jsonl", "wacz")


@click.command()
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("out", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
@click.option("--to", "kind", type=click.Choice(EXPORTERS), default="jsonl", show_default=True, help="The form.")
def export(case_dir: Path, out: Path, kind: str) -> None:
    """Write the case's records in another form.

    jsonl is the program's own: one file a kind of record, one JSON object a line, with a manifest of counts and
    digests; the same bytes for the same case. wacz is the originals: FOLDER/CASE.wacz with the archive's WARC
    files as they are, an index, a list of pages, and the custody log, for replay programs and for `build`.

    \b
    Examples:
      counterclaim export mycase --to jsonl out/
      counterclaim export mycase --to wacz out/
    """
    if kind == "wacz":
        _export_wacz(case_dir, out / f"{case_dir.resolve().name}.wacz")
        return
    from counterclaim.views.exports.jsonl import export_jsonl
    from counterclaim.views.query import load_case

    manifest = export_jsonl(load_case(case_dir), out)
    click.echo(f"{len(manifest.files)} files in {out}")


def _export_wacz(case_dir: Path, out: Path) -> None:
    import os

    from counterclaim.ledger import Ledger
    from counterclaim.views.exports.wacz import export_wacz

    written = export_wacz(case_dir, out)
    if os.access(case_dir, os.W_OK):  # a case on a read-only medium is handed out without a note of it
        with Ledger.open(case_dir) as ledger:
            ledger.put_export("wacz", written.sha256)
    click.echo(f"{written.pages} pages in {out}, sha256 {written.sha256}")
    click.echo(f"Custody head in it: {written.head}")
