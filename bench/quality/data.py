"""Labelled documents and the scorers beside them, both in a folder that is not part of the repository."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

Row = dict[str, Any]
#: every file of labelled data that a row rests on, by the name jobs use
SETS = {
    "polnear": "data/attribution/polnear/dev.jsonl.gz",
    "polnear_bio": "data/attribution/polnear_cofenet_bio/dev.jsonl.gz",
    "contested": "data/attribution/contested_news/dev.jsonl.gz",
    "gum": "data/attribution/gum/dev.jsonl.gz",
    "conll2003": "data/ner/conll2003/dev.jsonl.gz",
    "worldwide": "data/ner/worldwide/dev.jsonl.gz",
    "crossner_politics": "data/ner/crossner_politics/dev.jsonl.gz",
    "geowebnews": "data/ner/geowebnews/dev.jsonl.gz",
    "news": "data/news/general.jsonl.gz",
}


def documents(data: Path, name: str) -> list[Row]:
    """The documents of a set, in the order of its file."""
    with gzip.open(data / SETS[name], "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def digest(paths: Iterable[Path]) -> str:
    """SHA-256 over the bytes of files, in the order given; a file that is missing counts by its name."""
    total = hashlib.sha256()
    for path in paths:
        total.update(path.name.encode() + b"\0")
        if path.is_file():
            total.update(path.read_bytes())
    return total.hexdigest()


def score(data: Path, scorer: str, gold: Sequence[Row], predicted: Sequence[Row], *options: str) -> Row:
    """What a shared scorer answers, run as its own program.

    Raises:
        subprocess.CalledProcessError: if the scorer fails; its message is on standard error.
    """
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / "gold.jsonl", Path(folder) / "pred.jsonl"]
        for file, rows in zip(files, (gold, predicted), strict=True):
            file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
        command = [sys.executable, str(data / "tools" / scorer), *map(str, files), *options]
        answer: Row = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    return answer


def scorer_module(data: Path, name: str = "score_attribution") -> ModuleType:
    """A shared scorer as a module, for its tokens and its matching of attributions."""
    spec = importlib.util.spec_from_file_location(name, data / "tools" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(f"no scorer {name}.py in {data / 'tools'}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
