"""What a speaker does in saying it: the reader's probabilities, weighed with what the words themselves tell."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from counterclaim.records import Act

#: No act is taken to be less likely than this, so that plain words can still tell it.
FLOOR = 0.02


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("acts.toml").read_text(encoding="utf-8"))


@cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    entries = (re.escape(w).replace(r"\*", r"\w*") for w in _table()[section][key])
    return re.compile(r"(?<!\w)(?:" + "|".join(entries) + r")(?!\w)", re.IGNORECASE)


@cache
def _signs() -> tuple[tuple[Act, re.Pattern[str], float], ...]:
    return tuple((Act(s["act"]), re.compile(s["pattern"], re.IGNORECASE), s["weight"]) for s in _table()["signs"])


def _is_plain(cue: str) -> bool:
    """Whether a cue without its auxiliaries tells no act, or there is none."""
    told = re.sub(r"^(?:(?:has|have|had|also|later|then)\s+)+", "", cue.casefold())
    return not told or told in _table()["plain"]["words"]


def weigh(probabilities: Mapping[str, float], cue: str, content: str) -> tuple[Act, float]:
    """The act and its probability.

    Args:
        probabilities: of each act, from the model; missing ones count as very unlikely.
        cue: the words of the cue, or nothing.
        content: what is said.
    """
    weights = _table()["weights"]
    scores = {a: math.log(max(probabilities.get(a, 0.0), FLOOR)) for a in Act}
    for act in Act:
        if act in _table()["cues"] and _pattern("cues", act).search(cue):
            scores[act] += weights["cues"]
    if _pattern("refusals", "cues").search(cue):
        is_accusation = bool(_pattern("refusals", "objects").search(content)) or not content
        scores[Act.DENY if is_accusation else Act.ANNOUNCE] += weights["refusals"]
    if _pattern("contents", "deny").search(content):
        scores[Act.DENY] += weights["contents"]
    if _is_plain(cue):
        for act, sign, weight in _signs():
            if sign.search(content):
                scores[act] += weight
    top = max(scores.values())
    total = sum(math.exp(s - top) for s in scores.values())
    best = max(Act, key=lambda a: (scores[a], a))
    return best, math.exp(scores[best] - top) / total
