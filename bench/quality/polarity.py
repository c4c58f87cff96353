"""Polarity and hedges by rule, on spans as annotated: ``python -m bench.quality.polarity --data ../shared``.

GUM says of every attribution whether the speaker denies, doubts or does not say what follows. Contested news has
attributions that are nobody's; where their cue is no noun ("allegedly", "is said to", "was accused of") the text keeps
its distance. Spans are given, so that what is measured is the rules alone and not what the reader finds.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from counterclaim.reading.acts import likeliest, weighed
from counterclaim.reading.draft import Draft
from counterclaim.reading.polarity import NEGATIVE, distancing, polarity_of
from counterclaim.reading.sources import is_verbal
from counterclaim.records import Act, Span


def negatives(docs: Iterable[Mapping[str, Any]]) -> tuple[int, int, int]:
    """Negative attributions told rightly, told at all, and annotated; those without a cue count as not told."""
    right = told = there = 0
    for doc in docs:
        for row in doc["attributions"]:
            is_there = row.get("polarity") == "negative"
            is_told = bool(row["cue"]) and polarity_of(_draft(row, doc["text"]), doc["text"])[0] == NEGATIVE
            right, told, there = right + (is_told and is_there), told + is_told, there + is_there
    return right, told, there


def _draft(row: Mapping[str, Any], text: str) -> Draft:
    source, cue, content = (tuple(Span(*s) for s in row[k]) for k in ("source", "cue", "content"))
    act = likeliest(weighed({}, " ".join(c.of(text) for c in cue), " ".join(c.of(text) for c in content)))[0]
    return Draft(
        anchor=cue[0], source=source, cue=cue, content=content, venue=None,
        act=act if act is Act.DENY else Act.ASSERT, act_confidence=1.0, confidence=1.0,
    )  # fmt: skip


def hedged(docs: Iterable[Mapping[str, Any]]) -> tuple[int, int]:
    """Of the cues that are nobody's and no nouns those with a word of distance on them, and all."""
    found = there = 0
    for doc in docs:
        text = doc["text"]
        words = distancing(text)
        for row in doc["attributions"]:
            for cue in (Span(*c) for c in row["cue"] if not row["source"] and row["content"]):
                if is_verbal(cue.of(text)) or any(w.overlaps(cue) for w in words):
                    there += 1
                    found += any(w.overlaps(cue) for w in words)
    return found, there


def documents(data: Path, name: str, half: str) -> list[dict[str, Any]]:
    """The documents of one half of a set."""
    with gzip.open(data / f"data/attribution/{name}/{half}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main() -> None:
    """Print both for the training and the development half."""
    p = argparse.ArgumentParser(description=main.__doc__)
    p.add_argument("--data", type=Path, default=Path("../shared"))
    o = p.parse_args()
    for half in ("train", "dev"):
        right, told, there = negatives(documents(o.data, "gum", half))
        found, all_ = hedged(documents(o.data, "contested_news", half))
        f1 = 200 * right / max(1, told + there)
        print(f"{half}: negative, GUM: right {right}, told {told}, annotated {there}, F1 {f1:.1f}")
        print(f"{half}: nobody's and no noun, contested news: {found} of {all_} with a word of distance")


if __name__ == "__main__":
    main()
