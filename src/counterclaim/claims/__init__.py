"""Assertions to claims, whoever makes them: who affirms, who denies and how, what excludes what.

units (one proposition in one place) → denial links → groups → claims with stances → relations → accounts; events.
"""

from counterclaim.claims.build import Claims, build_claims
from counterclaim.claims.interface import Encoder, Material

__all__ = ["Claims", "Encoder", "Material", "build_claims"]
