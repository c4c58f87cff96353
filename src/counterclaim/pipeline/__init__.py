"""The order of the stages, and what runs them.

``flow`` is the only place that says what comes after what; ``models`` loads the shipped models when first needed.
"""

from counterclaim.pipeline.flow import Outcome, Progress, build_case
from counterclaim.pipeline.models import Models

__all__ = ["Models", "Outcome", "Progress", "build_case"]
