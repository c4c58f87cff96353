"""Speed and memory of the whole ``counterclaim read``, run as a user runs it, and the size of what is shipped."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import counterclaim
from bench.quality.data import Row, documents
from bench.quality.reading import Setting

WORDS = 600
ARTICLES = 60
REPEATS = 3
#: what of a model's folder is code or prose rather than the model
NOT_MODEL = {".py", ".pyc", ".md"}


def articles(data: Path, count: int = ARTICLES, words: int = WORDS) -> list[Row]:
    """The first articles of the unlabelled news that are long enough, cut after so many words."""
    out = []
    for d in documents(data, "news"):
        ends = _word_ends(d["text"], words)
        if len(ends) == words:
            out.append({"id": d["id"], "text": d["text"][: ends[-1]], "published": d["published"]})
        if len(out) == count:
            break
    return out


def _word_ends(text: str, limit: int) -> list[int]:
    ends, at = [], 0
    for word in text.split()[:limit]:
        at = text.index(word, at) + len(word)
        ends.append(at)
    return ends


def measure(s: Setting) -> Row:
    """Articles a second on two cores without the start of the program, peak memory, seconds to start, sizes.

    ``cpu_s_per_article`` is what to compare where other work runs on the machine.
    """
    rows = articles(s.data)
    many = min((_run(rows) for _ in range(REPEATS)), key=lambda r: r["seconds"])
    one = min((_run(rows[:1]) for _ in range(REPEATS)), key=lambda r: r["seconds"])
    return {
        "articles_per_s": round((len(rows) - 1) / max(0.001, many["seconds"] - one["seconds"]), 2),
        "cpu_s_per_article": round((many["cpu_s"] - one["cpu_s"]) / max(1, len(rows) - 1), 3),
        "start_and_one_article_s": round(one["seconds"], 2),
        "peak_mb": round(many["peak_mb"]),
        "models_mb": model_sizes(),
        "articles": len(rows),
        "cores": len(os.sched_getaffinity(0)),
        "load_before": round(os.getloadavg()[0], 2),
    }


def _run(rows: list[Row]) -> dict[str, Any]:
    """Seconds, the processor's seconds, and peak memory in MB of one ``counterclaim read`` over rows."""
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder) / "articles.jsonl", Path(folder) / "readings.jsonl"
        given.write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
        began = time.monotonic()
        child = subprocess.Popen([sys.executable, "-m", "counterclaim", "read", str(given), "-o", str(out)])
        _, status, usage = os.wait4(child.pid, 0)
        took = time.monotonic() - began
        child.returncode = os.waitstatus_to_exitcode(status)
        done = len(out.read_text(encoding="utf-8").splitlines()) if out.is_file() else 0
        if child.returncode or done != len(rows):
            raise RuntimeError(f"counterclaim read gave {done} readings of {len(rows)}, exit status {child.returncode}")
        return {
            "seconds": took,
            "cpu_s": usage.ru_utime + usage.ru_stime,
            "peak_mb": usage.ru_maxrss / 1024,
        }


def model_sizes() -> dict[str, float]:
    """MB of model files in the package, for each model and all together."""
    folder = Path(counterclaim.__file__).parent / "models"
    sizes: dict[str, float] = {}
    for file in (f for f in folder.rglob("*") if f.is_file() and f.suffix not in NOT_MODEL):
        name = file.relative_to(folder).parts[0]
        sizes[name] = sizes.get(name, 0.0) + file.stat().st_size / 1e6
    return {k: round(v, 1) for k, v in sorted(sizes.items())} | {"all": round(sum(sizes.values()), 1)}
