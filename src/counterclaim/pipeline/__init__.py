"""The order of the stages, and what runs them.

``flow`` is the only place that says what comes after what; ``models`` loads the shipped models when first needed;
``extraction`` makes articles in a process that can be killed. The names are imported when they are asked for: that
process must not have to load every stage.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterclaim.pipeline.extraction import Extractor
    from counterclaim.pipeline.flow import Outcome, add_inputs, build_case
    from counterclaim.pipeline.models import Models
    from counterclaim.pipeline.progress import Progress
    from counterclaim.pipeline.taking_in import Taken

__all__ = ["Extractor", "Models", "Outcome", "Progress", "Taken", "add_inputs", "build_case"]

_PLACES = {
    "Extractor": "extraction", "Models": "models", "Outcome": "flow", "Progress": "progress", "Taken": "taking_in",
    "add_inputs": "flow", "build_case": "flow",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_PLACES[name]}"), name)
