"""How many threads the models may use: given, or from the setting, or two; never unbounded."""

from __future__ import annotations

import os

from counterclaim.errors import UsageError

#: environment variable that sets the number for programs that do not give one
THREADS_SETTING = "COUNTERCLAIM_THREADS"
DEFAULT_THREADS = 2
MAX_THREADS = 64


def thread_count(given: int | None = None) -> int:
    """The number of threads to use.

    Args:
        given: 1 to ``MAX_THREADS``; None: the setting's, else ``DEFAULT_THREADS``, but no more than there are cores.

    Raises:
        UsageError: if a number is given or set that is out of bounds.
    """
    stated: str | int | None = given if given is not None else os.environ.get(THREADS_SETTING)
    if stated is None or stated == "":
        return min(DEFAULT_THREADS, os.cpu_count() or 1)
    try:
        number = int(stated)
    except ValueError:
        number = 0
    if not 1 <= number <= MAX_THREADS:
        raise UsageError(f"threads is {stated!r}; give a number from 1 to {MAX_THREADS}")
    return number
