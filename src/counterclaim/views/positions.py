"""How each outlet of a case stands to a claim: an exact pass over its articles, which tells silence from no data."""

from __future__ import annotations

from counterclaim.records import Claim, Position
from counterclaim.views.query import Case


def positions(case: Case, claim: Claim) -> dict[Position, tuple[str, ...]]:
    """For each position the ids of the articles that take it, in the order of the case; every position is a key.

    An article may take several. One that was read and has the claim nowhere is silent; of one that was not read
    (another language, no words left) nothing is known.
    """
    own = {o.article for o in claim.outlets}
    known = {(o.position, o.article) for o in claim.outlets if o.article in case.place_of}
    taken = sorted(known, key=lambda x: case.place_of[x[1]])
    found = {p: [a for q, a in taken if q is p] for p in Position}
    read, unread = case.read_or_not
    found[Position.SILENT] += [a for a in read if a not in own]
    found[Position.NO_DATA] += [a for a in unread if a not in own]
    return {p: tuple(ids) for p, ids in found.items()}
