"""The records of a resolved case: actors, the merges behind them, parties with their evidence, speaker links."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.actors.actor_names import actor_name
from counterclaim.actors.article_actors import Resolved
from counterclaim.actors.case import Case
from counterclaim.actors.decisions import merge_id
from counterclaim.actors.drafts import ActorDraft
from counterclaim.actors.lexicon import fold
from counterclaim.actors.parties import Vote
from counterclaim.records import (
    Actor,
    ActorKind,
    MentionForm,
    Merge,
    Party,
    PartyEvidence,
    SpeakerLink,
    content_id,
)

#: version of this step; to be raised whenever it gives other results, so that cases are made anew
MADE_BY = "actors/3"


def actor_records(
    case: Case,
    drafts: dict[str, ActorDraft],
    ids: dict[str, str],
    kinds: dict[str, ActorKind],
    party_of: dict[str, str],
) -> tuple[Actor, ...]:
    """One actor for each draft that has an id, with its forms and mentions."""
    out = []
    for key, draft in drafts.items():
        party = party_of.get(key)
        name = actor_name(case, draft)
        out.append(
            Actor(
                id=ids[key],
                name=name,
                kind=kinds[key],
                party=content_id("pty", party) if party else None,
                aliases=tuple(sorted(draft.forms)),
                mentions=tuple(sorted((m for _, m, _ in draft.mentions), key=lambda m: (m.article, m.span))),
                made_by=MADE_BY,
            )
        )
    return tuple(sorted(out, key=lambda a: a.id))


def merge_records(
    case: Case, resolved: Sequence[Resolved], drafts: dict[str, ActorDraft], ids: dict[str, str]
) -> tuple[Merge, ...]:
    """One merge for each surface form that is not the actor's own name."""
    found: dict[str, Merge] = {}
    for link in case.people.links.values():
        key = f"per|{case.people.names.get(link.a, link.a)}"
        if key in ids:
            found[merge_id(link.a, link.b)] = _merge(link.a, link.b, ids[key], link.reason, link.weight)
    for result in resolved:
        for a, b, reason, weight in result.named_by:
            key = f"per|{a}" if f"per|{a}" in ids else f"org|{a}"
            if key in ids:
                found.setdefault(merge_id(a, b), _merge(a, b, ids[key], reason, weight))
    for key, draft in drafts.items():
        if key.startswith("per|") or key not in ids:
            continue
        name = actor_name(case, draft)
        for form, mention, why in sorted(draft.mentions, key=lambda m: (m[0], m[1].article, m[1].span)):
            if mention.form is not MentionForm.PRONOUN and fold(form) != fold(name):
                found.setdefault(
                    merge_id(name, form),
                    _merge(name, form, ids[key], why, 0.9 if mention.form is MentionForm.NAME else 0.5),
                )
    return tuple(sorted(found.values(), key=lambda m: m.id))


def _merge(a: str, b: str, actor: str, reason: str, weight: float) -> Merge:
    return Merge(id=merge_id(a, b), actor=actor, a=a, b=b, reason=reason, weight=weight)


def party_records(
    case: Case, party_of: dict[str, str], evidence: dict[str, list[Vote]], ids: dict[str, str]
) -> tuple[Party, ...]:
    """The parties with their members and the words that tell whose side these are on."""
    out = []
    for key in sorted(set(party_of.values())):
        members = sorted(ids[a] for a, p in party_of.items() if p == key and a in ids)
        votes = sorted((v for v in evidence[key] if v.actor in ids), key=lambda v: (ids[v.actor], v.article, v.span))
        proof = [PartyEvidence(actor=ids[v.actor], article=v.article, span=v.span, reason=v.reason) for v in votes]
        kind, _, rest = key.partition("|")
        name = case.world.title(rest) if kind == "state" else rest
        if members:
            out.append(
                Party(
                    id=content_id("pty", key),
                    name=name,
                    actors=tuple(members),
                    evidence=tuple(proof),
                    made_by=MADE_BY,
                )
            )
    return tuple(sorted(out, key=lambda p: p.id))


def speaker_links(resolved: Sequence[Resolved], ids: dict[str, str]) -> tuple[SpeakerLink, ...]:
    """Who speaks in each attribution, with the reason."""
    out = [
        SpeakerLink(attribution=a, actor=ids[key], why=why, made_by=MADE_BY)
        for result in resolved
        for a, (key, why) in result.speakers.items()
        if key in ids
    ]
    return tuple(sorted(out, key=lambda s: s.attribution))
