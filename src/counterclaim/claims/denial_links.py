"""What a denial is tied to, and why: made by :mod:`~counterclaim.claims.denials` and read where stances are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.records import DenialType


@dataclass(frozen=True, slots=True)
class DenialLink:
    """A unit that denies or declines, a unit it answers, why, how sure that is, and how it denies as far as its words
    alone do not tell.
    """

    denial: str
    target: str
    why: str
    confidence: float
    how: tuple[DenialType, ...] = ()


def targets(links: Sequence[DenialLink]) -> Mapping[str, list[DenialLink]]:
    """Links by denial."""
    out: dict[str, list[DenialLink]] = {}
    for link in links:
        out.setdefault(link.denial, []).append(link)
    return out
