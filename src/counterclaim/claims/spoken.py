"""Whose words a unit gives for the account of a side, and which words were said in one breath."""

from __future__ import annotations

import re

from counterclaim.claims.unit import Unit
from counterclaim.records import QuoteKind, hull

#: So many characters apart two statements of one speaker follow each other, with at most a few words of saying between.
ONE_BREATH = 40
#: What has no words of its own; "the patrol" and "the fleet" are people as well.
_SILENT = re.compile(
    r"(?:(?:gun|war|battle|air)?ship|vessel|(?:gun|speed|motor|life)?boat|cutter|submarine|ferry|aircraft|(?:air)?plane|jet"
    r"|drone|helicopter|missile|rocket)s?"
)


def spoken_for(unit: Unit) -> str | None:
    """The party whose words a unit gives; none where the source was read to be a ship or an aircraft, which says
    nothing ("under the headline *Orstan gunship* sinks ferry, said that ...").
    """
    name = unit.attribution.speaker if unit.attribution is not None else None
    last = name.split()[-1] if name and name.split() else ""
    is_thing = bool(_SILENT.fullmatch(last)) and not last[:1].isupper()
    return None if is_thing else unit.party


def in_one_breath(a: Unit, b: Unit) -> bool:
    """Whether a speaker is quoted with both in one quotation or right after each other: then they are meant to hold
    together, and the one corrects what was said of the other ("Nobody rammed anybody. They ran over a tug"). What a
    report sums up in its own words ("has said at different times that ...") may be of several days.
    """
    one, two = a.attribution, b.attribution
    if a.article != b.article or one is None or two is None or (a.actor or one.speaker) != (b.actor or two.speaker):
        return False
    if QuoteKind.INDIRECT in (one.kind, two.kind):
        return False
    if one.id == two.id:
        return True
    first, second = sorted((hull(a.spans), hull(b.spans)))
    return second.start - first.end <= ONE_BREATH
