"""Putting people's decisions into a case's log."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from counterclaim import __version__
from counterclaim.errors import UsageError
from counterclaim.ledger import Ledger
from counterclaim.records import Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A decision before it has a place in the log; ``told`` says in words what it is about."""

    what: str
    target: str
    before: str | None
    after: str | None
    told: str
    #: Whether the stages act on it; otherwise it is kept and shown.
    is_acted_on: bool = True


def decide(case_dir: Path, drafts: Iterable[Draft], *, who: str, why: str) -> tuple[Decision, ...]:
    """Add decisions to the end of the log, all or none; the proposals are out of date until the next build.

    Raises:
        UsageError: if it is not said who decides, or why.
        CaseError: if there is no case, or another process writes to it.
    """
    if not who.strip() or not why.strip():
        raise UsageError("a decision says who made it and why, and neither may be empty")
    with Ledger.open(case_dir) as ledger:
        run = ledger.begin_run("decide", program=__version__)
        with ledger.transaction():
            made = tuple(
                ledger.append_decision(
                    who=who.strip(), what=d.what, target=d.target, why=why.strip(), before=d.before, after=d.after
                )
                for d in drafts
            )
        ledger.end_run(run, "finished")
    return made
