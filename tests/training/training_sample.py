"""A tiny invented copy of the training data: every corpus has its folder, its form and a few sentences."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

TEXT = "The ministry said that the bridge was closed. Anna Kovrin denied it. She left Velgrad on Sunday."
SOURCE, CUE, CONTENT = [[0, 12]], [[13, 17]], [[18, 44]]
ATTRIBUTION = {
    "id": "a1", "kind": "indirect", "source": SOURCE, "cue": CUE, "content": CONTENT, "parent": None, "speaker": None,
}  # fmt: skip
NAMES = [{"start": 46, "end": 57, "type": "PER"}, {"start": 78, "end": 85, "type": "LOC"}]
MENTIONS = [
    {"start": 0, "end": 12, "entity": 1, "type": "nominal", "etype": "organization"},
    {"start": 46, "end": 57, "entity": 2, "type": "name", "etype": "person"},
    {"start": 69, "end": 72, "entity": 2, "type": "pronoun", "etype": "person"},
]
CONLLU = "# newdoc id = d\n# newpar\n# text = The bridge was closed.\n1\tThe\n\n# text = She left.\n1\tShe\n\n"


def write_sample(root: Path, documents: int = 6) -> Path:
    """Write the sample under ``root`` as ``../shared/data`` is laid out, and return ``root``."""
    own: dict[str, Any] = {
        "attributions": [ATTRIBUTION | {"act": "assert", "venue": None, "note": None}], "segments": [],
        "own_voice": [], "evidence": [], "loaded": [], "actors": [{"name": "Anna Kovrin", "kind": "person"}],
        "mentions": [{"start": 46, "end": 57, "actor": "Anna Kovrin"}],
    }  # fmt: skip
    rows: dict[str, dict[str, Any]] = {
        "attribution/contested_news": own,
        "attribution/polnear": {"attributions": [ATTRIBUTION]},
        "attribution/gum": {"attributions": [ATTRIBUTION | {"polarity": "positive"}]},
        "ner/gum_named": {"entities": NAMES},
        "ner/geowebnews": {"entities": [{"start": 78, "end": 85, "type": "Literal"}]},
    }
    rows |= {f"ner/{n}": {"entities": NAMES} for n in ("worldwide", "conll2003", "crossner_politics", "wikigold")}
    coref = ("gum", "ontogum", "meantime", "parcorfull_news", "litbank", "gap")
    rows |= {f"coref/{n}": {"mentions": MENTIONS} for n in coref}
    for name, row in rows.items():
        for split in ("train", "dev"):
            docs = [{"id": f"GUM_news_{i}", "text": TEXT} | row for i in range(documents)]
            _write(root / name / f"{split}.jsonl.gz", docs)
    _write(root / "news/contested.jsonl.gz", [{"id": "n", "title": "Bridge closed: ministry", "text": TEXT}] * 2)
    _write(root / "names/wikidata_en_ru/train.jsonl.gz", [{"en": "oksana", "ru": "", "n": 2}])
    _write(root / "names/geonames_places/places.jsonl.gz", [{"name": "Tirana"}])
    for bank in ("ud_gum", "ud_ewt"):
        for split in ("train", "dev"):
            path = root / "syntax" / bank / f"{split}.conllu.gz"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(gzip.compress(CONLLU.encode()))
    return root


def _write(path: Path, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress("".join(json.dumps(r) + "\n" for r in rows).encode()))
