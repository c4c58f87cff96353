"""What stands in the cells of ``counterclaim show``: words as printed, names, outlets, on one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counterclaim.records import Span
    from counterclaim.views.query import Case

Row = dict[str, Any]


def words(case: Case, article: str, start: int, end: int) -> str:
    """A stretch of an article's text on one line."""
    return " ".join(case.article_by_id[article].text[start:end].split())


def joined(case: Case, article: str, spans: Iterable[Span]) -> str:
    """Several stretches, with a stroke between them."""
    return " / ".join(words(case, article, s.start, s.end) for s in spans)


def name(case: Case, actor: str | None) -> str:
    """An actor's name; a dash where nobody is known."""
    return case.actor_by_id[actor].name if actor is not None and actor in case.actor_by_id else "–"


def outlet(case: Case, article: str) -> str:
    """An article by its outlet, else its file, else its id."""
    a = case.article_by_id[article]
    return a.outlet or a.file or a.id
