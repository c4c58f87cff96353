"""The command line. Commands are imported when they are called, so that ``--help`` starts at once."""

from counterclaim.views.cli.main import main

__all__ = ["main"]
