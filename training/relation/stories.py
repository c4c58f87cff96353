"""Pairs from articles of different outlets on one story: the same matter in different words, and its twins.

Pairs made of one sentence share their words, so a model learns on them to hear a contradiction in whatever differs. Two
outlets on one story differ in words and mostly not in what they say. Such a pair is known not to be a contradiction
(no more is learned from it); its twin has one side denied, negated, counted otherwise or blamed on another party, which
is one. Articles that are annotated for development are left out.
"""

from __future__ import annotations

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path

from counterclaim.models.relation.passages import content_stems
from training.relation.corpora import Pair, mask, rows, share
from training.relation.reports import NUMBER, SENTENCE, Reports, is_statement, negated, other_number
from training.relation.wrapping import Wrapper

#: articles of one story lie at most so many days apart and are at least so alike (cosine of their rarer words)
DAYS, STORY = 3, 0.22
#: how alike two sentences on one matter are, and from where on a denial of one contradicts the other
LEAST, MOST, CLOSE = 0.32, 0.85, 0.48
#: pairs taken of two articles
MAX_OF_TWO = 8
#: words that turn a sentence round; two sentences on one matter hold them both or neither
TURNING = re.compile(
    r"\b(not|no|never|nobody|none|without|neither|den(?:y|ied|ies|ying)|reject\w*|dismiss\w*|disput\w*|refut\w*|refus\w*|"
    r"contradict\w*|contrary|but|false\w*|untrue|baseless|hoax|fake|fabricat\w*|fail\w*|unlikely|doubt\w*|declin\w*)\b"
    r"|n['’]t\b",
    re.I,
)
ISO = re.compile(r"\d{4}-\d\d-\d\d")
CONSISTENT = mask("same", "entails", "entailed", "unrelated")


@dataclass(frozen=True, slots=True)
class Article:
    """An article as the search for its story needs it."""

    key: str
    outlet: str
    day: int
    sentences: tuple[str, ...]
    words: Mapping[str, float]


def sentences(text: str) -> tuple[str, ...]:
    """Whole sentences of usable length, each once."""
    found = (" ".join(line.split()) for line in SENTENCE.split(text))
    return tuple(
        dict.fromkeys(t for t in found if t.endswith((".", '."', ".”")) and 7 <= len(t.split()) <= 38 and "?" not in t)
    )


def rarity(texts: Sequence[Sequence[str]]) -> dict[str, float]:
    """Inverse document frequency of stems."""
    held = Counter(w for words in texts for w in set(words))
    return {w: math.log(len(texts) / n) for w, n in held.items()}


def weighted(words: Sequence[str], idf: Mapping[str, float]) -> dict[str, float]:
    """The stems as a vector of length 1."""
    found = {w: idf.get(w, 0.0) for w in set(words)}
    size = math.sqrt(sum(v * v for v in found.values())) or 1.0
    return {w: v / size for w, v in found.items()}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Of two vectors of length 1."""
    few, many = sorted((a, b), key=len)
    return sum(v * many.get(w, 0.0) for w, v in few.items())


def articles(root: Path, split: str) -> tuple[list[Article], dict[str, float]]:
    """Dated articles of a split, and how rare each stem is."""
    kept_out = {d["id"].split("/")[-1] for d in rows(root / "attribution/contested_news/dev.jsonl.gz")}
    found = [
        d
        for name in ("contested", "general")
        for d in rows(root / f"news/{name}.jsonl.gz")
        if ISO.match(d["published"] or "") and d["id"] not in kept_out and (share(d["id"]) < 0.93) == (split == "train")
    ]
    stems = [content_stems(d["text"]) for d in found]
    idf = rarity(stems)
    return [
        Article(
            d["id"], d["outlet"], date.fromisoformat(d["published"][:10]).toordinal(), sentences(d["text"]),
            weighted([w for w, n in Counter(words).items() if n > 1], idf),
        )
        for d, words in zip(found, stems, strict=True)
    ], idf  # fmt: skip


def stories(found: Sequence[Article]) -> Iterator[tuple[Article, Article]]:
    """Pairs of articles of two outlets on one story."""
    by_day: dict[int, list[Article]] = defaultdict(list)
    for a in sorted(found, key=lambda a: a.key):
        by_day[a.day].append(a)
    for day in sorted(by_day):
        later = [b for n in range(1, DAYS + 1) for b in by_day.get(day + n, ())]
        for a, b in [*combinations(by_day[day], 2), *((a, b) for a in by_day[day] for b in later)]:
            if a.outlet != b.outlet and cosine(a.words, b.words) >= STORY:
                yield a, b


def agree(a: str, b: str) -> bool:
    """Whether nothing in the form of two sentences sets them against each other: turning words, counts."""
    x, y = (set(NUMBER.findall(t)) for t in (a, b))
    return bool(TURNING.search(a)) == bool(TURNING.search(b)) and (not x or not y or bool(x & y))


def likest(a: Article, b: Article, idf: Mapping[str, float]) -> list[tuple[float, str, str]]:
    """The sentences of two articles that are likest, each used once."""
    left, right = ([(t, weighted(content_stems(t), idf)) for t in x.sentences] for x in (a, b))
    scored = ((cosine(v, w), s, t) for s, v in left for t, w in right)
    good = sorted((p for p in scored if LEAST <= p[0] <= MOST and agree(p[1], p[2])), key=lambda p: (-p[0], p[1], p[2]))
    out: list[tuple[float, str, str]] = []
    used: set[str] = set()
    for p in good:
        if p[1] not in used and p[2] not in used:
            out.append(p)
            used |= {p[1], p[2]}
    return out[:MAX_OF_TWO]


class Twins:
    """Makes contradictions of a pair that has none, by turning one side round."""

    def __init__(self, rng: random.Random, wrapper: Wrapper, reports: Reports) -> None:
        self.rng, self.wrapper, self.reports = rng, wrapper, reports

    def turned(self, a: str, b: str) -> tuple[str, int] | None:
        """``b`` turned round in one way, with the label that it then has to ``a``; None where the way does not fit."""
        way = self.rng.choice(("deny", "deny", "negate", "fake", "number", "party"))
        if way == "deny":
            return self.wrapper.put("denying", b), mask("contradicts")
        if way == "fake":
            return self.wrapper.said(self.wrapper.put("denied", b), 0.4), mask("contradicts")
        if way == "negate":
            no = negated(b, self.rng)
            return (self.wrapper.said(no, 0.4), mask("contradicts")) if no else None
        if way == "number":
            return self.counted(a, b)
        made = self.reports.other_party(b)
        return (made[1], made[2]) if made and made[2] == mask("contradicts") else None

    def counted(self, a: str, b: str) -> tuple[str, int] | None:
        """``b`` with another count where both sides name the same one."""
        got = other_number(b, self.rng)
        if not got or got[1] or not set(NUMBER.findall(a)) & set(NUMBER.findall(b)) - set(NUMBER.findall(got[0])):
            return None
        return self.wrapper.said(got[0], 0.4), mask("contradicts")


def pairs(root: Path, split: str, wrapper: Wrapper, reports: Reports, n: int) -> list[Pair]:
    """At most ``n`` pairs as they are, and the twins of those that are alike enough to have one."""
    found, idf = articles(root, split)
    scored = [p for a, b in stories(found) for p in likest(a, b, idf)]
    chosen = sorted(set(scored), reverse=True)[:n]
    twins = Twins(wrapper.rng, wrapper, reports)
    out = []
    for like, a, b in chosen:
        out.append(Pair("built_stories", "relation", a, b, CONSISTENT))
        one, other = (a, b) if wrapper.rng.random() < 0.5 else (b, a)
        turned = twins.turned(one, other) if like >= CLOSE and is_statement(other) else None
        if turned and not TURNING.search(other):
            out.append(Pair("built_twins", "relation", one, *turned))
    return out
