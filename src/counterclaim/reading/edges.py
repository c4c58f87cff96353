"""Edges: where a cue, a source and a content begin and end, whatever a model proposed a word too short or too long.

The words are in ``rules/edges.toml``. Without a parser, ends are told by marks, by words nothing ends in, and by words
a clause ends at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from counterclaim.reading.lexicon import pattern
from counterclaim.reading.quotes import MARKS
from counterclaim.reading.tables import alternatives, any_of, listed, table
from counterclaim.records import Entity, EntityType, Span

#: So few words left of a clause belong to the content before them.
REST_WORDS = 2
_LAST_WORD = re.compile(r"[\w’'.-]+$")
_STRONG_END = re.compile(r"[,;:()\n—–" + MARKS + r"]|\s-+\s|[.!?…]+(?=\s|$)")
_TO_ADVERB = re.compile(r"\bto\s+\w{2,}ly$", re.IGNORECASE)
_OWNED_NAME = re.compile(r"(?:\s+[A-Z][\w’'-]*\w)+")
_INITIALS = re.compile(r"(?:\.[A-Z])+\.?")
_BEFORE_TITLES = frozenset(
    "the former deputy senior chief prime foreign defence defense interior justice state "
    "army police military government navy".split()
)
_NOT_IN_NAMES = frozenset("but and when as while on in after for if at by with".split())
#: Types of names whose bearers can speak.
SPEAKING = frozenset({EntityType.PER, EntityType.ORG, EntityType.LOC})


@cache
def _tails() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    pairs = table("edges")["cue_tails"]["tails"]
    return tuple(
        (
            re.compile(r"(?<!\w)" + alternatives((head,)) + r"$", re.IGNORECASE),
            re.compile(r"\s+" + alternatives((tail,)) + r"(?!\w)", re.IGNORECASE),
        )
        for head, tail in pairs
    )


def cue_edges(cue: Span, text: str) -> Span | None:
    """A cue without adverbs of order and with its particle or complement; None if no word of saying is in it."""
    start, end = cue
    # "don't" may come as "don" and "t"; before anything but a letter the mark closes a quotation
    while (
        start > 0
        and text[start - 1] in "'’"
        and text[start].isalnum()
        and (word := re.search(r"\w+['’]$", text[max(0, start - 12) : start]))
    ):
        start -= len(word.group())
    words = list(re.finditer(r"\S+", text[start:end]))
    outside = listed("edges", "outside_cue")
    while len(words) > 1 and words[0].group().casefold() in outside:
        words.pop(0)
    inner = next((i for i, w in enumerate(words[:-1]) if w.group().casefold() == "also"), None)
    if inner is not None and not any(w.group().casefold() in ("not", "never") for w in words):
        words = words[inner + 1 :]
    if words:
        start += words[0].start()
    for head, tail in _tails():
        if head.search(text[start:end]) and (more := tail.match(text, end)):
            end = more.end()
            break
    told = [w.strip(".,;").casefold() for w in text[start:end].split()]
    is_empty = bool(told) and all(w in listed("edges", "function_words") for w in told)
    return None if is_empty else Span(start, end)


_UNFINISHED = re.compile(
    r"\b(?:has|have|had|is|was|were|are|be|been|being|did|does|do|will|would|not|never|\w+ly|\w+n['’]t"
    r"|(?:went|goes|go|going)\s+(?:on\s+)?to)$",
    re.IGNORECASE,
)
#: What a model that reads "didn't" as two words may leave off.
_CONTRACTED = re.compile(r"['’]t\b")
_NEXT_WORD = re.compile(r"\s+[^\W\d_][\w’'-]*")


def whole_cue(cue: Span, text: str) -> Span:
    """A cue that ends in an auxiliary or an adverb goes on to its verb ("has vehemently" to "denied", "didn" to
    "respond").
    """
    end = cue.end
    if (contracted := _CONTRACTED.match(text, end)) is not None and text[end - 1] == "n":
        end = contracted.end()
    if pattern("hedges").fullmatch(cue.of(text)):
        return cue
    while (more := _UNFINISHED.search(text, cue.start, end)) is not None and (verb := _NEXT_WORD.match(text, end)):
        if more.end() != end:
            break
        end = verb.end()
    return Span(cue.start, end)


_AUXILIARIES = re.compile(
    r"(?<!\w)(?:has|have|had|is|are|was|were|will|would|could|did|does|do|may|might|must|should|can)(?:n['’]t)?"
    r"(?:\s+(?:not|never|been|be|always|long|repeatedly|consistently|categorically|flatly|strongly|vehemently))*\s+$",
    re.IGNORECASE,
)


_MONTH = re.compile(r"(?<=\d\s)May\b")


def with_auxiliaries(cue: Span, text: str) -> Span:
    """A verb with the auxiliaries and negation right before it ("has not | said")."""
    words = cue.of(text).split()
    if (
        not words
        or words[0].casefold() in ("no", "any", "a", "the")
        or not words[-1].casefold().endswith(("ed", "en", "d", "t", "n", "y", "ing", "nd", "m", "k", "w"))
    ):
        return cue
    before = _AUXILIARIES.search(text, max(0, text.rfind("\n", 0, cue.start) + 1, cue.start - 40), cue.start)
    if before is None or _MONTH.match(text, before.start()):
        return cue
    return Span(before.start(), cue.end)


def source_edges(span: Span, text: str, entities: Sequence[Entity]) -> Span:
    """A source with its titles and initials, without apposition, adjunct, or a dangling word at its end."""
    start, end = span
    end = max([end, *(e.span.end for e in entities if e.type in SPEAKING and start <= e.span.start < end < e.span.end)])
    if (initials := _INITIALS.match(text, end)) and end - start > 0 and text[end - 1].isupper():
        end = initials.end()
    start = _with_titles(start, text)
    end = _without_apposition(Span(start, end), text, entities)
    while (last := _LAST_WORD.search(text[start:end])) and last.start() > 0:
        word = last.group().casefold()
        if word not in listed("edges", "dangling") and not (word.endswith("ly") and word.islower() and len(word) > 5):
            break
        end = start + len(text[start : start + last.start()].rstrip(" ,;"))
    return Span(start, end)


def with_owned(source: Span, text: str, cue: Span) -> Span:
    """A source that ends in a possessive goes on over the name it owns ("Dagen’s | Harbour Ministry")."""
    more = _OWNED_NAME.match(text, source.end) if source.of(text).endswith(("’s", "'s")) else None
    whole = Span(source.start, more.end()) if more else source
    return source if whole.overlaps(cue) else whole


def _with_titles(start: int, text: str) -> int:
    """The start of a name, moved back over "the", a nationality and a title that stand before it."""
    before = re.search(r"(?:[\w’'.&-]+\s+){1,7}$", text[max(0, text.rfind("\n", 0, start) + 1) : start])
    if before is None or not text[start : start + 1].isupper():
        return start
    words = list(re.finditer(r"\S+", before.group()))
    best, i = start, len(words)
    base = start - len(before.group())
    linking = ("of", "for", "and", "the")
    while i > 0:
        word = words[i - 1].group()
        plain = word.strip(".").casefold()
        is_title = plain in listed("edges", "titles")
        if not (is_title or word[0].isupper() or plain in linking) or (
            word.endswith(".") and not is_title and "." not in word[:-1]
        ):
            break
        i -= 1
        if is_title:
            best = base + words[i].start()
            best = _over_capitals(words, i, base, best)
    return best


def _over_capitals(words: Sequence[re.Match[str]], i: int, base: int, best: int) -> int:
    """Over the nationality, house or "the" right before a title."""
    while i > 0 and (words[i - 1].group()[0].isupper() or words[i - 1].group() in _BEFORE_TITLES):
        if words[i - 1].group().endswith(".") and "." not in words[i - 1].group()[:-1]:
            break
        if words[i - 1].group().casefold() in _NOT_IN_NAMES | listed("edges", "outside_cue"):
            break
        i -= 1
        best = base + words[i].start()
    return best


def _without_apposition(span: Span, text: str, entities: Sequence[Entity]) -> int:
    """The end of a named source before ", a ...", ", who ...", ", 42,"."""
    for comma in re.finditer(r",\s+(?=(\w+))", text[span.start : span.end]):
        at = span.start + comma.start()
        word = comma.group(1).casefold()
        is_named = any(e.type in SPEAKING and span.start <= e.span.start and e.span.end <= at for e in entities)
        if is_named and (word in listed("edges", "appositions") or word.isdigit()):
            return at
        names_after = any(e.type is EntityType.PER and at < e.span.start < span.end for e in entities)
        if not is_named and word in ("who", "which", "in", "on", "speaking", "citing") and not names_after:
            return at
    return span.end


def antecedent(source: Span, text: str, entities: Sequence[Entity]) -> Span:
    """For a relative pronoun the name right before its comma ("Orst, which denied"); else the source as it is."""
    if source.of(text).casefold() not in ("who", "which", "that"):
        return source
    before = text[: source.start].rstrip(" ,")
    named = [e.span for e in entities if e.type in SPEAKING and e.span.end == len(before)]
    return named[0] if named else source


def right_edge(span: Span, text: str, limit: int) -> Span:
    """A content carried to the end of its clause where it stops at a word nothing ends in, or one or two words before.

    Args:
        span: the content.
        text: the reading text.
        limit: where it must stop at the latest: its sentence's end, or words with a part of their own.
    """
    span = without_conjunction(span, text)
    last = _LAST_WORD.search(text[span.start : span.end])
    is_cut = last is not None and last.group().casefold().strip("’'.") in listed("edges", "dangling")
    is_cut = is_cut or _TO_ADVERB.search(text, *span) is not None
    stop = _STRONG_END.search(text, span.end, limit)
    while stop and _is_abbreviation(text, stop):
        stop = _STRONG_END.search(text, stop.end(), limit)
    end = stop.start() if stop else limit
    if not is_cut:
        weak = any_of("edges", "boundaries").search(text, span.end, end)
        end = weak.start() if weak else end
    rest = text[span.end : end].split()
    if rest and not is_cut and len(rest) > REST_WORDS:
        return span
    grown = Span(span.start, max(end, span.end)).trimmed(text)
    tail = _LAST_WORD.search(grown.of(text))
    ends_open = tail is not None and tail.group().casefold() in listed("edges", "dangling")
    return span if ends_open else grown


def without_conjunction(span: Span, text: str) -> Span:
    """A content without the conjunction it ends in: the next clause is not its own."""
    tail = re.compile(r"\s+" + alternatives(listed("edges", "next_clause")) + r"[\s,]*$", re.IGNORECASE).search(
        span.of(text)
    )
    return Span(span.start, span.start + tail.start()) if tail and tail.start() > 0 else span


def _is_abbreviation(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop stands inside "U.S." or after a title, or a comma inside a number."""
    before, after = text[stop.start() - 1 : stop.start()], text[stop.end() : stop.end() + 1]
    if stop.group() == ",":
        return before.isdigit() and after.isdigit()
    word = _LAST_WORD.search(text[max(0, stop.start() - 12) : stop.start()])
    plain = word.group().casefold() if word else ""
    return stop.group() == "." and (plain in listed("edges", "abbreviations") or "." in plain or len(plain) == 1)
