"""What the words of two event mentions say of their being one event, beside the relation model.

The model reads two sentences alone, so it joins look-alike events: two award nights, two arrests for the same offence.
What tells them apart is the rest of the case, and there above all names and numbers. Each sentence is therefore
replaced by the mean of those most like it in the set (one step of diffusion over their TF-IDF vectors, in which names
and numbers count double), and two mentions are compared by these: the ``scene``. How alike is alike depends on the
matter, so a likeness counts by how far it is above what either is used to from its nearest (Conneau et al. 2018).

The weights are a logistic regression on the 24,214 ECB+ train pairs: ``python -m bench.quality.event_words``.
``NAMES`` and ``LOCAL`` were chosen on thirds of these that were held out in turn. It is a measure: the program tells
events apart by places, dates and names (``claims.referents``) and does not use it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from counterclaim.models.relation.passages import content_stems

Floats = NDArray[np.float64]
TRIGGER = re.compile(r"<m>(.*?)</m>")
#: telling words on either side of a trigger that are compared by themselves
NEAR = 4
#: sentences whose mean stands for a scene; of 5, 10 and 20 the best on train
NEIGHBOURS = 20
#: what a name or number weighs in a scene, and the nearest scenes that a likeness is measured against
NAMES, LOCAL = 2.0, 60
#: a name (a capital that does not begin the sentence) or number
NAME = re.compile(r"(?<!^)(?<![.!?”\"] )\b[A-Z][a-z]+|\d+")
#: weight of each feature, in the order of ``features``
WEIGHTS = {
    "trigger": 2.56,  # letter triples the triggers share, Jaccard
    "scene": 0.27,  # how alike the scenes are, against their nearest
    "near": 2.6,  # cosine of the words around the triggers, by how rare they are
    "crossed": -1.09,  # one mention's trigger stands in the other's sentence as something else (0, 1, 2)
    "trigger_in_scene": 4.01,  # trigger times scene: the same word of the same scene
    "sentence": -1.3,  # cosine of the sentences' words, by how rare they are
    "names": -0.38,  # the same of their names and numbers
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A sentence with one marked trigger, by stems."""

    sentence: str
    words: frozenset[str]
    names: frozenset[str]
    trigger: frozenset[str]
    triples: frozenset[str]
    around: frozenset[str]
    near: frozenset[str]


def mention(text: str) -> Mention:
    """A sentence with its trigger between ``<m>`` and ``</m>``."""
    found = TRIGGER.search(text)
    if found is None:
        raise ValueError(f"no trigger in {text!r}")
    word = found.group(1).strip().lower()
    before, after = content_stems(text[: found.start()]), content_stems(text[found.end() :])
    sentence = TRIGGER.sub(r"\1", text)
    return Mention(
        sentence=sentence,
        words=frozenset(content_stems(sentence)),
        names=frozenset(names_of(sentence)),
        trigger=frozenset(content_stems(word)),
        triples=frozenset(f" {word} "[i : i + 3] for i in range(len(word))),
        around=frozenset(before + after),
        near=frozenset(before[-NEAR:] + after[:NEAR]),
    )


def names_of(sentence: str) -> set[str]:
    """The stems of a sentence's names and numbers."""
    return {stem for word in NAME.findall(sentence) for stem in content_stems(word)} & set(content_stems(sentence))


def rarity(sentences: Iterable[str]) -> dict[str, float]:
    """Inverse document frequency of each stem over distinct sentences."""
    held = [set(content_stems(s)) for s in sentences]
    return {w: math.log(len(held) / n) for w, n in Counter(w for words in held for w in words).items()}


def scene_vectors(sentences: Sequence[str], idf: dict[str, float]) -> Floats:
    """A unit vector for each sentence: the mean of the ``NEIGHBOURS`` most like it, by likeness."""
    place = {w: n for n, w in enumerate(sorted(idf))}
    vectors = np.zeros((len(sentences), len(place)), dtype=np.float32)
    for row, sentence in enumerate(sentences):
        named = names_of(sentence)
        for word in set(content_stems(sentence)):
            vectors[row, place[word]] = idf[word] * (NAMES if word in named else 1.0)
    vectors = units(vectors)
    likeness = vectors @ vectors.T
    k = min(NEIGHBOURS, len(sentences))
    least = -np.partition(-likeness, k - 1, axis=1)[:, k - 1 : k]
    return units(np.where(likeness >= least, likeness, 0) @ vectors)


def scene_likeness(vectors: Floats) -> Floats:
    """Cosines of all scenes ``[N, N]``, twice, less the mean of each side's ``LOCAL`` nearest others."""
    likeness = vectors @ vectors.T
    k = min(LOCAL, len(vectors) - 1)
    usual = -np.sort(-likeness, axis=1)[:, 1 : k + 1].mean(1) if k > 0 else np.zeros(len(vectors))
    out: Floats = 2 * likeness - usual[:, None] - usual[None]
    return out


def units(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """Rows of length 1; empty rows stay empty."""
    out: NDArray[np.float32] = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    return out


def shared(a: frozenset[str], b: frozenset[str], idf: dict[str, float]) -> float:
    """Cosine of two sets of words, each weighing by its rarity."""
    both, first, second = (sum(idf[w] for w in sorted(words)) for words in (a & b, a, b))
    return both / math.sqrt(first * second) if both else 0.0


def features(pairs: Sequence[tuple[str, str]]) -> Floats:
    """The features of ``WEIGHTS`` for pairs of marked sentences, a row each; scenes are told by all their sentences."""
    mentions = {text: mention(text) for text in sorted({t for pair in pairs for t in pair})}
    sentences = sorted({m.sentence for m in mentions.values()})
    idf = rarity(sentences)
    place = {s: n for n, s in enumerate(sentences)}
    scenes = scene_likeness(scene_vectors(sentences, idf))
    out = np.zeros((len(pairs), len(WEIGHTS)))
    for row, (a, b) in enumerate((mentions[x], mentions[y]) for x, y in pairs):
        trigger = len(a.triples & b.triples) / max(1, len(a.triples | b.triples))
        like = float(scenes[place[a.sentence], place[b.sentence]])
        crossed = bool(a.trigger & b.around) + bool(b.trigger & a.around)
        near, words, names = (shared(x, y, idf) for x, y in ((a.near, b.near), (a.words, b.words), (a.names, b.names)))
        out[row] = (trigger, like, near, crossed, trigger * like, words, names)
    return out


def event_words(pairs: Sequence[tuple[str, str]]) -> Floats:
    """How much the words speak for one event: the logistic regression's sum, without its constant."""
    return features(pairs) @ np.array(list(WEIGHTS.values()))


def fitted(x: Floats, labels: Floats, *, ridge: float = 1.0, steps: int = 25) -> Floats:
    """Logistic regression by Newton's method on features of variance 1; weights for the features as they are."""
    scale = x.std(0) + 1e-9
    z = np.column_stack([np.ones(len(x)), (x - x.mean(0)) / scale])
    weights = np.zeros(z.shape[1])
    for _ in range(steps):
        p = 1 / (1 + np.exp(-z @ weights))
        slope = z.T @ (p - labels) + ridge * weights
        weights -= np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge * np.eye(len(weights)), slope)
    out: Floats = weights[1:] / scale
    return out


def main() -> None:
    """Fit the weights on the train pairs and print them."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, default=Path("../shared"))
    path = p.parse_args().data / "data" / "matching" / "ecbplus_event_pairs" / "train.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    weights = fitted(features([(d["a"], d["b"]) for d in gold]), np.array([d["label"] for d in gold], dtype=float))
    print(json.dumps(dict(zip(WEIGHTS, weights.round(2).tolist(), strict=True))))


if __name__ == "__main__":
    main()
