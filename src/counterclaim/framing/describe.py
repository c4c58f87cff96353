"""The framing of a case in one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from counterclaim.framing.cues import cue_uses
from counterclaim.framing.interface import PlaceComparer
from counterclaim.framing.shares import party_shares
from counterclaim.framing.toponyms import place_names
from counterclaim.records import Article, CaseFraming, Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class FramingMaterial:
    """What the framing of a case is read from. ``speaker_of`` and ``party_of`` map attribution and actor ids."""

    articles: Mapping[str, Article]
    readings: tuple[Reading, ...]
    speaker_of: Mapping[str, str]
    party_of: Mapping[str, str]


def describe_framing(material: FramingMaterial, places: PlaceComparer) -> CaseFraming:
    """Cues with their implicature, places with several names, and the words given to each party.

    The result does not depend on the order of articles or readings.
    """
    readings = tuple(sorted((r for r in material.readings if r.article in material.articles), key=lambda r: r.article))
    texts = {a.id: a.text for a in material.articles.values()}
    speaker_of, party_of = material.speaker_of, material.party_of
    return CaseFraming(
        cues=tuple(c for r in readings for c in cue_uses(r, texts[r.article], speaker_of, party_of)),
        places=place_names(readings, texts, places),
        shares=tuple(s for r in readings for s in party_shares(r, texts[r.article], speaker_of, party_of)),
    )
