"""What reviewers decided about claims, as links between assertions that grouping must keep.

A decision outlives reruns because it speaks of words in articles, not of claims, whose ids are proposals:

* ``merge``: ``target`` is a claim id; ``after`` is ``{"members": [{"article", "start", "end"}, ...]}``: these
  assertions are one claim.
* ``split``: ``target`` is a claim id; ``after`` is ``{"groups": [[...], [...]]}`` of such members: what stands in
  different groups is never one claim.
* ``set_stance``: ``after`` is ``{"article", "start", "end", "stance"}``; it is kept and shown, and changes no proposal.

The newest decision on a pair wins. An assertion is found by its words: the unit of that article that overlaps most.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from counterclaim.claims.unit import Unit
from counterclaim.errors import UsageError
from counterclaim.records import Decision

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
        if not d.target.startswith("clm_") or d.what not in ("merge", "split"):
            continue
        after = _read(d)
        if d.what == "merge":
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
            found |= self._at(article, start, end)
        return found

    def _at(self, article: str, start: int, end: int) -> set[str]:
        def shared(u: Unit) -> float:
            inside = sum(max(0, min(s.end, end) - max(s.start, start)) for s in u.spans)
            union = max(end, u.spans[-1].end) - min(start, u.spans[0].start)
            return inside / union if union else 0.0

        best = max((shared(u) for u in self.by_article.get(article, ())), default=0.0)
        return {u.id for u in self.by_article.get(article, ()) if best > 0 and shared(u) == best}


def _read(decision: Decision) -> dict[str, Any]:
    try:
        found = json.loads(decision.after or "")
    except json.JSONDecodeError:
        found = None
    key = "members" if decision.what == "merge" else "groups"
    if not isinstance(found, dict) or key not in found:
        raise UsageError(f'decision {decision.id} on claim {decision.target}: its "after" has no "{key}"')
    return found
