"""BM25 over short texts: which of many statements are worth comparing with one.

Exact and complete: every text that shares a telling word is scored, so it can also back a statement of absence.

Posts write names and phrases in one run (``#HarbourCrab``, ``@mayor_of_lima``). Such a word counts whole and by its
parts; without that, a post whose subject stands only in its tags or in its author's handle finds nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping

from counterclaim.models.relation.passages import content_stems

#: Robertson and Zaragoza 2009: their usual ``b``; ``k1`` at the upper end of their range, best on CheckThat 2020 train
K1, B = 2.0, 0.75
#: a hashtag or handle, and where its parts meet: underscores, capitals, digits
TAG = re.compile(r"[#@](\w+)")
MEETING = re.compile(r"_+|(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")


def index_stems(text: str) -> list[str]:
    """The stems of a text's telling words, then those of the parts of its hashtags and handles."""
    parts = [part for tag in TAG.findall(text) if len(split := MEETING.split(tag)) > 1 for part in split]
    return content_stems(text) + content_stems(" ".join(parts))


class WordIndex:
    """Texts by their stems."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """``texts``: text by key."""
        stems = {key: index_stems(text) for key, text in texts.items()}
        self.lengths = {key: len(words) for key, words in stems.items()}
        self.mean = sum(self.lengths.values()) / max(1, len(stems))
        self.postings: dict[str, dict[str, int]] = defaultdict(dict)
        for key, words in stems.items():
            for word, n in Counter(words).items():
                self.postings[word][key] = n

    def scores(self, query: str) -> dict[str, float]:
        """BM25 of every text that shares a word with the query."""
        out: dict[str, float] = defaultdict(float)
        for word in sorted(set(index_stems(query))):
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
