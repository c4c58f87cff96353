"""Scores of the reader on development data: ``python bench/quality/reader.py --data ../shared``.

Reads each development set with the shipped models exactly as ``counterclaim read`` does and hands the result to the
shared scorers. ``--sets`` chooses among polnear, contested, gum, conll2003, worldwide, crossner, geowebnews.
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from counterclaim.pipeline import Models
from counterclaim.pipeline.flow import reading_of
from counterclaim.views.cli.stages import article_of, reading_row

SETS = {
    "contested": ("data/attribution/contested_news/dev.jsonl.gz", "score_attribution.py", []),
    "polnear": ("data/attribution/polnear/dev.jsonl.gz", "score_attribution.py", []),
    "gum": ("data/attribution/gum/dev.jsonl.gz", "score_attribution.py", []),
    "conll2003": ("data/ner/conll2003/dev.jsonl.gz", "score_ner.py", ["--types", "PER,ORG,LOC,MISC"]),
    "worldwide": ("data/ner/worldwide/dev.jsonl.gz", "score_ner.py", []),
}
#: types the named-entity sets know under other names
NER_MAP = {"conll2003": {"FAC": "LOC", "NORP": "MISC", "DATE": None}}


def rows(path: Path) -> list[dict[str, Any]]:
    """The documents of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_all(docs: list[dict[str, Any]], models: Models, name: str) -> list[dict[str, Any]]:
    """Each document as ``counterclaim read`` gives it."""
    from counterclaim.actors import resolve_actors

    out = []
    for n, doc in enumerate(docs, 1):
        given = {k: doc[k] for k in ("id", "text", "published") if k in doc}
        if doc.get("segments"):
            given["segments"] = doc["segments"]
        article = article_of(given, n)
        reading = reading_of(article, models)
        people = resolve_actors([article], [reading])
        names = {a.id: a.name for a in people.actors}
        row = reading_row(reading, {s.attribution: names[s.actor] for s in people.speakers})
        renamed = NER_MAP.get(name, {})
        row["entities"] = [
            {**e, "type": renamed.get(e["type"], e["type"])}
            for e in row["entities"]
            if renamed.get(e["type"], "") is not None
        ]
        out.append(row)
    return out


def brief(name: str, scores: dict[str, Any]) -> dict[str, Any]:
    """The figures that are watched."""
    if "full" not in scores:
        return scores
    return {
        "full.soft": scores["full"]["soft"],
        "full.strict": scores["full"]["strict"]["f1"],
        "exact": {r: scores["spans"][r]["exact"]["f1"] for r in ("source", "cue", "content")},
        "recall_by_kind": {k: v.get("soft") for k, v in scores["recall_by_kind"].items()},
        "kind_accuracy": scores.get("kind_accuracy"),
        "nesting": scores.get("nesting"),
        "speaker": scores.get("speaker"),
    }


def act_scores(gold: list[dict[str, Any]], pred: list[dict[str, Any]]) -> dict[str, Any]:
    """Accuracy of acts on attributions whose cues overlap, and F1 of denials."""
    right = matched = deny_tp = deny_p = deny_g = 0
    for g, p in zip(gold, pred, strict=True):
        deny_g += sum(a["act"] == "deny" for a in g["attributions"])
        deny_p += sum(a["act"] == "deny" for a in p["attributions"])
        for a in g["attributions"]:
            same = [
                b
                for b in p["attributions"]
                if a["cue"] and b["cue"] and a["cue"][0][0] < b["cue"][0][1] and b["cue"][0][0] < a["cue"][0][1]
            ]
            if same:
                matched += 1
                right += same[0]["act"] == a["act"]
                deny_tp += same[0]["act"] == a["act"] == "deny"
    f1 = 2 * deny_tp / max(1, deny_p + deny_g)
    return {"act_accuracy": round(100 * right / max(1, matched), 1), "matched": matched, "deny_f1": round(100 * f1, 1)}


def main() -> None:
    """Read, score, print."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, default=Path("../shared"))
    p.add_argument("--sets", default=",".join(SETS))
    p.add_argument("--limit", type=int, help="only the first so many documents")
    p.add_argument("--full", action="store_true", help="the scorer's whole output")
    p.add_argument("--keep", type=Path, help="folder for the readings")
    o = p.parse_args()
    models = Models()
    for name in o.sets.split(","):
        path, scorer, options = SETS[name]
        gold = rows(o.data / path)[: o.limit]
        began = time.monotonic()
        pred = read_all(gold, models, name)
        took = time.monotonic() - began
        folder = o.keep or Path(tempfile.mkdtemp())
        folder.mkdir(parents=True, exist_ok=True)
        files = [folder / f"{name}.gold.jsonl", folder / f"{name}.pred.jsonl"]
        for file, docs in zip(files, (gold, pred), strict=True):
            file.write_text("".join(json.dumps(d, ensure_ascii=False) + "\n" for d in docs), encoding="utf-8")
        command = [sys.executable, str(o.data / "tools" / scorer), *map(str, files), *options]
        scores = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        told = scores if o.full else brief(name, scores)
        if name == "contested":
            told |= act_scores(gold, pred)
        print(name, json.dumps(told, indent=None if not o.full else 1), f"{took:.0f} s", flush=True)


if __name__ == "__main__":
    main()
