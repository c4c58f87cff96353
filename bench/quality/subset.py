"""A few documents of four sets, read in seconds: what the ordinary tests hold against pinned values.

``python -m bench.quality.subset`` prints the figures, ``--pin`` writes them into ``floors.toml``. They say that nothing
has broken, not how good the reader is; that is what ``make quality`` is for.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from pathlib import Path
from types import ModuleType

from bench.quality import polnear
from bench.quality.data import documents, scorer_module
from bench.quality.entities import TYPES, type_map
from bench.quality.reading import Setting, read_all
from bench.quality.rows import FLOORS, load_settings
from bench.quality.tagging import tagged_chunk

#: documents of each set; together about ten seconds on one core
CONTESTED, POLNEAR, CHUNKS, SENTENCES = 4, 4, 80, 60


def measure(data: Path) -> dict[str, float]:
    """The figures, in percent."""
    s = Setting(data, convention=load_settings()["polnear_convention"])
    scorer = scorer_module(data)
    return {**_contested(s, scorer), **_polnear(s, scorer), **_chunks(s, scorer), **_names(s)}


def _contested(s: Setting, scorer: ModuleType) -> dict[str, float]:
    gold = documents(s.data, "contested")[:CONTESTED]
    found = scorer.score(gold, read_all(gold, s.models()))
    return {
        "contested_soft": found["full"]["soft"]["f1"],
        "contested_speaker": found["speaker"]["all"]["soft_accuracy"],
    }


def _polnear(s: Setting, scorer: ModuleType) -> dict[str, float]:
    gold, reader = documents(s.data, "polnear")[:POLNEAR], s.onnx_reader("polnear")
    convention = polnear.CONVENTIONS[s.convention]
    passes = [(d, reader.read(d["text"])) for d in gold]
    rows = [{"id": d["id"], "attributions": polnear.attributions(p, d["text"], convention)} for d, p in passes]
    found = scorer.score(gold, rows)["full"]
    return {"polnear_soft": found["soft"]["f1"], "polnear_strict": found["strict"]["f1"]}


def _chunks(s: Setting, scorer: ModuleType) -> dict[str, float]:
    gold, reader = documents(s.data, "polnear_bio")[:CHUNKS], s.onnx_reader("polnear", unlinked=True)
    passes = [(d, reader.read(polnear.chunk_text(d)[0])) for d in gold]
    rows = [{"id": d["id"], "spans": tagged_chunk(d, p)} for d, p in passes]
    found = scorer.score_bio(gold, rows)["spans"]
    return {f"chunks_{r}": found[r]["exact"]["f1"] for r in ("source", "cue", "content")}


def _names(s: Setting) -> dict[str, float]:
    gold = documents(s.data, "crossner_politics")[:SENTENCES]
    found = scorer_module(s.data, "score_ner").score(
        gold,
        read_all(gold, s.models(), speakers=False),
        type_map("crossner_politics"),
        set(TYPES["crossner_politics"]),
    )
    return {"names": round(100 * found["strict"]["f1"], 2)}


def pinned() -> dict[str, float]:
    """The pinned figures."""
    values: dict[str, float] = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["subset"]
    return values


def pin(values: dict[str, float], path: Path = FLOORS) -> None:
    """Write figures into the table of pins."""
    lines = "".join(f"{name} = {value:g}\n" for name, value in values.items())
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(\[subset\]\n)(?:\w+ = .*\n)*", lambda m: m.group(1) + lines, text), encoding="utf-8")


def main() -> None:
    """Measure, print, pin if told to."""
    p = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    p.add_argument("--data", type=Path, default=Path("../shared"))
    p.add_argument("--pin", action="store_true", help="write the figures into floors.toml")
    o = p.parse_args()
    values, before = measure(o.data), pinned()
    for name, value in values.items():
        print(f"{name:20} {value:6.2f}   pinned {before.get(name)}")
    if o.pin:
        pin(values)


if __name__ == "__main__":
    main()
