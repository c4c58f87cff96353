"""Which personal names of a case are one person's.

Full names are grouped over the whole case; a surname alone is attached in its own article first (to the
bearer introduced there), then to the case's only bearer, and never where two bearers are possible.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.actors.decisions import Ruling
from counterclaim.actors.names import PersonName, compare_persons, consonants, is_given_name_of, person_name

#: Score from which two names can be one person's.
FITS_FROM = 0.6


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

    def of(self, article: str, name: str) -> str | None:
        """The canonical name for ``name`` as printed in ``article``."""
        return self.local.get((article, name)) or self.names.get(name)

    def note(self, a: str, b: str, reason: str, weight: float) -> None:
        """Record that ``b`` was taken for ``a``."""
        if a != b:
            self.links.setdefault((a, b), Link(a, b, reason, weight))


def group_people(named: Iterable[tuple[str, str, str | None]], ruling: Ruling) -> People:
    """Group printed personal names.

    Args:
        named: article, printed name and the gender the words around it tell, once for every mention.
        ruling: what reviewers decided.

    Returns:
        The canonical name of each printed name, and why.

    """
    counts: Counter[str] = Counter()
    where: dict[str, Counter[str]] = defaultdict(Counter)
    for article, name, _ in named:
        counts[name] += 1
        where[article][name] += 1
    parsed = {n: p for n in counts if (p := person_name(n)) is not None}
    people = People()
    full = sorted(n for n, p in parsed.items() if p.is_full)
    _group_full(full, parsed, counts, people, ruling)
    index: dict[str, set[str]] = defaultdict(set)
    for name in full:
        for key in _keys(parsed[name]):
            index[key].add(name)
    near: dict[str, list[str]] = {}
    for article in sorted(where):
        for name in sorted(where[article]):
            if name in parsed and not parsed[name].is_full:
                if name not in near:
                    near[name] = _like(parsed[name], index, parsed)
                _attach(article, name, parsed, where[article], near[name], people, ruling)
    return people


def _like(short: PersonName, index: Mapping[str, set[str]], parsed: Mapping[str, PersonName]) -> list[str]:
    """The full names of the case that a short one may stand for, in order."""
    found = set().union(*(index.get(k, set()) for k in _keys(short)))
    return sorted(n for n in found if compare_persons(short, parsed[n]).score >= FITS_FROM)


def _keys(name: PersonName) -> set[str]:
    """Block keys: two names without a common one are never compared."""
    return {t[:2] for t in name.tokens if len(t) > 1} | {name.key[:2], "c" + consonants(name.surname)[:2]}


def _blocks(full: list[str], parsed: dict[str, PersonName]) -> Iterable[tuple[str, str]]:
    """Pairs of names that share a block key of the surname and one of any other part."""
    by_key: dict[str, list[str]] = defaultdict(list)
    for name in full:
        for key in {
            parsed[name].tokens[-1][:3],
            parsed[name].key[:3],
            "c" + consonants(parsed[name].surname)[:2],
        }:
            by_key[key].append(name)
        if len(parsed[name].tokens) > 1:
            by_key["=" + "".join(sorted(parsed[name].tokens))].append(name)
            by_key["+" + "".join(parsed[name].tokens)].append(name)
    seen = set()
    for key in sorted(by_key):
        block = by_key[key]
        for i, a in enumerate(block):
            for b in block[i + 1 :]:
                if (a, b) not in seen:
                    seen.add((a, b))
                    yield a, b


def _group_full(
    full: list[str], parsed: dict[str, PersonName], counts: Counter[str], people: People, ruling: Ruling
) -> None:
    scored = []
    for a, b in _blocks(full, parsed):
        agreement = compare_persons(parsed[a], parsed[b])
        if agreement.score >= FITS_FROM:
            scored.append((-agreement.score, a, b, agreement.reason))
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


def best_name(names: Iterable[str], counts: Counter[str]) -> str:
    """The commonest of the names that have both a given name and a surname; the fullest among equals."""
    pool = sorted(names)
    full = [n for n in pool if len(n.split()) >= 2 and not any(len(t.rstrip(".")) == 1 for t in n.split()[:1])]
    return min(full or pool, key=lambda n: (-counts[n], -len(n), n))


def _attach(
    article: str,
    name: str,
    parsed: dict[str, PersonName],
    here: Counter[str],
    near: Sequence[str],
    people: People,
    ruling: Ruling,
) -> None:
    short = parsed[name]
    for scope, place in (
        (sorted(n for n in here if n in people.names), "in the same article"),
        (near, "in the case"),
    ):
        fits: dict[str, tuple[float, str, str]] = {}
        for full in scope:
            if full not in parsed or not parsed[full].is_full or ruling.forbids(full, name):
                continue
            agreement = compare_persons(short, parsed[full])
            score, reason = agreement.score, agreement.reason
            if score < FITS_FROM and place == "in the same article" and is_given_name_of(short, parsed[full]):
                score, reason = FITS_FROM, "the given name alone"
            if score >= FITS_FROM and score > fits.get(people.names[full], (0.0, "", ""))[0]:
                fits[people.names[full]] = (score, full, reason)
        best = max((f[0] for f in fits.values()), default=0.0)
        top = {k: v for k, v in fits.items() if v[0] >= best - 0.05}
        if len(top) == 1:
            canonical, (score, full, reason) = next(iter(top.items()))
            people.local[(article, name)] = canonical
            people.note(full, name, f"{reason}; the only bearer {place}", round(score, 3))
            return
        if len(top) > 1:
            return
