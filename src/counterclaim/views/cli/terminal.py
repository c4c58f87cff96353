"""Lines for a terminal: words from outside (file names, pages, servers) must not steer it."""

from __future__ import annotations

import click


def printable(text: str, *, keep: str = "") -> str:
    """The text with a mark in place of what is not printable (controls, escapes, direction marks) nor in ``keep``."""
    return "".join(c if c.isprintable() or c in keep else "\ufffd" for c in text)


def say(line: str, *, err: bool = False) -> None:
    """Print one line from outside, with marks in place of what would steer the terminal."""
    click.echo(printable(line), err=err)
