"""Agreement of the denial types with our own annotation: ``python bench/quality/denials.py --data ../shared``.

Three sets: invented sentences, denials in contested_news (ids here, text there), and the invented example case. For
each the share of denials with exactly the annotated types, and precision, recall and F1 over types.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

from counterclaim.claims.denial_types import types_of_words

ROOT = Path(__file__).resolve().parents[2]
SETS = ROOT / "tests/claims/data"
Row = tuple[str, str, str, frozenset[str]]


def main() -> None:
    """Print agreement on each set, and the words of each disagreement with ``--show``."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, default=ROOT / "../shared")
    p.add_argument("--show", action="store_true")
    o = p.parse_args()
    for name, rows in (
        ("invented", list(invented())),
        ("contested_news", list(contested(o.data))),
        ("example", list(example())),
    ):
        report(name, rows, show=o.show)


def invented() -> Iterator[Row]:
    """The invented sentences."""
    for line in (SETS / "denials.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            cue, content, types = line.split("\t")
            yield "invented", cue, content, frozenset(types.split("; "))


def contested(data: Path) -> Iterator[Row]:
    """The denials of contested_news, with their words from the shared data."""
    texts = {}
    for split in ("train", "dev"):
        with gzip.open(data / f"data/attribution/contested_news/{split}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                document = json.loads(line)
                texts[document["id"].split("/")[1]] = document
    for line in (SETS / "denials_contested_news.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            _, name, attribution, types = line.split("\t")
            document = texts[name]
            found = next(a for a in document["attributions"] if a["id"] == attribution)
            cue, content = (" ".join(document["text"][s:e] for s, e in found[k]) for k in ("cue", "content"))
            yield name, cue, content, frozenset(types.split("; "))


def example() -> Iterator[Row]:
    """The denials of the invented example case, as its author annotated them."""
    truth = json.loads((ROOT / "example/expected.json").read_text(encoding="utf-8"))
    for article in truth["articles"]:
        for a in article.get("attributions", ()):
            if a.get("denial") and (a["content"] or a["cue"]):
                yield article["file"], a["cue"] or "", a["content"] or "", frozenset(a["denial"])


def report(name: str, rows: list[Row], *, show: bool) -> None:
    """One line of figures for a set."""
    exact = right = found = wanted = 0
    for where, cue, content, types in rows:
        got = frozenset(str(t) for t in types_of_words(cue, content))
        exact += got == types
        right, found, wanted = right + len(got & types), found + len(got), wanted + len(types)
        if show and got != types:
            print(f"  {where}: {cue!r} {content!r}\n    annotated {sorted(types)}, found {sorted(got)}")
    p, r, n = right / found, right / wanted, len(rows)
    figures = {"exact": exact / n, "precision": p, "recall": r, "f1": 2 * p * r / (p + r)}
    print(f"{name:16} n={n:3}", *(f"{k} {100 * v:5.1f}" for k, v in figures.items()))


if __name__ == "__main__":
    main()
