"""Which personal names of a case are one person's.

Full names are grouped over the whole case; a surname alone is attached in its own article first (to the
bearer introduced there), then to the case's only bearer, and never where two bearers are possible.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.actors.alike import Alike, alike
from counterclaim.actors.decisions import Ruling
from counterclaim.actors.names import PersonName, compare_persons
from counterclaim.actors.printed import Fit
from counterclaim.records import FORGETFUL, Keeper


@dataclass(frozen=True, slots=True)
class Link:
    """Two surface forms taken for one actor, why, and how heavy the evidence is."""

    a: str
    b: str
    reason: str
    weight: float


@dataclass(slots=True)
class People:
    """The persons of a case: the canonical name each printed name belongs to, by article where it matters."""

    names: dict[str, str] = field(default_factory=dict)
    local: dict[tuple[str, str], str] = field(default_factory=dict)
    links: dict[tuple[str, str], Link] = field(default_factory=dict)
    reasons: dict[tuple[str, str], str] = field(default_factory=dict)
    parsed: dict[str, PersonName] = field(default_factory=dict)

    def of(self, article: str, name: str) -> str | None:
        """The canonical name for ``name`` as printed in ``article``."""
        return self.local.get((article, name)) or self.names.get(name)

    def reason(self, article: str, name: str) -> str | None:
        """Why ``name``, as printed in ``article``, is taken for its canonical name; None where it is that."""
        link = self.links.get((self.names.get(name, ""), name))
        return self.reasons.get((article, name)) or (link.reason if link is not None else None)

    def note(self, a: str, b: str, reason: str, weight: float) -> None:
        """Record that ``b`` was taken for ``a``."""
        if a != b:
            self.links.setdefault((a, b), Link(a, b, reason, weight))


def group_people(
    named: Mapping[str, Counter[str]], fits: Mapping[str, Sequence[Fit]], ruling: Ruling, keeper: Keeper = FORGETFUL
) -> People:  # fmt: skip
    """Group printed personal names.

    Args:
        named: of each article the printed names, with how often.
        fits: of each article which of its short names can be which of its full ones.
        ruling: what reviewers decided.
        keeper: remembers which names are alike.

    Returns:
        The canonical name of each printed name, and why.

    """
    counts: Counter[str] = Counter()
    for here in named.values():
        counts.update(here)
    known = alike(counts, keeper)
    people = People(parsed=known.parsed)
    _group_full(known, counts, people, ruling)
    for article in sorted(named):
        beside: dict[str, list[Fit]] = defaultdict(list)
        for fit in fits[article]:
            if fit.full in named[article]:
                beside[fit.short].append(fit)
        for name in sorted(named[article]):
            parsed = known.parsed.get(name)
            if parsed is not None and not parsed.is_full:
                _attach(article, name, (beside[name], known.near[name]), people, ruling)
    return people


def _group_full(known: Alike, counts: Mapping[str, int], people: People, ruling: Ruling) -> None:
    parsed = known.parsed
    full = sorted(n for n, p in parsed.items() if p.is_full)
    scored = [(-fit.score, fit.short, fit.full, fit.reason) for fit in known.pairs]
    scored.extend((-2.0, a, b, "a reviewer merged them") for a, b in ruling.merged_among(full))
    groups = {n: {n} for n in full}
    for score, a, b, reason in sorted(scored):
        if groups[a] is groups[b] or ruling.forbids_groups(groups[a], groups[b]):
            continue
        if score > -2.0 and _clash(groups[a], groups[b], parsed):
            continue
        joined = groups[a] | groups[b]
        people.note(a, b, reason, round(min(1.0, -score), 3))
        for name in joined:
            groups[name] = joined
    for name in full:
        people.names[name] = best_name(groups[name], counts)


def _clash(one: set[str], other: set[str], parsed: dict[str, PersonName]) -> bool:
    """Whether some member of one group cannot be a member of the other."""
    return any(compare_persons(parsed[a], parsed[b]).score < 0.5 for a in one for b in other)


def best_name(names: Iterable[str], counts: Mapping[str, int]) -> str:
    """The commonest of the names that have both a given name and a surname; the fullest among equals."""
    pool = sorted(names)
    full = [n for n in pool if len(n.split()) >= 2 and not any(len(t.rstrip(".")) == 1 for t in n.split()[:1])]
    return min(full or pool, key=lambda n: (-counts[n], -len(n), n))


def _attach(
    article: str, name: str, scopes: tuple[Sequence[Fit], Sequence[Fit]], people: People, ruling: Ruling
) -> None:  # fmt: skip
    """Attach a short name to its one bearer: among the full names of its article, else among those of the case."""
    for scope, place in zip(scopes, ("in the same article", "in the case"), strict=True):
        fits: dict[str, Fit] = {}
        for fit in scope:
            canonical = people.names[fit.full]
            is_best = canonical not in fits or fit.score > fits[canonical].score
            if is_best and not ruling.forbids(fit.full, name):
                fits[canonical] = fit
        best = max((f.score for f in fits.values()), default=0.0)
        top = {k: f for k, f in fits.items() if f.score >= best - 0.05}
        if len(top) == 1:
            canonical, fit = next(iter(top.items()))
            people.local[(article, name)] = canonical
            people.reasons[(article, name)] = f"{fit.reason}; the only bearer {place}"
            people.note(fit.full, name, people.reasons[(article, name)], round(fit.score, 3))
        if top:
            return
