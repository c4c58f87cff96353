"""A stretch of an article's text. Everything the program states points to one or more of these."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    """Half-open range of code points in an article's text: ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The exact words the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside this span (equal spans contain each other)."""
        return self.start <= other.start and other.end <= self.end

    def trimmed(self, text: str) -> Span:
        """The span without white space at either end; empty spans collapse to their start."""
        start, end = self.start, self.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start, end)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that covers all of ``spans``.

    Raises:
        ValueError: if there are none.
    """
    items = list(spans)
    if not items:
        raise ValueError("no spans to cover")
    return Span(min(s.start for s in items), max(s.end for s in items))


def words_of(spans: Iterable[Span], text: str) -> str:
    """The words of several spans, joined by a blank, in the order given."""
    return " ".join(s.of(text) for s in spans)
