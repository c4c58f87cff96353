"""How far the confidence of an attribution can be believed: expected calibration error with equal-mass bins.

An attribution counts as right where the shared scorer matches it softly (content Dice of at least 0.5 and a source in
common). The error is the mean, over bins of equally many attributions, of the distance between the mean confidence and
the share that is right (Guo et al., ICML 2017; equal-mass bins after Nguyen and O'Connor, EMNLP 2015).
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

import numpy as np

BINS = 10


def matched(scorer: ModuleType, gold: Sequence[dict[str, Any]], predicted: Sequence[dict[str, Any]]) -> list[Match]:
    """Every predicted attribution with the gold one that the scorer's assignment gives it, if any."""
    found = {d["id"]: d for d in predicted}
    out: list[Match] = []
    for doc in gold:
        tokens = scorer.Tokens(doc["text"], doc.get("offsets"))
        ours, theirs = _prepared(scorer, tokens, found[doc["id"]]), _prepared(scorer, tokens, doc)
        pairs = {j: i for i, j in scorer.assign(_weights(scorer, theirs, ours))}
        out += [_match(scorer, theirs[pairs[j]] if j in pairs else None, q) for j, q in enumerate(ours)]
    return out


class Match:
    """One predicted attribution, the gold one assigned to it, and whether content and source agree softly."""

    def __init__(self, row: dict[str, Any], gold: dict[str, Any] | None, is_content: bool, is_soft: bool) -> None:
        self.row, self.gold, self.is_content, self.is_soft = row, gold, is_content, is_soft


Prepared = tuple[dict[str, Any], dict[str, set[int]]]


def _prepared(scorer: ModuleType, tokens: Any, doc: dict[str, Any]) -> list[Prepared]:
    rows = []
    for a in doc["attributions"]:
        sets = {r: scorer.tset(tokens.spans(a.get(r) or [])) for r in scorer.ROLES}
        if any(sets.values()):
            rows.append((a, sets))
    return rows


def _weights(scorer: ModuleType, gold: list[Prepared], ours: list[Prepared]) -> Any:
    """The scorer's own weights for its assignment (``score`` in score_attribution.py)."""
    out = np.zeros((len(gold), len(ours)))
    for i, (_, g) in enumerate(gold):
        for j, (_, q) in enumerate(ours):
            if g["content"] & q["content"]:
                out[i, j] = scorer.dice(g["content"], q["content"]) + 0.01 * scorer.dice(g["source"], q["source"])
                out[i, j] += 0.005 * scorer.dice(g["cue"], q["cue"])
            elif not g["content"] and not q["content"] and g["cue"] & q["cue"]:
                out[i, j] = 0.5 + scorer.dice(g["cue"], q["cue"]) / 2
    return out


def _match(scorer: ModuleType, gold: Prepared | None, ours: Prepared) -> Match:
    if gold is None:
        return Match(ours[0], None, False, False)
    g, q = gold[1], ours[1]
    is_content = not (g["content"] or q["content"]) or scorer.dice(g["content"], q["content"]) >= 0.5
    has_source = bool(g["source"] & q["source"]) or not (g["source"] or q["source"])
    return Match(ours[0], gold[0], is_content, is_content and has_source)


def calibration(confidence: Sequence[float], is_right: Sequence[bool], bins: int = BINS) -> dict[str, Any]:
    """Expected calibration error in percent, and the bins it comes from, least sure first.

    Returns:
        ``ece``, ``n`` and ``bins``: from, to and mean confidence, share right and number, all shares in percent.
    """
    order = sorted(zip(confidence, is_right, strict=True))
    parts = [order[i * len(order) // bins : (i + 1) * len(order) // bins] for i in range(bins)]
    table = []
    for part in (p for p in parts if p):
        sure, right = sum(c for c, _ in part) / len(part), sum(r for _, r in part) / len(part)
        table.append(
            {
                "from": round(100 * part[0][0], 1), "to": round(100 * part[-1][0], 1),
                "confidence": round(100 * sure, 1), "right": round(100 * right, 1), "n": len(part),
            }
        )  # fmt: skip
    error = sum(b["n"] * abs(b["confidence"] - b["right"]) for b in table) / max(1, len(order))
    return {"ece": round(error, 2), "n": len(order), "bins": table}
