"""The units of one attribution: which of its propositions somebody puts forward, and which of them deny.

What only frames another's words, or is too little to say a thing, is none. A proposition may be two units, put forward
and denying: words like "nobody was there" say a thing, and may answer what another says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from counterclaim.claims import lexicon
from counterclaim.claims.charges import charges_beside
from counterclaim.claims.clauses import finite_verbs
from counterclaim.claims.dismissals import is_dismissal
from counterclaim.claims.filling import make_unit
from counterclaim.claims.inquiry import Inquiry
from counterclaim.claims.negated import matter
from counterclaim.claims.propositions import Part, is_anaphoric, is_declining, parts_of
from counterclaim.claims.unit import Unit
from counterclaim.records import Act, Attribution, QuoteKind, Span, hull, words_of

#: Reported words so few, without a verb and without a known act, are no proposition.
FRAGMENT = 2
_FRAGMENTARY = frozenset({Act.ASSERT, Act.ANNOUNCE, Act.DEMAND, Act.QUESTION})
#: Who wants to stay unnamed puts nothing forward by that.
_NAMELESS = re.compile(
    r"\W*(?:not\s+)?to\s+(?:be\s+(?:named|identified|quoted)|give\s+(?:his|her|their|a)\s+(?:full\s+|last\s+)?names?)\b",
    re.IGNORECASE,
)
#: What follows tells that harm was done later than is charged ("only after its troops had left"); "after" alone may
#: tell only the order of things.
_AFTER = re.compile(
    r"\b(?:only|not\s+until|long|well|(?:hours|days|weeks|months|years))\s+after\s+(?=\w)|\bonly\s+(?:once|when)\s+(?=\w)",
    re.IGNORECASE,
)
_OURS = re.compile(r"\b(?:our|we|my)\b", re.IGNORECASE)
_SAYING_ACTS = frozenset({Act.ASSERT, Act.ACCUSE, Act.EVALUATE, Act.ANNOUNCE})
#: A proposition of which another attribution of the same speaker takes up so much says nothing of its own.
FRAMED = 0.85


def attributed_units(inquiry: Inquiry, a: Attribution) -> Iterator[Unit]:
    """The units of one attribution."""
    named = inquiry.accusations_named(a)

    def names(span: Span, named: Sequence[Attribution] = named) -> bool:
        return any(c.overlaps(span) for child in named for c in child.content)

    for part in parts_of(a, inquiry.text, inquiry.reading.sentences, names):
        if _is_dismissing(inquiry, a, part, named):
            part = part._replace(is_denied=True, is_answer=True)
        if _is_frame(inquiry, a, part) or _is_fragment(inquiry, a, part):
            continue
        inside = tuple(c.id for c in named if any(x.overlaps(p.span) for p in part.pieces for x in c.content or c.cue))
        unit = make_unit(inquiry, a, part, inside)
        if unit.is_retold and part.is_denied and part.is_answer:
            continue
        yield unit
        yield from charges_beside(unit)
        clears = unit.clears_own_side or _is_after_leaving(inquiry, unit, part)
        if clears or (not unit.is_denial and _may_answer(unit)):
            answer = make_unit(inquiry, a, part._replace(is_denied=True, is_answer=True), ())
            yield answer if clears else replace(answer, is_tentative=True)


def _is_dismissing(inquiry: Inquiry, a: Attribution, part: Part, named: Sequence[Attribution]) -> bool:
    """Whether a part calls what was said untrue or unfit, and names no statement that is read itself."""
    if part.is_denied or a.act not in _SAYING_ACTS:
        return False
    spans = tuple(p.span for p in part.pieces)
    is_named = any(c.overlaps(s) for child in named for c in child.content for s in spans)
    return not is_named and is_dismissal(words_of(a.cue, inquiry.text), words_of(spans, inquiry.text))


def _is_after_leaving(inquiry: Inquiry, unit: Unit, part: Part) -> bool:
    """Whether harm is said to have been done only after the speaker's own side had left: to dispute the time."""
    is_harm = any(d.kind in lexicon.act_class("harm") and not d.negated and d.doer != unit.party for d in unit.deeds)
    if unit.is_denial or unit.party is None or not is_harm or unit.attribution is None:
        return False
    if unit.attribution.act not in _SAYING_ACTS:
        return False
    for piece in part.pieces:
        for m in _AFTER.finditer(inquiry.text, piece.span.start, piece.span.end):
            rest = Span(m.end(), piece.span.end)
            left = lexicon.acts()["withdraw"].search(inquiry.text, rest.start, rest.end)
            named = inquiry.named(unit.attribution, rest, unit.party) if left else ()
            own = [n.span.start for n in named if n.party == unit.party]
            own += [o.start() for o in _OURS.finditer(inquiry.text, rest.start, rest.end)]
            if left and any(at < left.end() for at in own):
                return True
    return False


def _is_frame(inquiry: Inquiry, a: Attribution, part: Part) -> bool:
    """Whether a proposition is hardly more than the speaker's own words of saying with what follows them."""
    if part.is_denied or a.act not in _SAYING_ACTS:
        return False
    whole = hull(tuple(p.span for p in part.pieces))
    speaker = inquiry.speaker(a.id)
    for child in (inquiry.by_id[c] for c in inquiry.children.get(a.id, ())):
        inner = hull((*child.source, *child.cue, *child.content)) if child.cue and child.source else None
        if inner is None or not whole.contains(inner) or inquiry.speaker(child.id) != speaker:
            continue
        if inner.end - inner.start >= FRAMED * (whole.end - whole.start):
            return True
    return False


def _is_fragment(inquiry: Inquiry, a: Attribution, part: Part) -> bool:
    """Whether reported words are too few to say a thing ("appealed *for calm*", "asked *not to be named*")."""
    if part.is_denied or a.kind is not QuoteKind.INDIRECT or a.act not in _FRAGMENTARY or not a.content:
        return False
    words = words_of((p.span for p in part.pieces), inquiry.text)
    if _NAMELESS.match(words):
        return True
    if len(words.split()) > FRAGMENT or is_declining(a, inquiry.text) or lexicon.kinds_in(words):
        return False
    names_saying = is_anaphoric(words) or any(is_anaphoric(w) for w in words.split())
    return not names_saying and not any(finite_verbs(inquiry.text, p.span) for p in part.pieces)


def _may_answer(unit: Unit) -> bool:
    """Whether a statement says in negative words what another may have said."""
    a = unit.attribution
    is_said = a is not None and a.act in _SAYING_ACTS and not unit.is_declining and not unit.children
    is_own = not (unit.is_anaphoric or unit.is_retold or unit.is_open)
    return is_said and is_own and bool(matter(unit.words))
