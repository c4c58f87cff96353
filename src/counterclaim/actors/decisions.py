"""What reviewers decided about who is who, in a form the merging asks at each step.

A decision outlives reruns because it speaks of surface forms, not of derived ids:

* ``split``: ``target`` is the id of a :class:`~counterclaim.records.Merge`; ``before`` is the JSON
  ``{"a": form, "b": form}`` of that merge. The two forms are never joined again, directly or by way of others.
* ``merge``: ``after`` is ``{"a": form, "b": form}``: the two forms are one actor, whatever the names look like.
  ``target`` is the actor or merge the reviewer looked at; it tells that the decision is about actors (its prefix is
  ``act_`` or ``mrg_``) and is not needed otherwise.
* ``accept`` and ``reject`` of a merge (``mrg_``) are a merge and a split of its two forms.
* ``edit`` of an actor: ``after`` is ``{"form": form, "party": name}``, with ``null`` for nobody: for whom it speaks.

The newest decision on a pair, or on a form's party, wins.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

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


@dataclass(frozen=True, slots=True)
class RuledParty:
    """For whom a reviewer said that an actor speaks: the party's name, None for nobody, and who said so."""

    party: str | None
    who: str


@dataclass(slots=True)
class Ruling:
    """The pairs of surface forms that reviewers split or merged, and the parties they gave, by folded form."""

    split_ids: set[str] = field(default_factory=set)
    split_pairs: set[tuple[str, str]] = field(default_factory=set)
    merged: set[tuple[str, str]] = field(default_factory=set)
    parties: dict[str, RuledParty] = field(default_factory=dict)

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
        is_on_merge = decision.target.startswith("mrg_")
        if decision.what == "split" or (decision.what == "reject" and is_on_merge):
            _split(decision, ruling)
        elif decision.what == "edit" and decision.target.startswith("act_"):
            _party(decision, ruling)
        elif (decision.what == "merge" and decision.target.startswith(("act_", "mrg_"))) or (
            decision.what == "accept" and is_on_merge and decision.after
        ):
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


def _party(decision: Decision, ruling: Ruling) -> None:
    found = _json(decision.after or "")
    if "form" in found and "party" in found:
        party = found["party"]
        ruling.parties[fold(str(found["form"]))] = RuledParty(None if party is None else str(party), decision.who)


def _json(text: str) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


def _read(text: str) -> dict[str, str]:
    return {k: str(v) for k, v in _json(text).items()}


def _forms(text: str | None, decision: Decision) -> tuple[str, str]:
    found = _read(text or "")
    if "a" not in found or "b" not in found:
        raise UsageError(
            f'decision {decision.id} merges actors but its "after" does not name two forms: '
            'write {"a": "one spelling", "b": "other spelling"}'
        )
    return found["a"], found["b"]
