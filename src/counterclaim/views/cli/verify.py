"""``counterclaim verify``."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.views.cli.build import Watch
from counterclaim.views.cli.terminal import say

if TYPE_CHECKING:
    from counterclaim.ledger import Finding, Head
    from counterclaim.records import Article, Capture


#: Problems that a missing or altered record brings with it elsewhere.
_FOLLOWS = frozenset({"orphan", "disagrees", "out_of_range", "uncovered"})


@click.command()
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
@click.option("--against", metavar="HEAD", help="A head kept elsewhere (`checkpoint`), or a file that holds one.")
@click.option(
    "--trust", "roots", metavar="ROOTS.PEM", type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="Certificates of time-stamp authorities that you trust; signatures beside the head are checked against them.",
)  # fmt: skip
@click.option("--quick", is_flag=True, help="Do not make the articles anew from their captures.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
def verify(case_dir: Path, against: str | None, roots: Path | None, quick: bool, as_json: bool) -> None:
    """Recompute every capture, text, record and chain of the case against its hash.

    Every article is made anew from its capture's bytes and compared. Exit status 0: everything matches (notes may
    be listed). 1: something is missing, altered, reordered or cut off; each is named. That the end was cut off, or
    all of it made anew, shows only with --against. Time stamps beside the head's file are looked through; what was not
    checked of them is said.

    \b
    Examples:
      counterclaim verify mycase
      counterclaim verify mycase --against head.txt
      counterclaim verify mycase --against head.txt --trust roots.pem
    """
    from counterclaim.ledger.timestamps import check_stamps

    file = _file_of(against)
    if roots is not None and file is None:
        raise click.UsageError("--trust is about time stamps beside a head: give the head's file with --against")
    head = _head_of(against, file) if against is not None else None
    findings = _checked(case_dir, head, quick=quick, quiet=as_json)
    if file is not None and head is not None:
        findings += check_stamps(file, head, roots)
    _tell(findings, as_json)
    if any(not f.is_note for f in findings):
        raise SystemExit(1)


def _head_of(against: str, file: Path | None) -> Head:
    from counterclaim.ledger import Head

    if file is None and "counterclaim:" not in against:
        raise click.UsageError(f"--against {against}: no such file, and no head as `checkpoint` prints it")
    return Head.parsed(file.read_text("utf-8", "replace") if file is not None else against)


def _checked(case_dir: Path, head: Head | None, *, quick: bool, quiet: bool) -> list[Finding]:
    """All findings on the case; making the articles anew is what takes long, so that is what is counted aloud."""
    from counterclaim.article.across import ACROSS_VERSION, name_shared_furniture
    from counterclaim.ledger import verify as check
    from counterclaim.ledger.verify import Across
    from counterclaim.pipeline.again import articles_again

    if quick:
        return check(case_dir, against=head)
    with articles_again() as again, Watch(quiet) as watch:
        made = count(1)

        def told(data: bytes, capture: Capture) -> Article | None:
            watch("again", next(made), None)
            return again(data, capture)

        across = Across(ACROSS_VERSION, name_shared_furniture)
        return check(case_dir, against=head, again=told, across=across)


def _tell(findings: list[Finding], as_json: bool) -> None:
    """Say what was found: faults before notes, and of faults the causes before what only follows from them."""
    faults = sum(not f.is_note for f in findings)
    for finding in sorted(findings, key=lambda f: (f.is_note, f.problem in _FOLLOWS)):
        line = json.dumps(asdict(finding)) if as_json else f"{'note' if finding.is_note else 'FAULT'}  {finding}"
        say(line)
    if not as_json:
        click.echo(f"{faults} fault{'s' if faults > 1 else ''}." if faults else "Everything matches its hash.")
        if faults:
            click.echo("Leave the folder as it is, and compare it with another copy of the case.")


def _file_of(word: str | None) -> Path | None:
    """The file that was named; None where the head itself was given."""
    path = Path(word or "")
    return path if word and ":" not in word and path.is_file() else None
