"""Assertions to claims, whoever makes them: who affirms, who denies and how, what excludes what.

units (one proposition in one place) → denial links → likeness → groups → claims with stances → relations → accounts;
events. Who did what (``deeds``) and what it is about (``referents``) go before how alike the words are.
"""

from counterclaim.claims.build import Claims, build_claims
from counterclaim.claims.interface import Encoder, Material, RelationModel, RelationScores
from counterclaim.claims.statements import statements

__all__ = ["Claims", "Encoder", "Material", "RelationModel", "RelationScores", "build_claims", "statements"]
