"""What a denial means that only points at it: "denies it", "said this was not true", "laughed off the suggestion".

Such words mean what was said last by another, whether that was an accusation or not: what a fire came of, a number, a
warning. A denial of "the accusations" or of "the whole story" may mean what was told long before; that is left to
:mod:`~counterclaim.claims.denials`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from counterclaim.claims import lexicon
from counterclaim.claims.propositions import is_anaphoric
from counterclaim.claims.unit import Unit
from counterclaim.records import Act

#: Characters between a sentence and the next, at most: marks and the end of a paragraph.
NEXT = 4
#: Acts by which a thing is put forward.
_PUT = frozenset({Act.ASSERT, Act.ACCUSE, Act.ANNOUNCE, Act.EVALUATE})
_POINTS = re.compile(
    r"\W*(?:as\s+)?(?:(?:he|she|it|they|we|i)\s+(?:\w+ly\s+)?(?:denie[sd]|rejects?|rejected|disputes?|disputed)\s+)?"
    r"(?:all\s+)?(?:this|that|it|so|these|those|them"
    r"|(?:the|that|this|such\s+an?|any\s+such|the\s+latter)\s+(?:\w+\s+)?(?:suggestion|claim|idea|notion|report"
    r"|allegation|accusation|charge|insinuation|assertion|rumou?r|statement))"
    r"(?:\s+(?:is|was|are|were|to\s+be)\s+(?:not\s+|simply\s+|completely\s+)*(?:true|so|the\s+case|correct|right|accurate|untrue|false|wrong"
    r"|incorrect|nonsense|an?\s+lie|lies)|\s+as\s+.{0,60}|\s+(?:out\s+of\s+hand|on\s+\w+|yesterday|today))?\W*",
    re.IGNORECASE,
)
#: "They did not", "he had never seen it": what was said to be done stands before it.
_ELLIPTIC = re.compile(
    r"\W*(?:he|she|it|they|we|i|nobody|no[ -]one|none\s+of\s+(?:them|us))\s+"
    r"(?:did|was|were|had|has|have|is|are|would|could)(?:\s*not|n['’]t)?(?:\s+so)?\W*"
    r"|\W*(?:he|she|they|we|i)\s+(?:(?:had|has|have|did)\s*)?(?:never|not|n['’]t)\s+\w+\s+(?:it|this|that|them|so)\W*",
    re.IGNORECASE,
)
#: Beside these an accusation told further back may be meant.
_OF_CHARGE = re.compile(r"\b(?:accusation|allegation|charge)\b", re.IGNORECASE)
_FOREIGN = re.compile(
    r"\b(?:foreign|outside|external|third[- ]party|another\s+(?:state|country))\s+(?:\w+\s+)?"
    r"(?:involvement|hand|interference|influence|role|power|force|agency|meddling)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=65536)
def points(words: str) -> bool:
    """Whether the words of a denial only point at what is denied."""
    return bool(_POINTS.fullmatch(words) or _ELLIPTIC.fullmatch(words))


def is_of_charge(words: str) -> bool:
    """Whether what they point at is called a charge."""
    return bool(_OF_CHARGE.search(words))


def is_of_foreign_hand(words: str) -> bool:
    """Whether words deny that another state had a hand in it: that answers only who has named one."""
    return bool(_FOREIGN.search(words))


def just_said(denial: Unit, units: Sequence[Unit]) -> Unit | None:
    """What another put forward right before a denial that only points at it, if it does and there is such a thing.

    Args:
        denial: what denies.
        units: of its article.
    """
    a = denial.attribution
    is_bare = a is not None and not a.content and bool(lexicon.words("denials", "named").search(denial.words))
    if not denial.is_denial or not denial.is_anaphoric or not (is_bare or points(denial.words)):
        return None
    found = [u for u in units if _can_be_meant(u, denial)]
    return max(found, key=lambda u: (u.sentence.start, u.is_accusation, len(u.words), u.id)) if found else None


def _can_be_meant(unit: Unit, denial: Unit) -> bool:
    gap = denial.sentence.start - unit.sentence.end
    is_near = unit.spans[0] < denial.spans[0] and (unit.sentence == denial.sentence or 0 <= gap <= NEXT)
    if not is_near or unit.is_denial or unit.is_anaphoric or unit.is_declining or unit.is_retold or unit.is_open:
        return False
    a, own = unit.attribution, denial.attribution
    is_put = a is None or (a.act in _PUT and unit.actor is not None)
    is_other = unit.actor is None or unit.actor != denial.actor
    is_other = is_other and (unit.party is None or unit.party != denial.party)
    is_nested = a is not None and own is not None and (own.parent == a.id or a.parent == own.id or a.id == own.id)
    return is_put and is_other and not is_nested and not is_anaphoric(unit.words)
