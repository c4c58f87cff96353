"""``counterclaim checkpoint``."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.views.cli.terminal import say

if TYPE_CHECKING:
    from counterclaim.ledger import Head
    from counterclaim.pipeline.stamping import Asked

#: Exit status where a time stamp was asked for and not got; the head is kept all the same.
NOT_STAMPED = 3


@click.command()
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="Write it to this new file too.")
@click.option(
    "--timestamp-authority", "authorities", multiple=True, metavar="URL",
    help="Ask this RFC 3161 time-stamp authority to sign the head with the time. Reaches the network. Repeatable.",
)  # fmt: skip
@click.option(
    "--opentimestamps", "asks_calendars", is_flag=True,
    help="Ask public OpenTimestamps calendars to tie the head to Bitcoin. Reaches the network.",
)  # fmt: skip
@click.option("--calendar", "calendars", multiple=True, metavar="URL", help="Ask this calendar instead. Repeatable.")
@click.option(
    "--complete", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Ask the calendars whether what they promised for the head in FILE is proved by now. Reaches the network.",
)  # fmt: skip
def checkpoint(
    case_dir: Path, out: Path | None, authorities: tuple[str, ...], asks_calendars: bool, calendars: tuple[str, ...],
    complete: Path | None,
) -> None:  # fmt: skip
    """Print the head of the custody log, to be kept where the case is not.

    A message to a colleague, a printed page, a public post: whoever holds it can later find out with
    `verify --against` whether anything before it was cut off or made anew. It tells nothing of the content.

    A time stamp shows to strangers, too, that the head was there at a time. Only a hash is sent. Answers are kept as
    they came, beside the file given with -o. Exit status 3: the head is kept, and a stamp was not to be had.

    \b
    Examples:
      counterclaim checkpoint mycase
      counterclaim checkpoint mycase -o head.txt
      counterclaim checkpoint mycase -o head.txt --timestamp-authority https://tsa.example/tsr --opentimestamps
      counterclaim checkpoint mycase --complete head.txt
    """
    from counterclaim.capture.fetch import Fetcher
    from counterclaim.pipeline.stamping import CALENDARS, stamp, write_head
    from counterclaim.pipeline.stamping import complete as completed

    if complete is not None:
        _tell(completed(complete, Fetcher()))
        return
    asked = calendars or (CALENDARS if asks_calendars else ())
    if out is None and (authorities or asked):
        raise click.UsageError("a time stamp is kept beside the head: give a new file with -o")
    head = _head_of(case_dir)
    if out is not None:
        write_head(out, head)
    click.echo(str(head))
    if out is not None and (authorities or asked):
        _tell(stamp(case_dir, head, out, authorities, asked, Fetcher()))


def _head_of(case_dir: Path) -> Head:
    from counterclaim.errors import CaseError
    from counterclaim.ledger import Ledger

    with Ledger.open(case_dir, readonly=True) as ledger:
        head = ledger.head()
    if head is None:
        raise CaseError(f"{case_dir}: no custody log yet; run `counterclaim build` on it once")
    return head


def _tell(answers: Iterable[Asked]) -> None:
    """Say what came of each, on standard error, since standard output holds the head."""
    has_failed = False
    for asked in answers:
        told = f"kept as {asked.file}" if asked.file is not None else f"NOT stamped: {asked.fault}"
        say(f"{asked.by}: {told}", err=True)
        has_failed |= asked.file is None
    if has_failed:
        raise SystemExit(NOT_STAMPED)
