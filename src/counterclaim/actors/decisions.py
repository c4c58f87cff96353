"""What reviewers decided about who is who, in a form the merging asks at each step.

A decision outlives reruns because it speaks of surface forms, not of derived ids:

* ``split``: ``target`` is the id of a :class:`~counterclaim.records.Merge`; ``before`` is the JSON
  ``{"a": form, "b": form}`` of that merge. The two forms are never joined again, directly or by way of others.
* ``merge``: ``after`` is ``{"a": form, "b": form}``: the two forms are one actor, whatever the names look like.
  ``target`` is the actor or merge the reviewer looked at; it tells that the decision is about actors (its prefix is
  ``act_`` or ``mrg_``) and is not needed otherwise.

The newest decision on a pair wins.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from counterclaim.actors.lexicon import fold
from counterclaim.errors import UsageError
from counterclaim.records import Decision, content_id


def pair(a: str, b: str) -> tuple[str, str]:
    """Two surface forms as an unordered key."""
    x, y = sorted((fold(a), fold(b)))
    return x, y


def merge_id(a: str, b: str) -> str:
    """The id of the merge of two surface forms: the same in every run in which both occur."""
    return content_id("mrg", *pair(a, b))


@dataclass(slots=True)
class Ruling:
    """The pairs of surface forms that reviewers split or merged."""

    split_ids: set[str] = field(default_factory=set)
    split_pairs: set[tuple[str, str]] = field(default_factory=set)
    merged: set[tuple[str, str]] = field(default_factory=set)

    def forbids(self, a: str, b: str) -> bool:
        """Whether a reviewer said that the two forms are not one actor."""
        return bool(self.split_ids or self.split_pairs) and (
            merge_id(a, b) in self.split_ids or pair(a, b) in self.split_pairs
        )

    def forbids_groups(self, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether any form of one group may not be joined with any form of the other."""
        if not (self.split_ids or self.split_pairs):
            return False
        others = list(other)
        return any(self.forbids(a, b) for a in one for b in others)

    def merged_among(self, forms: Sequence[str]) -> list[tuple[str, str]]:
        """The merges a reviewer decided on whose two forms are both among ``forms``."""
        by_key: dict[str, str] = {}
        for form in sorted(forms):
            by_key.setdefault(fold(form), form)
        return [(by_key[a], by_key[b]) for a, b in sorted(self.merged) if a in by_key and b in by_key]


def read_decisions(decisions: Iterable[Decision]) -> Ruling:
    """The rulings in force after all decisions, in the order they were made.

    Raises:
        UsageError: if a merge decision does not say which two forms it joins.

    """
    ruling = Ruling()
    for decision in sorted(decisions, key=lambda d: d.n):
        if decision.what == "split":
            _split(decision, ruling)
        elif decision.what == "merge" and decision.target.startswith(("act_", "mrg_")):
            a, b = _forms(decision.after, decision)
            ruling.merged.add(pair(a, b))
            ruling.split_pairs.discard(pair(a, b))
            ruling.split_ids.discard(merge_id(a, b))
    return ruling


def _split(decision: Decision, ruling: Ruling) -> None:
    ruling.split_ids.add(decision.target)
    if decision.before:
        found = _read(decision.before)
        if "a" in found and "b" in found:
            ruling.split_pairs.add(pair(found["a"], found["b"]))
            ruling.merged.discard(pair(found["a"], found["b"]))
    ruling.merged = {m for m in ruling.merged if content_id("mrg", *m) != decision.target}


def _read(text: str) -> dict[str, str]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        return {}
    return {k: str(v) for k, v in found.items()} if isinstance(found, dict) else {}


def _forms(text: str | None, decision: Decision) -> tuple[str, str]:
    found = _read(text or "")
    if "a" not in found or "b" not in found:
        raise UsageError(
            f'decision {decision.id} merges actors but its "after" does not name two forms: '
            'write {"a": "one spelling", "b": "other spelling"}'
        )
    return found["a"], found["b"]
