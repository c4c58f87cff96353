"""``counterclaim build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.views.cli.terminal import say

if TYPE_CHECKING:
    from counterclaim.pipeline import Outcome

#: Exit status of a run that did what was asked and had to reject some of the inputs.
SOME_REJECTED = 3
#: Rejections of a case that are listed after each build; all are in `show CASE rejections`.
SHOWN = 20
mapped = click.option(
    "--map", "columns", multiple=True, metavar="TARGET=COLUMN",
    help="Column of a table, or field of JSON lines, that holds the url, title, text, html, published, outlet, "
    "author, language or captured.",
)  # fmt: skip
STAGES = {
    "capture": "Taking in",
    "article": "Extracting",
    "reading": "Reading",
    "actors": "Relating",
    "lineage": "Relating",
    "vectors": "Encoding",
    "claims": "Relating",
    "again": "Making anew",
}


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--case", "case_dir", required=True, type=click.Path(path_type=Path), help="The case's folder; made if missing."
)
@mapped
@click.option("--threads", default=2, show_default=True, help="Cores the models may use.")
@click.option("-q", "--quiet", is_flag=True, help="No progress; only the summary.")
@click.option("--lenient", is_flag=True, help="Exit status 0 also where inputs were rejected.")
def build(
    paths: tuple[Path, ...], case_dir: Path, columns: tuple[str, ...], threads: int, quiet: bool, lenient: bool
) -> None:
    """Take in files and folders and bring the case up to date.

    Reads text, HTML, MHTML, PDF, e-mail, feeds, WARC, WACZ, tables, JSON, and ZIP of any of these, each told by
    its bytes. Given again, with the same or more files, it does only what is new; broken off (Ctrl-C), it goes
    on where it stopped. What cannot be used is recorded as a rejection, and the exit status is then 3: done,
    and some of the inputs were rejected. Without files it brings up to date what is in the case.

    \b
    Examples:
      counterclaim build articles/ --case mycase
      counterclaim build more/*.html notes.txt --case mycase
      counterclaim build --case mycase
      counterclaim build stories.csv --map text=Body --map published=Day --case mycase
    """
    from counterclaim.capture import parsed_map
    from counterclaim.pipeline import Models, build_case

    if not paths and not case_dir.is_dir():
        raise click.UsageError(f"{case_dir} is not there yet: name the files and folders to build it from")
    missing = [str(p) for p in paths if not p.exists() and not p.is_symlink()]
    if missing and len(missing) == len(paths):
        raise click.UsageError(f"no such file or folder: {', '.join(missing)}")
    with Watch(quiet) as watch:
        outcome = build_case(case_dir, paths, Models(threads=threads), progress=watch, columns=parsed_map(columns))
    tell(outcome, case_dir)
    if is_rejecting(outcome) and not lenient:
        raise SystemExit(SOME_REJECTED)


def is_rejecting(outcome: Outcome) -> bool:
    """Whether one of the inputs given was rejected, or kept and gave no article."""
    return bool(outcome.rejected_inputs or outcome.without_article)


def tell(outcome: Outcome, case_dir: Path) -> None:
    """Say what a build did.

    Raises:
        click.ClickException: if the case has no article.
    """
    for finding in outcome.findings:
        say(f"  does not match: {finding}")
    if outcome.taken_in:
        told = f"{outcome.new} new, {outcome.known} known, {outcome.rejected_inputs} rejected"
        kept = f"; {outcome.without_article} kept, of which no article could be made" if outcome.without_article else ""
        click.echo(f"{outcome.taken_in} taken in: {told}{kept}.")
    click.echo(
        f"{outcome.articles} articles in {case_dir}: {outcome.new} new, {outcome.known} known, {outcome.read} read now."
    )
    for article in outcome.not_read:
        say(f"  kept, not read: {article.file} (language: {article.language})")
    if outcome.rejections:
        click.echo(f"{len(outcome.rejections)} rejected (see `counterclaim show {case_dir} rejections`):")
        for r in outcome.rejections[:SHOWN]:
            say(f"  {r.file}: {r.reason}: {r.detail}")
        if len(outcome.rejections) > SHOWN:
            click.echo(f"  … and {len(outcome.rejections) - SHOWN} more")
    if not outcome.articles:
        raise click.ClickException("no article could be used; nothing to relate")
    click.echo(f"Next: counterclaim dossier {case_dir} -o {case_dir.name}.html")


class Watch:
    """A progress bar on standard error where that is a terminal; one line a stage elsewhere."""

    def __init__(self, quiet: bool) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        self.told: set[str] = set()
        self.quiet = quiet
        self.is_live = not quiet and console.is_terminal
        columns = (TextColumn("{task.description:<11}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        self.bar = Progress(*columns, console=console, disable=not self.is_live)
        self.tasks: dict[str, object] = {}

    def __enter__(self) -> Watch:
        self.bar.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.bar.stop()

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """One step of a stage."""
        name = STAGES[stage]
        if self.is_live:
            task = self.tasks.setdefault(name, self.bar.add_task(name, total=total) if name not in self.tasks else None)
            self.bar.update(task, completed=done, total=total)  # type: ignore[arg-type]
        elif not self.quiet and name not in self.told:
            click.echo(f"{name} …", err=True)
        self.told.add(name)
