"""Quality of lineage: near-duplicate clusters and reuse in article pairs; articles by event. With the time it took.

    python -m bench.quality.lineage DATA [--split dev] [--out DIR] [--events CLUSTERING]

``DATA`` holds ``synthetic_syndication/<split>.jsonl.gz`` (text, cluster) and
``real_reuse/<split>.jsonl.gz`` (a, b, label). With ``--out`` the gold and predicted files for
score_clusters.py and score_pairs.py are written as well.
``--events`` names the folder of ``ecbplus_docs`` and ``basil_triplets`` (text, cluster).
Pairs labelled same_copy, partial_reuse or same_outlet_update count as reuse.
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.quality.stories import stories
from counterclaim.lineage import find_lineage
from counterclaim.records import Article, LineageType, Published, Segment, SegmentType, Span

REUSE = frozenset({"same_copy", "partial_reuse", "same_outlet_update"})
#: Share of the shorter text, quotations included, from which on a pair is called reuse, as the labels count.
#: Set on the train half (see ``best_threshold`` in the output of score_pairs.py).
SCORE = 0.2
Row = dict[str, Any]


def main() -> None:
    """Run both sets and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", default="dev")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--events", type=Path)
    asked = parser.parse_args()
    report: Row = {}
    for name in ("ecbplus_docs", "basil_triplets") if asked.events else ():
        report[name] = by_event(read(asked.events / name, asked.split), name, asked.out)
    report |= {
        "split": asked.split,
        "syndication": syndication(read(asked.data / "synthetic_syndication", asked.split), asked.out),
        "reuse": reuse(read(asked.data / "real_reuse", asked.split), asked.out),
    }
    print(json.dumps(report, indent=1))


def read(folder: Path, split: str) -> list[Row]:
    """The rows of one split."""
    with gzip.open(folder / f"{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


UNDATED = Published(value=None, precision=None, method="none", evidence=None, reason="not given")


def article(name: str, text: str, outlet: str | None, published: Published = UNDATED) -> Article:
    """A bare text as an article whose body is the whole text."""
    return Article(
        id=name,
        capture=name,
        file=None,
        uri=None,
        title=None,
        title_span=None,
        outlet=outlet,
        byline=None,
        authors=(),
        language="en",
        published=published,
        credits=(),
        text=text,
        segments=(Segment(type=SegmentType.BODY, span=Span(0, len(text))),),
        made_by="bench",
    )


def syndication(rows: list[Row], out: Path | None) -> Row:
    """B-cubed of the origins against the true clusters."""
    begun = time.perf_counter()
    found = find_lineage([article(r["id"], r["text"], r["outlet"]) for r in rows])
    seconds = time.perf_counter() - begun
    predicted = {name: origin.id for origin in found.origins for name in origin.articles}
    gold = {r["id"]: r["cluster"] for r in rows}
    write(out, "clusters.gold.jsonl", ({"id": i, "cluster": c} for i, c in gold.items()))
    write(out, "clusters.pred.jsonl", ({"id": i, "cluster": c} for i, c in predicted.items()))
    return {"articles": len(rows), "seconds": round(seconds, 2), "b_cubed": b_cubed(gold, predicted)}


def by_event(rows: list[Row], name: str, out: Path | None) -> Row:
    """B-cubed of the articles' stories against the true events."""
    begun = time.perf_counter()
    predicted = stories([article(r["id"], r["text"], None) for r in rows])
    gold = {r["id"]: str(r["cluster"]) for r in rows}
    write(out, f"{name}.gold.jsonl", ({"id": i, "cluster": c} for i, c in gold.items()))
    write(out, f"{name}.pred.jsonl", ({"id": i, "cluster": c} for i, c in predicted.items()))
    seconds = round(time.perf_counter() - begun, 2)
    return {"articles": len(rows), "seconds": seconds, "b_cubed": b_cubed(gold, predicted)}


def b_cubed(gold: dict[str, str], predicted: dict[str, str]) -> Row:
    """Precision, recall and F1 of a clustering, mean over items."""
    both = Counter((gold[i], predicted[i]) for i in gold)
    in_gold, in_predicted = Counter(gold.values()), Counter(predicted.values())
    shares = [(both[g, p], in_gold[g], in_predicted[p]) for g, p in ((gold[i], predicted[i]) for i in gold)]
    precision = sum(shared / size for shared, _, size in shares) / len(gold)
    recall = sum(shared / size for shared, size, _ in shares) / len(gold)
    return scores(precision, recall)


def reuse(rows: list[Row], out: Path | None) -> Row:
    """Pairs told to be reuse: by link type (own words only), and by the share of all words."""
    begun = time.perf_counter()
    gold, typed, scored, seen = [], [], [], []
    for row in rows:
        links = find_lineage([article("a", row["a"], row["a_outlet"]), article("b", row["b"], row["b_outlet"])]).links
        kinds = {link.type for link in links}
        gold.append(row["label"] in REUSE)
        typed.append(bool(kinds & {LineageType.REPRINT, LineageType.SHARED_PASSAGE}))
        scored.append(min(1.0, sum(link.score for link in links)))
        seen.append(f"{row['label']} -> {'+'.join(sorted(kinds)) or 'none'}")
    seconds = time.perf_counter() - begun
    ids = [row["id"] for row in rows]
    write(out, "pairs.gold.jsonl", ({"id": i, "label": int(g)} for i, g in zip(ids, gold, strict=True)))
    write(out, "pairs.pred.jsonl", ({"id": i, "label": int(t)} for i, t in zip(ids, typed, strict=True)))
    write(out, "pairs.score.jsonl", ({"id": i, "score": s} for i, s in zip(ids, scored, strict=True)))
    return {
        "pairs": len(rows),
        "seconds": round(seconds, 2),
        "own_words_shared": decided(gold, typed),
        f"share_of_all_words_{SCORE}": decided(gold, [s >= SCORE for s in scored]),
        "links_by_label": dict(sorted(Counter(seen).items())),
    }


def decided(gold: list[bool], predicted: list[bool]) -> Row:
    """Precision, recall and F1 of the positive class."""
    right = sum(g and p for g, p in zip(gold, predicted, strict=True))
    return scores(right / max(1, sum(predicted)), right / max(1, sum(gold)))


def scores(precision: float, recall: float) -> Row:
    """Three figures, rounded."""
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": round(f1, 4)}


def write(folder: Path | None, name: str, rows: Iterable[Row]) -> None:
    """Write JSON lines for the outside scorers, if a folder was given."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")


if __name__ == "__main__":
    main()
