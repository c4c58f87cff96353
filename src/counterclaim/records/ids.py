"""Identifiers made from content, so that taking in the same thing twice changes nothing."""

from __future__ import annotations

import hashlib


def content_id(prefix: str, *parts: object) -> str:
    """A short stable identifier: ``prefix`` and 16 hex digits of the sha256 over ``parts``."""
    joined = "\x1f".join(str(p) for p in parts)
    return f"{prefix}_{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"
