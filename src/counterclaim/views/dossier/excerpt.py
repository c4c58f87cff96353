"""A statement's words as printed, with what introduces them in a softer voice: *denied* **any involvement**.

The content alone would mislead where the cue carries the sense; the whole sentence would bury it. So:
everything from source to cue to content, as long as what lies between them is short.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from counterclaim.records import Attribution, Span, hull
from counterclaim.views.dossier.words import shown

#: More words than this around the content, and only the content is shown.
_MAX_AROUND = 180
_OPENING = "“‘«„\"'‹"
_CLOSING = "”’»“\"'›"
_BLANK = re.compile(r"\s+")


def excerpt(text: str, content: tuple[Span, ...], attribution: Attribution | None) -> Markup:
    """The words of ``content`` in their sentence, safe to print; what is left out is shown as such."""
    spans = _merged(content)
    around = (*attribution.source, *attribution.cue) if attribution is not None else ()
    if not spans:
        return _soft(text, hull(around)) if around else Markup()
    whole = _with_quotes(text, hull((*spans, *around)))
    if whole.end - whole.start - sum(s.end - s.start for s in spans) > _MAX_AROUND:
        return Markup(" […] ").join(_flat(text, s) for s in spans)
    out, at = Markup(), whole.start
    for span in spans:
        out += _soft(text, Span(at, span.start)) + _flat(text, span)
        at = span.end
    return out + _soft(text, Span(at, whole.end))


def _merged(spans: tuple[Span, ...]) -> list[Span]:
    """Spans in order, without empty ones and without overlaps."""
    merged: list[Span] = []
    for span in sorted(s for s in spans if s.end > s.start):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def _with_quotes(text: str, span: Span) -> Span:
    """The span with the quotation marks that stand directly at its ends."""
    start = span.start - 1 if span.start > 0 and text[span.start - 1] in _OPENING else span.start
    end = span.end + 1 if span.end < len(text) and text[span.end] in _CLOSING else span.end
    return Span(start, end)


def _flat(text: str, span: Span) -> Markup:
    return shown(_BLANK.sub(" ", span.of(text)))


def _soft(text: str, span: Span) -> Markup:
    if span.end <= span.start:
        return Markup()
    return Markup('<span class="by">{}</span>').format(_flat(text, span))
