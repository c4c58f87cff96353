"""``counterclaim dossier``."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("case_dir", metavar="CASE", type=click.Path(path_type=Path))
@click.option("-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="Where to write; default CASE.html.")
def dossier(case_dir: Path, out: Path | None) -> None:
    """Write the case as one self-contained page.

    The page needs no network and no JavaScript, prints well, and leads from every statement to the exact words in
    the article it comes from.

    \b
    Example:
      counterclaim dossier mycase -o mycase.html
    """
    from counterclaim.views.dossier import render_dossier
    from counterclaim.views.query import load_case

    target = out or Path(f"{case_dir.name}.html")
    case = load_case(case_dir)
    if not case.is_current:
        click.echo("The articles changed since the last build; run `counterclaim build` first.", err=True)
    page = render_dossier(case)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page, encoding="utf-8", newline="\n")
    click.echo(f"Dossier: {target.resolve()}")
