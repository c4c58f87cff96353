"""Train the segmenter (which lines of a page are the article, and what the others are).

    python training/segmenter.py DATA_DIR            # trains, cross-validates, writes weights.npz and card.json
    python training/segmenter.py DATA_DIR --folds 3  # quicker

``DATA_DIR`` holds ``extraction/plaintext_lines.jsonl.gz`` (lines marked article / not article),
``extraction/truth.jsonl.gz`` (for the site of a page, so that folds are by site) and
``attribution/contested_news/{train,dev}.jsonl.gz`` (typed segments); ``segmenter_furniture.tsv`` beside this
file adds typed furniture of our own. Needs numpy only, takes a few minutes on one core.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from counterclaim.models.segmenter import WEIGHTS_FILE
from counterclaim.models.segmenter.features import BUCKETS, FEATURES_VERSION, line_features
from counterclaim.models.segmenter.network import (
    LABELS,
    TEXT_LABELS,
    Floats,
    gather,
    neighbourhood,
    revise,
    softmax,
    text_log_odds,
)

SEED = 20
FURNITURE = Path(__file__).with_name("segmenter_furniture.tsv")
CARD_FILE = WEIGHTS_FILE.with_name("card.json")
NOT_TEXT = tuple(label for label in LABELS if label not in TEXT_LABELS)


@dataclass(frozen=True, slots=True)
class Page:
    """Lines of one text with, for each, the labels that may be right (none where it is undecided)."""

    id: str
    fold_key: str
    lines: tuple[str, ...]
    allowed: tuple[tuple[str, ...], ...]
    weight: float
    item: dict[str, Any] | None = None
    numbers: tuple[int, ...] = ()


def _jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in file)


def marked_pages(folder: Path) -> list[Page]:
    """Pages whose lines are marked b (article), x (not), m (mixed); the site is the fold."""
    sites = {t["id"]: t["site"] for t in _jsonl(folder / "truth.jsonl.gz")}
    may_be = {"b": TEXT_LABELS, "x": NOT_TEXT, "m": ()}
    pages = []
    for item in _jsonl(folder / "plaintext_lines.jsonl.gz"):
        pairs = list(zip(item["text"].split("\n"), item["line_labels"], strict=True))
        kept = [(n, t, may_be[m]) for n, (t, m) in enumerate(pairs) if t.strip() and m in may_be]
        site = sites.get(item["id"].rsplit(":", 1)[0]) or item["id"]
        numbers, lines, allowed = zip(*kept, strict=True) if kept else ((), (), ())
        pages.append(Page(item["id"], site, lines, allowed, 1.0, item, numbers))
    return [p for p in pages if p.lines]


def typed_pages(folder: Path) -> list[Page]:
    """Articles with typed segments, a line's label being that of most of its characters."""
    pages = []
    for name in ("train", "dev"):
        for doc in _jsonl(folder / f"{name}.jsonl.gz"):
            lines, allowed = [], []
            for found in re.finditer(r"[^\n]*\S[^\n]*", doc["text"]):
                share: dict[str, int] = {}
                for s in doc["segments"]:
                    overlap = min(s["end"], found.end()) - max(s["start"], found.start())
                    if overlap > 0:
                        share[s["type"]] = share.get(s["type"], 0) + overlap
                kind = max(share, key=lambda k: share[k]) if share else "body"
                lines.append(found.group())
                allowed.append((kind,) if kind in LABELS else ())
            pages.append(Page(doc["id"], doc["outlet"] or doc["id"], tuple(lines), tuple(allowed), 3.0))
    return pages


def _filled(template: str, rng: random.Random, heads: Sequence[str]) -> str:
    names = (
        "Adler",
        "Moreno",
        "Okafor",
        "Lindgren",
        "Petrescu",
        "Haddad",
        "Tanaka",
        "Silva",
        "Novak",
        "Reyes",
    )
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
    months = ("January", "February", "March", "April", "May", "June", "July", "August", "October", "December")
    fill = {
        "{n}": lambda: str(rng.randint(1, 28)), "{m}": lambda: str(rng.randint(1, 9)),
        "{y}": lambda: str(rng.randint(2003, 2025)), "{name}": lambda: rng.choice(names),
        "{day}": lambda: rng.choice(days), "{month}": lambda: rng.choice(months), "{head}": lambda: rng.choice(heads),
    }  # fmt: skip
    return re.sub(r"\{\w+\}", lambda m: fill[m.group()](), template)


def furnished(pages: Sequence[Page], rng: random.Random) -> list[Page]:
    """Typed articles with furniture of our own set before, between and after their lines."""
    rows = [r.split("\t") for r in FURNITURE.read_text("utf-8").splitlines() if r and not r.startswith("#")]
    heads = [p.lines[0].strip() for p in pages if p.allowed[0] == ("headline",)]
    pools = {t: [x for k, x in rows if k == t] for t, _ in rows}

    def draw(*types: str) -> list[tuple[str, str]]:
        return [(t, _filled(rng.choice(pools[t]), rng, heads)) for t in types if rng.random() < 0.6]

    out = []
    for page in pages:
        lines = list(zip(page.lines, page.allowed, strict=True))
        head = draw("widget", "widget", "widget", "related")
        deck = draw("byline", "dateline", "caption", "credit", "widget")
        tail = draw("credit", "widget", "related", "related", "widget")
        if rng.random() < 0.5:
            tail += draw("widget", "comment", "comment", "comment", "comment", "widget", "widget")
        tail += draw("widget", "widget", "widget", "related", "widget")
        for kind, text in draw("related", "widget", "caption"):
            at = rng.randint(min(3, len(lines)), len(lines))
            lines.insert(at, (text, (kind,)))
        merged = [(x, (k,)) for k, x in head] + lines[:1] + [(x, (k,)) for k, x in deck] + lines[1:]
        merged += [(x, (k,)) for k, x in tail]
        texts, allowed = zip(*merged, strict=True)
        out.append(Page(page.id + "+", page.fold_key, texts, allowed, 2.0))
    return out


def fit_first(pages: Sequence[Page], rows: dict[str, list[list[int]]], epochs: int = 6) -> Floats:
    """First layer by Adagrad; a line with several allowed labels is trained on their summed probability."""
    rng = np.random.default_rng(SEED)
    weights = np.zeros((BUCKETS, len(LABELS)), dtype=np.float32)
    squares = np.full_like(weights, 0.1)
    feats, masks, sizes = [], [], []
    for p in pages:
        for row, allowed in zip(rows[p.id], p.allowed, strict=True):
            if allowed:
                feats.append(np.array(row, dtype=np.int64))
                masks.append([label in allowed for label in LABELS])
                sizes.append(p.weight)
    mask, size = np.array(masks, dtype=np.float32), np.array(sizes, dtype=np.float32)
    for _ in range(epochs):
        order = rng.permutation(len(feats))
        for begin in range(0, len(order), 512):
            batch = order[begin : begin + 512]
            # A fifth of the features is hidden at each turn, so that no site's wording is relied on alone.
            kept = [feats[i][rng.random(len(feats[i])) < 0.8] for i in batch]
            kept = [k if len(k) else feats[i][:1] for k, i in zip(kept, batch, strict=True)]
            probs = softmax(gather(weights, kept))
            right = probs * mask[batch]
            target = right / np.maximum(right.sum(axis=1, keepdims=True), 1e-6)
            error = (probs - target) * size[batch][:, None]
            flat = np.concatenate(kept)
            slots, back = np.unique(flat, return_inverse=True)
            grad = np.zeros((len(slots), len(LABELS)), dtype=np.float32)
            np.add.at(grad, back, np.repeat(error, [len(k) for k in kept], axis=0))
            grad = grad / len(batch) * 20 + 2e-4 * weights[slots]
            squares[slots] += grad**2
            weights[slots] -= 0.25 * grad / np.sqrt(squares[slots])
    return weights


def first_layer(weights: Floats, row: list[list[int]]) -> Floats:
    """Probabilities of one page's lines."""
    return softmax(gather(weights, row))


def words_of(page: Page) -> list[int]:
    """Words in each line, as the second layer wants them."""
    return [len(line.split()) for line in page.lines]


def fit_second(pages: Sequence[Page], held_out: dict[str, Floats]) -> Floats:
    """Second layer, on first-layer answers for pages it was not trained on."""
    inputs, answers, sizes = [], [], []
    for p in pages:
        x = neighbourhood(text_log_odds(held_out[p.id]), words_of(p))
        for i, allowed in enumerate(p.allowed):
            if allowed:
                inputs.append(x[i])
                answers.append(float(allowed[0] in TEXT_LABELS))
                # Errors on long lines cost more text, so they weigh more; short pages weigh
                # as much as long ones.
                sizes.append(p.weight * (3 + min(60, words_of(p)[i])) / 20)
    x, y, s = np.array(inputs), np.array(answers, dtype=np.float32), np.array(sizes, dtype=np.float32)
    second = np.zeros(x.shape[1], dtype=np.float32)
    for _ in range(25):  # Newton's method
        probs = 1 / (1 + np.exp(-(x @ second)))
        gradient = x.T @ ((probs - y) * s) + 1.0 * second
        hessian = (x * (probs * (1 - probs) * s)[:, None]).T @ x + np.eye(x.shape[1])
        second = (second - np.linalg.solve(hessian, gradient)).astype(np.float32)
    return second


def fold_of(page: Page, folds: int) -> int:
    """The fold a page's site belongs to."""
    return int(hashlib.sha1(page.fold_key.encode()).hexdigest()[:8], 16) % folds


def held_out_answers(
    pages: Sequence[Page], rows: dict[str, list[list[int]]], folds: int
) -> tuple[dict[str, Floats], list[Floats]]:
    """First-layer answers for every page by weights that saw none of its site, and those weights, one a fold."""
    answers: dict[str, Floats] = {}
    layers: list[Floats] = []
    for k in range(folds):
        weights = fit_first([p for p in pages if fold_of(p, folds) != k], rows)
        answers |= {p.id: first_layer(weights, rows[p.id]) for p in pages if fold_of(p, folds) == k}
        layers.append(weights)
        print(f"fold {k + 1} of {folds}", flush=True)
    return answers, layers


def write_folds(folder: Path, layers: Sequence[Floats], second: Floats) -> None:
    """Weights of each fold, for ``bench/quality/extraction.py --line-weights``; the second layer is one for all."""
    folder.mkdir(parents=True, exist_ok=True)
    for k, weights in enumerate(layers):
        np.savez_compressed(folder / f"fold-{k}.npz", first=weights.astype(np.float16), second=second)


def predictions(pages: Sequence[Page], answers: dict[str, Floats], second: Floats | None) -> list[dict[str, Any]]:
    """Kept lines of the marked pages, in the form score_extraction.py --lines reads."""
    out = []
    for p in pages:
        if p.item is None:
            continue
        probs = answers[p.id] if second is None else revise(answers[p.id], second, words_of(p))
        text = text_log_odds(probs) > 0
        keep = [0] * (p.item["text"].count("\n") + 1)
        for n, t in zip(p.numbers, text, strict=True):
            keep[n] = int(t)
        out.append({"id": p.id, "keep": keep})
    return out


def typed_accuracy(pages: Sequence[Page], answers: dict[str, Floats]) -> float:
    """Share of lines in typed articles (without our own furniture) whose likeliest label is right."""
    right = total = 0
    for p in pages:
        if p.item is None and not p.id.endswith("+"):
            for probs, allowed in zip(answers[p.id], p.allowed, strict=True):
                if allowed:
                    total += 1
                    right += LABELS[int(probs.argmax())] in allowed
    return right / max(total, 1)


def line_scores(pages: Sequence[Page], answers: dict[str, Floats], second: Floats) -> dict[str, float]:
    """Precision, recall and F1 of article lines on the marked pages."""
    hit = chosen = right = 0
    for p in pages:
        if p.item is not None:
            text = text_log_odds(revise(answers[p.id], second, words_of(p))) > 0
            for is_text, allowed in zip(text, p.allowed, strict=True):
                if allowed:
                    is_right = allowed[0] in TEXT_LABELS
                    hit, chosen, right = hit + (is_text and is_right), chosen + is_text, right + is_right
    precision, recall = hit / max(chosen, 1), hit / max(right, 1)
    both = {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}
    return {f"article_lines_{k}_held_out_sites": round(float(v), 4) for k, v in both.items()}


def write(weights: Floats, second: Floats, scores: dict[str, float], command: str) -> None:
    """Weights as half floats, and the card with their digest."""
    np.savez_compressed(WEIGHTS_FILE, first=weights.astype(np.float16), second=second.astype(np.float32))
    card = {
        "name": "segmenter",
        "version": "1",
        "features": FEATURES_VERSION,
        "labels": list(LABELS),
        "sha256": hashlib.sha256(WEIGHTS_FILE.read_bytes()).hexdigest(),
        "command": command,
        "data": [
            "plain-text lines of 413 news pages, marked article or not (annotations MIT, Apache-2.0, CC-BY-4.0; "
            "the pages' text is their publishers' and is not in the weights)",
            "contested_news: 128 articles with typed segments (annotations CC0; text is the publishers')",
            "training/segmenter_furniture.tsv: furniture lines of our own (CC0)",
        ],
        "scores": scores,
        "limits": "Mostly English and German pages. Comments written as long prose are told by rules, not by this.",
    }
    CARD_FILE.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8")


def main() -> None:
    """Train, measure on held-out sites, write."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--fold-weights", type=Path, help="keep each fold's weights here, for extraction.py")
    parser.add_argument("--predictions", type=Path, help="write held-out predictions of the plain-text lines here")
    args = parser.parse_args()
    typed = typed_pages(args.data / "attribution" / "contested_news")
    pages = marked_pages(args.data / "extraction") + typed + furnished(typed, random.Random(SEED))
    rows = {p.id: line_features(p.lines) for p in pages}
    print(f"{len(pages)} pages, {sum(len(p.lines) for p in pages)} lines", flush=True)
    answers, layers = held_out_answers(pages, rows, args.folds)
    second = fit_second(pages, answers)
    if args.fold_weights:
        write_folds(args.fold_weights, layers, second)
    scores = {"typed_line_accuracy_held_out_sites": round(typed_accuracy(pages, answers), 4)}
    scores |= line_scores(pages, answers, second)
    print(scores, flush=True)
    if args.predictions:
        for name, layer in (("first", None), ("both", second)):
            kept = predictions(pages, answers, layer)
            path = args.predictions.with_suffix(f".{name}.jsonl")
            path.write_text("".join(json.dumps(x) + "\n" for x in kept), "utf-8")
    write(fit_first(pages, rows), second, scores, f"python training/segmenter.py DATA_DIR --folds {args.folds}")


if __name__ == "__main__":
    main()
