"""``counterclaim verify``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click


@click.command()
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--against", metavar="HEAD", help="A head kept elsewhere (`checkpoint`), or a file that holds one.")
@click.option("--quick", is_flag=True, help="Do not make the articles anew from their captures.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
def verify(case_dir: Path, against: str | None, quick: bool, as_json: bool) -> None:
    """Recompute every capture, text, record and chain of the case against its hash.

    Every article is made anew from its capture's bytes and compared. Exit status 0: everything matches (notes may
    be listed). 1: something is missing, altered, reordered or cut off; each is named. That the end was cut off, or
    all of it made anew, shows only with --against.

    \b
    Examples:
      counterclaim verify mycase
      counterclaim verify mycase --against head.txt
    """
    from counterclaim.ledger import Head
    from counterclaim.ledger import verify as check
    from counterclaim.pipeline.again import articles_again

    head = Head.parsed(_text_of(against)) if against is not None else None
    if quick:
        findings = check(case_dir, against=head)
    else:
        with articles_again() as again:
            findings = check(case_dir, against=head, again=again)
    faults = [f for f in findings if not f.is_note]
    for finding in findings:
        line = json.dumps(asdict(finding)) if as_json else f"{'note' if finding.is_note else 'FAULT'}  {finding}"
        click.echo(line)
    if not as_json:
        click.echo(f"{len(faults)} faults." if faults else "Everything matches its hash.")
    if faults:
        raise SystemExit(1)


def _text_of(word: str) -> str:
    """What was given itself, or what stands in the file it names."""
    path = Path(word)
    return path.read_text("utf-8", "replace") if ":" not in word and path.is_file() else word
