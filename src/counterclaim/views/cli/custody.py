"""``counterclaim custody`` and ``counterclaim erase``."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click


@click.command()
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--of", "subject", help="Only entries about this capture, article, rejection or name.")
def custody(case_dir: Path, subject: str | None) -> None:
    """Print the custody log: what entered the case, was made of it, or left it, one JSON object a line.

    Each line holds the hash of the one before it; docs/custody.md says how to check that without this program.

    \b
    Examples:
      counterclaim custody mycase
      counterclaim custody mycase --of 9f86d081884c7d65
    """
    from counterclaim.ledger import Ledger

    with Ledger.open(case_dir, readonly=True) as ledger:
        for entry in ledger.custody():
            if subject is None or entry.subject.startswith(subject) or subject in json.dumps(entry.data):
                click.echo(json.dumps(asdict(entry), ensure_ascii=False))


@click.command()
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("capture")
@click.option("--who", required=True, help="Who erases; kept in the log.")
@click.option("--why", required=True, help="On what ground; kept in the log. Name no person in it.")
def erase(case_dir: Path, capture: str, who: str, why: str) -> None:
    """Erase a capture's bytes and all that was made of them, on legal request.

    The digest, the name it came under, and this act stay, so that the rest can still be verified, and `verify`
    says "erased". CAPTURE is the sha256 that `counterclaim show CASE captures` lists, or the beginning of it. It
    cannot be undone; copies and exports outside the case are not reached.

    \b
    Example:
      counterclaim erase mycase 9f86d081884c7d65 --who "A. Reviewer" --why "request of 4 May, art. 17 GDPR"
    """
    from counterclaim.pipeline.erasing import erase_capture

    done = erase_capture(case_dir, capture, who=who, why=why)
    click.echo(f"Erased: {done.capture}, {len(done.articles)} articles. Next: counterclaim build --case {case_dir}")
    if done.container is not None:
        click.echo(f"The file it came out of is kept too and still holds it; erase {done.container} as well.")
