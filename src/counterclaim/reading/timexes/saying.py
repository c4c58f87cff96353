"""Which time expression of a sentence dates an act of saying, as against what was said to have happened."""

from __future__ import annotations

import re
from collections.abc import Iterable

from counterclaim.records import Said, Span, Timex, hull

#: Between a cue and the time that dates it there may be words, but no new clause and no quotation.
_NEW_CLAUSE = re.compile(
    r"[\"“”„«»;:]|\b(?:that|which|who|whom|whose|when|while|after|before|since|until|where|because|if|as|whether"
    r"|and|but|how|why|what)\b"
)
_VERB = re.compile(r"\b(?:is|are|was|were|had|has|have|will|would|did|[a-z]{3,}ed)\b")
#: "said after Monday's raid", "since March": the time bounds something else than the saying.
_BOUND = re.compile(
    r"\b(?:since|until|till|after|before|from|by|between|through|to|and|of|ago|for) (?:the )?$", re.IGNORECASE
)
_SPEECH = (
    r"(?:news |press |daily |weekly |joint |television |televised |radio |video |written |online |regular )*"
    r"(?:statement|briefing|conference|interview|speech|address|broadcast|post|message|call|report|article|letter"
    r"|announcement|session|hearing|meeting|release|remarks|comments|tweet|appearance|editorial)s?\b"
)
_ATTRIBUTE_OF_SPEECH = re.compile(rf"(?:'s|’s)? {_SPEECH}", re.IGNORECASE)
_DATED_SPEECH = re.compile(rf"{_SPEECH} (?:of|from) $", re.IGNORECASE)
_POSSESSIVE = re.compile(r"'s\b|’s\b")
_NOUN_PHRASE = re.compile(r"\b(?:the|an?|its|his|her|their|this|that|[A-Za-z]+['’]s) $", re.IGNORECASE)
_FRAME = re.compile(
    r"^\W*(?:(?:late|early|later|earlier|speaking|also|and|but|writing|asked) )*"
    r"(?:on|at|in|over|during)?(?: the)?\s*$",
    re.IGNORECASE,
)
#: How a sentence opens that goes on with who speaks ("Speaking to reporters on Monday, ...", "In an interview on ...").
_OPENING = re.compile(
    r"^\W*(?!.*\b(?:about|whether|if|why|how|what)\b)(?:(?:speaking|talking|addressing|briefing|testifying|appearing|asked|pressed|questioned|interviewed)\b"
    rf"|(?:in|at|during) (?:an?|the|his|her|its|their) (?:[\w’'-]+ )*?{_SPEECH})[^,;:\"“”]*\b(?:on|at|in|late|early) $",
    re.IGNORECASE,
)
#: What stands between a closed quotation and the time of saying it: "..." on Monday.
_AFTER_QUOTATION = re.compile(r"[.,]?[\"”’»][.,]?(?: late| early)?(?: on| in| at)? ")
_FAR, _NEAR_WORDS = 90, 4


def said_when(
    text: str, sentence: Span, cue: tuple[Span, ...], content: tuple[Span, ...], timexes: Iterable[Timex]
) -> Said | None:
    """Return the time at which something was said, or None where the sentence does not tell it.

    A time expression counts if it lies in the sentence, outside what was said, and belongs to the cue: after
    it in the same clause ("said in a statement on Monday that ..."), just before it ("the ministry on Monday
    said"), or at the head of the sentence ("On Monday, the ministry said").

    Args:
        text: the article's text.
        sentence: the sentence that holds the cue.
        cue: the words of saying; none gives None.
        content: what was said; a time inside it is part of the message.
        timexes: time expressions of the article, or of the sentence.

    """
    if not cue:
        return None
    said = hull(cue)
    ranked = []
    for timex in timexes:
        if _is_datable(timex) and sentence.contains(timex.span) and not any(timex.span.overlaps(c) for c in content):
            place = _place(text, sentence, said, content, timex.span)
            if place is not None:
                ranked.append((place, timex.span.start, timex))
    if not ranked:
        return None
    best = min(ranked, key=lambda item: item[:2])[2]
    return Said(value=str(best.value), precision=best.precision, evidence=best.span)


def opening_time(text: str, sentence: Span, timexes: Iterable[Timex]) -> tuple[Said, int] | None:
    """When somebody spoke by the opening of a sentence that goes on with who it was, and where that begins ("In an
    interview on Monday, | the minister compared ..."); None where it does not open so.
    """
    for timex in timexes:
        comma = re.match(r",\s+", text[timex.span.end : sentence.end])
        if not (_is_datable(timex) and sentence.contains(timex.span) and comma is not None):
            continue
        if _OPENING.match(text[sentence.start : timex.span.start]) and not _modifies_something_else(text, timex.span):
            said = Said(value=str(timex.value), precision=timex.precision, evidence=timex.span)
            return said, timex.span.end + comma.end()
    return None


def _is_datable(timex: Timex) -> bool:
    return timex.type in ("DATE", "TIME") and timex.value is not None and timex.start is not None


def _place(text: str, sentence: Span, cue: Span, content: tuple[Span, ...], time: Span) -> tuple[int, int] | None:
    """Rank how the time stands to the cue: after it, just before it, heading the sentence; None if apart."""
    if _modifies_something_else(text, time):
        return None
    if time.start >= cue.end:
        between = text[cue.end : time.start]
        inner = [c for c in content if c.start < time.start and c.end > cue.end]
        if inner:
            ended = _AFTER_QUOTATION.fullmatch(text[max(c.end for c in inner) : time.start])
            return (3, len(between)) if ended else None
        return (0, len(between)) if len(between) <= _FAR and not _NEW_CLAUSE.search(between) else None
    if time.end <= cue.start:
        between = text[time.end : cue.start]
        if any(c.start < cue.start and c.end > time.end for c in content):
            return None
        if len(between.split()) <= _NEAR_WORDS and not re.search(r"[,;:]", between) and not _VERB.search(between):
            return 1, len(between)
        before = text[sentence.start : time.start]
        is_opening = _FRAME.match(before) or (_OPENING.match(before) and between.startswith(","))
        if is_opening and not re.search(r"[;:\"“”]", between):
            return 2, len(between)
        return None
    return 0, 0


def _modifies_something_else(text: str, time: Span) -> bool:
    """Whether the time belongs to a noun ("Monday's raid", "the March 30 attack") or bounds another event."""
    before, after = text[max(0, time.start - 40) : time.start], text[time.end : time.end + 60]
    if _ATTRIBUTE_OF_SPEECH.match(after) or _DATED_SPEECH.search(before):
        return False
    if _BOUND.search(before) or _POSSESSIVE.match(after) or _POSSESSIVE.search(time.of(text)[-2:]):
        return True
    return _NOUN_PHRASE.search(before) is not None and re.match(r" [a-z]{3,}", after) is not None
