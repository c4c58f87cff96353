"""Hash chains over what came in and what people decided.

A chain shows any change, removal or reordering before its end. It does not show its end cut off, nor a whole
history rewritten: for that an earlier head must be kept elsewhere (a printed dossier, a second machine).
"""

from __future__ import annotations

from dataclasses import replace

from counterclaim.ledger.rows import sha256_of
from counterclaim.records import Decision, content_id, encode, to_builtins

#: What the first entry names as the one before it.
START = "0" * 64


def link(previous: str, content: bytes) -> str:
    """The hash of an entry: sha256 over the hash before it and its own canonical content."""
    return sha256_of(previous.encode("utf-8", "replace") + b"\n" + content)


def decision_hash(decision: Decision) -> str:
    """The hash a decision must bear: over everything it says but its id and the hash itself."""
    said = {k: v for k, v in to_builtins(decision).items() if k not in ("id", "hash")}
    return link(decision.previous, encode(said))


def sealed(draft: Decision) -> Decision:
    """The decision with its hash, and its id made from that."""
    hashed = decision_hash(draft)
    return replace(draft, id=content_id("dec", hashed), hash=hashed)
