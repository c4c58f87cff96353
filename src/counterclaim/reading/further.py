"""A second verb behind a quotation: X said it was "appalled" **and called for** an inquiry.

A model often runs on over it, as if X had said that too. What closes the quotation before "and" is the end of what the
first verb holds; the verb behind it is the same speaker's. Verbs are in ``rules/constructions.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from counterclaim.reading.clauses import rest_of, sentence_of
from counterclaim.reading.interface import RawAttribution
from counterclaim.reading.tables import alternatives, listed
from counterclaim.records import Span

#: before it is scaled to the share that was right
CONFIDENCE = 0.6


@cache
def _further() -> re.Pattern[str]:
    verbs, calls = (alternatives(listed("constructions", "further", k)) for k in ("verbs", "calls"))
    return re.compile(
        rf"[”\"],?\s+(?:and|but)\s+(?:(?:also|again|then|later|\w+ly)\s+)?"
        rf"(?P<cue>{verbs}|(?:(?:re)?iterated|repeated)\s+{calls})\s+(?=\w)"
    )


def further(text: str, known: Sequence[RawAttribution], sentences: Sequence[Span]) -> Iterator[RawAttribution]:
    """Such verbs inside, or right behind, what a known proposal of their sentence holds."""
    for match in _further().finditer(text):
        cue = Span(*match.span("cue"))
        home = sentence_of(cue, sentences)
        if home is None:
            continue
        own = Span(home.start, match.start())
        before = [r for r in known if r.has_cue and own.contains(r.anchor) and r.source and own.contains(r.source[0])]
        if before:
            first = max(before, key=lambda r: r.anchor)
            yield RawAttribution(
                anchor=cue, has_cue=True, source=first.source, content=(rest_of(cue, text, home),), venue=(),
                acts={"assert": 0.5}, confidence=CONFIDENCE, rule="further",
            )  # fmt: skip
