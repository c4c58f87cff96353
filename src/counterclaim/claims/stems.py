"""The beginnings of words, by which two statements are seen to speak of the same.

Short, so that "dismissed" and "dismissals" are one; what tells nothing of what is spoken of has none.
"""

from __future__ import annotations

import re
from functools import lru_cache

#: A stem is so long.
STEM = 5
#: What may tell something.
WORD = re.compile(r"[^\W\d_]{3,}")
#: What tells nothing of what is spoken of.
SMALL = frozenset(
    "the that this with from have been were was they them their there its his her our has had and but for not any all "
    "who which what when where than then into onto also never nobody none one single would could said says are you "
    "she him your ours own mrs".split()
)


@lru_cache(maxsize=65536)
def stems(words: str) -> frozenset[str]:
    """The beginnings of the telling words."""
    return frozenset(filter(None, map(_telling, WORD.findall(words))))


@lru_cache(maxsize=65536)
def _telling(word: str) -> str:
    """The beginning of a word; nothing if it tells nothing."""
    return "" if is_small(word) else stem(word)


def stem(word: str) -> str:
    """A word's beginning, without a plural's or a verb's ending."""
    plain = word.casefold().replace("’", "'").removesuffix("'s")
    for ending in ("ings", "ing", "ed", "es", "s"):
        if plain.endswith(ending) and len(plain) - len(ending) >= 3:
            plain = plain[: -len(ending)]
            break
    return plain[:STEM]


def is_small(word: str) -> bool:
    """Whether a word tells nothing of what is spoken of."""
    return word.casefold() in SMALL
