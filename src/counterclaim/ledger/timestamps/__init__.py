"""Time stamps by others over a custody log's head: RFC 3161 tokens and OpenTimestamps proofs.

Nothing here reaches the network; ``pipeline.stamping`` asks. ``check_stamps`` says offline what a stamp shows.
"""

from counterclaim.ledger.timestamps.beside import PROOF, TOKEN, check_stamps, line_of, stamps_beside

__all__ = ["PROOF", "TOKEN", "check_stamps", "line_of", "stamps_beside"]
