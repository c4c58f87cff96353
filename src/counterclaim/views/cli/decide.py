"""``counterclaim decide``: a reviewer corrects what the program proposes."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.views.cli.terminal import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from counterclaim.pipeline.deciding import Draft
    from counterclaim.records import Decision
    from counterclaim.views.query import Case

#: verb → what it takes, what it does
VERBS = {
    "merge": ("ACTOR ACTOR…", "these are one actor"),
    "split": ("ACTOR ACTOR… or MERGE", "these forms are never one actor"),
    "together": ("CLAIM|STATEMENT…", "these say the same: one claim"),
    "apart": ("CLAIM|STATEMENT…", "these are never one claim; CLAIM and some of its STATEMENTs: these leave it"),
    "stance": (
        "STATEMENT --to STANCE",
        "how its speaker stands: affirms, denies, questions, declines, reports, distances",
    ),
    "edit": ("ACTOR --to PARTY|nobody", "for whom it speaks; CLAIM --to STATEMENT: whose words the claim is called by"),
    "reject": ("STATEMENT|CLAIM|RELATION|MERGE", "not so: it is not proposed again"),
    "accept": ("CLAIM|MERGE", "it stays as it is; of what was rejected: taken back; of anything else: kept and shown"),
    "note": ("anything", "kept and shown; changes no proposal"),
}
#: Changes that are listed after a decision.
SHOWN = 20


def _login() -> str:
    """The name of whoever is logged in; empty where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


_EPILOG = "\b\nVerbs:\n" + "\n".join(f"  {v:<9}{takes}\n           {does}" for v, (takes, does) in VERBS.items())


@click.command(epilog=_EPILOG)
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
@click.argument("verb", metavar="VERB", type=click.Choice(list(VERBS)))
@click.argument("items", metavar="ITEM...", nargs=-1, required=True)
@click.option("--to", metavar="VALUE", help="The stance, the party or the statement, for `stance` and `edit`.")
@click.option("--why", required=True, help="The reason; kept in the log, for whoever reads the case later.")
@click.option(
    "--who", envvar="COUNTERCLAIM_WHO", show_envvar=True, help="Who decides.  [default: the login name]", default=_login
)
@click.option("--no-build", is_flag=True, help="Only put it into the log; the next `build` or `add` acts on it.")
@click.option("--threads", default=2, show_default=True, help="Cores the models may use.")
@click.option("-q", "--quiet", is_flag=True, help="No progress; only what changed.")
def decide(
    case_dir: Path, verb: str, items: tuple[str, ...], to: str | None, why: str, who: str, no_build: bool,
    threads: int, quiet: bool,
) -> None:  # fmt: skip
    """Correct or confirm what the program proposes; a rerun never undoes it.

    An ITEM is an id, as `counterclaim show CASE TABLE --ids` prints it, or, for an actor, a spelling as printed in an
    article. The decision goes to the end of the case's log, which cannot be rewritten; then what crosses articles is
    made again and the difference is printed. The newest decision on a thing holds: to take one back, make the opposite
    one. All of them: `counterclaim show CASE decisions`.

    \b
    Examples:
      counterclaim decide mycase merge "Ilan Dorr" "Elan Dorr" --why "one spelling is a typo"
      counterclaim decide mycase split "Anna Kest" "the spokeswoman" --why "she was quoted by name beside her"
      counterclaim decide mycase together clm_5e1f6a1d0b7c9e42 clm_90ab12cd34ef56a7 --why "both: the bridge was mined"
      counterclaim decide mycase edit "Ilan Dorr" --to Corvane --why "staff list of the ministry, 3 May"
      counterclaim decide mycase reject rel_1f2e3d4c5b6a7988 --why "two different bridges" --who "R. Viewer"
    """
    from counterclaim.pipeline import Models, build_case
    from counterclaim.pipeline.deciding import decide as into_log
    from counterclaim.views.cli.build import Watch
    from counterclaim.views.deciding import drafts
    from counterclaim.views.query import load_case

    if not who.strip():
        raise click.UsageError('it is not known who decides: give --who "Your Name", or set COUNTERCLAIM_WHO')
    if not why.strip():
        raise click.UsageError("--why is empty: say in a few words what the decision rests on")
    before = load_case(case_dir)
    _refuse_stale(before, case_dir)
    made = drafts(before, verb, items, to)
    _tell(made, into_log(case_dir, made, who=who, why=why))
    if no_build:
        click.echo(f"Next: counterclaim build --case {case_dir}")
        return
    with Watch(quiet) as watch:
        build_case(case_dir, (), Models(threads=threads), progress=watch)
    if any(d.is_acted_on for d in made):
        _tell_effects(before, load_case(case_dir), case_dir)
    else:
        click.echo("It is kept and shown; no proposal changes by it.")


def _refuse_stale(case: Case, case_dir: Path) -> None:
    """Ids of proposals that are out of date may mean nothing any more."""
    if not case.claims and not case.actors:
        raise click.ClickException(
            f"{case_dir} has no proposals to decide on; run `counterclaim build --case {case_dir}` first"
        )


def _tell(drafts: Sequence[Draft], decisions: Sequence[Decision]) -> None:
    for draft, decision in zip(drafts, decisions, strict=True):
        say(f"Decision {decision.n} by {decision.who}: {draft.told}")


def _tell_effects(before: Case, after: Case, case_dir: Path) -> None:
    from counterclaim.views.effects import effects

    lines = effects(before, after)
    for line in lines[:SHOWN]:
        say(f"  {line}")
    if len(lines) > SHOWN:
        click.echo(f"  … and {len(lines) - SHOWN} more changes")
    if not lines:
        click.echo(
            "Nothing in the case changed by it: it was so already, or the spelling stands for several actors. It is in "
            f"the log and holds from now on; see `counterclaim show {case_dir} decisions`."
        )
