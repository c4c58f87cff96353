"""``counterclaim limits``."""

from __future__ import annotations

import json

import click


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a bound.")
def limits(as_json: bool) -> None:
    """Show every bound on what is taken in, with its reason.

    Nothing over a bound is cut: it is rejected whole, with a record. They are in capture/bounds.py and
    article/bounds.py.

    \b
    Example:
      counterclaim limits
    """
    from counterclaim.article import bounds as article_bounds
    from counterclaim.capture.bounds import explained

    rows = [(name, float(value), why) for name, value, why in explained()]
    told = "of one article; docs/reference/bounds.md says why"
    rows += [(name, float(value), told) for name, value in vars(article_bounds).items() if name.isupper()]
    for name, value, why in rows:
        if as_json:
            click.echo(json.dumps({"bound": name, "value": value, "why": why}))
        else:
            click.echo(f"{name:<24} {value:>16,.10g}  {why}")
