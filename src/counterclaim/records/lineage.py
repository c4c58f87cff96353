"""Which report takes from which, and what is left when copies are folded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from counterclaim.records.span import Span


class LineageType(StrEnum):
    """How one report takes from another."""

    REPRINT = "reprint"
    SHARED_PASSAGE = "shared_passage"
    CREDITS = "credits"
    REUSED_QUOTE = "reused_quote"


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The same words (or nearly) in two texts. ``a`` counts in the earlier text, ``b`` in the later one.

    For a credited agency, whose own text is not in the case, ``a`` is None.
    """

    a: Span | None
    b: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """What changed on the way: ``what`` is speaker, cue, hedge, number or attribution."""

    what: str
    a: str
    b: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineageLink:
    """``b`` (an article id) takes from ``a`` (an article id, or the name of a credited agency).

    ``directed`` is False where the order of the two cannot be told; ``a`` is then merely the smaller id.
    """

    id: str
    a: str
    b: str
    type: LineageType
    passages: tuple[Passage, ...]
    drift: tuple[Drift, ...]
    score: float
    directed: bool
    reason: str
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Articles that are not independent of each other, folded into one origin, with the reason in words."""

    id: str
    articles: tuple[str, ...]
    reason: str
    made_by: str
