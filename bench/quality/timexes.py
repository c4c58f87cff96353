"""Scores the time-expression rules on the labelled sets, with the shared scorer.

``python bench/quality/timexes.py [--data ../shared] [--sets tempeval3/dev meantime/dev] [--types DATE,TIME]``

Reads ``DATA/data/time/SET.jsonl.gz`` and runs ``DATA/tools/score_time.py``. Nothing is trained. MEANTIME's
dateline is itself labelled and is left out.
Prints one line a set, or the scorer's whole answer with ``--full``.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from counterclaim.reading.timexes import find_timexes

SETS = ("tempeval3/dev", "tempeval3/train", "meantime/dev", "meantime/train")


def read_documents(path: Path) -> list[dict[str, Any]]:
    """Return the labelled documents of one set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def predict(document: dict[str, Any]) -> dict[str, Any]:
    """Return what the scorer reads, for one document."""
    found = find_timexes(document["text"], document.get("published"))
    rows = [{"start": t.span.start, "end": t.span.end, "type": t.type, "value": t.value} for t in found]
    return {"id": document["id"], "timexes": rows}


def score(data: Path, name: str, types: str | None) -> dict[str, Any]:
    """Return the scorer's answer for one set, with characters read in a second of processor time."""
    gold = data / "data" / "time" / f"{name}.jsonl.gz"
    documents = read_documents(gold)
    find_timexes("today", None)  # compiles the rules
    began = os.times().user
    predicted = [predict(d) for d in documents]
    seconds = max(os.times().user - began, 0.01)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "predicted.jsonl"
        path.write_text("".join(json.dumps(p) + "\n" for p in predicted), encoding="utf-8")
        command = [sys.executable, str(data / "tools" / "score_time.py"), str(gold), str(path)]
        command += ["--skip-dct"] if name.startswith("meantime") else []
        command += ["--types", types] if types else []
        answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    result: dict[str, Any] = json.loads(answer)
    return result | {"chars_per_s": round(sum(len(d["text"]) for d in documents) / seconds)}


def main() -> None:
    """Command line."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, default=Path("../shared"), help="folder with data/time and tools")
    options.add_argument("--sets", nargs="+", default=SETS)
    options.add_argument("--types", help="only these types, such as DATE,TIME")
    options.add_argument("--full", action="store_true", help="print the scorer's whole answer")
    given = options.parse_args()
    for name in given.sets:
        result = score(given.data, name, given.types)
        if given.full:
            print(name, json.dumps(result, indent=1))
            continue
        figures = {k: result[k]["f1"] for k in ("strict", "relaxed", "value")}
        print(name, figures, "day", result["day"]["accuracy"], "chars/s", result["chars_per_s"])


if __name__ == "__main__":
    main()
