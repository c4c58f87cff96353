"""Which stretches of a text stand inside quotation marks.

Two outlets that quote one speech share its words without copying each other, so the reuse test counts words
inside and outside quotation marks apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.records import Span

#: Opening mark to closing mark. Marks that open and close alike are handled by position.
PAIRS = {"“": "”", "„": "“”", "«": "»", "‟": "”"}
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_MARK = re.compile(r"[“”„‟«»\"]|(?<!\w)[‘'](?=\w)|(?<=[\w.,!?…])[’'](?!\w)")
_SINGLE_MAX = 600


def quoted_spans(text: str) -> tuple[Span, ...]:
    """The stretches of ``text`` inside quotation marks, marks left out, in text order.

    A quotation that is not closed runs to the end of its paragraph, as it does by convention where the next
    paragraph opens with a mark again.
    """
    return tuple(
        span
        for paragraph in _PARAGRAPH.finditer(text)
        for span in _in_paragraph(text, paragraph.start(), paragraph.end())
    )


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    opened: tuple[int, str] | None = None
    for mark in _MARK.finditer(text, start, end):
        sign, at = mark.group(), mark.start()
        if opened is None:
            closes = _closing(sign, text, at)
            opened = (at + 1, closes) if closes else None
        elif sign in opened[1]:
            if not (sign in "’'" and at - opened[0] > _SINGLE_MAX):
                yield Span(opened[0], at)
            opened = None
    # An open single mark is an apostrophe far more often than a quotation that goes on.
    if opened is not None and "’" not in opened[1] and end > opened[0]:
        yield Span(opened[0], end)


def _closing(sign: str, text: str, at: int) -> str:
    """The marks that close what ``sign`` opens; empty where it opens nothing."""
    if sign in PAIRS:
        return PAIRS[sign]
    if sign == '"':
        return '"”'
    if sign in "‘'" and text[at + 1 : at + 2].isalpha():
        return "’'"
    return ""
