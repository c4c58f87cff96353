"""Charges: which side is blamed for harm whose means are not told, and words that hold nothing but such a charge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from counterclaim.claims import lexicon
from counterclaim.claims.clauses import finite_verbs
from counterclaim.claims.deeds import Deed
from counterclaim.claims.sides import Named, without_sides
from counterclaim.claims.unit import Unit
from counterclaim.records import Span, content_id

#: Words with a small first letter that a charge without a name for what was done has at most beside a side's name.
BARE_WORDS = 3
_PLAIN = re.compile(r"(?<![\w’'-])[a-z]{5,}")
_SAYING = re.compile(
    r"(?:accusation|allegation|claim|charge|assertion|insinuation|suggestion)s?|against|regarding|about"
)
_MADE_BY = re.compile(r"\s+by\b")


def names_only(text: str, spans: Sequence[Span], named: Sequence[Named]) -> bool:
    """Whether words have no clause and little beside the name of a side ("them on Orland")."""
    if any(not _MADE_BY.match(text, v.end) for s in spans for v in finite_verbs(text, s)):
        return False
    left = " ".join(without_sides(text, s, named) for s in spans)
    return len([w for w in _PLAIN.findall(left) if not _SAYING.fullmatch(w)]) <= BARE_WORDS


def charge_of(
    deeds: Sequence[Deed], accused: frozenset[str], party: str | None, *, is_charging: bool, is_bare: bool
) -> str | None:
    """The side that is charged with harm whose means are not told.

    It is charged by an accusation or by what a denial denies (``is_charging``), or by being named as the doer. Words
    that name no harm are a charge only where nothing beside the side is in them (``is_bare``).
    """
    harm = lexicon.act_class("harm") | {"blame"}
    kinds = {d.kind for d in deeds}
    if kinds & (lexicon.act_class("unreal") | lexicon.act_class("means") | lexicon.act_class("law")):
        return None
    if is_charging:
        is_one = len(accused) == 1 and (bool(kinds & harm) if kinds else is_bare)
        return next(iter(accused)) if is_one else None
    head = deeds[0] if deeds else None
    if head is None or head.kind not in ("kill", "blame") or head.negated or head.doer == party or not head.is_told:
        return None
    return head.doer


def charges_beside(unit: Unit) -> Iterator[Unit]:
    """What is called several crimes at once ("war crimes and genocide") is claimed of each."""
    law = [d for d in unit.deeds if d.kind in lexicon.act_class("law")]
    for deed in law[1:]:
        others = tuple(d for d in unit.deeds if d != deed)
        yield replace(unit, id=content_id("unit", unit.id, deed.kind), deeds=(deed, *others), is_part=True)
