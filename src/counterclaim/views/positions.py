"""How each outlet of a case stands to a claim: an exact pass over its articles, which tells silence from no data."""

from __future__ import annotations

from counterclaim.records import Claim, Position
from counterclaim.views.query import Case


def positions(case: Case, claim: Claim) -> dict[Position, tuple[str, ...]]:
    """For each position the ids of the articles that take it, in the order of the case; every position is a key.

    An article may take several. One that was read and has the claim nowhere is silent; of one that was not read
    (another language, no words left) nothing is known.
    """
    found: dict[Position, list[str]] = {p: [] for p in Position}
    own = dict.fromkeys(o.article for o in claim.outlets)
    for article in sorted(own.keys() & case.place_of.keys(), key=case.place_of.__getitem__):
        for position in claim.positions_of(article, is_read=True):
            found[position].append(article)
    read, unread = case.read_or_not
    found[Position.SILENT] = [a for a in read if a not in own]
    found[Position.NO_DATA] = [a for a in unread if a not in own]
    return {p: tuple(ids) for p, ids in found.items()}
