"""Train the part of the segmenter that tells which paragraphs of a page are the article's text.

    python -m training.page_blocks DATA_DIR                    # cross-validates by site, writes blocks.npz and its card
    python -m training.page_blocks DATA_DIR --texts FILE.jsonl # reads trafilatura's answers instead of asking it again

``DATA_DIR`` holds ``extraction/truth.jsonl.gz`` and the pages it names. ``FILE.jsonl`` is what
``bench/quality/extraction_rivals.py`` writes for ``trafilatura_precision``. A paragraph is article text if most of its
4-word shingles are in the page's gold body. The learner is gradient-boosted trees (scikit-learn's); the words in the
names of elements, and first and last words, come in as log-odds counted on *other* sites. A few minutes on one core.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from counterclaim.article import engines
from counterclaim.article.block_measures import MEASURES_VERSION, Look, Measures, measure
from counterclaim.article.encoding import decode
from counterclaim.article.html import parsed
from counterclaim.article.html_blocks import RawBlock, flat_page, read_page
from counterclaim.article.structured import read_stated
from counterclaim.models.segmenter.blocks import BLOCKS_FILE, CARD_FILE, Table, token_features

SEED = 20
FOLDS = 5
#: Sites on which a word must have been seen to count; with fewer it would only name the site.
LEAST_SITES = 3
#: Share of the pages that are shown a second time as if trafilatura had found nothing, as on pages too large for it.
BLANKED = 0.25
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Example:
    """One page: what is measured, which of the measured paragraphs are text, and what an error on each costs."""

    id: str
    site: str
    body: str
    optional: tuple[str, ...]
    texts: tuple[str, ...]
    measures: Measures
    is_text: np.ndarray
    cost: np.ndarray


def examples(folder: Path, texts: dict[str, str] | None) -> Iterator[Example]:
    """All pages with a gold body; a part of them twice, the second time without trafilatura's answer."""
    rng = random.Random(SEED)
    with gzip.open(folder / "truth.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for row in rows:
        if row.get("body"):
            yield from _examples_of(folder, row, texts, rng.random() < BLANKED)


def _examples_of(folder: Path, row: dict[str, Any], texts: dict[str, str] | None, is_twice: bool) -> Iterator[Example]:
    html = decode(gzip.decompress((folder / row["html"]).read_bytes()), "text/html").text
    root, is_whole = parsed(html)
    page = read_page(root) if is_whole else flat_page(html)
    stated = read_stated(root)
    text = engines.body_by_trafilatura(root) if texts is None else texts.get(row["id"], "")
    gold = shares(page.blocks, row["body"])
    look = Look(page)
    for body in (text, "")[: 1 + is_twice]:
        verdicts = [engines.verdicts(page.blocks, body), engines.verdicts(page.blocks, stated.body or "")]
        got = measure(look, verdicts, stated.title or "", stated.description or "")
        words = look.words[got.places]
        share = np.array([gold[i] for i in got.places])
        # Each page weighs the same; in it each paragraph by its words and by how clearly it is one or the other.
        whole = max(60.0, sum(w for w, g in zip(look.words, gold, strict=True) if g >= 0.5))
        cost = np.abs(2 * share - 1) * (np.minimum(words, 150) + 1) / whole
        yield Example(
            row["id"] + ("" if body is text else "+"), row["site"], row["body"], tuple(row.get("body_optional") or ()),
            tuple(b.text for b in page.blocks), got, share >= 0.5, cost * (1.0 if body is text else 0.5),
        )  # fmt: skip


def shares(blocks: Sequence[RawBlock], body: str) -> list[float]:
    """For each paragraph the share of its shingles that the gold body has; short ones by standing in it."""
    gold = Counter(engines.shingles(body))
    words = f" {' '.join(_WORD.findall(body))} "
    lines = Counter(" ".join(_WORD.findall(line)) for line in body.split("\n"))
    found = []
    for block in blocks:
        own = _WORD.findall(block.text)
        if len(own) >= 8:
            mine = Counter(engines.shingles(block.text))
            found.append(sum((mine & gold).values()) / sum(mine.values()))
        else:
            key = " ".join(own)
            found.append(1.0 if lines[key] and own else 0.7 if len(own) >= 3 and f" {key} " in words else 0.0)
    placed = engines.connected_once(blocks, [s >= 0.5 for s in found])
    return [s if p else min(s, 0.3) for s, p in zip(found, placed, strict=True)]


class Counts:
    """Weighted counts of a token among text and other paragraphs, in all and by site."""

    def __init__(self, train: Sequence[Example], kind: str) -> None:
        self.kind = kind
        self.total: dict[int, list[float]] = defaultdict(lambda: [0.0, 0.0])
        self.by_site: dict[tuple[int, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
        self.sites: dict[int, set[str]] = defaultdict(set)
        for e in train:
            for tokens, is_text, cost in zip(getattr(e.measures, kind), e.is_text, e.cost, strict=True):
                for t in tokens:
                    self.total[t][int(is_text)] += cost
                    self.by_site[t, e.site][int(is_text)] += cost
                    self.sites[t].add(e.site)

    def table(self, without: str | None = None) -> Table:
        """Log-odds of text for each token seen on enough sites, one site left out if asked."""
        out = {}
        for t, (no, yes) in self.total.items():
            own_no, own_yes = self.by_site.get((t, without), (0.0, 0.0)) if without else (0.0, 0.0)
            if len(self.sites[t]) - (without in self.sites[t]) >= LEAST_SITES:
                out[t] = float(np.log((max(yes - own_yes, 0) + 0.3) / (max(no - own_no, 0) + 0.3)))
        return out


class SiteTable(dict[int, float]):
    """A table for one left-out site that works a token out when it is first asked for."""

    def __init__(self, counts: Counts, site: str) -> None:
        super().__init__()
        self.counts, self.site = counts, site

    def get(self, token: int, default: Any = None) -> Any:  # type: ignore[override]
        """The log-odds of a token without the site's own engines."""
        c = self.counts
        if token not in c.total or len(c.sites[token]) - (self.site in c.sites[token]) < LEAST_SITES:
            return default
        (no, yes), (own_no, own_yes) = c.total[token], c.by_site.get((token, self.site), (0.0, 0.0))
        return float(np.log((max(yes - own_yes, 0) + 0.3) / (max(no - own_no, 0) + 0.3)))


def rows_of(e: Example, names: Table, words: Table) -> np.ndarray:
    """The learner's input for one page."""
    m = e.measures
    return np.hstack([m.rows, token_features(m.names, names), token_features(m.words, words)])


def fit(train: Sequence[Example]) -> tuple[HistGradientBoostingClassifier, Counts, Counts]:
    """Trees over measures and leave-one-site-out log-odds."""
    names, words = Counts(train, "names"), Counts(train, "words")
    x = np.vstack([rows_of(e, SiteTable(names, e.site), SiteTable(words, e.site)) for e in train])
    y, cost = np.concatenate([e.is_text for e in train]), np.concatenate([e.cost for e in train])
    learner = HistGradientBoostingClassifier(
        max_iter=140, learning_rate=0.07, max_leaf_nodes=15, min_samples_leaf=30, l2_regularization=5.0, max_bins=64,
        random_state=SEED, early_stopping=False,
    )  # fmt: skip
    learner.fit(x, y, sample_weight=cost * len(cost) / cost.sum())
    return learner, names, words


def fold_of(site: str) -> int:
    """The fold a site belongs to."""
    return int(hashlib.sha1(site.encode()).hexdigest()[:8], 16) % FOLDS


def held_out(data: Sequence[Example], folder: Path | None) -> dict[str, np.ndarray]:
    """Probabilities for every page by a learner that saw none of its site; the learners are kept in ``folder``."""
    answers = {}
    for k in range(FOLDS):
        learner, names, words = fit([e for e in data if fold_of(e.site) != k])
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            np.savez_compressed(folder / f"fold-{k}.npz", **arrays_of(learner, names, words))
        tables = names.table(), words.table()
        for e in data:
            if fold_of(e.site) == k:
                answers[e.id] = learner.predict_proba(rows_of(e, *tables))[:, 1]
        print(f"fold {k + 1} of {FOLDS}", flush=True)
    return answers


def arrays_of(learner: HistGradientBoostingClassifier, names: Counts, words: Counts) -> dict[str, np.ndarray]:
    """The trees, one a row, and the tables of log-odds; odds near none are left out."""
    trees = [t[0].nodes for t in learner._predictors]
    size = max(map(len, trees))

    def column(field: str, kind: type, blank: float) -> np.ndarray:
        return np.array([np.pad(t[field].astype(kind), (0, size - len(t)), constant_values=blank) for t in trees])

    arrays = {
        "feature": column("feature_idx", np.int16, 0), "threshold": column("num_threshold", np.float32, 0),
        "left": column("left", np.int16, 0), "right": column("right", np.int16, 0),
        "value": column("value", np.float32, 0), "leaf": column("is_leaf", np.bool_, 1),
        "baseline": np.array(learner._baseline_prediction, dtype=np.float32).reshape(-1),
    }  # fmt: skip
    for name, counts in (("names", names), ("words", words)):
        table = {t: v for t, v in counts.table().items() if abs(v) >= 0.3}
        keys = sorted(table)
        arrays[f"{name}_keys"] = np.array(keys, dtype=np.uint32)
        arrays[f"{name}_odds"] = np.array([table[k] for k in keys], dtype=np.float16)
    return arrays


def write(learner: HistGradientBoostingClassifier, names: Counts, words: Counts, scores: dict[str, float]) -> None:
    """The shipped weights, and the card with their digest."""
    np.savez_compressed(BLOCKS_FILE, **arrays_of(learner, names, words))
    card = {
        "name": "segmenter-pages",
        "version": "1",
        "measures": MEASURES_VERSION,
        "sha256": hashlib.sha256(BLOCKS_FILE.read_bytes()).hexdigest(),
        "command": "python -m training.page_blocks DATA_DIR",
        "data": [
            "500 news pages with a gold body (annotations MIT, Apache-2.0, CC-BY-4.0; the pages' text is their "
            "publishers'; hashes of words seen on three sites or more are in the weights)"
        ],
        "scores": scores,
        "limits": "News pages, mostly English and German. Lists of products or of posts are often cut short.",
    }
    CARD_FILE.write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", "utf-8")


def block_scores(data: Sequence[Example], answers: dict[str, np.ndarray]) -> dict[str, float]:
    """Word-weighted precision, recall and F1 of text paragraphs, mean over pages of held-out sites."""
    rows = []
    for e in data:
        if not e.id.endswith("+"):
            chosen = answers[e.id] > 0.4
            hit, all_chosen, right = ((e.cost * m).sum() for m in (chosen & e.is_text, chosen, e.is_text))
            rows.append((hit / max(all_chosen, 1e-9), hit / max(right, 1e-9)))
    precision, recall = np.mean(rows, axis=0)
    both = {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall)}
    return {f"text_words_{k}_held_out_sites": round(float(v), 4) for k, v in both.items()}


def main() -> None:
    """Measure the pages, cross-validate, train on all, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--texts", type=Path, help="trafilatura's answers, one JSON object a page")
    parser.add_argument(
        "--predictions", type=Path, help="write held-out bodies here, as score_extraction.py reads them"
    )
    parser.add_argument(
        "--fold-weights", type=Path, help="keep the learner of each fold in this folder, for extraction.py"
    )
    parser.add_argument("--no-folds", action="store_true", help="skip cross-validation, keep the card's scores")
    o = parser.parse_args()
    texts = None
    if o.texts:
        texts = {r["id"]: r.get("body") or "" for r in map(json.loads, o.texts.read_text("utf-8").splitlines())}
    data = list(examples(o.data / "extraction", texts))
    print(f"{len(data)} pages, {sum(len(e.is_text) for e in data)} paragraphs", flush=True)
    if o.no_folds:
        scores = json.loads(CARD_FILE.read_text("utf-8"))["scores"]
    else:
        answers = held_out(data, o.fold_weights)
        scores = block_scores(data, answers)
        print(scores, flush=True)
        if o.predictions:
            o.predictions.write_text("".join(_prediction(e, answers[e.id]) for e in data if e.id[-1] != "+"), "utf-8")
    write(*fit(data), scores)


def _prediction(e: Example, probabilities: np.ndarray) -> str:
    chosen = [e.texts[i] for i, p in zip(e.measures.places, probabilities, strict=True) if p > 0.4]
    return json.dumps({"id": e.id, "body": "\n".join(chosen)}) + "\n"


if __name__ == "__main__":
    main()
