"""What quotation marks are used for: speech, scare quotes, titles of works, nicknames, words spoken of as words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from counterclaim.reading.quotes import MARKS, Quote
from counterclaim.reading.tables import any_of, listed
from counterclaim.records import Span

#: Scare quotes hold at most so many words, nicknames one fewer.
SCARE_WORDS = 4
#: A cue so many characters before or after the marks makes the words somebody's.
CUE_CHARACTERS = 40
_STOP = re.compile(r"[.!?,;:]$")
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w’'-]*\s+$")
_CAPITAL_AFTER = re.compile(r"^\s+(?:[A-Z][\w’'-]*)")


class MarkUse(StrEnum):
    """What a pair of quotation marks is used for."""

    SPEECH = "speech"
    SCARE = "scare"
    TITLE = "title"
    NICKNAME = "nickname"
    WORD = "word"


def use_of(quote: Quote, text: str) -> MarkUse:
    """The use of one pair of marks, by its words and those around it; speech where nothing tells otherwise."""
    inner = quote.inner.of(text)
    before = text[max(0, quote.inner.start - CUE_CHARACTERS) : quote.inner.start].rstrip(MARKS + "‘'")
    after = text[quote.inner.end : quote.inner.end + CUE_CHARACTERS].lstrip(MARKS + "’'")
    n = len(inner.split())
    previous = [w.strip(",;:").casefold() for w in before.split()[-2:]]
    if previous and previous[-1] in listed("quotes", "word_nouns"):
        return MarkUse.WORD
    if n < SCARE_WORDS and _is_nickname(inner, before, after):
        return MarkUse.NICKNAME
    if _is_title(inner, previous):
        return MarkUse.TITLE
    if n > SCARE_WORDS or _STOP.search(inner) or before.rstrip().endswith((":", ",")):
        return MarkUse.SPEECH
    if _has_cue(before, after):
        return MarkUse.SPEECH
    return MarkUse.TITLE if _is_name(inner, before) else MarkUse.SCARE


def _is_nickname(inner: str, before: str, after: str) -> bool:
    """“Viktor ‘The Fox’ Marten”: capitals on both sides and inside, no mark of a clause."""
    words = inner.split()
    is_name = bool(words) and words[-1][:1].isupper() and not _STOP.search(inner)
    return is_name and bool(_CAPITAL_BEFORE.search(before)) and bool(_CAPITAL_AFTER.match(after))


def _is_title(inner: str, previous: Sequence[str]) -> bool:
    """A noun for a work or a naming verb right before, and capitals inside."""
    words = [w for w in inner.split() if len(w) > 3] or inner.split()
    has_capitals = bool(words) and all(w[:1].isupper() or w[:1].isdigit() for w in words)
    return has_capitals and bool(previous) and previous[-1] in listed("quotes", "title_nouns")


def _is_name(inner: str, before: str) -> bool:
    """“known as ‘Grey Heron’”: all words but little ones in capitals, inside a sentence; irony is in small letters."""
    words = [w for w in inner.split() if len(w) > 3] or inner.split()
    is_inside = bool(before.strip()) and before.rstrip()[-1] not in ".!?:"
    return is_inside and len(inner.split()) <= SCARE_WORDS and all(w[:1].isupper() for w in words)


def _has_cue(before: str, after: str) -> bool:
    """Whether a verb of saying stands near the marks, on the same side of the next full stop."""
    near = before.rsplit(". ", 1)[-1] + " | " + after.split(". ", 1)[0]
    return bool(any_of("quotes", "reporting").search(near))


def scare_quotes(text: str, quotes: Sequence[Quote], spoken: Sequence[Span]) -> Iterator[Span]:
    """Words the outlet keeps its distance from, in marks, outside of what anybody is presented as saying."""
    for quote in quotes:
        if (
            quote.is_closed
            and use_of(quote, text) is MarkUse.SCARE
            and not any(s.overlaps(quote.inner) for s in spoken)
        ):
            yield quote.inner
