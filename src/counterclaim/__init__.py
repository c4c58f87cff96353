"""counterclaim: a map of competing accounts of a contested event, from a pile of conflicting reports.

``bytes → capture → article → reading → actors → claims → lineage → ledger → dossier, exports``

In a notebook or a script, without a case::

    import counterclaim

    counterclaim.read("The army said that rebels blew up the bridge.")
    for reading in counterclaim.read_many(texts): ...

Importing the package is light: what these need is loaded when they are first asked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterclaim.views.notebook import TextReading, read, read_many

__version__ = "0.1.0"
__all__ = ["TextReading", "__version__", "read", "read_many"]


def __getattr__(name: str) -> object:
    """The public functions, imported when first used."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from counterclaim.views import notebook

    return getattr(notebook, name)


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
