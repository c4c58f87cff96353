"""How a person watches a build: what is told of each step."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of each step, so that a person can watch; ``total`` is None while it is not known."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """``done`` of ``total`` items of a stage are finished."""


def silent(stage: str, done: int, total: int | None) -> None:
    """Progress for whoever does not watch."""
