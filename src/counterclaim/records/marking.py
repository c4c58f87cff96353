"""Words marked in the text that they stand in, in one string: what an encoder is asked for the vector of."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.records.span import Span

#: Around each stretch of marked words: the control characters for the start and the end of a text.
OPEN, CLOSE = "\x02", "\x03"
_WITHOUT = str.maketrans(OPEN + CLOSE, "  ")


def marked(text: str, spans: Sequence[Span]) -> str:
    """The text with these stretches marked; what two of them share is marked once."""
    plain, out, end = text.translate(_WITHOUT), list[str](), 0
    for s in sorted(spans):
        out += [plain[end : s.start], OPEN, plain[max(end, s.start) : s.end], CLOSE]
        end = max(end, s.end)
    return "".join([*out, plain[end:]])


def unmarked(text: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its marks, and what they stood around; nothing where it has none."""
    if OPEN not in text:
        return text, ()
    before, *parts = text.split(OPEN)
    out, spans, at = [before], list[Span](), len(before)
    for part in parts:
        words, _, after = part.partition(CLOSE)
        spans.append(Span(at, at + len(words)))
        out += [words, after]
        at += len(words) + len(after)
    return "".join(out), tuple(spans)
