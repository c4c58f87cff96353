"""``counterclaim verify``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click


@click.command()
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
def verify(case_dir: Path, as_json: bool) -> None:
    """Recompute every capture, text, record and chain of the case against its hash.

    Exit status 0: everything matches (notes may be listed). 1: something is missing or altered; each is named.

    \b
    Example:
      counterclaim verify mycase
    """
    from counterclaim.ledger import verify as check

    findings = check(case_dir)
    faults = [f for f in findings if not f.is_note]
    for finding in findings:
        line = json.dumps(asdict(finding)) if as_json else f"{'note' if finding.is_note else 'FAULT'}  {finding}"
        click.echo(line)
    if not as_json:
        click.echo(f"{len(faults)} faults." if faults else "Everything matches its hash.")
    if faults:
        raise SystemExit(1)
