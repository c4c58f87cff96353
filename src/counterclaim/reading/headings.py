"""Headings of records and statements: "STATEMENT OF ODA RENN, HARBOUR MASTER", "Statement by the Ministry of Trade".

In capitals a name has lost what tells it: a reader takes half of it, or the heading's words with it. The form tells
where it stands: after "of", "by" or "from", to the comma or the line's end. The words are in ``rules/headers.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.tables import alternatives, listed
from counterclaim.records import Entity, EntityType, Span

#: a person's name has at most so many words
NAME_WORDS = 4
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)
_NAME_END = re.compile(r"[,(:;\n]|\s(?:on|in|at|to|concerning|regarding)\s|$", re.IGNORECASE)
_NO_PERSON = re.compile(r"\b(?:of|and|for|to|the)\b", re.IGNORECASE)


@cache
def _heading() -> re.Pattern[str]:
    nouns = alternatives(listed("headers", "headings"))
    return re.compile(
        r"^(?:[A-Z]\w+ ){0,2}(?i:" + nouns + r")\s(?i:of|by|from)\s+(?=[A-Z]|the\s+[A-Z])(?P<who>[^\n]{3,120})$",
        re.MULTILINE,
    )


def headings(text: str) -> Iterator[Span]:
    """Whoever each heading names, with article and office, without what stands after the name."""
    for match in _heading().finditer(text):
        end = _NAME_END.search(text, match.start("who"), match.end("who"))
        yield Span(match.start("who"), end.start() if end else match.end("who")).trimmed(text)


def with_headings(entities: Sequence[Entity], text: str) -> list[Entity]:
    """The entities, those of headings cut off from the heading's words, and persons' names there made whole."""
    out = list(entities)
    for who in headings(text):
        article = _ARTICLE.match(text, *who)
        start = article.end() if article else who.start
        out = [replace(e, span=Span(start, e.span.end)) if e.span.start < who.start < e.span.end else e for e in out]
        name = _person(Span(start, who.end), text)
        inside = [e for e in out if name is not None and name.overlaps(e.span)]
        if name is not None and any(e.type is EntityType.PER for e in inside):
            sure = max(e.confidence for e in inside)
            out = [e for e in out if e not in inside]
            out.append(Entity(span=name, type=EntityType.PER, use=None, confidence=sure))
    return sorted(out, key=lambda e: e.span)


def _person(who: Span, text: str) -> Span | None:
    """A name of two to four words in capitals without the offices before it; None where it names no person."""
    words = list(re.finditer(r"\S+", who.of(text)))
    while words and words[0].group().strip(".").casefold() in listed("edges", "titles"):
        words.pop(0)
    if not 2 <= len(words) <= NAME_WORDS:
        return None
    name = Span(who.start + words[0].start(), who.end)
    is_plain = all(w.group()[0].isupper() for w in words) and not _NO_PERSON.search(name.of(text))
    return name if is_plain and text[name.start : name.end].isupper() else None
