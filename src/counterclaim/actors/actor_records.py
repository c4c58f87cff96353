"""The records of a resolved case: actors, the merges behind them, parties with their evidence, speaker links."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from counterclaim.actors.actor_names import actor_name
from counterclaim.actors.aliases import Reason
from counterclaim.actors.case import Case
from counterclaim.actors.decisions import merge_id
from counterclaim.actors.drafts import ActorDraft, Cast, draft_of
from counterclaim.actors.lexicon import fold
from counterclaim.actors.offices import moment
from counterclaim.actors.parties import Vote
from counterclaim.actors.told import Told
from counterclaim.actors.world import World
from counterclaim.records import (
    Actor,
    Keeper,
    MentionForm,
    Merge,
    Party,
    PartyEvidence,
    SpeakerLink,
    content_id,
    key_of,
)

#: version of this step; to be raised whenever it gives other results, so that cases are made anew
MADE_BY = "actors/11"


class Made(NamedTuple):
    """An actor's record with the merges of forms that are not its own name."""

    actor: Actor
    merges: tuple[Merge, ...]


def titles_of(world: World, keys: Iterable[str]) -> list[str]:
    """The names of the states in some keys, as far as the case learned them."""
    return [world.title(part) for key in keys if "x-" in key for part in re.split(r"[|+]", key)]


def made_actors(
    case: Case, told: Mapping[str, Told], beheld: Mapping[str, bytes], cast: Cast, party_of: Mapping[str, str],
    keeper: Keeper,
) -> list[Made]:  # fmt: skip
    """The record of each actor, in order of appearance; those met in one article alone are kept together.

    Args:
        case: what the articles share.
        told: what each article tells.
        beheld: of each article a digest of what its words say of states.
        cast: who is in the case.
        party_of: the parties of actors.
        keeper: remembers records.
    """
    groups = _together(cast)

    def make(at: Sequence[int]) -> list[list[Made]]:
        return [[_made(case, draft_of(key, told, cast), cast, party_of) for key in groups[i]] for i in at]

    keys = [
        key_of(
            [(k, cast.ids[k], cast.kinds[k], party_of.get(k)) for k in group],
            [(beheld[article], told[article].mentions.get(k)) for k in group for article in cast.articles[k]],
            titles_of(case.world, group),
            [case.tenures.tenures(k, case.world.title) for k in group if k in case.tenures.stated],
        )
        for group in groups
    ]
    found = zip(groups, keeper.recall("actors", keys, list[Made], make), strict=True)
    by_key = {key: made for group, kept in found for key, made in zip(group, kept, strict=True)}
    return [by_key[key] for key in cast.articles]


def _together(cast: Cast) -> list[list[str]]:
    """The actors that are met in one article alone, by article, and each of the others: most articles change few."""
    groups: dict[str, list[str]] = defaultdict(list)
    for key, articles in cast.articles.items():
        groups[articles[0] if len(articles) == 1 else key].append(key)
    return list(groups.values())


def _made(case: Case, draft: ActorDraft, cast: Cast, party_of: Mapping[str, str]) -> Made:
    party, name = party_of.get(draft.key), actor_name(case, draft)
    actor = Actor(
        id=cast.ids[draft.key],
        name=name,
        kind=cast.kinds[draft.key],
        party=content_id("pty", party) if party else None,
        aliases=tuple(sorted(draft.forms)),
        mentions=tuple(sorted((m for _, m, _ in draft.mentions), key=lambda m: (m.article, m.span))),
        made_by=MADE_BY,
        offices=case.tenures.tenures(draft.key, case.world.title),
    )
    return Made(actor, () if draft.key.startswith("per|") else tuple(_form_merges(draft, name, actor.id)))


def _form_merges(draft: ActorDraft, name: str, actor: str) -> Iterable[Merge]:
    """One merge for each surface form that is not the actor's own name, by its first mention."""
    found: dict[str, Merge] = {}
    for form, mention, why in sorted(draft.mentions, key=lambda m: (m[0], m[1].article, m[1].span)):
        if mention.form is not MentionForm.PRONOUN and fold(form) != fold(name):
            merge = _merge(
                merge_id(name, form), actor, (name, form, why, 0.9 if mention.form is MentionForm.NAME else 0.5)
            )
            found.setdefault(merge.id, merge)
    return found.values()


def merge_records(
    case: Case, told: Mapping[str, Told], joined: Mapping[str, Sequence[Reason]], ids: Mapping[str, str],
    made: Iterable[Made],
) -> tuple[Merge, ...]:  # fmt: skip
    """One merge for each surface form that is not the actor's own name; the surest reason goes first."""
    found: dict[str, Merge] = {}
    for link in case.people.links.values():
        key = f"per|{case.people.names.get(link.a, link.a)}"
        if key in ids:
            merge = _merge(merge_id(link.a, link.b), ids[key], (link.a, link.b, link.reason, link.weight))
            found[merge.id] = merge
    for number, reason in (
        pair for article in sorted(told) for pair in _reasons(told[article], joined.get(article, ()))
    ):
        a, b, *_ = reason
        key = f"per|{a}" if f"per|{a}" in ids else f"org|{a}"
        if key in ids and not case.ruling.forbids(a, b):
            found.setdefault(number, _merge(number, ids[key], reason))
    for one in made:
        for merge in one.merges:
            found.setdefault(merge.id, merge)
    return tuple(sorted(found.values(), key=lambda m: m.id))


def _reasons(told: Told, joined: Sequence[Reason]) -> list[tuple[str, Reason]]:
    return [*told.merged, *((merge_id(reason[0], reason[1]), reason) for reason in joined)]


def _merge(number: str, actor: str, reason: Reason) -> Merge:
    a, b, why, weight = reason
    return Merge(id=number, actor=actor, a=a, b=b, reason=why, weight=weight)


def party_records(
    case: Case, party_of: Mapping[str, str], evidence: Mapping[str, Sequence[Vote]], ids: Mapping[str, str],
    titles: Mapping[str, str],
) -> tuple[Party, ...]:  # fmt: skip
    """The parties with their members and the words that tell whose side these are on."""
    members: dict[str, list[str]] = defaultdict(list)
    for actor, key in party_of.items():
        if actor in ids:
            members[key].append(ids[actor])
    out = []
    for key in sorted(members):
        votes = sorted(
            (v for v in evidence.get(key, ()) if v.actor in ids), key=lambda v: (ids[v.actor], v.article, v.span)
        )
        proof = [PartyEvidence(actor=ids[v.actor], article=v.article, span=v.span, reason=v.reason) for v in votes]
        kind, _, rest = key.partition("|")
        name = case.world.title(rest) if kind == "state" else titles.get(key, rest)
        actors = tuple(sorted(members[key]))
        out.append(Party(id=content_id("pty", key), name=name, actors=actors, evidence=tuple(proof), made_by=MADE_BY))
    return tuple(sorted(out, key=lambda p: p.id))


def speaker_links(case: Case, told: Mapping[str, Told], ids: Mapping[str, str]) -> tuple[SpeakerLink, ...]:
    """Who speaks in each attribution, with the reason."""
    out, leavers = [], case.tenures.leavers()
    for article, one in told.items():
        at = moment(article, case.days.get(article))
        for a, (key, why) in one.speakers.items():
            if key in ids:
                has_left = key in leavers and case.tenures.has_left_all(key, at)
                reason = f"{why}; had left office by then" if has_left else why
                out.append(SpeakerLink(attribution=a, actor=ids[key], why=reason, made_by=MADE_BY, has_left=has_left))
    return tuple(sorted(out, key=lambda s: s.attribution))
