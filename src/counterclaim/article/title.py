"""An article's title: as stated, or as its headline."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.article.document import Document
from counterclaim.records import Segment, SegmentType, Span


def find_title(document: Document, segments: Sequence[Segment]) -> tuple[str | None, Span | None]:
    """The title and where it stands in the text; the stated title goes before the printed headline."""
    head = next((s.span for s in segments if s.type is SegmentType.HEADLINE), None)
    printed = " ".join(head.of(document.text).split()).lstrip("# ").rstrip("# ") if head else None
    stated = document.stated.title
    if stated is None:
        return printed, head
    same = printed is not None and printed.casefold() == stated.casefold()
    return stated, head if same else None
