"""``counterclaim.read`` and ``counterclaim.read_many``: texts in, readings out, for notebooks and scripts."""

from counterclaim.views.notebook.reading import TextReading, read, read_many

__all__ = ["TextReading", "read", "read_many"]
