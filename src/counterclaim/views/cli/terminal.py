"""Lines for a terminal: words from outside (file names, pages, servers) must not steer it."""

from __future__ import annotations

import click


def say(line: str, *, err: bool = False) -> None:
    """Print one line, with a mark in place of what is not printable: controls, escapes, direction marks."""
    click.echo("".join(c if c.isprintable() else "\ufffd" for c in line), err=err)
