"""The relation model: a cross-encoder over two statements, for what they say of each other.

``RelationModel.compare`` gives same, entails, entailed, contradicts or unrelated; ``stances`` how a text stands to a
claim; ``matches`` whether two statements make one point or tell of one event.
"""

from counterclaim.models.relation.candidates import WordIndex
from counterclaim.models.relation.onnx import Comparison, RelationModel, StanceOfText
from counterclaim.models.relation.passages import passages

__all__ = ["Comparison", "RelationModel", "StanceOfText", "WordIndex", "passages"]
