"""``counterclaim``: the group of commands, and how errors are told."""

from __future__ import annotations

import importlib
import sys
from typing import NoReturn

import click

from counterclaim import __version__
from counterclaim.errors import CounterclaimError

#: command → module that holds it, in the order in which a case is made and looked at.
COMMANDS = {
    "build": "build",
    "add": "add",
    "watch": "watch",
    "show": "show",
    "decide": "decide",
    "dossier": "dossier",
    "export": "export",
    "verify": "verify",
    "checkpoint": "checkpoint",
    "custody": "custody",
    "erase": "custody",
    "limits": "limits",
    "extract": "stages",
    "read": "stages",
    "lineage": "stages",
    "compare-names": "stages",
    "compare-statements": "stages",
}


class LazyGroup(click.Group):
    """Imports a command's module only when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of ``COMMANDS``."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """One command, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"counterclaim.views.cli.{COMMANDS[cmd_name]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="counterclaim")
def group() -> None:
    """Turn a pile of conflicting news reports into a map of competing accounts.

    Who claims what, in which exact words, through whom; who denies it and how; which reports are copies. Works
    offline. It never says who is right.

    \b
    Examples:
      counterclaim build articles/ --case mycase    take in files and folders, read and relate them
      counterclaim dossier mycase -o mycase.html    one page that holds it all
      counterclaim show mycase claims               a table in the terminal
      counterclaim add mycase more.zip              more of them, of whatever kind
      counterclaim decide --help                    correct what the program proposes
      counterclaim verify mycase                    everything against its hash
    """


def main() -> NoReturn:
    """Run the command line; errors the program raises on purpose are one line, not a traceback."""
    try:
        group.main(standalone_mode=False)
    except click.exceptions.Abort:
        click.echo("\nInterrupted. What was done is kept; the same command goes on from there.", err=True)
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except CounterclaimError as error:
        click.echo(f"counterclaim: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    sys.exit(0)
