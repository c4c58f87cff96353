"""Clauses around a cue: contents that begin before it, speakers told by form."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.draft import Draft
from counterclaim.reading.edges import SPEAKING
from counterclaim.reading.lexicon import words
from counterclaim.reading.quotes import MARKS
from counterclaim.reading.tables import alternatives, any_of, listed
from counterclaim.records import Entity, Span, hull

#: A subject of a passive has at most so many words.
SUBJECT_WORDS = 9
SUBJECT_CHARACTERS = 240
#: Auxiliaries before a participle take at most so many characters.
AUXILIARY_CHARACTERS = 20
#: Before "according to X" so few words are an opening ("Since late last year"), whose clause follows.
LEAD_WORDS = 5
_HARD_START = re.compile(
    r"[;:()—–\n" + MARKS + r"]|,\s+(?=(?:he|she|it|they|the)\b)"
    r"|\b(?:that|but|while|because|although|when|after|if|and|who|which|where|whether)\b",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"\b(?:a|an|the|his|her|its|their|another|some|two|three|several)\s+\w", re.IGNORECASE)
#: Right before a verb, an adverb at most between; "that he" is no relative.
_RELATIVE = re.compile(r"\b(?:who|which|that)\s+(?:(?!(?:i|you|he|she|it|we|they|there)\b)\w+\s+)?$", re.IGNORECASE)
_NO_SUBJECT = frozenset(
    {"for", "by", "of", "to", "that", "who", "which", "and", "from", "with", "after", "before", "the", "a"}
)


def sentence_of(span: Span, sentences: Sequence[Span]) -> Span | None:
    """The sentence that ``span`` begins in."""
    i = bisect_right(sentences, span.start, key=lambda s: s.start) - 1
    return sentences[i] if i >= 0 and span.start < sentences[i].end else None


def subject_before(text: str, at: int, sentence: Span) -> Span | None:
    """The subject right before a verb at ``at``: back to a mark, a conjunction or the sentence's start.

    For "who" and "which" it is the phrase before them, back to its article. None if it would be too long.
    """
    floor = max(sentence.start, at - SUBJECT_CHARACTERS)
    region = text[floor:at]
    starts = [m for m in _HARD_START.finditer(region) if region[m.end() :].strip()]
    relative = _RELATIVE.search(region)
    if relative:
        head = region[: relative.start()].rstrip(" ,")
        starts_np = list(_DETERMINER.finditer(head[-90:]))
        if not starts_np:
            return None
        start = len(head) - min(90, len(head)) + starts_np[-1].start()
        return Span(floor + start, floor + len(head))
    start = starts[-1].end() if starts else 0
    found = Span(floor + start, at).trimmed(text)
    found = Span(found.start, found.start + len(found.of(text).rstrip(" ,")))
    return found if 0 < len(found.of(text).split()) <= SUBJECT_WORDS else None


@cache
def raising() -> re.Pattern[str]:
    """The cue of “X is said to” or “X was accused of”: an auxiliary and a participle that tell of nobody's saying."""
    return re.compile(
        r"(?<!\w)(?:(?:has|have|had)\s+(?:not\s+|never\s+|also\s+|long\s+)?)?"
        + alternatives(listed("constructions", "raising", "auxiliaries"))
        + r"(?:n['’]t)?\s+(?:not\s+)?(?:\w+ly\s+|also\s+|now\s+)?"
        + alternatives(listed("constructions", "raising", "participles"))
        + r"(?!\w)",
        re.IGNORECASE,
    )


def is_raised(draft: Draft, text: str) -> bool:
    """Whether the cue is the passive of a verb of saying with a complement, and no "by X" follows."""
    if not draft.cue:
        return False
    cue = draft.cue[0]
    after = text[cue.end :].lstrip()[:8].split(" ")[0].casefold()
    start = max(0, cue.start - AUXILIARY_CHARACTERS)
    found = [m for m in raising().finditer(text, start, cue.end) if m.end() == cue.end]
    return bool(found) and after in listed("constructions", "raising", "complements")


def with_subject(draft: Draft, text: str, sentences: Sequence[Span]) -> Draft:
    """A raised cue ("X is said to be Y") whole, without a source, with its subject as the first of its contents."""
    if not is_raised(draft, text):
        return draft
    cue = draft.cue[0]
    match = next(
        m for m in raising().finditer(text, max(0, cue.start - AUXILIARY_CHARACTERS), cue.end) if m.end() == cue.end
    )
    cue = Span(match.start(), match.end())
    home = sentence_of(cue, sentences)
    subject = subject_before(text, cue.start, home) if home is not None else None
    if subject is None or home is None:
        return replace(draft, cue=(cue,), anchor=cue)
    after = tuple(s for s in draft.content if s.start >= cue.end) or (rest_of(cue, text, home),)
    source = tuple(s for s in draft.source if s.start >= cue.end)
    return replace(draft, cue=(cue,), anchor=cue, source=source, content=(subject, *after))


def impersonal(draft: Draft, text: str) -> Draft:
    """“It is said that ...”: nobody says it."""
    is_it = [s.of(text).casefold() for s in draft.source] == ["it"]
    return replace(draft, source=()) if is_it and raising().fullmatch(draft.anchor.of(text)) else draft


def with_hedged_subject(draft: Draft, text: str, sentences: Sequence[Span]) -> Draft:
    """“X allegedly did Y” holds X and what X did, and is nobody's; after "for", "that" or "who" it has no subject."""
    if not draft.cue or not any_of("constructions", "hedging_adverbs").fullmatch(draft.anchor.of(text)):
        return draft
    home = sentence_of(draft.anchor, sentences)
    before = text[max(0, draft.anchor.start - 12) : draft.anchor.start].split()
    content = tuple(s for s in draft.content if s.start >= draft.anchor.end)
    draft = replace(draft, source=(), content=content or draft.content)
    if home is None or not content or (before and before[-1].casefold() in _NO_SUBJECT):
        return draft
    subject = subject_before(text, draft.anchor.start, home)
    return replace(draft, content=(subject, *content)) if subject is not None else draft


def with_modifier(draft: Draft, text: str, entities: Sequence[Entity]) -> Draft:
    """“misconduct claims”: a noun right before a noun of saying that names nobody is what is said, not who says it."""
    if (
        not draft.cue
        or draft.content
        or len(draft.source) != 1
        or draft.anchor.of(text).casefold() not in words("nouns")
    ):
        return draft
    source = draft.source[0]
    is_adjacent = text[source.end : draft.anchor.start] == " "
    is_name = any(e.type in SPEAKING and e.span.overlaps(source) for e in entities)
    is_phrase = _DETERMINER.match(text, source.start) is not None or (text[source.start].isupper() and source.start > 0)
    if not is_adjacent or is_name or is_phrase or source.of(text).casefold() in words("pronouns"):
        return draft
    return replace(draft, source=(), content=(source,))


def rest_of(cue: Span, text: str, sentence: Span) -> Span:
    """What follows a cue in its sentence, without the marks at its end."""
    end = sentence.end
    while end > cue.end and text[end - 1] in ".!?…" + MARKS:
        end -= 1
    return Span(cue.end, end).trimmed(text)


def with_whole_clause(draft: Draft, drafts: Sequence[Draft], text: str, sentences: Sequence[Span]) -> Draft:
    """“CLAUSE, X said”: a content that a speaker and a verb follow goes back to the start of its sentence."""
    if not draft.cue or not draft.content or any(s.start > draft.anchor.start for s in draft.content):
        return draft
    home = sentence_of(draft.anchor, sentences)
    block = hull(s for s in (*draft.source, *draft.cue) if home is None or home.overlaps(s))
    first = next((s for s in draft.content if home is not None and home.overlaps(s)), None)
    if home is None or first is None or first.start < home.start:
        return draft
    between = text[draft.content[-1].end : block.start]
    before = text[home.start : first.start]
    if any(c.isalnum() for c in between) or "," not in between[:4] + text[block.start - 2 : block.start]:
        return draft
    if (
        not before.strip()
        or any(c in MARKS + ":—" for c in before.strip())
        or before.rstrip().endswith(("said", "says"))
    ):
        return draft
    if _is_inner(block, text, home) and any(
        d.cue and d is not draft and home.start <= d.anchor.start < first.start for d in drafts
    ):
        return draft
    start = home.start
    return replace(draft, content=(Span(start, first.end), *draft.content[draft.content.index(first) + 1 :]))


def _is_inner(block: Span, text: str, home: Span) -> bool:
    """Whether more of the sentence follows a reporting clause than an adjunct or two."""
    return len(text[block.end : home.end].split()) > 8


def with_announced(draft: Draft, drafts: Sequence[Draft], text: str, sentences: Sequence[Span]) -> Draft:
    """“The minister was blunt: CLAUSE”: what a colon behind the verb announces goes on to the sentence's end, unless
    somebody else's verb stands in it.
    """
    home = sentence_of(draft.anchor, sentences)
    first = next((c for c in draft.content if c.start >= draft.anchor.end), None)
    if home is None or not draft.cue or first is None or not home.contains(first):
        return draft
    if _COLON.fullmatch(text, draft.anchor.end, first.start) is None:
        return draft
    rest = rest_of(Span(draft.anchor.start, first.start), text, home)
    others = [x for d in drafts if d is not draft for x in (*d.cue, *d.source)]
    if rest.end <= first.end or any(rest.contains(x) for x in others):
        return draft
    return replace(draft, content=(*(c for c in draft.content if not rest.overlaps(c)), rest))


_COLON = re.compile(r"\s?:\s+")


def according(draft: Draft, text: str, sentences: Sequence[Span]) -> Draft:
    """“According to X, CLAUSE” and “CLAUSE, according to X”: who and what by their places."""
    cue = draft.anchor
    if not draft.cue or not any_of("constructions", "according").fullmatch(cue.of(text)):
        return draft
    home = sentence_of(cue, sentences)
    if home is None:
        return draft
    told = named_after(cue, text, home)
    source = tuple(s for s in draft.source if s.overlaps(told)) or ((told,) if told.end > told.start else ())
    is_first = not any(c.isalnum() for c in text[home.start : cue.start])
    content = tuple(s for s in draft.content if not any(s.overlaps(x) for x in source))
    comma = re.compile(r",\s+").search(text, source[0].end, home.end) if source else None
    if is_first and comma is not None:
        inside = [s for s in content if s.start >= comma.end()]
        whole = rest_of(Span(cue.start, comma.end()), text, home)
        content = (whole, *(s for s in inside if s.start >= home.end))
    elif not is_first:
        content = _around(cue, source, content, text, home)
    return replace(draft, source=source, content=content)


def _around(cue: Span, source: Sequence[Span], content: tuple[Span, ...], text: str, home: Span) -> tuple[Span, ...]:
    """The clause before "according to X", and what goes on after it where the part before is no clause of its own."""
    if not any(s.start < cue.start for s in content):
        content = (Span(home.start, cue.start).trimmed(text), *content)
    before = Span(home.start, cue.start).trimmed(text)
    comma = re.compile(r",\s+").match(text, source[0].end, home.end) if source else None
    if comma is None or len(before.of(text).split()) > LEAD_WORDS or any(s.start > cue.end for s in content):
        return content
    return (*content, rest_of(Span(cue.start, comma.end()), text, home))


def named_after(cue: Span, text: str, home: Span) -> Span:
    """The words after "according to", up to a mark or the next clause."""
    stop = re.compile(r",(?!\d)|[;:()—–" + MARKS + r"]|\s(?:that|who|which|on|in a|in an|but|while)\s").search(
        text, cue.end, home.end
    )
    end = stop.start() if stop else home.end
    while end > cue.end and text[end - 1] in ".!?…, ":
        end -= 1
    return Span(cue.end, end).trimmed(text)
