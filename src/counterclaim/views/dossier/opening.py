"""The first screen, for an editor with one minute: what is contested, by whom, reports and origins."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.records import Stance
from counterclaim.views.dossier.claims import ClaimView
from counterclaim.views.dossier.dates import date_range
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.words import anchor

#: More than this and the opening is no opening; the rest is one link away.
_TOP = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Those who affirm or deny, by party; None stands for those of whom no party was read."""

    parties: tuple[tuple[str | None, tuple[str, ...]], ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """One contested claim of the opening."""

    claim: ClaimView
    affirm: Side
    deny: Side


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What the first screen shows."""

    reports: int
    outlets: int
    origins: int
    contested: int
    claims: int
    attributions: int
    published: str | None
    happened: str | None
    headlines: tuple[Headline, ...]
    parties: tuple[tuple[str, str, int], ...]
    unread: tuple[tuple[str, str, str], ...]
    rejected: int


def opening(index: Index, claims: list[ClaimView]) -> Opening:
    """The opening of a case."""
    contested = [c for c in claims if c.contested]
    ids = {a.id for a in index.articles}
    return Opening(
        reports=len(ids),
        outlets=len({a.outlet for a in index.articles if a.outlet is not None}),
        origins=index.origin_count(ids),
        contested=len(contested),
        claims=len(claims),
        attributions=sum(1 for _ in index.attributions()),
        published=date_range(a.published.value for a in index.articles if a.published.value is not None),
        happened=date_range(e.value for e in index.events if e.value is not None and len(e.value) >= len("2031-05-04")),
        headlines=tuple(_headline(c) for c in contested[:_TOP]),
        parties=tuple((p.name, anchor("party", p.id), len(p.actors)) for p in index.parties),
        unread=tuple(
            (index.outlet(a.id), anchor("art", a.id), a.language or "language not known")
            for a in index.articles
            if not index.is_read(a.id)
        ),
        rejected=len(index.case.rejections),
    )


def _headline(claim: ClaimView) -> Headline:
    return Headline(claim=claim, affirm=_side(claim, Stance.AFFIRMS), deny=_side(claim, Stance.DENIES))


def _side(claim: ClaimView, stance: Stance, limit: int = 6) -> Side:
    holders = [h for g in claim.groups if g.stance == stance for h in g.holders]
    by_party: dict[str | None, list[str]] = {}
    for holder in holders[:limit]:
        by_party.setdefault(holder.party, []).append(holder.who)
    return Side(
        parties=tuple((party, tuple(names)) for party, names in by_party.items()),
        more=max(0, len(holders) - limit),
    )
