"""What framing needs from elsewhere: names of places compared. The pipeline above gives what implements it."""

from __future__ import annotations

from typing import Protocol

#: Of all these results.
STEP = "framing/2"


class PlaceComparer(Protocol):
    """Can two names name one place?"""

    def keys(self, name: str) -> frozenset[str]:
        """Block keys: two names are compared only if they share one."""

    def agreement(self, a: str, b: str) -> float:
        """How sure it is, 0 to 1, that they can name one place: 0 no, 0.9 and above known, between by spelling."""
