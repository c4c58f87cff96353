"""Framing over a case: cue words and what they imply, names chosen for places, words given to each party.

Loaded wording, scare quotes and words of distance are found when an article is read; what stands here needs the
actors and parties of the whole case. Counted words, the same for every outlet and party, and no grade.
"""

from counterclaim.framing.cues import cue_uses, known_cue
from counterclaim.framing.describe import FramingMaterial, describe_framing
from counterclaim.framing.interface import PlaceComparer
from counterclaim.framing.toponyms import place_names
from counterclaim.framing.traditions import difference

__all__ = [
    "FramingMaterial",
    "PlaceComparer",
    "cue_uses",
    "describe_framing",
    "difference",
    "known_cue",
    "place_names",
]
