"""Words that only tell over what the other side has said, one story after the other, and mostly in mockery.

"First we had sunk an empty ship, now we have blown up a full one"; "Last week there was no drone. Now there was a drone
but it was innocent"; "On Sunday it was a collision. By Monday it had become a bomb". Whoever says so holds neither of
the stories, and nobody who denies them denies it to him. Read from words alone, for every speaker alike.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from counterclaim.records import Act, Attribution, QuoteKind, Span, hull, words_of

_DAY = r"(?:on|by)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_BEFORE = (
    r"(?:first(?:ly)?|at\s+first|initially|yesterday|last\s+(?:week|month|year)"
    rf"|(?:a|one)\s+(?:day|week|month|year)\s+ago|{_DAY})"
)
_AFTER = rf"(?:(?:and|but)\s+)?(?:now|then|today|next|tomorrow|suddenly|later|{_DAY})"
_WE = r"(?:we|our\s+\w+|it\s+was\s+(?:us|our\s+\w+))"
#: "First we sank one, now we have blown up another": two charges against the speaker's own side.
_TWO_CHARGES = re.compile(rf"\W*{_BEFORE},?\s+{_WE}\b.*[,;.–—-]\s*{_AFTER},?\s+{_WE}\b", re.IGNORECASE | re.DOTALL)
#: "First they told us it was dust": what others said at one time and another.
_SAID = r"(?:say|says|said|tells?|told|claim(?:s|ed)?|will\s+(?:say|tell|claim))"
_TWO_SAYINGS = re.compile(
    rf"\W*(?:{_BEFORE},?\s+(?:they|he|she|it)|they\s+first)\s+{_SAID}\b.*[,;.–—-]\s*{_AFTER}\b",
    re.IGNORECASE | re.DOTALL,
)
#: The first of two stories, and the second.
_FIRST = re.compile(
    rf"\W*{_BEFORE},?\s+(?:it\s+was\s+(?:an?|the|all|our|nobody|nothing)\b|there\s+(?:was|were)\s+(?:no|not|never)\b)",
    re.IGNORECASE,
)
_SECOND = re.compile(
    rf"\W*(?:(?:and|but)\s+)?(?:now|today|suddenly)\s+(?:there|it|he|she|they|we)\s+(?:was|were|had)\b"
    rf"|\W*{_AFTER},?\s+it\s+(?:is|was|had\s+become|became|has\s+become|turned\s+(?:out\s+)?into)\s+(?:an?|the|all|our)\b",
    re.IGNORECASE,
)
#: What is said to come next in such a row of stories.
_NEXT = re.compile(
    rf"\W*(?:tomorrow|next|soon|{_DAY}|next\s+week),?\s+(?:it|they|there|he|she)\s+will\b", re.IGNORECASE
)
#: "She did not say that": what follows is what others make of her words.
_UNSAID = re.compile(
    r"(?:\b(?:did|does|do|has|have|had)(?:\s+not|n['’]t)|\bnever)\s+(?:\w+ly\s+)?(?:say|said|claim(?:ed)?|alleged?|suggest(?:ed)?|state[d]?|assert(?:ed)?)\b",
    re.IGNORECASE,
)
#: Acts in which nobody owns up to a thing.
_CHARGING = frozenset({Act.ACCUSE, Act.EVALUATE, Act.DENY, Act.QUESTION})


def is_retold(text: str, a: Attribution | None, spans: Sequence[Span], sentences: Sequence[Span]) -> bool:
    """Whether words tell over stories of the other side, alone or together with the sentence beside them.

    Args:
        text: the article's text.
        a: whose words they are; None where the outlet's own.
        spans: the words.
        sentences: the article's sentences.
    """
    whole = hull(tuple(spans))
    words = text[whole.start : whole.end]
    if a is not None and _UNSAID.search(words_of(a.cue, text)):
        return True
    if _TWO_SAYINGS.match(words) or (a is not None and a.act in _CHARGING and _TWO_CHARGES.match(words)):
        return True
    if a is not None and a.kind is QuoteKind.INDIRECT:
        return False  # of reported words "now" may be the teller's
    before, after = _beside(text, a, whole, sentences)
    is_second = bool(_SECOND.match(words)) and bool(_FIRST.match(before))
    is_first = bool(_FIRST.match(words)) and bool(_SECOND.match(after))
    goes_on = bool(_NEXT.match(words)) and bool(_SECOND.match(before) or _TWO_SAYINGS.match(before))
    return is_first or is_second or goes_on


def _beside(text: str, a: Attribution | None, whole: Span, sentences: Sequence[Span]) -> tuple[str, str]:
    """The sentence before words and the one after, of the same quotation; of the outlet's own words any."""
    at = bisect_right(sentences, Span(whole.start, len(text))) - 1
    found = (sentences[at - 1] if at > 0 else None, sentences[at + 1] if 0 <= at < len(sentences) - 1 else None)
    own = a.content if a is not None else ()
    return tuple(  # type: ignore[return-value]
        s.of(text) if s is not None and (a is None or any(c.overlaps(s) for c in own)) else "" for s in found
    )
