"""Which personal names of a case are one person's.

Full names are grouped over the whole case, by their letters and by what is told of their bearers (``bearings``); one
that can be either of two persons is neither's. A surname alone is attached in its own article first (to the bearer
introduced there), then to the case's only bearer, and never where two bearers are possible. Whoever is called "Jr." is
the same as without, unless an article tells him from an elder; then what is printed without it is the elder's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.actors.alike import Alike, alike
from counterclaim.actors.bearings import Bearing, bearings_of, weighed
from counterclaim.actors.decisions import Ruling
from counterclaim.actors.lexicon import fold
from counterclaim.actors.names import PersonName
from counterclaim.actors.namesakes_of_case import tell_apart
from counterclaim.actors.persons_compared import compare_persons
from counterclaim.actors.printed import FITS_FROM, Fit, Printed
from counterclaim.actors.tenures import Told
from counterclaim.records import FORGETFUL, Keeper

#: Names that are as like as this to a third one leave open whose it is.
NEARLY = 0.05
RULED = "a reviewer merged them"
YOUNGER = "an article tells the younger from another of the name"


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
    #: Of a name that could be another's, and is not taken for it: whose, and why not.
    apart: dict[str, str] = field(default_factory=dict)

    def of(self, article: str, name: str) -> str | None:
        """The canonical name for ``name`` as printed in ``article``."""
        return self.local.get((article, name)) or self.names.get(name)

    def reason(self, article: str, name: str) -> str | None:
        """Why ``name``, as printed in ``article``, is taken for its canonical name, or for no other that is like it.

        None where it is that, and no other is.
        """
        link = self.links.get((self.names.get(name, ""), name))
        return self.reasons.get((article, name)) or (link.reason if link is not None else self.apart.get(name))

    def note(self, a: str, b: str, reason: str, weight: float) -> None:
        """Record that ``b`` was taken for ``a``."""
        if a != b:
            self.links.setdefault((a, b), Link(a, b, reason, weight))


def group_people(
    named: Mapping[str, Counter[str]], printed: Mapping[str, Printed], tenures: Mapping[str, Sequence[Told]],
    ruling: Ruling, keeper: Keeper = FORGETFUL,
) -> People:  # fmt: skip
    """Group printed personal names.

    Args:
        named: of each article the printed names, with how often.
        printed: what each article prints of them, and which of its short names can be which of its full ones.
        tenures: the offices that each article tells of.
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
    full = [name for name, parsed in known.parsed.items() if parsed.is_full]
    bearings = bearings_of(full, known.parsed, named, printed, tenures)
    juniors = _Juniors(known.parsed, {junior for one in printed.values() for junior in one.juniors})
    _group_full(known, counts, people, ruling, bearings, juniors)
    tell_apart(people.names, people.local, people.reasons, people.parsed, bearings)
    for article in sorted(named):
        beside: dict[str, list[Fit]] = defaultdict(list)
        for fit in printed[article].fits:
            if fit.full in named[article] and not juniors.apart(fit):
                beside[fit.short].append(fit)
        for name in sorted(named[article]):
            parsed = known.parsed.get(name)
            if parsed is not None and not parsed.is_full:
                near = [fit for fit in known.near[name] if not juniors.apart(fit)]
                _attach(article, name, (beside[name], near), people, ruling)
    return people


@dataclass(frozen=True, slots=True)
class _Juniors:
    """Those of a case who are told from another of their name, by surname and generation."""

    parsed: Mapping[str, PersonName]
    told: Collection[tuple[str, str]]

    def apart(self, fit: Fit) -> bool:
        """Whether of two names one is such a person's, and the other is printed without what he is called."""
        a, b = self.parsed.get(fit.short), self.parsed.get(fit.full)
        if a is None or b is None or a.generation == b.generation:  # not all printed names turn out to be persons'
            return False
        return any((fold(n.surname), n.generation) in self.told for n in (a, b))


def _group_full(
    known: Alike, counts: Mapping[str, int], people: People, ruling: Ruling, bearings: Mapping[str, Bearing],
    juniors: _Juniors,
) -> None:  # fmt: skip
    parsed = known.parsed
    full = sorted(bearings)
    fits = [
        f._replace(score=0.0, reason=YOUNGER)
        if juniors.apart(f)
        else weighed(f, (parsed[f.short], parsed[f.full]), bearings[f.short], bearings[f.full])
        for f in known.pairs
    ]
    opposed = {frozenset((f.short, f.full)): f.reason for f in fits if f.score < FITS_FROM}
    rivals = _Rivals(fits, parsed, opposed, bearings)
    scored = [(-f.score, f.short, f.full, f.reason) for f in fits if f.score >= FITS_FROM]
    scored.extend((-2.0, a, b, RULED) for a, b in ruling.merged_among(full))
    groups = {n: {n} for n in full}
    for score, a, b, reason in sorted(scored):
        if groups[a] is groups[b] or ruling.forbids_groups(groups[a], groups[b]):
            continue
        if score > -2.0 and (rivals.leave_open(a, b, -score) or _clash(groups[a], groups[b], parsed, opposed)):
            continue
        joined = groups[a] | groups[b]
        people.note(a, b, reason, round(min(1.0, -score), 3))
        for name in joined:
            groups[name] = joined
    for name in full:
        people.names[name] = best_name(groups[name], counts)
    for fit in sorted(fits):
        if groups[fit.short] is not groups[fit.full] and frozenset((fit.short, fit.full)) in opposed:
            for name, other in ((fit.short, fit.full), (fit.full, fit.short)):
                people.apart.setdefault(name, f"kept apart from {other}: {fit.reason}")


def _clash(
    one: set[str], other: set[str], parsed: Mapping[str, PersonName], opposed: Collection[frozenset[str]]
) -> bool:  # fmt: skip
    """Whether some member of one group cannot be a member of the other."""
    return any(
        frozenset((a, b)) in opposed or compare_persons(parsed[a], parsed[b]).score < 0.5 for a in one for b in other
    )


class _Rivals:
    """Of each full name those that are as like to it as another is."""

    def __init__(
        self, fits: Iterable[Fit], parsed: Mapping[str, PersonName], opposed: Collection[frozenset[str]],
        bearings: Mapping[str, Bearing],
    ) -> None:  # fmt: skip
        self._near: dict[str, dict[str, float]] = defaultdict(dict)
        self._parsed, self._opposed, self._bearings = parsed, opposed, bearings
        for fit in fits:
            self._near[fit.short][fit.full] = self._near[fit.full][fit.short] = fit.score

    def leave_open(self, a: str, b: str, score: float) -> bool:
        """Whether either of two names could as well be that of a third person, whom no article names beside it."""
        if self._parsed[a].tokens == self._parsed[b].tokens:
            return False
        return self._has_rival(a, b, score) or self._has_rival(b, a, score)

    def _has_rival(self, name: str, taken_for: str, score: float) -> bool:
        beside = self._bearings[name].times.keys()
        if beside & self._bearings[taken_for].times.keys():
            return False
        return any(
            like >= score - NEARLY and other != taken_for and _clash({taken_for}, {other}, self._parsed, self._opposed)
            for other, like in self._near[name].items()
        )


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
            canonical = people.of(article, fit.full) or fit.full
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
