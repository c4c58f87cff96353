"""Who is said to have done what: the acts an assertion tells of, with their doer, read from words and their order.

Two assertions are the same proposition only if they tell of the same kind of act, by the same side, with the same
polarity. An embedding does not see that; this does, for every side by the same rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims import lexicon
from counterclaim.claims.foreground import is_told, is_verb
from counterclaim.claims.objects import Patient, patient_of
from counterclaim.claims.sides import Named
from counterclaim.records import Span

#: A doer after "by" begins within so many characters.
BY_REACH = 40
#: Where somebody was instead stands within so many characters after words for having been somewhere.
ELSEWHERE_REACH = 40
_NOT_ONLY = re.compile(r"\bnot (?:only|just|merely|simply|least)\b", re.IGNORECASE)
#: Who "attacked nobody" did not attack.
_NOBODY = re.compile(r"\s+(?:nobody|no one|no-one|nothing)\b", re.IGNORECASE)
#: "Up to forty" tells a number.
_UP_TO = re.compile(r"\bup to (?=[\d\w])", re.IGNORECASE)
#: What a thing was used for was done.
_USED = re.compile(r"\b(?:used|using)\b[^.;:]{0,60}\bto\s+$", re.IGNORECASE)
#: What is done to somebody has an object: "sank her", "wounded two men", but not "sank the next day".
_OBJECT = re.compile(
    r"\s+(?:her|him|them|it|us|the|a|an|another|its|his|their|our|one of|two|three|four|five|dozens|\d+)\b"
    r"(?!\s+(?:\w+\s+)?(?:seconds?|minutes?|hours?|days?|nights?|mornings?|evenings?|afternoons?|weeks?|months?|years?"
    r"|miles?|metres?|meters?|kilomet\w+)\b)",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r"[,—–]\s+(?:and\s+|but\s+)?not\s+(?:by\s+|with\s+)?(?:(?:a|an|the|any)\s+)?(?:[\w-]+\s+)?$")
_BOUNDARY = re.compile(
    r"[,;:.!?—–]|\b(?:that|but|while|whilst|after|before|when|because|although|and|or)\b", re.IGNORECASE
)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|got)\s+(?:\w+ly\s+|also\s+|not\s+|later\s+|first\s+)?$", re.IGNORECASE
)
#: The act's own words are a passive ("was shot", "shots were fired").
_IS_PASSIVE = re.compile(r"\b(?:was|were|been)\s+(?:shot|hit|\w+ed|\w+en)\b", re.IGNORECASE)
_BY = re.compile(r"\b(?:by|at the hands of)\s+(?:the\s+|its\s+|a\s+|an\s+)?", re.IGNORECASE)
_POSSESSIVE = re.compile(r"^(?:['’]s?)?\s+(?:\w+\s+){0,2}$")
_OBJECT_OF = re.compile(r"\b(?:by|against|of|on|at|upon|to|for|from|with)\s+(?:the\s+|a\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Deed:
    """One act an assertion tells of. ``doer`` is a party, None where the words do not say; ``span`` is the act's word.

    ``negated`` where the words say that it was not done, ``universal`` where of all of a kind ("no ship", "never");
    ``is_supposed`` where it is planned, feared or supposed; ``is_sure`` where the doer stands by "by", as owner or as
    subject of a verb, and not only before a noun; ``is_told`` where it is what the words tell, and no mere mention;
    ``patient`` is what it was done to.
    """

    kind: str
    doer: str | None
    negated: bool
    universal: bool
    span: Span
    is_supposed: bool = False
    is_sure: bool = False
    is_told: bool = True
    patient: Patient | None = None

    @property
    def rank(self) -> tuple[bool, int, Span]:
        """Smaller is mainer: what is told before what is only mentioned."""
        return (not self.is_told, lexicon.head_order().get(self.kind, 99), self.span)


def deeds_in(text: str, spans: Sequence[Span], named: Sequence[Named], accused: str | None) -> tuple[Deed, ...]:
    """All acts told of in ``spans``, mainest first.

    Args:
        text: the article's text.
        spans: the assertion's words.
        named: where sides are named in them.
        accused: the side that the assertion charges, where it charges one; the doer of what is told without a doer.
    """
    found: dict[str, Deed] = {}
    sayers = [n for n in named if not _owns_saying(text, n)]
    matches = _matches(text, spans)
    plain = {kind for kind, span, act in matches if not _is_contrast(text, span, act)}
    for kind, span, act in matches:
        if kind in plain and _is_contrast(text, span, act):
            continue
        deed = _deed(kind, text, span, act, sayers, accused)
        best = found.get(kind)
        if best is None or _tells_more(deed, best):
            found[kind] = deed
    return tuple(sorted(found.values(), key=lambda d: d.rank))


def _tells_more(deed: Deed, best: Deed) -> bool:
    """Whether a second mention of a kind of act is to be taken: one that tells it, or that names its doer."""
    if deed.is_told != best.is_told:
        return deed.is_told
    return best.doer is None and deed.doer is not None


def _matches(text: str, spans: Sequence[Span]) -> list[tuple[str, Span, Span]]:
    """Kinds with the stretch and the words they were found in.

    What lies inside longer words of another kind is left out ("a fake attack" is staged, and no forgery), and what lies
    inside words that tell of no act ("carried out").
    """
    found = [
        (kind, span, Span(m.start(), m.end()))
        for span in spans
        for kind in lexicon.possible_kinds(span.of(text))
        for m in lexicon.acts()[kind].finditer(text, span.start, span.end)
    ]
    longest = [act for _, _, act in found]
    idioms = lexicon.words("acts", "idioms")
    longest += [Span(m.start(), m.end()) for span in spans for m in idioms.finditer(text, span.start, span.end)]
    return [x for x in found if not any(o != x[2] and o.contains(x[2]) for o in longest)]


def _is_contrast(text: str, whole: Span, act: Span) -> bool:
    """Whether an act's words are only set against others: "with pesticide, *not nerve agent*" denies no act."""
    return bool(_CONTRAST.search(text[whole.start : act.start]))


def _owns_saying(text: str, named: Named) -> bool:
    """Whether a side is named as the owner of a statement ("Halvenia's accusation of ...")."""
    after = text[named.span.end : named.span.end + 30]
    return bool(re.match(r"(?:['’]s?)?\s+(?:\w+\s+)?(?:" + lexicon.words("acts", "saying").pattern + ")", after, re.I))


def _deed(kind: str, text: str, whole: Span, act: Span, named: Sequence[Named], accused: str | None) -> Deed:
    clause = Span(_clause_start(text, whole, act), act.end)
    before = _NOT_ONLY.sub(" ", text[clause.start : act.end])
    nobody = bool(_NOBODY.match(text, act.end, whole.end))
    negated = nobody or bool(lexicon.words("acts", "negation").search(before))
    negated = negated or _is_elsewhere(kind, text[whole.start : min(whole.end, act.end + ELSEWHERE_REACH)])
    is_all = nobody or bool(lexicon.words("acts", "negation", "universal").search(before))
    just_before = _UP_TO.sub(" ", text[max(clause.start, act.start - 30) : act.start])
    supposed = bool(_supposed().search(just_before)) or _is_open(before)
    supposed = supposed and not _USED.search(text[whole.start : act.start])
    by, owner, subject = _by(text, whole, act, named), _owner(text, whole, act, named), None
    if by is None and owner is None and not _just_happens(text, whole, act):
        subject = _subject(text, whole, act, named)
    sure = bool(by or owner or (subject and is_verb(act.of(text))))
    return Deed(
        kind,
        by or owner or subject or accused,
        negated,
        negated and is_all,
        act,
        supposed,
        sure,
        is_told(text, whole, act),
        patient_of(text, whole, act, named),
    )


def _just_happens(text: str, whole: Span, act: Span) -> bool:
    """Whether the act is an outcome that nobody is told to have brought about: what "sank", who "died"."""
    if not lexicon.words("acts", "agency", "outcome").fullmatch(text, act.start, act.end):
        return False
    is_done = lexicon.words("acts", "agency", "done_to").fullmatch(text, act.start, act.end)
    return not (is_done and _OBJECT.match(text, act.end, whole.end))


#: What is not known, and what holds of anybody at any time ("You do not ram a ferry by mistake").
_OPEN = re.compile(
    r"\b(?:whether|if)\b|(?:\bnot|n['’]t) (?:look|seem|appear)\b"
    r"|^\W*(?:you|one)\s+(?:do|does|don['’]t|can|cannot|can['’]t|never)\b",
    re.IGNORECASE,
)


def _is_open(before: str) -> bool:
    return bool(_OPEN.search(before))


def _is_elsewhere(kind: str, before: str) -> bool:
    return kind == "present" and bool(lexicon.words("acts", "negation", "elsewhere").search(before))


def _supposed() -> re.Pattern[str]:
    return re.compile(lexicon.words("acts", "supposed").pattern + r"\s+(?:\w+\s+){0,3}$", re.IGNORECASE)


def _clause_start(text: str, whole: Span, act: Span) -> int:
    start = whole.start
    for m in _BOUNDARY.finditer(text, whole.start, act.start):
        start = m.end()
    return start


def _before(whole: Span, act: Span, named: Sequence[Named]) -> list[Named]:
    """Sides named before an act, the nearest first; one's own thing may do it itself ("one of its rockets hit")."""
    inside = (n for n in reversed(named) if whole.start <= n.span.start)
    return [n for n in inside if n.span.end <= act.start or (n.first_person and n.span.start < act.start < n.span.end)]


def _owner(text: str, whole: Span, act: Span, named: Sequence[Named]) -> str | None:
    """The side whose act it is: "Halvenia's shelling"."""
    for n in _before(whole, act, named)[:1]:
        is_owner = text[n.span.start : n.span.end + 2].rstrip()[-2:] in ("'s", "’s")
        if is_owner and _POSSESSIVE.search(text[n.span.end : act.start]):
            return n.party
    return None


def _subject(text: str, whole: Span, act: Span, named: Sequence[Named]) -> str | None:
    """The nearest side before the act that is no object; of a passive the one before it is not the doer."""
    if _PASSIVE.search(text[max(whole.start, act.start - 30) : act.start]) or _IS_PASSIVE.search(act.of(text)):
        return None
    for n in _before(whole, act, named):
        between = text[n.span.end : act.start]
        if ";" in between or "." in between:
            return None
        if n.first_person or not _OBJECT_OF.search(text[max(whole.start, n.span.start - 16) : n.span.start]):
            return n.party
    return None


def _by(text: str, whole: Span, act: Span, named: Sequence[Named]) -> str | None:
    m = _BY.search(text, act.end, min(whole.end, act.end + BY_REACH))
    if m is None:
        return None
    return next((n.party for n in named if m.end() <= n.span.start <= m.end() + 25), None)
