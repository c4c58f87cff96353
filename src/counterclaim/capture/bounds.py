"""Bounds on what is taken in, with their reasons. Nothing over a bound is cut: it is rejected whole."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How much one input may be.

    ``item_bytes``: one file, or one line of JSON lines. The longest news pages run to a few megabytes;
    HTML readers have been measured to need minutes from about 5 MB on. A .jsonl file as a whole is
    read line by line and has no bound. ``depth``: folders inside folders.
    """

    item_bytes: int = 16 * 1024 * 1024
    depth: int = 64


DEFAULT_BOUNDS = Bounds()
