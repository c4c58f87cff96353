"""Public corpora as pairs with one shape, each with the labels that it can tell apart.

A corpus that only says "entailment" allows both ``same`` and ``entails``; the loss takes the sum of what is allowed,
so nothing is learned that a corpus does not say. Licences and shares stand in ``sources.toml``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterclaim.models.relation.candidates import WordIndex
from counterclaim.models.relation.layout import RELATIONS, STANCES
from counterclaim.models.relation.passages import passages


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements and what is known of them.

    ``target`` is a bit mask of allowed labels for the heads ``relation`` and ``stance``, and a number from 0 to 1
    for ``point`` and ``event``.
    """

    set: str
    head: str
    a: str
    b: str
    target: float


def mask(*labels: str, of: tuple[str, ...] = RELATIONS) -> int:
    """The bit mask of some labels."""
    return sum(1 << of.index(label) for label in labels)


#: what an inference corpus' label allows, premise first
NLI = {
    "entailment": mask("same", "entails"),
    "neutral": mask("entailed", "unrelated"),
    "contradiction": mask("contradicts"),
    "not_entailment": mask("entailed", "unrelated", "contradicts"),
    "partial": mask("entailed", "unrelated"),
}
STANCE_OF = {
    "agree": "agrees", "disagree": "disagrees", "discuss": "discusses", "unrelated": "unrelated",
    "support": "agrees", "oppose": "disagrees",
}  # fmt: skip
#: inference sets with a train part
NLI_TRAIN = (
    "wanli_15k", "cad_snli", "conjnli", "disco_snli", "help_conj", "rte123", "sick", "covidfact", "climate_fever",
)  # fmt: skip
#: sets of which only a dev part exists; most of it is trained on, the rest is for development
NLI_DEV_ONLY = ("anli_dev", "fever_symmetric", "fool_me_twice", "healthver", "wice_claim")
STANCE_SETS = ("fnc1", "arc", "perspectrum_stance", "ibm_claim_stance")
#: negations by substitution are easy and many; no more than these are taken
MAX_NEGATIONS = 8000
#: share of the unrelated pairs of FNC-1 and ARC that is kept for training
KEEP_UNRELATED = 0.3
#: verified claims near a post that are taken as its wrong partners
WRONG_CLAIMS = 6
#: share of the ECB+ pairs that are also read without their marks
SCENES = 0.2
MARK = re.compile(r"\s*</?m>\s*")


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The JSON lines of a gzip file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def share(key: str) -> float:
    """A number from 0 to 1 that depends on the key alone; splits and samples are drawn by it."""
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def inference(root: Path, split: str) -> Iterator[Pair]:
    """Inference sets: evidence or premise first."""
    for name in NLI_TRAIN:
        path = root / "nli" / name / f"{split}.jsonl.gz"
        for d in rows(path) if path.is_file() else ():
            yield Pair(name, "relation", d["premise"], d["hypothesis"], NLI[d["label"]])
    for name in NLI_DEV_ONLY:
        for d in rows(root / "nli" / name / "dev.jsonl.gz"):
            if (share(d["premise"]) < 0.85) == (split == "train"):
                yield Pair(name, "relation", d["premise"], d["hypothesis"], NLI[d["label"]])
    yield from negations(root, split)


def negations(root: Path, split: str) -> Iterator[Pair]:
    """CANNOT: contradictions by negation, capped, and its rewordings."""
    all_rows = sorted(rows(root / "nli/cannot_negation" / f"{split}.jsonl.gz"), key=lambda d: share(d["id"]))
    taken = 0
    for d in all_rows:
        taken += d["label"] == "contradiction"
        if d["label"] == "entailment" or taken <= MAX_NEGATIONS:
            yield Pair("cannot", "relation", d["premise"], d["hypothesis"], NLI[d["label"]])


def stances(root: Path, split: str) -> Iterator[Pair]:
    """Stance sets: the text that takes a stance first, cut to the passages that bear on the target."""
    for name in STANCE_SETS:
        for d in rows(root / "nli" / name / f"{split}.jsonl.gz"):
            if split == "train" and d["label"] == "unrelated" and share(d["id"]) >= KEEP_UNRELATED:
                continue
            text = passages(d["premise"], d["hypothesis"]) if name in {"fnc1", "arc"} else d["premise"]
            yield Pair(name, "stance", text, d["hypothesis"], mask(STANCE_OF[d["label"]], of=STANCES))


def paraphrases(root: Path, split: str) -> Iterator[Pair]:
    """Rewordings and near misses: for the match head, and as sameness where the set is strict enough."""
    for d in rows(root / "matching/mrpc" / f"{split}.jsonl.gz"):
        yield Pair("mrpc", "point", d["a"], d["b"], d["label"])
        # news rewordings differ in details, so entailment either way is allowed; near misses can be anything else
        loose = mask("same", "entails", "entailed") if d["label"] else mask("entails", "entailed", "unrelated")
        yield Pair("mrpc_relation", "relation", d["a"], d["b"], loose)
    for d in rows(root / "matching/perspectrum_paraphrase" / f"{split}.jsonl.gz"):
        yield Pair("perspectrum_point", "point", d["a"], d["b"], d["label"])
        if d["label"]:
            loose = mask("same", "entails", "entailed")
            yield Pair("perspectrum_relation", "relation", d["a"], d["b"], loose)
        elif d.get("kind") == "opposite_stance":
            yield Pair("perspectrum_relation", "relation", d["a"], d["b"], mask("contradicts", "unrelated"))
    for d in rows(root / "matching/stsb" / f"{split}.jsonl.gz"):
        yield Pair("stsb", "point", d["a"], d["b"], min(1.0, max(0.0, d["score"] / 5)))


def with_asterisks(text: str) -> str:
    """An ECB+ sentence with its trigger between asterisks, pieces that the base model knows."""
    return MARK.sub(" * ", text).strip()


def event_pairs(root: Path, split: str) -> Iterator[Pair]:
    """Event mentions in their sentences."""
    for d in rows(root / "matching/ecbplus_event_pairs" / f"{split}.jsonl.gz"):
        yield Pair("ecbplus", "event", with_asterisks(d["a"]), with_asterisks(d["b"]), d["label"])
        if share(d["id"]) < SCENES:  # reports of one event, or of two: not contradictions
            a, b = (MARK.sub(" ", d[k]).strip() for k in "ab")
            yield Pair("ecbplus_relation", "relation", a, b, mask("same", "entails", "entailed", "unrelated"))


def plain_post(text: str) -> str:
    """A post without its links, picture addresses and signature."""
    text = re.sub(r"(https?://|pic\.twitter\.com/)\S+", " ", text)
    return re.sub(r"\s+", " ", re.sub(r"—\s*[^—]*\(@\w+\)[^—]*$", " ", text)).strip()


def claim_matches(root: Path, split: str) -> Iterator[Pair]:
    """Posts and debate sentences with the verified claim they repeat, and with near but wrong ones."""
    for name in ("checkthat2020_t2", "known_lie_politifact"):
        folder = root / "matching" / name
        collection = {d["id"]: d for d in rows(folder / "collection.jsonl.gz")}
        index = WordIndex({k: f"{d['text']} {d['title']}" for k, d in collection.items()})
        for d in rows(folder / f"{split}.jsonl.gz"):
            query = plain_post(d["a"])
            gold = set(map(str, d.get("gold", ())))
            yield Pair(name, "point", query, d["b"], 1)
            yield Pair(name, "point", query, f"{d.get('title') or collection_title(collection, gold)} {d['b']}", 1)
            near = [k for k in index.best(query, 4 * WRONG_CLAIMS) if k not in gold and collection[k]["text"] != d["b"]]
            rng = random.Random(d["id"])
            for key in sorted(rng.sample(near[: 3 * WRONG_CLAIMS], min(len(near), WRONG_CLAIMS))):
                wrong = collection[key]
                text = f"{wrong['title']} {wrong['text']}" if rng.random() < 0.5 else wrong["text"]
                yield Pair(name, "point", query, text, 0)


def collection_title(collection: dict[str, dict[str, Any]], gold: set[str]) -> str:
    """The title of a post's verified claim."""
    return next((collection[k]["title"] for k in sorted(gold) if k in collection), "")


def load(root: Path, split: str) -> list[Pair]:
    """Every pair of every corpus, in a fixed order."""
    return [
        *inference(root, split), *stances(root, split), *paraphrases(root, split),
        *event_pairs(root, split), *claim_matches(root, split),
    ]  # fmt: skip
