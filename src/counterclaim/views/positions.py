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
    for article in case.articles:
        reading = case.reading_by_article.get(article.id)
        is_read = reading is not None and bool(reading.sentences)
        for position in claim.positions_of(article.id, is_read=is_read):
            found[position].append(article.id)
    return {p: tuple(ids) for p, ids in found.items()}
