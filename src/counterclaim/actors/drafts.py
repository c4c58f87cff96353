"""Actors while what the articles tell of them is put together: one draft a key, its kind and its id."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from counterclaim.actors.told import Mentions, Met, Told
from counterclaim.records import ActorKind, ActorMention, MentionForm, unpacked


@dataclass(slots=True)
class ActorDraft:
    """One actor with its mentions."""

    key: str
    mentions: list[tuple[str, ActorMention, str]] = field(default_factory=list)
    forms: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)

    def add(self, found: Mentions) -> None:
        """Take in the mentions of one more article."""
        self.mentions += found.mentions
        for words, mention, _ in found.mentions:
            if mention.form is not MentionForm.PRONOUN:
                self.forms[words] += 1
            if mention.form is MentionForm.NAME:
                self.names[words] += 1
        for bare in found.bare:
            self.forms[bare] += 0


@dataclass(frozen=True, slots=True)
class Cast:
    """Who is in a case: for each actor's key the articles it is met in, its kind and its id, in order of appearance."""

    articles: dict[str, list[str]]
    kinds: dict[str, ActorKind]
    ids: dict[str, str]
    speaking: frozenset[str]

    def without_places(self, parties: Container[str]) -> Cast:
        """Those in it that are no mere places: what seems a state that nobody knows, speaks nowhere and is on no side
        ("the Marsk garrison") is left out.
        """

        def is_place(key: str) -> bool:
            is_unknown = key.startswith("org|") and self.kinds[key] is ActorKind.STATE
            return is_unknown and key not in self.speaking and key not in parties

        kept = {key: articles for key, articles in self.articles.items() if not is_place(key)}
        return replace(self, articles=kept, ids={key: self.ids[key] for key in kept})


def cast_of(told: Mapping[str, Told]) -> Cast:
    """Everybody who speaks or is named somewhere in a case."""
    articles: dict[str, list[str]] = defaultdict(list)
    every: dict[str, list[Met]] = defaultdict(list)
    for article in sorted(told):
        for one in told[article].met:
            articles[one.key].append(article)
            every[one.key].append(one)
    speaking = frozenset(key for t in told.values() for key, _ in t.speakers.values())
    met = {k: found for k, found in every.items() if k in speaking or any(m.is_named for m in found)}
    bearers = Counter(found[0].bears for found in met.values())
    return Cast(
        articles={k: articles[k] for k in met},
        kinds={k: _kind(k, found) for k, found in met.items()},
        ids={k: _id(found[0], bearers) for k, found in met.items()},
        speaking=speaking,
    )


def _kind(key: str, met: Sequence[Met]) -> ActorKind:
    """What an actor is: the kind that most of its articles take it for."""
    if key.startswith("per|"):
        return ActorKind.PERSON
    if len(met) == 1 and len(met[0].kinds) == 1:  # most are
        return next(iter(met[0].kinds))
    kinds: dict[ActorKind, int] = {}
    for kind, count in (pair for one in met for pair in one.kinds.items()):
        kinds[kind] = kinds.get(kind, 0) + count
    return min(kinds, key=lambda k: (-kinds[k], k.value)) if kinds else ActorKind.ORGANISATION


def _id(met: Met, bearers: Mapping[str, int]) -> str:
    return met.shared_id if met.bears and bearers[met.bears] > 1 else met.id


def draft_of(key: str, told: Mapping[str, Told], cast: Cast) -> ActorDraft:
    """The draft of an actor."""
    draft = ActorDraft(key)
    for article in cast.articles[key]:
        found = told[article].mentions.get(key)
        if found is not None:
            draft.add(unpacked(found, Mentions))
    return draft
