"""What one resolved article tells of actors, whatever their parties are: mentions, speakers, ties to a side.

It depends on the article's resolution and on which keys lead, so it is made once; the case puts it together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from counterclaim.actors.aliases import Reason
from counterclaim.actors.article_base import Resolved
from counterclaim.actors.charges import Said, said_in
from counterclaim.actors.contexts import watched_by
from counterclaim.actors.decisions import merge_id
from counterclaim.actors.lexicon import fold
from counterclaim.actors.names import person_name, plain_name, skeleton
from counterclaim.actors.parties import Principal, Vote, party_votes, principals_of
from counterclaim.actors.world import World
from counterclaim.records import ActorKind, ActorMention, MentionForm, content_id, encode


class Met(NamedTuple):
    """One actor in an article: what it is there, how often so, and its ids (``identity``)."""

    key: str
    kinds: dict[ActorKind, int]
    is_named: bool
    id: str
    shared_id: str
    bears: str


class Mentions(NamedTuple):
    """The mentions of one actor in an article, each as printed and with the reason, and names printed in others."""

    mentions: list[tuple[str, ActorMention, str]]
    bare: list[str]


class Told(NamedTuple):
    """What one article tells. ``mentions`` are ``Mentions`` by key, each encoded, as most are not looked at again;
    ``watched`` are keys whose parties tell others', where the words around can tell a party at all.
    """

    met: tuple[Met, ...]
    mentions: dict[str, bytes]
    speakers: dict[str, tuple[str, str]]
    merged: tuple[tuple[str, Reason], ...]
    votes: tuple[Vote, ...]
    principals: tuple[Principal, ...]
    watched: tuple[str, ...]
    said: Said


def told(result: Resolved, world: World) -> Told:
    """What a resolved article, whose keys are the leading ones, tells."""
    kinds, mentions = _kinds(result), _mentions(result)
    return Told(
        met=tuple(_met(key, kinds[key], mentions.get(key)) for key in kinds),
        mentions={key: encode(found) for key, found in mentions.items()},
        speakers=result.speakers,
        merged=tuple((merge_id(a, b), (a, b, reason, weight)) for a, b, reason, weight in result.named_by),
        votes=tuple(party_votes(world, result)),
        principals=tuple(principals_of(result)),
        watched=watched_by(world, result),
        said=said_in(result),
    )


def _met(key: str, kinds: Mapping[ActorKind, int], mentions: Mentions | None) -> Met:
    is_named = mentions is not None and any(m.form is MentionForm.NAME for _, m, _ in mentions.mentions)
    return Met(key, dict(kinds), is_named, *identity(key))


def identity(key: str) -> tuple[str, str, str]:
    """Ids from what an actor is, and the surname that a person bears.

    A person's comes from the surname, so that a fuller name met later changes nothing; the second, where two persons
    share a surname, from the given name as well.
    """
    kind, _, rest = key.partition("|")
    name = person_name(rest) if kind == "per" else None
    if name is None:
        made = content_id("act", kind, fold(rest))
        return made, made, ""
    shared = content_id("act", "person", name.key, *(skeleton(g) for g in name.given), fold(rest))
    return content_id("act", "person", name.key), shared, f"surname {name.key}"


def _kinds(result: Resolved) -> dict[str, Counter[ActorKind]]:
    """The actors that a mention stands for or that speak, in order, with what they are; papers are none."""
    refs = [r.actor for r in result.text.refs if r.actor is not None and r.phrase.kind != "document"]
    out: dict[str, Counter[ActorKind]] = {}
    for key in [*refs, *(key for key, _ in result.speakers.values())]:
        counts, profile = out.setdefault(key, Counter()), result.profiles.get(key)
        if profile is not None:
            counts[profile.kind] += 1
    return out


def _mentions(result: Resolved) -> dict[str, Mentions]:
    article = result.text.article
    out: dict[str, Mentions] = {}
    for ref in result.text.refs:
        if ref.actor is None or ref.phrase.kind == "document":
            continue
        found = out.setdefault(ref.actor, Mentions([], []))
        words = re.sub(r"\s+", " ", ref.span.of(article.text))
        found.mentions.append((words, ActorMention(article=article.id, span=ref.span, form=ref.form), ref.why))
        bare = plain_name(ref.phrase.name) or (ref.phrase.exact if ref.phrase.kind == "name" else "")
        if ref.form is not MentionForm.PRONOUN and bare and bare in words:
            found.bare.append(bare)
    return out
