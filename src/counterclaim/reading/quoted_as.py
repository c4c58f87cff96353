"""“X was quoted by the agency as saying that”: X says it, and the agency tells that he does.

A model takes the agency for the one who speaks. The words "as saying" are X's cue; "was quoted by" stays the agency's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.clauses import rest_of, sentence_of, subject_before
from counterclaim.reading.draft import Draft
from counterclaim.reading.quotes import MARKS
from counterclaim.records import Act, Span

_FORM = re.compile(
    r"(?<!\w)(?:has\s+been|have\s+been|had\s+been|was|were|is|are)\s+(?:\w+ly\s+|also\s+)?(?P<cue>quoted|cited)"
    r"\s+(?:by|in)\s+(?P<by>[^,;:.()“”\"\n]{2,60}?)\s+(?P<as>as\s+(?:saying|having\s+\w+|\w+ing))(?!\w)",
    re.IGNORECASE,
)
_THAT = re.compile(r"\s+that\s+", re.IGNORECASE)


def with_quoted(drafts: Sequence[Draft], text: str, sentences: Sequence[Span]) -> list[Draft]:
    """The drafts, whoever is quoted "as saying" the speaker of it, and whoever quotes that of the quoting."""
    out = list(drafts)
    for match in _FORM.finditer(text):
        home = sentence_of(Span(*match.span()), sentences)
        who = subject_before(text, match.start(), home) if home is not None else None
        if home is None or who is None:
            continue
        near = [d for d in out if d.cue and Span(*match.span()).overlaps(d.anchor)]
        said = _said(match, who, near, text, home)
        if said:
            out = [d for d in out if d not in near] + _two(match, who, said, near)
    return out


def _said(match: re.Match[str], who: Span, near: Sequence[Draft], text: str, home: Span) -> tuple[Span, ...]:
    """What follows, or where nothing does the quotation before whoever is quoted."""
    that = _THAT.match(text, match.end(), home.end)
    after = rest_of(Span(match.start(), that.end() if that else match.end()), text, home)
    if any(c.isalnum() for c in after.of(text)):
        later = {c for d in near for c in d.content if c.start >= home.end}
        return (Span(after.start, len(text[: after.end].rstrip(MARKS + " "))).trimmed(text), *sorted(later))
    return tuple(sorted({c for d in near for c in d.content if c.end <= who.start}))


def _two(match: re.Match[str], who: Span, said: tuple[Span, ...], near: Sequence[Draft]) -> list[Draft]:
    """The saying and, where it was proposed, the quoting of it, which holds who is quoted and what he says."""
    by, quoting, saying = (Span(*match.span(k)) for k in ("by", "cue", "as"))
    model = max(near, key=lambda d: d.confidence) if near else None
    if model is None:
        return []
    inner = replace(model, anchor=saying, cue=(saying,), source=(who,), content=said)
    outer = replace(
        model, anchor=quoting, cue=(quoting,), source=(by,), content=tuple(sorted((who, *said))), act=Act.ASSERT
    )
    return [inner, outer]
