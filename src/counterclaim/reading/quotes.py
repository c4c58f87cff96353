"""Quotation marks: which open, which close, and what lies between, with missing and mixed marks repaired.

Rules, in the order in which they are tried on each line:

* ``“ « „`` open; ``” »`` close; ``“`` closes what ``„`` opened.
* A straight ``"`` opens at the start of a line or after a blank, bracket or dash, and closes otherwise.
* Single curly marks count only as a pair around two words or more that no double mark encloses.
* A quote left open runs to the end of its line; it *continues* if the next line opens with a mark of the kind.
* A closing mark without an opener closes nothing and opens nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.records import Span

OPENERS = {"“": "”", "«": "»", "„": "“”", "‟": "”"}
MARKS = '"“”„«»‟'
_SINGLE = re.compile(r"(?<!\w)[‘'](?P<inner>[^‘’'\n]+(?:’\w[^‘’'\n]*)*)[’'](?!\w)")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between marks. ``is_closed`` is False where the closing mark is missing;
    ``continues`` where the next line goes on with the same quote (its mark opens again).
    """

    inner: Span
    is_closed: bool
    continues: bool


def _opens(text: str, at: int, line_start: int) -> bool:
    before = text[at - 1] if at > line_start else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before in "([—–-:/") and not after.isspace()


def _line_quotes(text: str, start: int, end: int) -> list[Quote]:
    out: list[Quote] = []
    opened: int | None = None
    wanted = ""
    for at in range(start, end):
        c = text[at]
        if opened is not None and (c in wanted or (c == '"' and wanted == '"')):
            if (
                wanted == '"'
                and _opens(text, at, start)
                and at + 1 < end
                and text[at + 1].isalnum()
                and at - opened > 1
            ):
                # an opening mark while one is open: the first was never closed
                out.append(Quote(Span(opened + 1, at), False, False))
                opened = at
                continue
            out.append(Quote(Span(opened + 1, at), True, False))
            opened = None
        elif opened is None and c in OPENERS:
            opened, wanted = at, OPENERS[c] + ('"' if c == "“" else "")
        elif opened is None and c == '"' and _opens(text, at, start):
            opened, wanted = at, '"”'
    if opened is not None:
        out.append(Quote(Span(opened + 1, end), False, False))
    return out


def find_quotes(text: str) -> tuple[Quote, ...]:
    """All quotes of a text in order; inner spans are trimmed of blanks and never empty."""
    out: list[Quote] = []
    position = 0
    for line in text.splitlines(keepends=True):
        end = position + len(line.rstrip())
        doubles = _line_quotes(text, position, end)
        out += doubles
        out += _singles(text, position, end, doubles)
        position += len(line)
    cleaned = [Quote(q.inner.trimmed(text), q.is_closed, _continues(text, q)) for q in out]
    return tuple(sorted((q for q in cleaned if q.inner.end > q.inner.start), key=lambda q: q.inner))


def _singles(text: str, start: int, end: int, doubles: Sequence[Quote]) -> list[Quote]:
    out = []
    for m in _SINGLE.finditer(text, start, end):
        inner = Span(*m.span("inner"))
        if not any(q.inner.overlaps(inner) for q in doubles) and (" " in inner.of(text) or inner.end - inner.start > 3):
            out.append(Quote(inner, True, False))
    return out


def _continues(text: str, quote: Quote) -> bool:
    if quote.is_closed:
        return False
    following = text[quote.inner.end :].lstrip()
    return following[:1] in '“"«„' if following else False


def quoted_share(spans: Sequence[Span], quotes: Sequence[Quote], text: str) -> float:
    """Share of the letters and digits of ``spans`` that stand inside quotation marks, 0 to 1."""
    total = inside = 0
    for span in spans:
        for i in range(span.start, span.end):
            if text[i].isalnum():
                total += 1
                inside += any(q.inner.start <= i < q.inner.end for q in quotes)
    return inside / total if total else 0.0
