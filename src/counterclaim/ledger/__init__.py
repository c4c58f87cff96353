"""The case's memory: one SQLite file that anybody can open, and a check that recomputes all of it.

``Ledger`` is the only thing that opens the database; ``verify`` trusts nothing in it.
"""

from counterclaim.ledger.finding import Finding
from counterclaim.ledger.log import Entry, Head
from counterclaim.ledger.store import Ledger
from counterclaim.ledger.verify import verify

__all__ = ["Entry", "Finding", "Head", "Ledger", "verify"]
