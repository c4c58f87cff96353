"""Which report takes from which, what is left when copies are folded, and how quoted words change on the way.

articles (+ attributions) → words outside furniture → candidate pairs → aligned passages
    → links (reprint, shared passage, reused quote, credit) with drift → independent origins
quotations (+ speakers)   → utterances with variants
"""

from counterclaim.lineage.find import Lineage, find_lineage
from counterclaim.lineage.links import MADE_BY
from counterclaim.lineage.utterances import find_utterances

__all__ = ["MADE_BY", "Lineage", "find_lineage", "find_utterances"]
