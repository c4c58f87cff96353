"""Whether an act is what an assertion tells, or is only mentioned in telling something else.

"The rebels shelled the town" and "accused them of the shelling" tell of it; "an inquiry into the shelling", "the
shelling worries its neighbours" and "sanctions over the shelling" do not. In a case about one happening nearly
everything mentions it; what is told keeps claims apart. No parser is used: the act's form, what stands before it, and
on which side of the finite verb it is.
"""

from __future__ import annotations

import re

from counterclaim.claims import lexicon
from counterclaim.claims.clauses import finite_verbs
from counterclaim.records import Span

#: A noun so many words after the finite verb still belongs to it.
REACH = 7
#: The words of time stand so many characters before the act, at most.
KNOWN_REACH = 40
_BEFORE_NOUN = re.compile(r"\b(?:the|a|an|its|his|her|their|our|this|these)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
#: The verb that says of a noun that it took place stands within so many characters after it.
PREDICATE = 60
_INFINITIVE = re.compile(r"\bto\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_DETERMINED = re.compile(
    r"\b(?:the|a|an|this|that|these|those|its|his|her|their|our|any|no|such|'s|’s|of the)\s+(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
#: "When he was shot" repeats what is known; "when a rocket hit the bus" tells it.
_KNOWN = re.compile(
    r"\b(?:when|before|after|while|until|since)\s+(?:he|she|it|they|we|i|you)\s+"
    r"(?:(?:was|were|is|are|be|been|being|had|has|have|got)\s+)*$",
    re.IGNORECASE,
)
_VERBS = frozenset(
    "shot struck sank ran rams drove cut blew hit stole left withdrew was were been came reached entered passed spent "
    "leaves left sinks kills carried carries runs".split()
)


def is_verb(act: str) -> bool:
    """Whether the words for an act have a verb among them."""
    return any(w.endswith(("ed", "ing")) or w in _VERBS for w in act.casefold().split())


def is_told(text: str, whole: Span, act: Span) -> bool:
    """Whether ``act``, the place of its words in the stretch ``whole``, is told there."""
    if _is_known(text, whole, act):
        return False
    if _INFINITIVE.search(text, max(whole.start, act.start - 12), act.start):
        return True
    is_gerund = act.of(text).casefold().endswith("ing")
    noun = _DETERMINED if is_gerund else _BEFORE_NOUN
    is_form = is_verb(act.of(text)) and not noun.search(text, max(whole.start, act.start - 30), act.start)
    return True if is_form and not is_gerund else _is_predicate(text, whole, act, is_form)


def _is_known(text: str, whole: Span, act: Span) -> bool:
    """Whether an act stands in a clause of time about somebody already named, behind a clause that says something."""
    clause = _KNOWN.search(text, max(whole.start, act.start - KNOWN_REACH), act.start)
    return clause is not None and any(c.isalpha() for c in text[whole.start : clause.start()])


def _is_predicate(text: str, whole: Span, act: Span, is_gerund: bool) -> bool:
    """Whether a noun for an act, or a form in -ing, is what its clause says and no mere setting of it."""
    verbs = [v for v in finite_verbs(text, whole) if not _is_participle(text, whole, v)]
    before = [v for v in verbs if v.start < act.end]
    if not before and verbs and not is_gerund:
        return bool(lexicon.words("acts", "happening").search(text, act.end, min(whole.end, act.end + PREDICATE)))
    start = min(before[-1].end, act.start) if before else whole.start
    between = text[start : act.start]
    is_near = is_gerund or not before or len(between.split()) <= REACH
    return is_near and not _has_background(between)


def _is_participle(text: str, whole: Span, verb: Span) -> bool:
    """Whether a form in -ed belongs to the noun after it ("the recently reported intrusion")."""
    before = text[max(whole.start, verb.start - 30) : verb.start]
    return verb.of(text).casefold().endswith("ed") and bool(_BEFORE_NOUN.search(before))


def _has_background(before: str) -> bool:
    return bool(lexicon.words("acts", "background").search(before))
