"""``counterclaim watch``."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.views.cli.terminal import say

if TYPE_CHECKING:
    from counterclaim.pipeline import Outcome
    from counterclaim.pipeline.watching import Watched
    from counterclaim.views.query import Case


@click.command()
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("opml", metavar="FEEDS.OPML", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--every", default=15, show_default=True, type=click.IntRange(5), help="Minutes between looks at a feed.")
@click.option("--recheck", default=6, show_default=True, type=click.IntRange(1), help="Hours between looks at a page.")
@click.option("--rounds", default=0, help="End after so many rounds; 0: go on until Ctrl-C.")
@click.option("--threads", default=2, show_default=True, help="Cores the models may use.")
def watch(case_dir: Path, opml: Path, every: int, recheck: int, rounds: int, threads: int) -> None:
    """Poll feeds, take in what is new, and print what it changes in the dispute.

    This reaches the network: the feeds, and the pages they name. It obeys robots.txt, asks only for what changed, waits
    between requests to one host, and comes later to a server that fails. A page whose words were edited since its
    capture is captured again; both are kept, the difference is shown, and which statements it no longer holds. All such
    edits of a case: `counterclaim show CASE edits`.

    \b
    Examples:
      counterclaim watch mycase feeds.opml
      counterclaim watch mycase feeds.opml --rounds 1
    """
    from counterclaim.capture.watching import feeds_of
    from counterclaim.pipeline import Models, build_case
    from counterclaim.pipeline.watching import watch_round

    feeds = feeds_of(opml.read_bytes())
    models = Models(threads=threads)
    number = 0
    while True:
        number += 1
        watched = watch_round(case_dir, feeds, every_s=every * 60.0, recheck_s=recheck * 3600.0)
        tell(watched)
        if watched.new or watched.edited or number == 1:  # a round that was broken off may have left something
            before = _case(case_dir)
            outcome = build_case(case_dir, (), models)
            after = _case(case_dir)
            _tell_unusable(before, outcome)
            _tell_changes(before, after, watched)
        if number == rounds:
            return
        time.sleep(every * 60.0)


def tell(watched: Watched) -> None:
    """Say what a round brought."""
    for url in watched.new:
        say(f"new: {url}")
    for edited in watched.edited:
        say(f"edited since its capture: {edited.url} ({edited.before[:12]} before, {edited.after[:12]} now)")
        for line in edited.lines[:40]:
            say(f"  {line}")
        if len(edited.lines) > 40:
            say(f"  … and {len(edited.lines) - 40} lines more")
    for rejection in watched.rejections:
        say(f"not taken: {rejection.file}: {rejection.reason}: {rejection.detail}")
    if not watched.new and not watched.edited:
        say("nothing new")


def _case(case_dir: Path) -> Case:
    from counterclaim.views.query import load_case

    return load_case(case_dir)


def _tell_unusable(before: Case, outcome: Outcome) -> None:
    """Pages that were kept just now and of which no article could be made."""
    known = {r.id for r in before.rejections}
    for rejection in outcome.rejections:
        if rejection.capture is not None and rejection.id not in known:
            say(f"kept, no article: {rejection.file}: {rejection.reason}: {rejection.detail}")


def _tell_changes(before: Case, after: Case, watched: Watched) -> None:
    """What became of the dispute: first what edited articles no longer say, then what is new in it."""
    from counterclaim.views.changes import changes
    from counterclaim.views.edits import edits, withdrawn

    edited = {(e.before, e.after) for e in watched.edited}
    found = [e for e in edits(after) if (e.before.capture, e.after.capture) in edited]
    lines = [line for e in found for line in withdrawn(after, e)] + changes(before, after)
    for line in lines:
        say(line)
    if not lines and (watched.new or watched.edited):
        click.echo("nothing changed in the dispute")
