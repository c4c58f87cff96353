"""How sure the reading is, fitted and checked: ``python -m bench.quality.confidence --data ../shared``.

Prints, for every kind of thing the reading proposes, how many were right and the expected calibration error before and
after fitting; ``--write`` puts what was fitted into the package.

The network knows its training articles by heart (of its acts there 99.9 % are right, of others three in four; and what
rules add there is what it rightly left out), so a fit on them would promise too much. The fit is therefore made on the
development articles and checked by halves: each half is scaled by what was fitted on the other, and the error reported
is that. What is shipped is fitted on both.

Rules add little where the model reads, a handful on the development articles. What a rule is worth by its form alone is
counted on the training articles with the model silenced, and stands in where there are few of the others.
"""

from __future__ import annotations

import argparse
import gzip
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.quality import entities
from bench.quality.calibration import BINS, Match, calibration, matched
from bench.quality.data import Row, documents, scorer_module
from bench.quality.reading import Setting, read_all
from counterclaim.reading import tables

FILE = Path(tables.__file__).parent / "rules" / "confidence.toml"
#: kinds whose probability comes from the model, and the rules that have none
SCALED = (
    "attribution", "act", "evidence", "own voice", "loaded", "name",
    "second cue", "second source", "source", "second act",
)  # fmt: skip
RULES = (
    "owner", "hedge", "raising", "according", "refusal", "headline", "turn", "header", "free quote",
    "evidence noun", "relayed", "further", "idiom", "framing", "postposed",
)  # fmt: skip
#: Marks of framing that no annotation tells of, read by eye on the articles of contested news by one of us: of 74 words
#: of distance three told of somebody's own alleging or suspecting; of 23 phrases told as scare quotes eleven were plain
#: quotations, slogans or words spoken of.
#: Of nine texts taken as a whole for their signer's (GUM's letters and essays, train and dev) eight have the bounds of
#: the annotation, one goes on after the pleading it is the record of.
BY_EYE = {"distancing cue": (71, 74), "scare quote": (12, 23), "whole text": (8, 9)}
#: Weight of "leave it as it is" in a fit, in samples' worth of curvature: a few samples move little.
PRIOR = 4.0
#: from so many samples on there are ten bins, else five
MANY = 100
#: documents of each set of names: some 5,000 names are more than two numbers need
NAME_DOCUMENTS = 60
NAMES = ("conll2003", "worldwide", "crossner_politics")


@dataclass(frozen=True, slots=True)
class Sample:
    """One proposal: its document, what the model or rule said, and whether the annotation has it."""

    doc: str
    confidence: float
    is_right: bool


Samples = dict[str, list[Sample]]
#: before the name of a rule: its proposals with the model silenced
FORM = "form: "


class Muted:
    """A reader that names and links as ever but proposes no attribution and no evidence."""

    def __init__(self, reader: Any) -> None:
        self.reader = reader
        self.version = reader.version

    def read(self, text: str) -> Any:
        """The pass, without its proposals."""
        found = self.reader.read(text)
        found.__dict__ |= {"attributions": [], "evidence": []}  # where the cached properties keep them
        return found


def fit(samples: Sequence[Sample]) -> tuple[float, float]:
    """Slope and intercept of logistic scaling by Newton's method, held near 1 and 0 by ``PRIOR``."""
    p = np.clip([s.confidence for s in samples], 1e-4, 1 - 1e-4)
    x = np.stack([np.log(p / (1 - p)), np.ones(len(p))], 1)
    y = np.array([s.is_right for s in samples], dtype=float)
    start = np.array([1.0, 0.0])
    w = start.copy()
    for _ in range(50):
        q = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (q - y) + PRIOR * (w - start)
        step = np.linalg.solve((x * (q * (1 - q))[:, None]).T @ x + PRIOR * np.eye(2), gradient)
        w -= step
    return round(float(w[0]), 3), round(float(w[1]), 3)


def applied(fitted: tuple[float, float], confidence: float) -> float:
    """What ``counterclaim.reading.confidence.scaled`` makes of a probability with such a fit."""
    p = min(max(confidence, 1e-4), 1 - 1e-4)
    return float(1 / (1 + np.exp(-(fitted[0] * np.log(p / (1 - p)) + fitted[1]))))


def checked(samples: Sequence[Sample]) -> tuple[float, float]:
    """Expected calibration error in percent as it came, and scaled by halves, documents kept whole."""
    bins = BINS if len(samples) >= MANY else BINS // 2
    right = [s.is_right for s in samples]
    half = [zlib.crc32(s.doc.encode()) % 2 for s in samples]
    fits = [fit([s for s, h in zip(samples, half, strict=True) if h != k]) for k in (0, 1)]
    after = [applied(fits[h], s.confidence) for s, h in zip(samples, half, strict=True)]
    before = [s.confidence for s in samples]
    return calibration(before, right, bins)["ece"], calibration(after, right, bins)["ece"]


def gathered(gold: Sequence[Row], found: Sequence[Row], pairs: Sequence[Match]) -> Samples:
    """Every proposal on contested news by its kind."""
    out: Samples = defaultdict(list)
    by_id = {d["id"]: d for d in gold}
    for p in pairs:
        doc = by_id[p.row["article"]]
        rule = p.row["made_by"].partition("; rule: ")[2]
        out[rule or "attribution"].append(Sample(doc["id"], p.row["confidence"], p.is_soft))
        if p.is_content and p.gold is not None:
            out["act"].append(Sample(doc["id"], p.row["act_confidence"], p.row["act"] == p.gold["act"]))
        for kind, sample in _second(p, doc):
            out[kind].append(sample)
    for row in found:
        for kind, sample in _marked(row, by_id[row["id"]]):
            out[kind].append(sample)
    return out


def _second(p: Match, doc: Row) -> Iterator[tuple[str, Sample]]:
    """Second readings: a doubted cue is right to be doubted where nothing is annotated with it."""
    for s in p.row["second"]:
        if s["of"] == "cue":
            has_cue = any(_touch(c, q) for a in doc["attributions"] for c in a["cue"] for q in p.row["cue"])
            yield "second cue", Sample(doc["id"], s["confidence"], not has_cue)
        elif p.gold is not None and p.is_content and s["of"] == "act":
            yield "second act", Sample(doc["id"], s["confidence"], s["value"] == p.gold["act"])
    yield from _second_sources(p, doc)


def _second_sources(p: Match, doc: Row) -> Iterator[tuple[str, Sample]]:
    """Second readings of who speaks, and the first where there is a second."""
    for s in p.row["second"]:
        if p.gold is not None and p.is_content and s["of"] == "source":
            for kind, spans, sure in (
                ("second source", s["spans"], s["confidence"]),
                ("source", p.row["source"], s["taken"]),
            ):
                right = any(_touch(x, y) for x in spans for y in p.gold["source"])
                yield kind, Sample(doc["id"], sure, right)


def other_sources(gold: Sequence[Row], found: Sequence[Row], scorer: Any) -> Iterator[tuple[str, Sample]]:
    """Second readings of sources on PolNeAR: contested news has too few, and who speaks is one thing in both."""
    by_id = {d["id"]: d for d in gold}
    for p in matched(scorer, gold, found):
        yield from _second_sources(p, by_id[p.row["article"]])


def _marked(row: Row, doc: Row) -> Iterator[tuple[str, Sample]]:
    """Evidence of the right type, contested own voice and loaded wording."""
    for e in row["evidence"]:
        right = any(x["type"] == e["type"] and _touch(_span(e), _span(x)) for x in doc["evidence"])
        kind = "evidence noun" if e["confidence"] == _UNFITTED else "evidence"
        yield kind, Sample(doc["id"], e["confidence"], right)
    for o in row["own_voice"]:
        right = any(_touch(_span(o), _span(x)) for x in doc["own_voice"])
        yield "own voice", Sample(doc["id"], o["confidence"], right)
    for f in (f for f in row["framing"] if f["kind"] == "loaded"):
        right = any(_touch(_span(f), x) for x in doc["loaded"])
        yield "loaded", Sample(doc["id"], f["confidence"], right)


def named(name: str, gold: Sequence[Row], found: Sequence[Row]) -> list[Sample]:
    """Names with exactly the annotated ends and the annotated type."""
    types = entities.type_map(name)
    out = []
    for g, p in zip(gold, found, strict=True):
        there = {(e["start"], e["end"], types.get(e["type"], e["type"])) for e in g["entities"]}
        for e in p["entities"]:
            kind = types.get(e["type"], e["type"])
            if kind is not None:
                out.append(Sample(g["id"], e["confidence"], (e["start"], e["end"], kind) in there))
    return out


def _span(row: Mapping[str, Any]) -> tuple[int, int]:
    return row["start"], row["end"]


def _touch(a: Sequence[int], b: Sequence[int]) -> bool:
    return a[0] < b[1] and b[0] < a[1]


#: what a rule says while nothing is fitted: one right and one wrong of two
_UNFITTED = 0.5


def unfit() -> None:
    """Let the reading of this process say the model's own probabilities, and of each rule nothing."""
    now = tables.table("confidence")
    now["scaled"].clear()
    now["rules"] = {r: dict.fromkeys(("right", "of", "form_right", "form_of"), 0) for r in (*RULES, *BY_EYE)}


def collected(s: Setting) -> Samples:
    """Samples of every kind: contested news, PolNeAR for second sources, and the sets of names."""
    gold = documents(s.data, "contested")[: s.limit]
    found = read_all(gold, s.models())
    out = gathered(gold, found, matched(scorer_module(s.data), gold, found))
    gold = documents(s.data, "polnear")[: s.limit]
    for kind, sample in other_sources(gold, read_all(gold, s.models()), scorer_module(s.data)):
        out[kind].append(sample)
    for name in NAMES:
        gold = documents(s.data, name)[: min(NAME_DOCUMENTS, s.limit or NAME_DOCUMENTS)]
        out["name"] += named(name, gold, read_all(gold, s.models(), speakers=False))
    return out


HEAD = """\
# How sure the reading is of what it writes. Made by `python -m bench.quality.confidence --data ../shared --write`.
# The counts are of proposals on the development articles of contested news (names: on three sets of names; second
# sources: on PolNeAR too; the last three rules: read by eye, BY_EYE there); form_right and form_of are of a rule alone
# on the training articles, with the model silenced. error_before and error_after are expected calibration errors in
# percent: of the model's own probability, and with each half of the documents scaled by what was fitted on the other
# half. A scaling that does not help on the other half is not taken (slope 1, intercept 0).
"""


def by_form(s: Setting) -> Samples:
    """What the rules alone propose on the training articles of contested news."""
    with gzip.open(s.data / "data/attribution/contested_news/train.jsonl.gz", "rt", encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines][: s.limit]
    models = s.models()
    models.__dict__["reader"] = Muted(models.reader)
    found = read_all(gold, models, speakers=False)
    samples = gathered(gold, found, matched(scorer_module(s.data), gold, found))
    return {FORM + k: v for k, v in samples.items() if k in RULES}


def as_toml(samples: Samples) -> str:
    """The table of the package, from all samples."""
    parts = [HEAD]
    parts += [_scaling(kind, samples[kind]) for kind in SCALED if samples.get(kind)]
    parts += [_counts(r, samples.get(r, ()), samples.get(FORM + r, ())) for r in RULES]
    parts += [
        f'[rules."{r}"]\nright = {right}\nof = {of}\nform_right = 0\nform_of = 0\n' for r, (right, of) in BY_EYE.items()
    ]
    return "\n".join(parts)


def _counts(rule: str, beside: Sequence[Sample], alone: Sequence[Sample]) -> str:
    values = {
        "right": sum(s.is_right for s in beside), "of": len(beside),
        "form_right": sum(s.is_right for s in alone), "form_of": len(alone),
    }  # fmt: skip
    return f'[rules."{rule}"]\n' + "".join(f"{k} = {v}\n" for k, v in values.items())


def _scaling(kind: str, samples: Sequence[Sample]) -> str:
    (slope, intercept), (before, after) = fit(samples), checked(samples)
    if after >= before:
        slope, intercept, after = 1.0, 0.0, before
    values = {
        "slope": slope, "intercept": intercept, "right": sum(s.is_right for s in samples), "of": len(samples),
        "error_before": before, "error_after": after,
    }  # fmt: skip
    return f'[scaled."{kind}"]\n' + "".join(f"{k} = {v}\n" for k, v in values.items())


def main() -> None:
    """Collect, fit, check, and print or write the table."""
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--data", type=Path, default=Path("../shared"))
    p.add_argument("--limit", type=int, help="documents of each set")
    p.add_argument("--samples", type=Path, help="where the samples are kept, to be fitted again without reading")
    p.add_argument("--write", action="store_true", help="put the table into the package")
    o = p.parse_args()
    if o.samples is not None and o.samples.is_file():
        kept = json.loads(o.samples.read_text(encoding="utf-8"))
        samples = {k: [Sample(*x) for x in v] for k, v in kept.items()}
    else:
        unfit()
        samples = collected(Setting(o.data, limit=o.limit)) | by_form(Setting(o.data, limit=o.limit))
        if o.samples is not None:
            flat = {k: [(s.doc, s.confidence, s.is_right) for s in v] for k, v in samples.items()}
            o.samples.write_text(json.dumps(flat), encoding="utf-8")
    text = as_toml(samples)
    print(text)
    if o.write:
        FILE.write_text(text.rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
