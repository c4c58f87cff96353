"""The passages of a long text that bear on a claim, for a model that reads only a few sentences at a time."""

from __future__ import annotations

import re
from collections import Counter
from math import log

SENTENCE = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+|\n+")
WORD = re.compile(r"[a-z0-9]+")
#: words so common that sharing them says nothing
COMMON = frozenset(
    "a about after all also an and are as at be been but by can could for from had has have he her him his how i if in"
    " into is it its more new no not of on one or out over s said says she so than that the their them then there they"
    " this to up us was we were what when which who will with would you your".split()
)
#: words by which a text takes its distance from a claim or takes it back; a sentence with one is worth a place
DISTANCE = frozenset(
    "allege alleged allegedly apparently bogus claim claimed claims debunk debunked denied denies deny fabricated fake"
    " false hoax inaccurate incorrect misleading purported reportedly rumor rumored rumors rumour rumoured rumours"
    " staged unconfirmed untrue unverified wrong".split()
)
DISTANCE_GAIN = 0.8
LEAD_GAIN = 0.5


def stem(word: str) -> str:
    """A crude stem: the first six letters without a plural's s."""
    return word.rstrip("s")[:6] if len(word) > 3 else word


def content_stems(text: str) -> list[str]:
    """The stems of a text's telling words, in order."""
    return [stem(w) for w in WORD.findall(text.lower()) if w not in COMMON]


def sentences(text: str) -> list[str]:
    """The text cut at sentence ends and line ends; enough for choosing."""
    return [s.strip() for s in SENTENCE.split(text) if len(s.strip()) > 1]


def passages(text: str, claim: str, *, max_words: int = 110) -> str:
    """The sentences of ``text`` that share most with ``claim``, in the text's order, ``max_words`` words at most.

    Shared words weigh by how few sentences hold them; the first sentence, and sentences in which the text takes its
    distance, get a little more. A short text comes back whole.
    """
    found = sentences(text)
    if len(text.split()) <= max_words:
        return " ".join(found)
    stems = [set(content_stems(s)) for s in found]
    held = Counter(w for s in stems for w in s)
    wanted = set(content_stems(claim))
    scores = []
    for n, (sentence, words) in enumerate(zip(found, stems, strict=True)):
        shared = sum(log(1 + len(found) / held[w]) for w in words & wanted)
        distance = DISTANCE_GAIN * bool(DISTANCE & set(WORD.findall(sentence.lower())))
        scores.append(shared + distance + LEAD_GAIN * (n == 0))
    chosen: list[int] = []
    room = max_words
    for n in sorted(range(len(found)), key=lambda n: (-scores[n], n)):
        length = len(found[n].split())
        if length <= room or not chosen:
            chosen.append(n)
            room -= length
    return " ".join(" ".join(found[n].split()[:max_words]) for n in sorted(chosen))
