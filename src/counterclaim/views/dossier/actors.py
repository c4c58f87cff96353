"""Actors with every spelling used for them, why these were taken for one, and the words a party rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from counterclaim.records import Actor, MentionForm, Merge, Party, Tenure
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.words import anchor, clipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """One surface form, how often, and which outlets use it."""

    words: str
    count: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorView:
    """One actor."""

    id: str
    name: str
    kind: str
    statements: int
    mentions: int
    spellings: tuple[Spelling, ...]
    merges: tuple[Merge, ...]
    offices: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """Words from which it was read that an actor speaks for a party."""

    actor: str
    words: str
    reason: str
    outlet: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorGroup:
    """The actors of one party, or those for whom no party was read."""

    id: str
    name: str
    actors: tuple[ActorView, ...]
    basis: tuple[Basis, ...]


def actor_groups(index: Index) -> list[ActorGroup]:
    """Actors by party, parties and actors in alphabetical order, those without a party last."""
    statements = Counter(index.case.speaker_of.get(a.id, "") for a in index.attributions())
    merges: dict[str, list[Merge]] = defaultdict(list)
    for merge in sorted(index.case.merges, key=lambda m: m.id):
        merges[merge.actor].append(merge)
    views: dict[str | None, list[ActorView]] = defaultdict(list)
    for actor in sorted(index.case.actors, key=lambda a: (a.name.casefold(), a.id)):
        view = _actor(index, actor, statements[actor.id], merges[actor.id])
        views[index.party_id(actor.id)].append(view)
    groups = [_group(index, p, views.get(p.id, [])) for p in index.parties]
    if views.get(None):
        groups.append(ActorGroup(id="party-none", name="No party read", actors=tuple(views[None]), basis=()))
    return groups


def _group(index: Index, party: Party, actors: list[ActorView]) -> ActorGroup:
    basis = tuple(
        Basis(
            actor=index.actor[e.actor].name if e.actor in index.actor else e.actor,
            words=clipped(e.span.of(index.article[e.article].text), 200),
            reason=e.reason,
            outlet=index.outlet(e.article),
            href=anchor("p", e.article, e.span.start, e.span.end),
        )
        for e in sorted(party.evidence, key=lambda e: (e.actor, index.number.get(e.article, 0), e.span))
        if e.article in index.article
    )
    return ActorGroup(id=anchor("party", party.id), name=party.name, actors=tuple(actors), basis=basis)


def _actor(index: Index, actor: Actor, statements: int, merges: list[Merge]) -> ActorView:
    return ActorView(
        id=anchor("actor", actor.id),
        name=actor.name,
        kind=actor.kind.value,
        statements=statements,
        mentions=len(actor.mentions),
        spellings=_spellings(index, actor),
        merges=tuple(merges),
        offices=tuple(_office(t) for t in actor.offices),
    )


def _office(tenure: Tenure) -> str:
    """An office as most reports call it, with its time: "“Orlandian defence chief” (Orland), so called then".

    Where no report has words of its own for it, by its role.
    """
    of = f" of {tenure.of}" if tenure.of else ""
    name = f"“{tenure.words}”" + (f" ({tenure.of})" if tenure.of else "") if tenure.words else f"{tenure.office}{of}"
    held = f", so called {tenure.first} to {tenure.last}" if tenure.first and tenure.last else ""
    return f"{name}{held}" + (f", left by {tenure.left}" if tenure.left else "")


def _spellings(index: Index, actor: Actor) -> tuple[Spelling, ...]:
    """Surface forms as printed, the most frequent first; pronouns are no spellings."""
    counts: Counter[str] = Counter(dict.fromkeys(actor.aliases, 0))
    outlets: dict[str, dict[str, None]] = defaultdict(dict)
    for mention in sorted(actor.mentions, key=lambda m: (index.number.get(m.article, 0), m.span)):
        if mention.form == MentionForm.PRONOUN or mention.article not in index.article:
            continue
        words = " ".join(mention.span.of(index.article[mention.article].text).split())
        counts[words] += 1
        outlets[words][index.outlet(mention.article)] = None
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold(), item[0]))
    return tuple(Spelling(words=w, count=n, outlets=tuple(outlets[w])) for w, n in ordered)
