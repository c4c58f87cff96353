"""A saying told inside another's words, where its verb stands a tense back: "X said Y had admitted firing on Z".

A model reads two levels and seldom a third. The form tells it: inside a content, a subject, "had" and a verb of saying
with its complement. Verbs and hearers are in ``rules/constructions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from counterclaim.reading.clauses import sentence_of, subject_before
from counterclaim.reading.interface import RawAttribution
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
        stop = _STOP.search(text, start, limit)
        content = Span(start, stop.start() if stop else limit).trimmed(text)
        yield RawAttribution(
            anchor=cue, has_cue=True, source=(subject,), content=(content,), venue=(), acts={"assert": 0.5},
            confidence=CONFIDENCE, rule="relayed",
        )  # fmt: skip


def _ends_before(known: Sequence[RawAttribution], cue: Span, home: Span) -> list[int]:
    """Where the cues before one end in its sentence: its subject stands after them."""
    return [r.anchor.end for r in known if r.has_cue and home.contains(r.anchor) and r.anchor.end <= cue.start]


def _start(match: re.Match[str]) -> int | None:
    """Where what was said begins: after "that", with the "-ing", or with whom it was asked of."""
    kind = next(k for k in ("saying", "doing", "asking") if match[k])
    return match.start(kind) if match["verb"] in _verbs(kind) else None
