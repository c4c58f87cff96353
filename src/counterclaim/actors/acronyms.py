"""Acronyms that a text introduces in brackets after the words they stand for."""

from __future__ import annotations

import re

_ACRONYM = re.compile(
    r"((?:[A-Z][\w’'&-]+|of|for|the|and|on|in)(?:\s(?:[A-Z][\w’'&-]+|of|for|the|and|on|in)){1,9})\s\(([A-Z][A-Za-z.]{1,7})\)"
)


def acronyms(text: str) -> dict[str, str]:
    """Acronyms the text introduces in brackets after the long form, with that form."""
    out: dict[str, str] = {}
    for match in _ACRONYM.finditer(text):
        letters = match.group(2).replace(".", "")
        tokens = match.group(1).split()
        for start in range(len(tokens)):
            initials = "".join(t[0] for t in tokens[start:] if t[0].isupper())
            if tokens[start][0].isupper() and initials.upper() == letters.upper():
                out[letters] = " ".join(tokens[start:])
                break
    return out
