"""``counterclaim checkpoint``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
def checkpoint(case_dir: Path) -> None:
    """Print the head of the custody log, to be kept where the case is not.

    A message to a colleague, a printed page, a public post: whoever holds it can later find out with
    `verify --against` whether anything before it was cut off or made anew. It tells nothing of the content.

    \b
    Example:
      counterclaim checkpoint mycase
    """
    from counterclaim.errors import CaseError
    from counterclaim.ledger import Ledger

    with Ledger.open(case_dir, readonly=True) as ledger:
        head = ledger.head()
    if head is None:
        raise CaseError(f"{case_dir}: no custody log yet; run `counterclaim build` on it once")
    click.echo(str(head))
