"""Contents: completed to the quote they are part of, kept inside their sentence, split at quotation marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from counterclaim.reading.draft import Draft
from counterclaim.reading.quotes import MARKS, Quote
from counterclaim.reading.turns import is_turn
from counterclaim.records import Span, hull

#: Share of a quote's words that a content must hold to be taken for the whole quote.
SNAP_FROM = 0.5
#: A quote of one sentence and so few characters is taken whole wherever a content touches it.
SHORT_QUOTE_CHARACTERS = 60
#: A stray piece of content has at most so many words.
CRUMB_WORDS = 2
#: Before a clause of circumstance an object has at most so many words ("urged calm | as it tries to").
OBJECT_WORDS = 4
_CIRCUMSTANCE = re.compile(r",?\s+(?:as\s+(?:he|she|it|they|we)|while)\s", re.IGNORECASE)
_AFTERTHOUGHT = re.compile(r"[" + MARKS + r"’']*[,.]?\s+(?:and|before|as|while)(?:\s+[\w’'-]+){1,3}\W*")
_SUBJECTS = frozenset("i we you he she it they this that these those there to who what how whether if".split())
_FINITE = frozenset("is are was were had has have did does do will would can could may might must should be".split())
#: Where it opens a sentence, or a verb follows.
_THAT_ITSELF = re.compile(r"That\b|that\s+(?:is|was|will|would|can|could|may|might|must|has|had|does|did)\b")
_ASIDE = re.compile(r"[^—–\n]{1,80}(?:[—–]|\s-)\s+that\s+")
#: What "that" and so few words name was told before ("disputed *that account*").
POINTED_WORDS = 1
_THROUGH = re.compile(r"\b(?:through|via)\s+$")
_THAT = re.compile(r"(?:that|if it is true that)\s+", re.IGNORECASE)


def within_sentence(draft: Draft, text: str, quotes: Sequence[Quote], sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Unquoted contents that run out of the anchor's sentence cut at its ends; quoted speech may run on, to its mark.

    Unquoted words on lines after the cue's own belong to it only where its line ends in a colon.
    """
    home = next((s for s in sentences if s.overlaps(draft.anchor)), None)
    announces = text[draft.anchor.end : text.find("\n", draft.anchor.end)].rstrip().endswith(":")
    out = []
    for span in draft.content:
        is_quoted = any(q.inner.overlaps(span) for q in quotes)
        if home is not None and not is_quoted and span.overlaps(home):
            span = Span(max(span.start, home.start), min(span.end, home.end))
        elif home is not None and draft.cue and not is_quoted and not announces and "\n" in text[home.end : span.start]:
            continue
        out.append(on_its_lines(span, text, quotes) if is_quoted else span)
    return tuple(out)


def on_its_lines(span: Span, text: str, quotes: Sequence[Quote]) -> Span:
    """A content with quoted words cut at the end of the line on which the last of them stands."""
    last = max(q.inner.end for q in quotes if q.inner.overlaps(span))
    stop = text.find("\n", last, span.end)
    return span if stop < 0 else Span(span.start, stop)


def not_said_by_others(
    draft: Draft, drafts: Sequence[Draft], text: str, quotes: Sequence[Quote], sentences: Sequence[Span]
) -> tuple[Span, ...]:
    """Contents but the unquoted ones in another sentence, where somebody else's verb has them, and those who speak for
    the source ("denied, through its envoy, that ...").
    """
    home = next((s for s in sentences if s.overlaps(draft.anchor)), None)
    others = [d for d in drafts if d.cue and d.source and d.anchor != draft.anchor]

    def is_others(span: Span) -> bool:
        if _THROUGH.search(text, max(0, span.start - 8), span.start) and any(span in d.source for d in others):
            return True
        if home is None or span.overlaps(home):
            return False
        quote = next((q.inner for q in quotes if q.inner.overlaps(span)), None)
        if quote is not None:
            return any(is_beside(quote, (*d.source, *d.cue), text) and not _is_of_both(draft, d) for d in others)
        near = [d for d in others if any(c.overlaps(span) for c in d.content)]
        return any(s.contains(span) and s.contains(d.anchor) for d in near for s in sentences)

    kept = tuple(s for s in draft.content if not is_others(s))
    return kept or _object_of(draft, text, home) or draft.content


def _is_of_both(one: Draft, other: Draft) -> bool:
    """Whether two verbs have one speaker, who says the same by both."""
    return bool(set(one.source) & set(other.source))


def _object_of(draft: Draft, text: str, home: Span | None) -> tuple[Span, ...]:
    """What a verb denies or charges by few words of its own sentence ("disputed *that account*")."""
    rest = _OBJECT.match(text, draft.anchor.end, home.end) if home is not None and draft.cue else None
    return (Span(*rest.span("what")),) if rest is not None else ()


_OBJECT = re.compile(r"\s+(?P<what>(?:that|this|these|those|the|any|all)(?:\s+[\w’'-]+){1,3})(?=[.!?]?\s*$)")


def complete(draft: Draft, text: str, quotes: Sequence[Quote], sentences: Sequence[Span]) -> tuple[Span, ...]:
    """Contents that hold most of a quote are widened to the quote, and on over continuation lines."""
    outside = (*draft.source, *draft.cue)
    spans = on_its_line([trimmed(s, text) for s in draft.content], draft, text)
    for i, quote in enumerate(quotes):
        inner = trimmed(quote.inner, text)
        mine = [s for s in spans if s.overlaps(inner)]
        if not mine or any(o.overlaps(inner) for o in outside):
            continue
        covered = sum(min(s.end, inner.end) - max(s.start, inner.start) for s in mine)
        is_same_sentence = not _crosses(inner, sentences)
        is_short = is_same_sentence and inner.end - inner.start < SHORT_QUOTE_CHARACTERS
        if covered >= SNAP_FROM * (inner.end - inner.start) or is_short or is_beside(inner, outside, text):
            spans.append(inner)
        elif not is_same_sentence:
            spans += [_to_sentences(s, inner, sentences) for s in mine if inner.contains(s)]
        while quote.continues and i + 1 < len(quotes) and inner in spans and not is_turn(quotes[i + 1].inner, text):
            i += 1
            quote = quotes[i]
            spans.append(trimmed(quote.inner, text))
            inner = spans[-1]
    spans = [
        without_that(without_afterthought(s, text, quotes), text, quotes) for s in merged(without(spans, outside), text)
    ]
    return without_crumbs(spans, text, quotes, draft.cue)


def _to_sentences(span: Span, quote: Span, sentences: Sequence[Span]) -> Span:
    """Words inside a quote, carried out to the ends of the sentences that they are cut from."""
    mine = hull(s for s in sentences if s.overlaps(span))
    return Span(max(mine.start, quote.start), min(mine.end, quote.end))


def on_its_line(spans: Sequence[Span], draft: Draft, text: str) -> list[Span]:
    """Of contents on several lines those on the cue's own, if there are any: other lines have their own cues."""
    if not draft.cue:
        return list(spans)
    start = text.rfind("\n", 0, draft.anchor.start) + 1
    end = text.find("\n", draft.anchor.end)
    line = Span(start, end if end >= 0 else len(text))
    here = [s for s in spans if s.overlaps(line)]
    return here or list(spans)


def is_beside(quote: Span, outside: Sequence[Span], text: str) -> bool:
    """Whether a quote stands right before or after the speaker and the verb, with only marks between."""
    if not outside:
        return False
    start, end = min(s.start for s in outside), max(s.end for s in outside)
    gap = text[quote.end : start] if quote.end <= start else text[end : quote.start] if end <= quote.start else "x"
    return not any(c.isalnum() for c in gap) and "\n" not in gap


def _crosses(span: Span, sentences: Sequence[Span]) -> bool:
    return sum(s.overlaps(span) for s in sentences) > 1


def without_that(span: Span, text: str, quotes: Sequence[Quote] = ()) -> Span:
    """A content without its opening "that", and without an aside between dashes before it.

    Inside quotation marks it may be the subject of what is said ("“That is no fishing boat”").
    """
    if any(q.inner.start <= span.start < q.inner.end for q in quotes) and _THAT_ITSELF.match(text, *span):
        return span
    is_aside = text[max(0, span.start - 4) : span.start].rstrip().endswith(("—", "–", " -"))
    opening = (_ASIDE if is_aside else _THAT).match(text, span.start, span.end)
    is_opened = opening is not None and len(text[opening.end() : span.end].split()) > POINTED_WORDS
    return Span(opening.end(), span.end) if opening is not None and is_opened else span


def without_afterthought(span: Span, text: str, quotes: Sequence[Quote]) -> Span:
    """A content that is a quotation from its first word, without the two or three of the outlet's words after it.

    What its speaker did next ("“it is a lie” and left") is no part of what was said.
    """
    for quote in quotes:
        if quote.is_closed and quote.inner.start <= span.start < quote.inner.end < span.end:
            rest = _AFTERTHOUGHT.fullmatch(text, quote.inner.end, span.end)
            return Span(span.start, quote.inner.end) if rest is not None else span
    return span


def without_circumstance(draft: Draft, text: str, quotes: Sequence[Quote]) -> Draft:
    """A content that is a short object right after its verb, without the outlet's clause on when it was said.

    "Urged calm while it took no side" reports urging calm; "said the army fired while it was dark" is left whole.
    """
    if not draft.content or not draft.cue or text[draft.anchor.end : draft.content[0].start] != " ":
        return draft
    whole = hull(draft.content)
    clause = _CIRCUMSTANCE.search(text, *whole)
    words = text[whole.start : clause.start()].split() if clause else []
    is_quoted = any(q.inner.overlaps(whole) for q in quotes)
    if clause is None or len(words) > OBJECT_WORDS or is_quoted or "\n" in whole.of(text) or _is_clause(words):
        return draft
    return replace(draft, content=(Span(whole.start, clause.start()),))


def _is_clause(words: Sequence[str]) -> bool:
    """Whether a few words may be a clause: they open with a subject, or one of them may be its verb."""
    return words[0].casefold() in _SUBJECTS or any(w.endswith(("ed", "s")) or w in _FINITE for w in words[1:])


def without_crumbs(
    spans: Sequence[Span], text: str, quotes: Sequence[Quote], cue: Sequence[Span] = ()
) -> tuple[Span, ...]:
    """Drop stray words apart from the content proper: one or two of them, unquoted, while others make a clause."""
    longest = max((len(s.of(text).split()) for s in spans), default=0)

    def is_crumb(s: Span) -> bool:
        if any(not text[s.end : c.start].strip() and s.end <= c.start for c in cue):
            return False  # the subject of a passive
        words = len(s.of(text).split())
        return words <= CRUMB_WORDS and longest > 2 * CRUMB_WORDS and not any(q.inner.overlaps(s) for q in quotes)

    return tuple(s for s in spans if not is_crumb(s))


def trimmed(span: Span, text: str) -> Span:
    """A content without outer blanks, quotation marks, and a comma before a closing mark."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in MARKS + ",:;"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in MARKS + ",:;"):
        end -= 1
    return Span(start, end)


def without(spans: Sequence[Span], holes: Sequence[Span]) -> list[Span]:
    """The spans with the words of ``holes`` cut out."""
    out = list(spans)
    for hole in holes:
        out = [
            part
            for s in out
            for part in (
                (Span(s.start, min(s.end, hole.start)), Span(max(s.start, hole.end), s.end))
                if s.overlaps(hole)
                else (s,)
            )
            if part.end > part.start
        ]
    return out


def merged(spans: Sequence[Span], text: str) -> tuple[Span, ...]:
    """Overlapping spans, and spans with only blanks or commas between them, made one."""
    out: list[Span] = []
    for s in sorted(trimmed(s, text) for s in spans):
        if s.end <= s.start:
            continue
        if out and (s.start <= out[-1].end or text[out[-1].end : s.start].isspace()):
            out[-1] = Span(out[-1].start, max(out[-1].end, s.end))
        else:
            out.append(s)
    return tuple(out)


def split_at_marks(spans: Sequence[Span], text: str, quotes: Sequence[Quote]) -> tuple[Span, ...]:
    """Contents cut where a quotation mark begins or ends inside them."""
    out: list[Span] = []
    for span in spans:
        cuts = {span.start, span.end}
        for q in quotes:
            cuts |= {c for c in q.inner if span.start < c < span.end}
        edges = sorted(cuts)
        parts = (trimmed_marks(Span(a, b), text) for a, b in pairwise(edges))
        out += [p for p in parts if any(c.isalnum() for c in p.of(text))]
    return tuple(out)


def trimmed_marks(span: Span, text: str) -> Span:
    """A part of a mixed content without blanks and marks at its ends."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in MARKS + "‘’'"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in MARKS + "‘,"):
        end -= 1
    return Span(start, end)
