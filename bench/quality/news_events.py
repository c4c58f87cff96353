"""Claims on real events that nothing was trained on: ``python -m bench.quality.news_events --data ../shared``.

Of the labelled events (``training/events``) some are held back from training. Their reports are built into cases, and
claims compared with the labels: extended B-cubed over all labelled statements. A statement that the case does not have,
word for word, stands alone in it. What is denied is counted over the statements that are on a claim of another one.
``--all`` takes the events trained on too.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from training.events import FOLDER, Row, articles, articles_of, held_back, labels_of, whole_text

from bench.quality.cases import bcubed
from counterclaim.pipeline import Models, build_case
from counterclaim.records import Stance
from counterclaim.views.query import Case, load_case

#: What a report keeps of its row.
WANTED = ("title", "outlet", "published", "text")
FIGURES = ("p", "r", "f1")
#: Of statements on a claim of another one: whether it is denied by the case, and by the labels.
DENIALS = {"denied": (True, True), "denied_wrongly": (True, False), "denials_missed": (False, True)}
#: The words of a statement: the id of the article in its set, and where they are in title and body.
Words = tuple[str, tuple[tuple[int, int], ...]]


def claims_of(case: Case, rows: dict[str, Row]) -> tuple[dict[Words, set[str]], set[Words]]:
    """The claims of each statement, and the statements by which somebody denies one."""
    shift = {}
    for article in case.articles:
        row = rows[str(article.uri).rsplit("/", 1)[-1]]
        body = str(row["text"])
        shift[article.id] = str(row["id"]), article.text.index(body) - whole_text(row).index(body)
    found: dict[Words, set[str]] = {}
    denied: set[Words] = set()
    for claim in case.claims:
        for m in claim.members:
            name, by = shift[m.article]
            words = name, tuple((s.start - by, s.end - by) for s in m.spans)
            found.setdefault(words, set()).add(claim.id)
            if m.stance is Stance.DENIES:
                denied.add(words)
    return found, denied


def score(path: Path, rows: dict[str, Row], folder: Path, models: Models) -> dict[str, Any]:
    """One event."""
    names = articles_of(path)
    lines = ({"url": f"https://news.example/{n}", **{k: v for k in WANTED if (v := rows[n][k])}} for n in names)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "reports.jsonl").write_text("".join(json.dumps(x) + "\n" for x in lines), encoding="utf-8")
    build_case(folder / "case", [folder / "reports.jsonl"], models)
    found, denied = claims_of(load_case(folder / "case"), rows)
    labels = [((names[number], places), claims) for number, places, claims in labels_of(path)]
    ours = [found.get(key, {f"none {n}"}) for n, (key, _) in enumerate(labels)]
    disputed = [(key in denied, "-" in signs.values()) for key, signs in labels if "=" not in signs.values()]
    told = {"event": path.stem, "statements": len(labels), "found": sum(key in found for key, _ in labels)}
    told |= {name: disputed.count(pair) for name, pair in DENIALS.items()}
    return told | dict(zip(FIGURES, bcubed(ours, [set(claims) for _, claims in labels]), strict=True))


def main() -> None:
    """Score the events and print their mean."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, default=Path("../shared"))
    p.add_argument("--all", action="store_true", help="the events trained on too")
    p.add_argument("--threads", type=int, default=2)
    o = p.parse_args()
    held = held_back()
    paths = [path for path in sorted(FOLDER.glob("*.tsv")) if o.all or path.stem in held]
    rows = dict(articles(o.data / "data"))
    models, told = Models(threads=o.threads), []
    with tempfile.TemporaryDirectory() as work:
        for path in paths:
            told.append(score(path, rows, Path(work) / path.stem, models))
            print(json.dumps({k: round(v, 1) if k in FIGURES else v for k, v in told[-1].items()}), flush=True)
    right, wrong, missed = (sum(t[name] for t in told) for name in DENIALS)
    denies = {"p": 100 * right / max(1, right + wrong), "r": 100 * right / max(1, right + missed)}
    mean = {k: round(float(np.mean([t[k] for t in told])), 1) for k in FIGURES}
    print(json.dumps({"claims": mean, "denies": {k: round(v, 1) for k, v in denies.items()}}))


if __name__ == "__main__":
    main()
