"""``counterclaim add``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.views.cli.build import SOME_REJECTED, Watch, is_rejecting, mapped, tell
from counterclaim.views.cli.terminal import say

if TYPE_CHECKING:
    from counterclaim.pipeline import Taken


@click.command()
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("inputs", nargs=-1, required=True)
@mapped
@click.option("--no-build", is_flag=True, help="Only take in; `add` or `build` brings the case up to date later.")
@click.option("--threads", default=2, show_default=True, help="Cores the models may use.")
@click.option("-q", "--quiet", is_flag=True, help="No progress; only the summary.")
def add(
    case_dir: Path, inputs: tuple[str, ...], columns: tuple[str, ...], no_build: bool, threads: int, quiet: bool
) -> None:
    """Take more into a case: files, folders, archives, and addresses of pages, feeds or archives.

    An input that begins with http:// or https:// is fetched: once, bounded, from public machines only, as its
    robots.txt allows. Without such an input nothing reaches the network. Exit status 3: done, and some of the inputs
    were rejected; each is told.

    \b
    Examples:
      counterclaim add mycase more.zip saved.mhtml report.pdf
      counterclaim add mycase stories.csv --map text=Body
      counterclaim add mycase crawl.wacz --no-build
      counterclaim add mycase https://news.example/story
    """
    from counterclaim.capture import parsed_map
    from counterclaim.capture.fetch import is_url
    from counterclaim.pipeline import Models, add_inputs, build_case

    mapping = parsed_map(columns)
    urls = [word for word in inputs if is_url(word)]
    paths = [Path(word) for word in inputs if not is_url(word)]
    with Watch(quiet) as watch:
        if no_build:
            taken = add_inputs(case_dir, paths, progress=watch, columns=mapping, urls=urls)
        else:
            outcome = build_case(case_dir, paths, Models(threads=threads), progress=watch, columns=mapping, urls=urls)
    if no_build:
        _tell(taken)
        click.echo(f"Next: counterclaim build --case {case_dir}")
        is_partial = bool(taken.rejected)
    else:
        tell(outcome, case_dir)
        is_partial = is_rejecting(outcome)
    if is_partial:
        raise SystemExit(SOME_REJECTED)


def _tell(taken: Taken) -> None:
    for finding in taken.findings:
        say(f"  does not match: {finding}")
    for rejection in taken.rejections:
        say(f"  {rejection.file}: {rejection.reason}: {rejection.detail}")
    click.echo(f"{taken.total} taken in: {taken.new} new, {taken.known} known, {taken.rejected} rejected.")
