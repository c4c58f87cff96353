"""Who is who on development data: ``python bench/quality/coref.py --data ../shared``.

Reads each document with the shipped models as ``counterclaim read`` does and scores the mentions it writes with
the shared scorer: CoNLL F1 on ontogum and meantime (singletons left out, as in OntoNotes), the share of pronouns
and descriptions in GUM whose cluster names the right one ("speakers" block), and F1 on GAP's pronouns.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from counterclaim.models.reader.onnx import FOLDER, OnnxReader
from counterclaim.reading import read_text
from counterclaim.reading.predicates import predicates
from counterclaim.records import EntityType, Mention, Span

#: a description by its owner, right before the name it describes
_OWNED = re.compile(r"(?P<what>\b(?:[Mm]y|[Oo]ur|[Yy]our|[Hh]is|[Hh]er|[Tt]heir)(?: [a-z-]+){1,3})\s$")

#: name of a figure: its set, the scorer's options, and the way to the figure in the scorer's answer
FIGURES: dict[str, tuple[str, list[str], list[list[str]]]] = {
    "ontogum": ("ontogum", [], [["conll_f1"], ["mentions", "f1"], ["muc", "f1"], ["b3", "f1"], ["ceafe", "f1"]]),
    "gum_speakers": ("gum", ["--keep-singletons", "--types", "person,organization,place"],
                     [["speakers", "all", k] for k in ("exact", "majority", "answered", "asked")]
                     + [["speakers", "pronoun", "exact"], ["speakers", "nominal", "exact"]]),
    "gum_speakers_all_types": ("gum", [], [["speakers", "all", "exact"], ["speakers", "all", "asked"]]),
    "meantime": ("meantime", [], [["conll_f1"], ["speakers", "all", "exact"]]),
    "parcorfull_news": ("parcorfull_news", [], [["conll_f1"]]),
    "gap": ("gap", ["--gap"], [["f1"], ["p"], ["r"]]),
}  # fmt: skip


def rows(path: Path) -> list[dict[str, Any]]:
    """The documents of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def predicted(doc: dict[str, Any], reader: OnnxReader) -> dict[str, Any]:
    """The mentions of one document as the scorer takes them, and where persons are named."""
    reading = read_text(doc["text"], reader)
    people = [list(e.span) for e in reading.entities if e.type is EntityType.PER]
    return {"id": doc["id"], "mentions": [flat(m) for m in reading.mentions], "people": people}


def flat(mention: Mention) -> dict[str, Any]:
    """One mention as the scorer takes it."""
    return {"start": mention.span.start, "end": mention.span.end, "entity": mention.entity}


def without_descriptions(found: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """The mentions as OntoNotes counts them: without "a diver" in "Oda Renn is a diver", which GUM alone counts."""
    told = predicates([Span(m["start"], m["end"]) for m in found], text)
    return [m for m in found if Span(m["start"], m["end"]) not in told]


def with_parts(found: list[dict[str, Any]], people: list[list[int]], text: str) -> list[dict[str, Any]]:
    """The mentions as GUM counts them: "her friend Oda Renn" is two, "her friend" and "Oda Renn", which are one."""
    out = list(found)
    for m in found:
        name = next(([s, e] for s, e in people if e == m["end"] and m["start"] <= s), None)
        before = _OWNED.search(text, max(0, name[0] - 60), name[0]) if name else None
        if name is not None and before is not None and m["start"] in (name[0], before.start()):
            out = [x for x in out if x is not m]
            out += [{"start": name[0], "end": name[1], "entity": m["entity"]}]
            out += [{"start": before.start(), "end": before.end("what"), "entity": m["entity"]}]
    return out


def as_asked(doc: dict[str, Any], found: dict[str, Any]) -> dict[str, Any]:
    """GAP asks about one pronoun and two names: each gets the cluster of the mention that is it, or is headed by it."""
    out = []
    for n, m in enumerate(doc["mentions"]):
        exact = [p for p in found["mentions"] if (p["start"], p["end"]) == (m["start"], m["end"])]
        around = [p for p in found["mentions"] if p["start"] <= m["start"] and p["end"] in (m["end"], m["end"] + 2)]
        best = (exact or sorted(around, key=lambda p: p["start"] - p["end"], reverse=True))[:1]
        out.append({"start": m["start"], "end": m["end"], "entity": best[0]["entity"] if best else -1 - n})
    return {"id": doc["id"], "mentions": out}


def in_scheme(found: dict[str, Any], text: str, folder: str) -> list[dict[str, Any]]:
    """The mentions in the scheme of a set: GUM's, or that of OntoNotes, which the others follow."""
    if folder == "gum":
        return with_parts(found["mentions"], found["people"], text)
    return without_descriptions(found["mentions"], text)


def scored(gold: list[dict[str, Any]], pred: list[dict[str, Any]], tool: Path, options: list[str]) -> dict[str, Any]:
    """The shared scorer's answer."""
    with tempfile.TemporaryDirectory() as name:
        files = [Path(name) / "gold.jsonl", Path(name) / "pred.jsonl"]
        for file, docs in zip(files, (gold, pred), strict=True):
            file.write_text("".join(json.dumps(d) + "\n" for d in docs), encoding="utf-8")
        command = [sys.executable, str(tool), *map(str, files), *options]
        answer: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        return answer


def measure(data: Path, names: list[str], reader: OnnxReader, limit: int | None) -> dict[str, float]:
    """All figures of the named sets, in percent."""
    out: dict[str, float] = {}
    read: dict[str, dict[str, Any]] = {}
    for name in names:
        folder, options, wanted = FIGURES[name]
        gold = rows(data / "data/coref" / folder / "dev.jsonl.gz")[:limit]
        for doc in gold:
            if doc["text"] not in read:
                read[doc["text"]] = predicted(doc, reader)
        pred = [{"id": d["id"], "mentions": in_scheme(read[d["text"]], d["text"], folder)} for d in gold]
        if folder == "gap":
            pred = [as_asked(d, p) for d, p in zip(gold, pred, strict=True)]
        answer = scored(gold, pred, data / "tools/score_coref.py", options)
        for way in wanted:
            value: Any = answer
            for step in way:
                value = value.get(step, 0.0) if isinstance(value, dict) else 0.0
            out[".".join([name, *way])] = value if way[-1] == "asked" else round(100 * value, 2)
    return out


def main() -> None:
    """Read, score, print."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, default=Path("../shared"))
    p.add_argument("--json", type=Path, help="file for the figures")
    p.add_argument("--sets", default=",".join(FIGURES))
    p.add_argument("--limit", type=int, help="only the first so many documents")
    p.add_argument("--model", type=Path, default=FOLDER, help="folder of the reader's files")
    o = p.parse_args()
    began = time.monotonic()
    found = measure(o.data, o.sets.split(","), OnnxReader(o.model), o.limit)
    found["seconds"] = round(time.monotonic() - began, 1)
    for name, value in found.items():
        print(f"{name:36} {value}")
    if o.json:
        o.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
