"""BM25 over short texts: which of many statements are worth comparing with one.

Exact and complete: every text that shares a telling word is scored, so it can also back a statement of absence.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping

from counterclaim.models.relation.passages import content_stems

#: Robertson and Zaragoza 2009, the usual values
K1, B = 1.2, 0.75


class WordIndex:
    """Texts by their stems."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """``texts``: text by key."""
        stems = {key: content_stems(text) for key, text in texts.items()}
        self.lengths = {key: len(words) for key, words in stems.items()}
        self.mean = sum(self.lengths.values()) / max(1, len(stems))
        self.postings: dict[str, dict[str, int]] = defaultdict(dict)
        for key, words in stems.items():
            for word, n in Counter(words).items():
                self.postings[word][key] = n

    def scores(self, query: str) -> dict[str, float]:
        """BM25 of every text that shares a word with the query."""
        out: dict[str, float] = defaultdict(float)
        for word in sorted(set(content_stems(query))):
            holders = self.postings.get(word, {})
            idf = math.log(1 + (len(self.lengths) - len(holders) + 0.5) / (len(holders) + 0.5))
            for key, n in holders.items():
                length = 1 - B + B * self.lengths[key] / self.mean
                out[key] += idf * n * (K1 + 1) / (n + K1 * length)
        return dict(out)

    def best(self, query: str, n: int) -> list[str]:
        """The keys of the ``n`` best, ties by key."""
        found = self.scores(query)
        return sorted(found, key=lambda key: (-found[key], key))[:n]
