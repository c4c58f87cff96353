"""What the claims stage makes of a case told in words, and how to look things up in it."""

from __future__ import annotations

from case import CaseInWords, WordEncoder

from counterclaim.claims import Claims, build_claims
from counterclaim.records import Claim, Member, Stance


def build(case: CaseInWords) -> Claims:
    """All claims of a case."""
    return build_claims(case.material(), WordEncoder())


def claim_with(found: Claims, attribution: str) -> Claim:
    """The first claim that an attribution is in."""
    return next(c for c in found.claims if any(m.attribution == attribution for m in c.members))


def members_of(found: Claims, attribution: str, stance: Stance) -> list[Member]:
    """What an attribution holds with one stance."""
    return [m for c in found.claims for m in c.members if m.attribution == attribution and m.stance is stance]


def answered(found: Claims, case: CaseInWords, attribution: str) -> list[str]:
    """The words that an attribution's denials answer."""
    texts = {a.id: a.text for a in case.articles}
    told = [m.answers for m in members_of(found, attribution, Stance.DENIES)]
    return [texts[a.article][a.start : a.end] for a in told if a is not None]
