"""Who wrote it and where it appeared, as far as the page or the text says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from counterclaim.article.document import Stated
from counterclaim.records import Segment, SegmentType

_BY = re.compile(r"^\W*(?:(?:written|reported|story|words)?\s*by|author|autor|von|par|por|автор)\s*:?\s+", re.I)
_NOT_A_NAME = re.compile(
    r"https?:|@|\d|\b(?:staff|desk|newsroom|correspondent|reporter|editor|admin|agency|agencies|team|bureau|writer|"
    r"redaktion|redacción|rédaction|published|updated|read more|news|follow)\b",
    re.I,
)
_SPLIT = re.compile(r"\s*(?:;|,|\||\band\b|\bund\b|\bet\b|\by\b|&|\bwith\b)\s*")
_PLACE = re.compile(r"\s+(?:in|at|from)\s+[A-Z].*$")


def read_byline(text: str, segments: Sequence[Segment]) -> str | None:
    """The first byline line, as printed."""
    for segment in segments:
        if segment.type is SegmentType.BYLINE and segment.span.end - segment.span.start <= 200:
            return segment.span.of(text)
    return None


def read_authors(stated: Stated, byline: str | None) -> tuple[str, ...]:
    """Names of authors: those the page states, else those in the byline."""
    stated_names = [n for a in stated.authors for n in _names(a, is_stated=True)]
    if stated_names:
        return tuple(dict.fromkeys(stated_names))
    if byline is None:
        return ()
    is_marked = bool(_BY.match(byline))
    return tuple(dict.fromkeys(_names(_BY.sub("", byline), is_stated=False))) if is_marked or len(byline) < 40 else ()


def _names(text: str, *, is_stated: bool) -> list[str]:
    """Names in a list of authors; roles, addresses and desks are left out."""
    parts = _SPLIT.split(_BY.sub("", text))
    names = [_PLACE.sub("", p).strip(" .·-–—/") for p in parts]
    least = 1 if is_stated else 2
    return [n for n in names if n and least <= len(n.split()) <= 5 and not _NOT_A_NAME.search(n) and n[0].isupper()]
