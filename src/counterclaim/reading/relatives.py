"""Clauses that only name what is known or said, and who a relative clause is about.

“How the navy knows was not made public” tells nothing that the navy knows, and “an accord known as the Harbour Pact”
nothing that anybody does. In “one of the letters came from the embassy, which accused the paper” the embassy accuses.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from counterclaim.reading.clauses import sentence_of
from counterclaim.reading.draft import Draft
from counterclaim.reading.edges import SPEAKING
from counterclaim.reading.interface import RawAttribution
from counterclaim.reading.quotes import MARKS
from counterclaim.reading.sources import is_verbal
from counterclaim.records import Entity, EntityType, Span

#: Between a relative pronoun and its verb stands at most so much ("which two days ago | claimed").
RELATIVE = 40
#: Up to so many words a source and a name after it may be one phrase ("a report by the | Harbour Board").
GAP_WORDS = 4
_PASSIVE = re.compile(r"(?:is|are|was|were|be|been|being)\b", re.IGNORECASE)
_RELATIVE = re.compile(r",\s+(?P<pronoun>who|which)\s+(?:[\w’'-]+\s+){0,4}$")
#: A clause that is its sentence's subject, up to its verb of saying or knowing.
_SUBJECT_CLAUSE = re.compile(r"(?:How|Why|What|Where|When|Whether|Who)\s[^,;:?]*")
#: After that verb, the sentence's own; "what he said was that" goes on with what he said.
_MAIN_VERB = re.compile(
    r"\s+(?:(?:so|him|them|us|me)\s+)?(?:is|was|were|are|has|had|will|would|could|did|does|remain(?:s|ed)|became)"
    rf"\s+(?!that\b|[{re.escape(MARKS)}])",
)
_NAMED = re.compile(r"\s+as\b")


def is_naming(raw: RawAttribution, text: str, sentences: Sequence[Span]) -> bool:
    """Whether a proposal's verb stands in a clause that only names what is said or known, or is that of a name."""
    if not raw.has_cue:
        return False
    if raw.anchor.of(text).casefold().split()[-1:] == ["known"] and _NAMED.match(text, raw.anchor.end):
        return True
    home = sentence_of(raw.anchor, sentences)
    if home is None or text[home.start : home.end].rstrip(MARKS + " ").endswith("?"):
        return False
    opening = _SUBJECT_CLAUSE.fullmatch(text, home.start, raw.anchor.start)
    return opening is not None and _MAIN_VERB.match(text, raw.anchor.end, home.end) is not None


def with_antecedent(draft: Draft, text: str, entities: Sequence[Entity]) -> Draft:
    """A verb of a relative clause with the name before it as its source ("Quell, which once | claimed"), where it has
    none, or for "which" one that stands further off.
    """
    before = _RELATIVE.search(text, max(0, draft.anchor.start - RELATIVE), draft.anchor.start)
    if before is None or not draft.cue:
        return draft
    cue = draft.cue[0].of(text)
    if _PASSIVE.match(cue) or not (is_verbal(cue) or cue.endswith("ed")):
        return draft
    named = [e for e in entities if e.type in SPEAKING and e.span.end == before.start()]
    if not named or (draft.source and not _is_further_off(draft.source, named[0], before, text)):
        return draft
    return replace(draft, source=(named[0].span,))


def _is_further_off(source: Sequence[Span], named: Entity, relative: re.Match[str], text: str) -> bool:
    """Whether a source before a body's name, and no part of what names it, was taken for what "which" means."""
    is_body = relative["pronoun"] == "which" and named.type is EntityType.ORG
    gap = text[max(s.end for s in source) : named.span.start]
    return is_body and all(s.end < named.span.start for s in source) and len(gap.split()) > GAP_WORDS
