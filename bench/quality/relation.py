"""Scores of the relation model and the encoder on development pairs: ``python -m bench.quality.relation``.

Each set is answered by the shipped model and scored by ``tools/score_pairs.py``. ``--sets`` chooses among them,
``--limit`` takes the first so many pairs by hash. ``--float FILE`` measures the 32-bit graph that the export leaves
beside, for what int8 costs. ``--calibrate FILE`` fits a temperature for each head on the development pairs and writes
them for the export.

Procedures where a set is not simply pairs of statements:

* FNC-1 sets a headline against a whole article. The article's passages that share most with the headline
  (``passages``, at most 110 words, in the article's order) are read against it, and the stance head answers.
* Perspectrum knows only for and against: the likelier of ``agrees`` and ``disagrees``.
* CheckThat 2020: ``claim_search``.
* ECB+ : triggers between asterisks, the model's ``event``, plus what the words say (``event_words``, with the scenes of
  the whole file even under ``--limit``); both with mean 0 and variance 1, equal weights.
* WANLI and CAD-SNLI: ``same`` and ``entails`` are entailment, ``entailed`` and ``unrelated`` neutral.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from bench.quality.claim_search import ClaimSearch
from bench.quality.event_words import event_words
from counterclaim.models import files
from counterclaim.models.encoder import OnnxEncoder
from counterclaim.models.relation.layout import HEADS, MATCHES, STANCES
from counterclaim.models.relation.onnx import RelationModel, softmax
from counterclaim.models.relation.passages import passages

Row = dict[str, Any]
MARK = re.compile(r"\s*</?m>\s*")
STANCE_NAMES = dict(zip(STANCES, ("agree", "disagree", "discuss", "unrelated"), strict=True))


class FloatModel(RelationModel):
    """The same model from another graph, its file not checked against the card."""

    graph: Path

    @cached_property
    def session(self) -> Any:
        """The graph named on the command line."""
        return files.session(self.graph, self.threads)


def rows(path: Path, limit: int | None = None) -> list[Row]:
    """The lines of a set, or the first so many by their hash."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = [json.loads(line) for line in lines]
    if limit is None or limit >= len(found):
        return found
    return sorted(found, key=lambda d: hashlib.sha256(d["id"].encode()).hexdigest())[:limit]


def nli(gold: list[Row], model: RelationModel) -> tuple[list[Row], np.ndarray]:
    """Premise against hypothesis; also the logits."""
    logits = model.logits([(d["premise"], d["hypothesis"]) for d in gold])[:, HEADS["relation"]]
    same, entails, entailed, contradicts, unrelated = softmax(logits / model.temperatures["relation"]).T
    merged = {"entailment": same + entails, "neutral": entailed + unrelated, "contradiction": contradicts}
    return answers(gold, merged), logits


def answers(gold: list[Row], merged: dict[str, np.ndarray]) -> list[Row]:
    """Predictions as the scorer reads them."""
    names = list(merged)
    best = np.stack([merged[n] for n in names]).argmax(0)
    return [{"id": d["id"], "label": names[k]} for d, k in zip(gold, best, strict=True)]


def fnc1(gold: list[Row], model: RelationModel) -> tuple[list[Row], np.ndarray]:
    """An article's passages against a headline."""
    pairs = [(passages(d["premise"], d["hypothesis"]), d["hypothesis"]) for d in gold]
    logits = model.logits(pairs, both_orders=False)[:, HEADS["stance"]]
    return answers(gold, {STANCE_NAMES[s]: logits[:, n] for n, s in enumerate(STANCES)}), logits


def perspectrum(gold: list[Row], model: RelationModel) -> tuple[list[Row], np.ndarray]:
    """A perspective against a claim."""
    pairs = [(d["premise"], d["hypothesis"]) for d in gold]
    logits = model.logits(pairs, both_orders=False)[:, HEADS["stance"]]
    return answers(gold, {"support": logits[:, 0], "oppose": logits[:, 1]}), logits


def ecbplus(gold: list[Row], everything: list[Row], model: RelationModel) -> list[Row]:
    """Two event mentions, among all the mentions of the set."""
    pairs = [(MARK.sub(" * ", d["a"]).strip(), MARK.sub(" * ", d["b"]).strip()) for d in gold]
    event = model.logits(pairs)[:, HEADS["match"].start + MATCHES.index("event")]
    words = dict(zip((d["id"] for d in everything), event_words([(d["a"], d["b"]) for d in everything]), strict=True))
    total = standard(event) + standard(np.array([words[d["id"]] for d in gold]))
    return [{"id": d["id"], "score": float(x)} for d, x in zip(gold, total, strict=True)]


def stsb(gold: list[Row]) -> list[Row]:
    """Cosine of the shipped encoder."""
    encoder = OnnxEncoder()
    texts = sorted({d[k] for d in gold for k in "ab"})
    place = {t: n for n, t in enumerate(texts)}
    vectors = encoder.embed(texts)
    return [{"id": d["id"], "score": float(vectors[place[d["a"]]] @ vectors[place[d["b"]]])} for d in gold]


def checkthat(gold: list[Row], collection: list[Row], model: RelationModel) -> list[Row]:
    """Verified claims for each post, best first."""
    search = ClaimSearch({d["id"]: (d["text"], d["title"]) for d in collection}, OnnxEncoder(), model)
    return [{"id": d["id"], "ranking": search.ranking(d["query"])} for d in gold]


def standard(values: np.ndarray) -> np.ndarray:
    """Values with mean 0 and variance 1."""
    return (values - values.mean()) / (values.std() + 1e-9)


def scored(tools: Path, mode: str, gold: list[Row], pred: list[Row]) -> Row:
    """What the shared scorer says."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("gold.jsonl", "pred.jsonl")]
        for path, items in zip(paths, (gold, pred), strict=True):
            path.write_text("".join(json.dumps(d) + "\n" for d in items), encoding="utf-8")
        command = [sys.executable, str(tools / "score_pairs.py"), mode, *map(str, paths)]
        told: Row = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return told


def allowed(logits: np.ndarray, masks: np.ndarray, t: float) -> tuple[np.ndarray, np.ndarray]:
    """Probability of each group of labels that a set tells apart ``[N, groups]``, and each pair's right group."""
    groups, right = np.unique(masks, return_inverse=True)
    bits = (groups[:, None] >> np.arange(logits.shape[1])) & 1
    return softmax((logits / t).astype(np.float32)) @ bits.T, right


def temperature(logits: np.ndarray, masks: np.ndarray) -> float:
    """What to divide logits by so that the allowed labels (bit masks) get the highest likelihood (Guo et al. 2017)."""

    def loss(t: float) -> float:
        p, right = allowed(logits, masks, t)
        return float(-np.log(np.maximum(p[np.arange(len(p)), right], 1e-9)).mean())

    return float(min(np.geomspace(0.5, 4.0, 64), key=loss))


def calibration_error(logits: np.ndarray, masks: np.ndarray, t: float, bins: int = 10) -> float:
    """Expected calibration error: mean gap between the likeliest group's probability and how often it is right."""
    p, right = allowed(logits, masks, t)
    sure, hit = p.max(-1), p.argmax(-1) == right
    which = np.minimum((sure * bins).astype(int), bins - 1)
    return float(sum(abs(sure[which == b].mean() - hit[which == b].mean()) * (which == b).mean() for b in set(which)))


NLI_MASKS = {"entailment": 0b00011, "neutral": 0b10100, "contradiction": 0b01000}
#: set: file, scorer's mode, the figures that are watched
SETS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "wanli": ("nli/wanli_15k", "classify", ("accuracy", "macro_f1")),
    "cad_snli": ("nli/cad_snli", "classify", ("accuracy", "macro_f1")),
    "fnc1": ("nli/fnc1", "classify", ("accuracy", "macro_f1", "fnc_relative_score")),
    "perspectrum": ("nli/perspectrum_stance", "classify", ("accuracy", "macro_f1")),
    "ecbplus": ("matching/ecbplus_event_pairs", "score", ("auc", "average_precision")),
    "checkthat": ("matching/checkthat2020_t2", "rank", ("MAP@5", "MRR", "Hit@20")),
    "stsb": ("matching/stsb", "score", ("spearman",)),
}
ANSWER: dict[str, Callable[[list[Row], RelationModel], tuple[list[Row], np.ndarray]]] = {
    "wanli": nli, "cad_snli": nli, "fnc1": fnc1, "perspectrum": perspectrum,
}  # fmt: skip


def gold_masks(name: str, gold: list[Row]) -> np.ndarray | None:
    """Allowed labels as bit masks, for calibration."""
    if ANSWER.get(name) is nli:
        return np.array([NLI_MASKS[d["label"]] for d in gold])
    if name == "fnc1":
        names = {v: k for k, v in STANCE_NAMES.items()}
        return np.array([1 << STANCES.index(names[d["label"]]) for d in gold])
    return None


def main() -> None:
    """Answer, score, print; fit temperatures where asked."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, default=Path("../shared"))
    p.add_argument("--sets", default=",".join(SETS))
    p.add_argument("--limit", type=int, help="only so many pairs of a set, by hash")
    p.add_argument("--threads", type=int, default=2)
    p.add_argument("--float", type=Path, dest="graph", help="a graph to measure instead of the shipped one")
    p.add_argument("--calibrate", type=Path, help="write temperatures fitted on the development pairs")
    p.add_argument("--full", action="store_true", help="the scorer's whole output")
    o = p.parse_args()
    model: RelationModel = RelationModel(threads=o.threads)
    if o.graph:
        model = FloatModel(threads=o.threads)
        model.graph = o.graph
    kept: dict[str, list[tuple[np.ndarray, np.ndarray]]] = {"relation": [], "stance": []}
    for name in o.sets.split(","):
        path, mode, watched = SETS[name]
        gold = rows(o.data / "data" / path / "dev.jsonl.gz", o.limit)
        began = time.monotonic()
        if name == "stsb":
            pred = stsb(gold)
        elif name == "checkthat":
            pred = checkthat(gold, rows(o.data / "data" / path / "collection.jsonl.gz"), model)
        elif name == "ecbplus":
            pred = ecbplus(gold, rows(o.data / "data" / path / "dev.jsonl.gz"), model)
        else:
            pred, logits = ANSWER[name](gold, model)
            masks = gold_masks(name, gold)
            if masks is not None:
                kept["relation" if ANSWER[name] is nli else "stance"].append((logits, masks))
        told = scored(o.data / "tools", mode, gold, pred)
        shown = told if o.full else {k: told[k] for k in ("n", *watched)}
        print(name, json.dumps(shown, indent=1 if o.full else None), f"{time.monotonic() - began:.0f} s", flush=True)
    report_calibration(kept, model, o.calibrate)


def report_calibration(
    kept: dict[str, list[tuple[np.ndarray, np.ndarray]]], model: RelationModel, to: Path | None
) -> None:
    """Print each head's calibration error as shipped and with the best temperature; write the temperatures."""
    fitted = {}
    for head, parts in kept.items():
        if parts:
            logits, masks = (np.concatenate([part[k] for part in parts]) for k in (0, 1))
            best = temperature(logits, masks)
            now = model.temperatures[head]
            error = {f"at {t:.2f}": round(calibration_error(logits, masks, t), 4) for t in (1.0, now, best)}
            print("calibration", head, json.dumps({"temperature": round(best, 3), "error": error}))
            fitted[head] = round(best, 3)
    if to:
        to.write_text(json.dumps(fitted) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
