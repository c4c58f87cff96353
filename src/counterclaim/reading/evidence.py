"""Evidence named in so many words, for where the model is silent; nouns by type in ``rules/evidence.toml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from counterclaim.reading.confidence import of_rule, scaled
from counterclaim.reading.tables import alternatives, table
from counterclaim.records import EvidenceMention, Span

_BEFORE = re.compile(
    r"(?:(?:a|an|the|this|that|these|those|his|her|its|their|some|several|two|three|new|newly|recent|grainy|shaky|amateur|leaked"
    r"|purported|alleged|unverified|secret|internal|classified|initial|independent|high-resolution|commercial"
    r"|doctored|edited|\w+ly)\s+)+$",
    re.IGNORECASE,
)


@cache
def _nouns() -> re.Pattern[str]:
    types = table("evidence")["types"]
    groups = (f"(?P<t{i}>{alternatives(types[t])})" for i, t in enumerate(types))
    return re.compile(r"(?<![\w-])(?:" + "|".join(groups) + r")(?![\w-])", re.IGNORECASE)


def named_evidence(text: str, known: Sequence[EvidenceMention]) -> list[EvidenceMention]:
    """The known mentions and those of the lexicon that no known one touches, in text order.

    Args:
        text: the reading text.
        known: the model's mentions.
    """
    types = list(table("evidence")["types"])
    known = [typed(e, text, types) for e in known]
    out = [replace(e, confidence=round(scaled("evidence", e.confidence), 4)) for e in known]
    sure = round(of_rule("evidence noun"), 4)
    last_end = -1
    for match in _nouns().finditer(text):
        determiner = _BEFORE.search(text, max(0, match.start() - 40), match.start())
        span = Span(max(determiner.start() if determiner else match.start(), last_end), match.end())
        if any(e.span.overlaps(span) for e in known):
            continue
        kind = types[int(str(match.lastgroup)[1:])]
        out.append(EvidenceMention(span=span, type=kind, confidence=sure))
        last_end = match.end()
    return sorted(out, key=lambda e: (e.span, e.type))


def typed(mention: EvidenceMention, text: str, types: Sequence[str]) -> EvidenceMention:
    """A mention with the type of the thing that it names; its own type where it names none of the lexicon."""
    noun = _nouns().search(text, *mention.span)
    return mention if noun is None else replace(mention, type=types[int(str(noun.lastgroup)[1:])])
