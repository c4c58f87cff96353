"""Standoff marks woven into a text as well-formed HTML.

Marks may nest, touch and cross. At each boundary the marks that end are closed; a mark that is still open but
lies inside one that ends is closed with it and opened again behind it. So each mark is one element where it
can be, and several consecutive ones where marks cross.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from counterclaim.records import Span
from counterclaim.views.dossier.words import shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of text with a class. ``id`` goes to its first piece, ``number`` or ``label`` behind its last one.

    ``rank`` decides which of two marks over the same stretch is the outer one (the lower).
    """

    span: Span
    css: str
    id: str | None = None
    number: int | None = None
    note: str | None = None
    title: str | None = None
    label: str | None = None
    rank: int = 5


def weave(text: str, block: Span, marks: Sequence[Mark]) -> Markup:
    """The words of ``block`` with every mark that touches it; the words themselves are all kept, in order."""
    inside = _clipped(block, marks)
    points = sorted({block.start, block.end, *(p for m in inside for p in m.span)})
    starting = {p: [m for m in inside if m.span.start == p] for p in points}
    out, stack = list[str](), list[Mark]()
    for here, there in zip(points, [*points[1:], block.end], strict=True):
        out += _close(stack, here)
        for mark in starting[here]:
            out.append(_open(mark))
            stack.append(mark)
        out.append(shown(text[here:there]))
    return Markup("".join(out))


def _clipped(block: Span, marks: Sequence[Mark]) -> list[Mark]:
    """Marks cut to the block, outermost first; the id is the first piece's, the number the last one's."""
    pieces = []
    for mark in marks:
        start, end = max(mark.span.start, block.start), min(mark.span.end, block.end)
        if start >= end:
            continue
        first, last = mark.span.start >= block.start, mark.span.end <= block.end
        pieces.append(
            replace(
                mark,
                span=Span(start, end),
                id=mark.id if first else None,
                number=mark.number if last else None,
                label=mark.label if last else None,
            )
        )
    return sorted(pieces, key=lambda m: (m.span.start, -m.span.end, m.rank, m.css, m.id or ""))


def _close(stack: list[Mark], here: int) -> list[str]:
    """Close every open mark that ends here, and reopen those that were only in the way."""
    out, crossing = list[str](), list[Mark]()
    while any(m.span.end <= here for m in stack):
        mark = stack.pop()
        out.append("</span>")
        if mark.span.end > here:
            crossing.append(replace(mark, id=None))
        else:
            out.append(_tail(mark))
    for mark in reversed(crossing):
        out.append(_open(mark))
        stack.append(mark)
    return out


def _open(mark: Mark) -> str:
    named = (("class", mark.css), ("id", mark.id), ("title", mark.title), ("data-a", mark.note))
    return "<span" + "".join(f' {name}="{escape(value)}"' for name, value in named if value is not None) + ">"


def _tail(mark: Mark) -> str:
    if mark.label is not None:
        return f'<sup class="lbl" data-l="{escape(mark.label)}"></sup>'
    if mark.number is None or mark.note is None:
        return ""
    return f'<sup class="num"><a href="#{escape(mark.note)}">{mark.number}</a></sup>'
