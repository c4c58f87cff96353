"""Which articles report the same event, by the words they use: a group of articles is a story.

TF-IDF vectors (each word counts by the log of how often an article has it, and by how few articles do; names and
figures twice), joined by average link down to ``SAME_STORY``. That is the plain method that groups of news are
measured against, and hard to beat where events differ; two events of one kind with one cast (two elections, two
quakes) are what it confuses.
It is measured here and no part of the program: which articles are on one event is told there by the names they are
mainly about (``claims.referents``), which needs no threshold between two wordings of one happening.
The vectors are signed hashes of ``WIDTH`` numbers, so memory grows with the articles and not with their vocabulary
(Weinberger et al. 2009, "Feature hashing for large scale multitask learning").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from counterclaim.lineage.words import GRAMMAR_WORDS, word_code, word_row
from counterclaim.records import Article

WIDTH = 16384
#: Mean likeness of two groups from which they are one story; set on the train halves of the sets that
#: ``bench/quality/lineage.py --events`` measures.
SAME_STORY = 0.22

#: What an occurrence of a word with a capital or a figure counts: names and numbers tell two events of a kind apart.
NAMED = 2

Floats = npt.NDArray[np.float32]


def stories(articles: Sequence[Article], same_from: float = SAME_STORY) -> dict[str, str]:
    """For each article id the smallest id of its story; the order of the articles does not matter.

    Args:
        articles: of one case; what is furniture in them is not looked at.
        same_from: mean likeness from which groups of articles are one story.
    """
    case = sorted({a.id: a for a in articles}.values(), key=lambda a: a.id)
    if not case:
        return {}
    vectors = story_vectors([story_words(a) for a in case])
    groups = average_link(np.clip(vectors @ vectors.T, 0.0, 1.0), same_from)
    return {case[at].id: case[min(group)].id for group in groups for at in group}


def story_words(article: Article) -> Counter[str]:
    """How much of each word of more than grammar an article has."""
    row, count = word_row(article), Counter[str]()
    for key, start in zip(row.keys, row.starts, strict=True):
        if key not in GRAMMAR_WORDS and len(key) > 1:
            first = article.text[start]
            count[key] += NAMED if first.isupper() or first.isdigit() else 1
    return count


def story_vectors(counts: Sequence[Counter[str]]) -> Floats:
    """Unit vectors, one row an article; all zero for one without words."""
    articles_with = Counter(word for count in counts for word in count)
    out = np.zeros((len(counts), WIDTH), dtype=np.float32)
    for vector, count in zip(out, counts, strict=True):
        _fill(vector, count, articles_with, len(counts))
    lengths = np.linalg.norm(out, axis=1, keepdims=True)
    out /= np.where(lengths > 0, lengths, 1.0)
    return out


def _fill(vector: Floats, count: Mapping[str, int], articles_with: Mapping[str, int], total: int) -> None:
    words = sorted(count)
    codes = np.array([word_code(w) for w in words], dtype=np.uint64)
    often = np.log1p(np.array([count[w] for w in words], dtype=np.float64))
    # Smoothed, so that what every article of a small case says still makes them alike.
    rare = 1 + np.log((1 + total) / (1 + np.array([articles_with[w] for w in words], dtype=np.float64)))
    signs = np.where(codes >> np.uint64(63), 1.0, -1.0)
    np.add.at(vector, (codes % np.uint64(WIDTH)).astype(np.int64), (often * rare * signs).astype(np.float32))


def average_link(likeness: Floats, same_from: float) -> list[list[int]]:
    """Groups of positions, joined most alike first while their mean likeness is ``same_from`` or more.

    Args:
        likeness: of all pairs, symmetric.
        same_from: where to stop.
    """
    alike = likeness.astype(np.float64)
    np.fill_diagonal(alike, -1.0)
    groups = {at: [at] for at in range(len(alike))}
    nearest = alike.argmax(axis=1) if len(alike) else np.zeros(0, dtype=np.int64)
    best = alike.max(axis=1) if len(alike) else np.zeros(0)
    while len(groups) > 1:
        a = int(best.argmax())
        b = int(nearest[a])
        if best[a] < same_from:
            break
        a, b = min(a, b), max(a, b)
        touched = np.flatnonzero((nearest == a) | (nearest == b))
        _join(alike, a, b, len(groups[a]), len(groups[b]))
        groups[a] += groups.pop(b)
        best[b] = -1.0
        for at in {a, *touched.tolist()} & set(groups):
            nearest[at], best[at] = alike[at].argmax(), alike[at].max()
    return [sorted(group) for group in groups.values()]


def _join(alike: npt.NDArray[np.float64], a: int, b: int, size_a: int, size_b: int) -> None:
    """Put ``b`` into ``a``; an average never comes nearer to others than the nearer of the two was."""
    mean = (alike[a] * size_a + alike[b] * size_b) / (size_a + size_b)
    mean[(alike[a] < 0) | (alike[b] < 0)] = -1.0  # themselves, and what went into other groups
    alike[a], alike[:, a] = mean, mean
    alike[b], alike[:, b] = -1.0, -1.0
    alike[a, a] = -1.0
