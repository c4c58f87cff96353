"""Which words stand for a claim: the clearest of its members, verbatim, so that they can be read alone.

A member offers its own words and, where they lie in one sentence, the sentence that says whose words they are. What
can be read alone names who did what in a clause of sensible length, does not begin with a pronoun whose noun stands
elsewhere, and is no remark on another's words. Words of connection at the head ("But", "In reply,") are left out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims import lexicon
from counterclaim.claims.clauses import stands_alone
from counterclaim.claims.unit import Unit
from counterclaim.records import Span, hull, words_of

#: Words of a label that is easy to take in; a shorter or longer one is taken only where there is no better.
SENSIBLE, BEARABLE = (5, 30), (4, 38)
#: A label with its speaker and cue is at most this long.
LONGEST = 260
#: What speaks for a label: how near it is to what the members share comes first, then these.
CLAUSE_TERM, LENGTH_TERM, NAME_TERM, ACT_TERM, CHARGE_TERM, ANSWERED_TERM = 0.50, 0.25, 0.20, 0.35, 0.10, 0.25
#: What speaks against it.
PRONOUN_COST, REMARK_COST, DENIAL_COST, PIECES_COST, QUESTION_COST, FRAME_COST = 0.45, 0.30, 0.30, 0.25, 0.25, 0.10
#: What other words of saying inside a label cost: it names a statement and not what it states.
SAYING_COST = 0.20

_JOINT = re.compile(
    r"(?:(?:but|and|yet|so|still|however|meanwhile|moreover|nevertheless|nonetheless|additionally|furthermore|then|instead|also|besides|nor|or|thus|therefore"
    r"|in (?:reply|turn|response|particular|addition|fact|contrast)|for (?:its|his|her|their) part|by contrast|as usual"
    r"|on the (?:other hand|contrary)|at the same time|of course|in other words)\b,?\s+)+",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\W*(?:it|he|she|they|this|that|these|those|we|i|you|there|its|his|her|their|our|my|both|such|one|who|which|what"
    r"|(?:none|one|some|any|all|each|most|many|several) of (?:its|his|her|their|our|them|us|those|these)"
    r"|the (?:former|latter|same|two|other))\b",
    re.IGNORECASE,
)
#: At the start a capital tells nothing, unless others or a figure follow it ("TMG-41").
_NAME = re.compile(r"(?<!^)\b[A-Z][\w’'-]+|^\W*[A-Z]+[A-Z0-9-]*[A-Z0-9]\b")
_CLOSING = '”’"'
#: What begins so is a part of a clause.
_PART = re.compile(
    r"\W*(?:to|of|over|for|by|as|against|about|on|at|with|from|into|in connection|because|whether|how|why|if|than"
    r"|likely|unlikely|not|being|having|calls)\b",
    re.IGNORECASE,
)
#: Behind a source: what it says is told in a clause that only says more of it.
_BESIDE = re.compile(r",\s*(?:who|which)\b")
_EDGES = " \t\n,;:–—-"


def label_of(unit: Unit, text: str) -> Span:
    """The words by which one unit is best shown alone.

    Args:
        unit: whose words.
        text: of its article.
    """
    return max(_offers(unit, text), key=lambda s: (_clearness(unit, text, s, ()), -s.start))


def clearest(
    units: Sequence[Unit],
    vectors: NDArray[np.float32],
    texts: Mapping[str, str],
    cues: Mapping[str, Sequence[Span]],
    answered: Collection[str] = (),
) -> tuple[int, Span]:
    """The member whose words stand for the claim, by position, and those words.

    Args:
        units: the members.
        vectors: their unit vectors, row by row.
        texts: of the articles, by id.
        cues: the words of saying of each article.
        answered: ids of the members that denials answer: what the dispute is about.
    """
    near = vectors @ vectors.mean(0)
    kinds = [u.head.kind for u in units if u.head is not None]
    best: tuple[float, str, int] | None = None
    found = (0, hull(units[0].spans))
    for i, u in enumerate(units):
        term = float(near[i]) + _typical(u, units, kinds) + ANSWERED_TERM * (u.id in answered)
        for span in _offers(u, texts[u.article]):
            score = term + _clearness(u, texts[u.article], span, cues.get(u.article, ()))
            rank = (round(score, 6), u.id, -span.start)
            if best is None or rank > best:
                best, found = rank, (i, span)
    return found


def _typical(unit: Unit, units: Sequence[Unit], kinds: Sequence[str]) -> float:
    """What a unit shares with the others: the act it tells of, the side it charges; a denial tells it turned round."""
    share = kinds.count(unit.head.kind) / len(units) if unit.head is not None else 0.0
    is_told = unit.head is not None and unit.head.is_told
    charged = min(sum(x.accused == unit.accused for x in units) - 1, 3) * CHARGE_TERM * bool(unit.accused)
    return ACT_TERM * share * is_told + charged - DENIAL_COST * unit.is_denial


def _offers(unit: Unit, text: str) -> Iterator[Span]:
    """The stretches by which a unit can be shown: its own words, and these with whoever says them.

    Of a sentence that says first who speaks, what follows the words is left out: it says something else. So is what
    stands before one of whom it tells only beside that what he says ("did not mention Renn, | who called it a lie").
    """
    own = _trimmed(text, hull(unit.spans))
    yield own
    a = unit.attribution
    if a is None or not (a.source or a.cue):
        return
    whole = hull((*a.source, *a.cue, *unit.spans))
    if not unit.sentence.contains(whole):
        return
    ends_early = whole.end <= own.end and any(map(str.isalnum, text[own.end : unit.sentence.end]))
    is_beside = bool(a.source) and _BESIDE.match(text, a.source[-1].end) is not None
    for start in (whole.start,) if is_beside else (unit.sentence.start, whole.start):
        framed = _trimmed(text, Span(start, own.end if ends_early else unit.sentence.end))
        if framed.end - framed.start <= LONGEST:
            yield framed
            return


def _trimmed(text: str, span: Span) -> Span:
    """A stretch without blanks and marks at its edges, without words of connection, and with its quotation marks whole.

    Where a mark opens in it and closes just behind it, that one is taken in; one that has no other half is left out.
    """
    start, end = span
    joint = _JOINT.match(text, start, end)
    if joint is not None and joint.end() < end and not text[start:end].casefold().startswith("so-called"):
        start = joint.end()
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        end -= 1
    return _with_marks(text, start, end)


def _with_marks(text: str, start: int, end: int) -> Span:
    words = text[start:end]
    is_open = words.count("“") > words.count("”") or words.count('"') % 2 == 1
    if is_open and text[end : end + 1] in ("”", '"'):
        return Span(start, end + 1)
    if is_open and words[:1] in ("“", '"'):
        return Span(start + 1, end)
    if words[-1:] in ("”", '"') and (words.count("”") > words.count("“") or words.count('"') % 2 == 1):
        return Span(start, end - 1)
    return Span(start, end)


def _clearness(unit: Unit, text: str, span: Span, cues: Sequence[Span]) -> float:
    """How well a stretch can be read alone."""
    words = span.of(text)
    count = len(words.split())
    is_framed = span.start < unit.spans[0].start or span.end > unit.spans[-1].end + 1
    own = unit.attribution.cue if unit.attribution is not None else ()
    is_part = bool(_PART.match(text, *span))
    is_clause = count >= BEARABLE[0] and not is_part and (stands_alone(text, span) or (is_framed and bool(own)))
    is_named = bool(_NAME.search(words) or unit.accused or (unit.head is not None and unit.head.doer))
    score = CLAUSE_TERM * is_clause + NAME_TERM * is_named
    score += LENGTH_TERM * _fit(count) - FRAME_COST * is_framed
    score -= PRONOUN_COST * _dangles(unit, text, span, is_framed=is_framed)
    score -= REMARK_COST * _is_remark(unit, words) + PIECES_COST * _is_in_pieces(unit, text)
    score -= QUESTION_COST * words.rstrip(_CLOSING).endswith("?")
    if any(span.contains(c) and c not in own for c in cues):
        score -= SAYING_COST
    return score


def _is_in_pieces(unit: Unit, text: str) -> bool:
    """Whether other words stand between a unit's own; quotation marks that part them are none."""
    between = (text[one.end : two.start] for one, two in pairwise(unit.spans))
    return any(map(str.isalnum, "".join(between)))


def _fit(count: int) -> float:
    if SENSIBLE[0] <= count <= SENSIBLE[1]:
        return 1.0
    return 0.3 if BEARABLE[0] <= count <= BEARABLE[1] else -1.0


def _dangles(unit: Unit, text: str, span: Span, *, is_framed: bool) -> bool:
    """Whether a stretch begins with a pronoun, or is told by one, that nothing in it says whom it means."""
    if _PRONOUN.match(text, span.start, span.end):
        return True
    a = unit.attribution
    if is_framed and a is not None and a.source:
        return bool(_PRONOUN.fullmatch(words_of(a.source, text)))
    return False


def _is_remark(unit: Unit, words: str) -> bool:
    """Whether words only speak of what another said ("his version goes too far", "the charge is absurd")."""
    head = " ".join(re.findall(r"[\w’'-]+", words)[:6])
    is_saying = bool(lexicon.words("acts", "saying").search(head))
    return unit.is_anaphoric or unit.is_declining or (is_saying and not unit.kinds - {"lie", "blame", "evidence"})
