"""Surface features the uncased vocabulary hides: letter case, and whether a piece begins a line."""

from __future__ import annotations

import re
from collections.abc import Sequence

N_FEATURES = 10
#: what is left of a word: letters and digits
_REST = re.compile(r"[^\W_]*")


def letter_case(word: str) -> int:
    """0 no letters, 1 lower case, 2 Capitalised, 3 CAPITALS, 4 mIxEd."""
    if word.isascii() and word.islower():  # most words, told without looking at each letter
        return 1
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 0
    if all(c.islower() for c in letters):
        return 1
    if all(not c.islower() for c in letters):
        return 3 if len(letters) > 1 else 2
    return 2 if not letters[0].islower() and all(c.islower() for c in letters[1:]) else 4


def surface_features(text: str, offsets: Sequence[tuple[int, int]]) -> list[int]:
    """One number below ``N_FEATURES`` for each piece: its word's letter case, plus 5 where a line begins."""
    out: list[int] = []
    for i, (start, end) in enumerate(offsets):
        gap = text[offsets[i - 1][1] : start] if i else "\n"
        if i and not gap and out and text[start - 1].isalnum() and text[start:end].isalnum():
            out.append(out[-1] % 5)  # a later piece of the same word
            continue
        rest = _REST.match(text, end)
        out.append(letter_case(text[start : rest.end() if rest else end]) + (5 if "\n" in gap else 0))
    return out
