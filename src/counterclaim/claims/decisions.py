"""What reviewers decided about claims, as links between assertions that grouping must keep.

A decision outlives reruns because it speaks of words in articles, not of claims, whose ids are proposals:

* ``merge``: ``target`` is a claim id; ``after`` is ``{"members": [{"article", "start", "end"}, ...]}``: these
  assertions are one claim.
* ``split``: ``target`` is a claim id; ``after`` is ``{"groups": [[...], [...]]}`` of such members: what stands in
  different groups is never one claim.
* ``accept`` of a claim: ``after`` is ``{"members": [...]}``, which stay one claim as by ``merge``.
* ``set_stance``: ``after`` is ``{"article", "start", "end", "stance"}``: the speaker's stance in that assertion.
* ``reject``: ``before`` is ``{"members": [...]}``, which are in no claim, or ``{"type", "a", "b"}`` of a relation (with
  a member for each end), which is not proposed. ``accept`` with that as ``after`` takes it back.
* ``edit`` of a claim: ``after`` is a member, whose words are the claim's label.

The newest decision on a pair, an assertion or a relation wins. An assertion is found by its words: the unit of that
article that overlaps most, and of several with the same words the one whose ``id`` the member gives, if it does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from counterclaim.claims.unit import Unit
from counterclaim.errors import UsageError
from counterclaim.records import Decision, Stance

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Links:
    """Pairs of unit ids that reviewers put together or apart."""

    together: frozenset[Pair]
    apart: frozenset[Pair]


def links_of(decisions: Iterable[Decision], units: Sequence[Unit]) -> Links:
    """The links in force after all decisions.

    Raises:
        UsageError: if a decision on a claim does not say which members it is about.
    """
    places = _Places(units)
    together: set[Pair] = set()
    apart: set[Pair] = set()
    for d in sorted(decisions, key=lambda d: d.n):
        if not d.target.startswith("clm_") or d.what not in ("merge", "split", "accept"):
            continue
        if d.what == "accept" and "members" not in _json(d.after):
            continue
        after = _read(d)
        if d.what != "split":
            pairs = set(combinations(sorted(places.of(after.get("members", []), d)), 2))
            together, apart = together | pairs, apart - pairs
        else:
            groups = [places.of(g, d) for g in after.get("groups", [])]
            pairs = {_pair(a, b) for g, h in combinations(groups, 2) for a in g for b in h if a != b}
            together, apart = together - pairs, apart | pairs
    return Links(frozenset(together), frozenset(apart))


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


class _Places:
    """Units by where their words are."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.by_article: dict[str, list[Unit]] = {}
        for u in units:
            self.by_article.setdefault(u.article, []).append(u)

    def of(self, members: Sequence[Any], decision: Decision) -> set[str]:
        """Unit ids of members given by article and span; a member whose article is gone is left out."""
        found: set[str] = set()
        for m in members:
            try:
                article, start, end = str(m["article"]), int(m["start"]), int(m["end"])
            except (KeyError, TypeError, ValueError) as error:
                raise UsageError(f"decision {decision.id}: a member needs article, start and end") from error
            at = self._at(article, start, end)
            found |= {m["id"]} if m.get("id") in at else at
        return found

    def _at(self, article: str, start: int, end: int) -> set[str]:
        def shared(u: Unit) -> float:
            inside = sum(max(0, min(s.end, end) - max(s.start, start)) for s in u.spans)
            union = max(end, u.spans[-1].end) - min(start, u.spans[0].start)
            return inside / union if union else 0.0

        best = max((shared(u) for u in self.by_article.get(article, ())), default=0.0)
        return {u.id for u in self.by_article.get(article, ()) if best > 0 and shared(u) == best}


def _read(decision: Decision) -> dict[str, Any]:
    found = _json(decision.after)
    key = "groups" if decision.what == "split" else "members"
    if key not in found:
        raise UsageError(f'decision {decision.id} on claim {decision.target}: its "after" has no "{key}"')
    return found


def _json(text: str | None) -> dict[str, Any]:
    try:
        found = json.loads(text or "")
    except json.JSONDecodeError:
        return {}
    return found if isinstance(found, dict) else {}


@dataclass(frozen=True, slots=True)
class Judged:
    """What reviewers said of single assertions and relations; units by id."""

    stances: Mapping[str, tuple[Stance, str]] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    left_out: frozenset[str] = frozenset()
    not_related: frozenset[tuple[str, frozenset[str], frozenset[str]]] = frozenset()

    def has_rejected(self, type_: str, one: Iterable[str], other: Iterable[str]) -> bool:
        """Whether a relation of that type between these two groups of units was rejected."""
        a, b = frozenset(one), frozenset(other)
        return any(t == type_ and ((x & a and y & b) or (x & b and y & a)) for t, x, y in self.not_related)


def judged(decisions: Iterable[Decision], units: Sequence[Unit]) -> Judged:
    """The judgements in force after all decisions; one that names no words of the case is passed over."""
    places = _Places(units)
    stances: dict[str, tuple[Stance, str]] = {}
    labels: list[str] = []
    left_out: set[str] = set()
    relations: set[tuple[str, frozenset[str], frozenset[str]]] = set()
    for d in sorted(decisions, key=lambda d: d.n):
        before, after = _json(d.before), _json(d.after)
        if d.what == "set_stance" and after.get("stance") in list(Stance):
            found = (Stance(after["stance"]), f"{d.who} decided on the stance")
            stances.update(dict.fromkeys(places.of([after], d), found))
        elif d.what == "edit" and d.target.startswith("clm_"):
            labels = [*sorted(places.of([after], d)), *labels]
        elif d.what == "reject" and "members" in before:
            left_out |= places.of(before["members"], d)
        elif d.what == "accept" and "members" in after:
            left_out -= places.of(after["members"], d)
        elif d.what == "reject" and "type" in before:
            relations |= _relation(before, places, d)
        elif d.what == "accept" and "type" in after:
            relations -= _relation(after, places, d)
    return Judged(stances, tuple(labels), frozenset(left_out), frozenset(relations))


def _relation(
    said: Mapping[str, Any], places: _Places, decision: Decision
) -> set[tuple[str, frozenset[str], frozenset[str]]]:
    ends = [frozenset(places.of([said[end]], decision)) for end in ("a", "b") if end in said]
    return {(str(said["type"]), ends[0], ends[1])} if len(ends) == 2 and all(ends) else set()
