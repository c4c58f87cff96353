"""From a group of statements to its claim: the label, each member's stance and why, the outlets' positions.

What a claim is made of is known by a digest of each member, so a claim that one more article does not touch is the
one that was kept (``records.keeping``). Most claims are of one statement alone; those of one article are kept together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims.by_article import Earlier
from counterclaim.claims.commitments import Held, held_by
from counterclaim.claims.decisions import Judged
from counterclaim.claims.denial_links import DenialLink
from counterclaim.claims.denial_types import denial_types
from counterclaim.claims.interface import Leaning, Material
from counterclaim.claims.labels import clearest, label_of
from counterclaim.claims.leaning import turned
from counterclaim.claims.nearest import TILE, grained
from counterclaim.claims.profiles import Profile, telling
from counterclaim.claims.seen import Seen
from counterclaim.claims.stances import Speakers, outlet_positions, stance_of
from counterclaim.claims.surroundings import compared_text
from counterclaim.claims.unit import Unit
from counterclaim.records import (
    KEY_BYTES,
    Article,
    Claim,
    DenialType,
    Keeper,
    Label,
    Member,
    Referents,
    Span,
    Stance,
    content_id,
    key_of,
)

Floats = NDArray[np.float32]


class Stand(NamedTuple):
    """A member's stance, what is to be told of it, and how likely it is where a model proposes it."""

    stance: Stance
    told: str = ""
    likely: float | None = None


@dataclass(frozen=True, slots=True)
class Composed:
    """A claim, and what its members commit their speakers to."""

    claim: Claim
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Lone:
    """The claims of one article that are of one statement each, the digest of what each is made from, and of it all."""

    mark: bytes
    keys: tuple[bytes, ...]
    claims: tuple[Composed, ...]


class Composing:
    """Makes the claims of one case.

    Args:
        material: of the case.
        seen: what each article sees of it.
        told: its statements, their vectors, row by row, and keys of both (``keys_of``).
        links: what each denial answers.
        judged: what reviewers said of single statements.
        made_by: step and versions.
        leaning: tells which way statements lean, where there is one.
    """

    def __init__(
        self, material: Material, seen: Sequence[Seen], told: tuple[Sequence[Unit], Floats, Sequence[bytes]],
        links: Mapping[str, Sequence[DenialLink]], judged: Judged, made_by: str, leaning: Leaning | None = None,
    ) -> None:  # fmt: skip
        self.links, self.judged, self.made_by, self.leaning = links, judged, made_by, leaning
        self.units, self.vectors, self.keys = units, _, _ = told
        self.articles = {a.id: a for a in material.articles}
        self.source = {s.article.id: s.source for s in seen}
        self.readings = {r.article: r for r in material.readings}
        self.framing = {a: r.framing for a, r in self.readings.items()}
        self.speakers = Speakers(material.actors, material.readings, material.speakers)
        self.origins = {a: o.id for o in material.origins for a in o.articles}
        self.at = {u.id: i for i, u in enumerate(units)}
        self.guests: set[str] = set()
        self._beside: dict[tuple[str, str | None], bytes] = {}
        self.beside: dict[str, list[Unit]] = {}
        for u in units:
            self.beside.setdefault(u.article, []).append(u)

    def profiles(self, groups: Sequence[Sequence[Unit]], guests: set[str], keeper: Keeper) -> list[Profile]:
        """The claims of groups, each with what relating it needs.

        Args:
            groups: of the case's statements.
            guests: ids of answers that joined their targets; one with two readings is in two groups.
            keeper: has the claims of groups that are as they were.
        """
        self.guests = guests
        several, alone = ({n: g for n, g in enumerate(groups) if (len(g) > 1) is is_so} for is_so in (True, False))
        found = {**self._several(several, keeper), **self._alone(alone, keeper)}
        made = (found[n] for n in range(len(groups)))
        return [
            Profile(m.claim, tuple(g), tuple([h.by(g) for h in m.held]), mean, self._mean_key(g))
            for m, g, mean in zip(made, groups, self._means(groups), strict=True)
        ]

    def _several(self, groups: Mapping[int, Sequence[Unit]], keeper: Keeper) -> dict[int, Composed]:
        """The claims of groups that bring statements together, each kept by itself; by the numbers of the groups."""
        known = {u.id: key_of(self.source[u.article], self._standing(u)) for g in groups.values() for u in g}
        listed, keys = list(groups.values()), [self._key(g, known) for g in groups.values()]

        def make(at: Sequence[int]) -> list[Composed]:
            return [self._composed(listed[i]) for i in at]

        return dict(zip(groups, keeper.recall("claims", keys, Composed, make), strict=True))

    def _alone(self, groups: Mapping[int, Sequence[Unit]], keeper: Keeper) -> dict[int, Composed]:
        """The same of statements that stand alone, most of a case: those of one article are kept together."""
        articles: dict[str, list[int]] = {}
        for n, group in groups.items():
            articles.setdefault(group[0].article, []).append(n)
        listed = [[groups[n][0] for n in of_one] for of_one in articles.values()]
        standing = [[self._standing(u) for u in units] for units in listed]
        marks = [key_of(self.made_by, self.source[a], told) for a, told in zip(articles, standing, strict=True)]
        earlier = Earlier[Lone](len(marks), lambda i, kept: kept.mark == marks[i])

        def make(at: Sequence[int]) -> list[Lone]:
            return [self._lone(listed[i], standing[i], marks[i], earlier.of(i, at)) for i in at]

        keys = [key_of(self.made_by, self.source[article]) for article in articles]
        made = keeper.recall("claims alone", keys, Lone, make, earlier.holds)
        claims = (claim for one in made for claim in one.claims)
        return dict(zip((n for of_one in articles.values() for n in of_one), claims, strict=True))

    def _lone(self, units: Sequence[Unit], standing: Sequence[object], mark: bytes, earlier: Lone | None) -> Lone:
        """The claims of the statements of one article that stand alone; those that stand as before are as before."""
        keys = [key_of(self.source[u.article], told) for u, told in zip(units, standing, strict=True)]
        known = dict(zip(earlier.keys, earlier.claims, strict=True)) if earlier is not None else {}
        return Lone(
            mark, tuple(keys), tuple(known.get(k) or self._composed([u]) for k, u in zip(keys, units, strict=True))
        )

    def _standing(self, u: Unit) -> tuple[object, ...]:
        """All that one statement brings to its claim."""
        is_media, ruled = u.actor in self.speakers.media, self.judged.stances.get(u.id)
        may_deny = u.is_denial or u.is_declining or ruled is not None
        beside = self._beside_of(u) if may_deny else b""
        links = self.links.get(u.id, ())
        said = (u.digest, u.actor, is_media, self.speakers.teller(u), u.id in self.guests)
        return (*said, ruled, u.id in self.judged.labels, links, beside)

    def _beside_of(self, u: Unit) -> bytes:
        """The digest of what stands beside a denial, and of which of it is by the same actor."""
        place = (u.article, u.actor)
        if place not in self._beside:
            beside = self.beside[u.article]
            self._beside[place] = key_of([s.digest for s in beside], [s.actor == u.actor for s in beside])
        return self._beside[place]

    def _key(self, group: Sequence[Unit], known: Mapping[str, bytes]) -> bytes:
        """The digest of all that a claim is made from."""
        ids = {u.id for u in group}
        chosen = [u for u in self.judged.labels if u in ids]
        said = f"{self.made_by} {self._origins_of(group)} {chosen}".encode("utf-8", "surrogatepass")
        return blake2b(b"".join([known[u.id] for u in group]) + said, digest_size=KEY_BYTES).digest()

    def _mean_key(self, group: Sequence[Unit]) -> bytes:
        """The digest of which statements a group is of, and of their vectors."""
        keys = [self.keys[self.at[u.id]] for u in group]
        return keys[0] if len(keys) == 1 else blake2b(b"".join(keys), digest_size=KEY_BYTES).digest()

    def _means(self, groups: Sequence[Sequence[Unit]]) -> Floats:
        """The direction of the mean of each group's vectors, grained, row by row.

        Vectors are whole multiples of one grain, so sums of them and of their squares are exact in any order.
        """
        if not groups:
            return np.zeros((0, self.vectors.shape[1] if self.vectors.ndim > 1 else 0), dtype=np.float32)
        sums = self.vectors[[self.at[g[0].id] for g in groups]]
        several = [n for n, g in enumerate(groups) if len(g) > 1]
        if several:
            starts = np.cumsum([0, *(len(groups[n]) for n in several)])[:-1]
            members = self.vectors[[self.at[u.id] for n in several for u in groups[n]]]
            sums[several] = np.add.reduceat(members, starts, axis=0)
        for start in range(0, len(sums), TILE):  # in one go they would be held in 64 bits beside themselves
            some = sums[start : start + TILE]
            squares = np.einsum("ij,ij->i", some, some, dtype=np.float64)
            size = np.sqrt(np.where(squares > 0, squares, 1.0))[:, None]
            some[:] = grained(np.asarray(some / size, dtype=np.float32))
        return sums

    def _composed(self, units: Sequence[Unit]) -> Composed:
        stands = [Stand(*self.judged.stances.get(u.id, (stance_of(u, self.speakers),))) for u in units]
        claim = self._claim(units, self._turned(units, stands), self.vectors[[self.at[u.id] for u in units]])
        by_words = held_by(units, [s.stance for s in stands])  # whichever way they lean
        return Composed(claim, tuple(telling(by_words, units)))

    def _turned(self, units: Sequence[Unit], stands: list[Stand]) -> list[Stand]:
        """The same, but that members who only lean against the others deny (``leaning.turned``).

        What a reviewer said stays, and so does who accuses, or is named to be denied: there the denial is another's.
        """
        if self.leaning is None or len(units) < 2:
            return stands
        texts = [compared_text(u, self.articles[u.article].text, self.readings[u.article].sentences) for u in units]
        fixed = {u.id for u in units if u.is_accusation or u.is_anaphoric or self.speakers.is_named_to_be_denied(u)}
        fixed |= self.judged.stances.keys()
        found = list(stands)
        for i, likely in turned(units, [s.stance for s in stands], self.leaning.lean(texts), fixed).items():
            found[i] = Stand(Stance.DENIES, f"no word of denying, but leans against the others ({likely:.2f})", likely)
        return found

    def _claim(self, units: Sequence[Unit], stands: Sequence[Stand], vectors: Floats) -> Claim:
        answered = {link.target for u in units for link in self.links.get(u.id, ())}
        texts = {u.article: self.articles[u.article].text for u in units}
        cues = {a: [c for x in self.readings[a].attributions for c in x.cue] for a in texts}
        at, span = self._chosen(units) or clearest(units, vectors, texts, cues, answered)
        members = tuple(self._member(u, stands[i], vectors, i, units) for i, u in enumerate(units))
        return Claim(
            id=content_id("clm", _founder([u for u in units if u.id not in self.guests], self.articles).id),
            label=Label(article=units[at].article, start=span.start, end=span.end),
            members=members,
            referents=_referents(units),
            contested=_is_contested(members),
            origins=self._origins_of(units),
            made_by=self.made_by,
            outlets=outlet_positions(units, self.articles, self.framing),
        )

    def _origins_of(self, units: Sequence[Unit]) -> int:
        return len({self.origins.get(u.article, u.article) for u in units})

    def _chosen(self, units: Sequence[Unit]) -> tuple[int, Span] | None:
        """The member whose words a reviewer took for the label, if it is here."""
        place = {u.id: i for i, u in enumerate(units)}
        at = next((place[u] for u in self.judged.labels if u in place), None)
        return None if at is None else (at, label_of(units[at], self.articles[units[at].article].text))

    def _member(self, unit: Unit, stand: Stand, vectors: Floats, i: int, others: Sequence[Unit]) -> Member:
        link = next((x for x in self.links.get(unit.id, ()) if any(u.id == x.target for u in others)), None)
        teller = self.speakers.teller(unit)
        near = float(np.delete(vectors, i, 0).mean(0) @ vectors[i]) if len(vectors) > 1 else 1.0
        alike = "alone" if len(vectors) == 1 else f"words alike ({near:.2f} to the others)"
        why = "an opponent's words about what was said: no stance of the one spoken of; " if teller else ""
        why = f"{stand.told}; {why}" if stand.told else why
        return Member(
            article=unit.article,
            attribution=unit.attribution.id if unit.attribution else None,
            spans=unit.spans,
            actor=teller or unit.actor,
            stance=stand.stance,
            denial=self._denial(unit, link) if stand.stance in (Stance.DENIES, Stance.DECLINES) else (),
            evidence=unit.evidence,
            confidence=round(link.confidence if link else stand.likely or max(0.0, min(1.0, near)), 3),
            why=why + (link.why if link else alike),
            id=unit.id,
            polarity="negative" if unit.head is not None and unit.head.negated else "positive",
            hedge=unit.hedge,
            referents=_referents([unit]),
            answers=self._words_answered(link.target) if link else None,
        )

    def _words_answered(self, target: str) -> Label:
        unit = self.units[self.at[target]]
        span = label_of(unit, self.articles[unit.article].text)
        return Label(article=unit.article, start=span.start, end=span.end)

    def _denial(self, unit: Unit, link: DenialLink | None) -> tuple[DenialType, ...]:
        return denial_types(unit, self.articles[unit.article], self.beside[unit.article], link.how if link else ())


def _founder(units: Sequence[Unit], articles: Mapping[str, Article]) -> Unit:
    """The member a claim's id is made from: of the earliest article, so that later ones do not change the id."""
    return min(units, key=lambda u: (articles[u.article].published.value or "9999", u.id))


def _referents(units: Sequence[Unit]) -> Referents:
    return Referents(
        places=tuple(sorted({p for u in units for p in u.scene.places})),
        dates=tuple(sorted({d for u in units for d in u.scene.dates})),
        numbers=tuple(sorted({n for u in units for n in u.numbers})),
    )


def _is_contested(members: Sequence[Member]) -> bool:
    """Whether a claim of several members is denied, and not only by whom it is affirmed in the same report.

    Who seems to affirm and to deny one thing in one breath is read wrongly or says two things; nobody contests it.
    """
    stances = {m.stance for m in members}
    is_one_breath = Stance.AFFIRMS in stances and len({(m.article, m.actor) for m in members}) == 1
    return Stance.DENIES in stances and len(members) > 1 and not is_one_breath
