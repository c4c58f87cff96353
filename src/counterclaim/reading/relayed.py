"""A saying told inside another's words: "X said Y had admitted firing on Z", "X said he was told by Y that", and in
quoted words "They say we burned it".

A model reads two levels and seldom a third. The form tells it: inside a content, a subject, "had" and a verb of saying
with its complement; a passive of telling with its agent; a third person and a verb of saying with a clause. Verbs and
hearers are in ``rules/constructions.toml`` and ``rules/idioms.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from counterclaim.reading.clauses import sentence_of, subject_before
from counterclaim.reading.interface import RawAttribution
from counterclaim.reading.quotes import Quote
from counterclaim.reading.tables import alternatives, listed
from counterclaim.records import Span

#: before it is scaled to the share that was right
CONFIDENCE = 0.6
_STOP = re.compile(r"[;:()—–\n]|,\s|[.!?…]+(?=\s|$)|\s(?:but|while|although|because|which|who)\s")


@cache
def _form() -> re.Pattern[str]:
    verbs = alternatives(frozenset().union(*(_verbs(k) for k in ("saying", "doing", "asking"))))
    hearers = alternatives(listed("constructions", "relayed", "hearers"))
    return re.compile(
        rf"\b(?P<cue>had\s+(?:(?:also|already|not|never|\w+ly)\s+)?(?P<verb>{verbs}))"
        rf"(?:(?:\s+(?:{hearers}|the\s+\w+|[A-Z]\w+))?\s+that\s+(?P<saying>\w)"
        r"|\s+(?P<doing>\w+ing)\b|\s+(?P<asking>(?:\w+\s+){1,3}to)\s)"
    )


def _verbs(kind: str) -> frozenset[str]:
    return listed("constructions", "relayed", kind)


def relayed(text: str, known: Sequence[RawAttribution], sentences: Sequence[Span]) -> Iterator[RawAttribution]:
    """Such sayings inside what a known proposal with a cue holds in the same sentence."""
    for match in _form().finditer(text):
        cue = Span(*match.span("cue"))
        home = sentence_of(cue, sentences)
        start = _start(match)
        around = [c for r in known if r.has_cue for c in r.content if c.contains(cue)]
        if home is None or start is None or not around:
            continue
        floor = max(home.start, *(c.start for c in around), *_ends_before(known, cue, home))
        subject = subject_before(text, cue.start, Span(floor, home.end))
        if subject is None:
            continue
        limit = min(home.end, *(c.end for c in around))
        yield _proposed(cue, subject, start, text, limit)


@cache
def _told_by() -> re.Pattern[str]:
    verbs = alternatives(listed("idioms", "hearing", "verbs"))
    return re.compile(
        rf"(?<!\w)(?P<cue>(?:(?:has|have|had)\s+)?(?:been|was|were)\s+(?:also\s+|later\s+)?{verbs})\s+by\s+"
        r"(?P<who>[^,;:.()“”\"\n]{2,50}?)\s+that\s+(?P<what>\w)"
    )


def told_by(text: str, sentences: Sequence[Span]) -> Iterator[RawAttribution]:
    """“He had been told by the army that the road was clear”."""
    for match in _told_by().finditer(text):
        cue, who = Span(*match.span("cue")), Span(*match.span("who"))
        if (home := sentence_of(cue, sentences)) is not None:
            yield _proposed(cue, who, match.start("what"), text, home.end)


@cache
def _they_say() -> re.Pattern[str]:
    verbs, subjects = (alternatives(listed("constructions", "quoted_sayings", k)) for k in ("verbs", "subjects"))
    return re.compile(
        rf"(?<![\w’'])(?P<who>{alternatives(listed('constructions', 'quoted_sayings', 'speakers'))})\s+"
        rf"(?P<cue>(?:also\s+|now\s+|still\s+|always\s+)?{verbs})\s+(?:that\s+)?(?P<what>{subjects}\s+\w)",
        re.IGNORECASE,
    )


def in_quotes(text: str, sentences: Sequence[Span], quotes: Sequence[Quote]) -> Iterator[RawAttribution]:
    """“They say we burned it”, inside quoted words: what somebody else says, as the speaker tells it."""
    for match in _they_say().finditer(text):
        cue = Span(*match.span("cue"))
        quote = next((q.inner for q in quotes if q.inner.contains(Span(*match.span()))), None)
        home = sentence_of(cue, sentences)
        if quote is not None and home is not None:
            yield _proposed(cue, Span(*match.span("who")), match.start("what"), text, min(home.end, quote.end))


def _proposed(cue: Span, who: Span, start: int, text: str, limit: int) -> RawAttribution:
    """A proposal of the rule "relayed", with the clause that begins at ``start`` for its content."""
    stop = _STOP.search(text, start, limit)
    content = Span(start, stop.start() if stop else limit).trimmed(text)
    return RawAttribution(
        anchor=cue, has_cue=True, source=(who,), content=(content,), venue=(), acts={"assert": 0.5},
        confidence=CONFIDENCE, rule="relayed",
    )  # fmt: skip


def _ends_before(known: Sequence[RawAttribution], cue: Span, home: Span) -> list[int]:
    """Where the cues before one end in its sentence: its subject stands after them."""
    return [r.anchor.end for r in known if r.has_cue and home.contains(r.anchor) and r.anchor.end <= cue.start]


def _start(match: re.Match[str]) -> int | None:
    """Where what was said begins: after "that", with the "-ing", or with whom it was asked of."""
    kind = next(k for k in ("saying", "doing", "asking") if match[k])
    return match.start(kind) if match["verb"] in _verbs(kind) else None
