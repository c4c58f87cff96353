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
#: Before a noun what makes it part of something else: "he had access", "involvement in the bid", "making an offer".
_TELLING = re.compile(
    r"\b(?:of|in|that|to|by|with|for|on|from|about|he|she|they|it|we|i|ha[sd]|have|was|were|is|are|did|\w+ing)\b",
    re.IGNORECASE,
)
#: After it what tells of it: "the bid was rigged", "the lawsuit's claims".
_GOES_ON = re.compile(r"['’]|\s+(?:was|were|is|are|had|has|ever|claims?|alleg\w*)\b", re.IGNORECASE)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath("acts.toml").read_text(encoding="utf-8"))


@cache
def _pattern(section: str, key: str) -> re.Pattern[str]:
    entries = (re.escape(w).replace(r"\*", r"\w*") for w in _table()[section][key])
    return re.compile(r"(?<!\w)(?:" + "|".join(entries) + r")(?!\w)", re.IGNORECASE)


@cache
def _signs() -> tuple[tuple[str, Act, re.Pattern[str], float], ...]:
    """Each sign: where it is looked for (``content`` if nothing is told), act, pattern and weight."""
    return tuple(
        (s.get("where", "content"), Act(s["act"]), re.compile(s["pattern"], re.IGNORECASE), s["weight"])
        for s in _table()["signs"]
    )


def _is_plain(cue: str) -> bool:
    """Whether a cue without its auxiliaries tells no act, or there is none."""
    told = re.sub(r"^(?:(?:has|have|had|also|later|then)\s+)+", "", cue.casefold())
    return not told or told in _table()["plain"]["words"]


def likeliest(chances: Mapping[Act, float]) -> tuple[Act, float]:
    """The likeliest act and its probability; of two as likely the later by name."""
    best = max(Act, key=lambda a: (chances[a], a))
    return best, chances[best]


def weighed(probabilities: Mapping[str, float], cue: str, content: str, source: str = "") -> dict[Act, float]:
    """The probability of each act.

    Args:
        probabilities: of each act, from the model; missing ones count as very unlikely.
        cue: the words of the cue, or nothing.
        content: what is said.
        source: the words that name who says it, or nothing.
    """
    weights = _table()["weights"]
    scores = {a: weights["model"] * math.log(max(probabilities.get(a, 0.0), FLOOR)) for a in Act}
    for act in Act:
        if act in _table()["cues"] and _pattern("cues", act).search(cue):
            scores[act] += weights["cues"]
    for told in (_refused(cue, content), _repeated(cue, content)):
        if told is not None:
            scores[told] += weights["refusals"]
    if _pattern("contents", "deny").search(content):
        scores[Act.DENY] += weights["contents"]
    if _is_plain(cue):
        parts = {"content": content, "source": source}
        for where, act, sign, weight in _signs():
            if sign.search(parts[where]):
                scores[act] += weight
    top = max(scores.values())
    total = sum(math.exp(s - top) for s in scores.values())
    return {a: math.exp(s - top) / total for a, s in scores.items()}


def _repeated(cue: str, content: str) -> Act | None:
    """The act of who says again what was said, where a noun says what that was, and it was not of what was not."""
    is_repeat = any(m.end() == len(cue) for m in _pattern("repeats", "cues").finditer(cue))
    if not is_repeat or _pattern("repeats", "negative").search(content):
        return None
    nouns = (("charges", Act.ACCUSE), ("statements", Act.ASSERT))
    return next((act for key, act in nouns if _pattern("repeats", key).search(content)), None)


def _is_asked(content: str) -> bool:
    """Whether the words are a thing that one grants or refuses ("the unusual request to take up the issue")."""
    asked = _pattern("refusals", "asked").search(content)
    return (
        asked is not None and not _TELLING.search(content[: asked.start()]) and not _GOES_ON.match(content, asked.end())
    )


def _refused(cue: str, content: str) -> Act | None:
    """The act of a refusal: a denial where an accusation is refused or called untrue, else told by its cue."""
    if _pattern("refusals", "withheld").search(cue) and _is_asked(content):
        return Act.ANNOUNCE
    is_accusation = bool(_pattern("refusals", "objects").search(content)) or not content
    if _pattern("refusals", "cues").search(cue):
        is_deed = bool(_pattern("refusals", "deeds").search(content))
        return Act.DENY if is_accusation or is_deed else Act.ANNOUNCE
    if _pattern("refusals", "attacks").search(cue):
        return Act.DENY if is_accusation else Act.EVALUATE
    if _pattern("refusals", "naming").search(cue) and _pattern("refusals", "untrue").search(content):
        return Act.DENY if content and is_accusation else None
    return None
