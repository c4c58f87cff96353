"""For whom an actor speaks, as far as the texts say so, with the words it was read from.

A party is a state, or a movement that is named, one of whose actors speaks in the case. What only lives in
a state (its press, its opposition, its witnesses) does not speak for it; what nothing is said of stays unknown.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from counterclaim.actors.accused import alone_in
from counterclaim.actors.article_base import Resolved
from counterclaim.actors.collect import Ref
from counterclaim.actors.lexicon import fold, organisations, words
from counterclaim.actors.names import plain_name
from counterclaim.actors.offices import Offices
from counterclaim.actors.places import country_of
from counterclaim.actors.tenures import is_past, office_of
from counterclaim.actors.world import World
from counterclaim.records import Span, TenureStatus


@dataclass(frozen=True, slots=True)
class Vote:
    """One mention that says for whom an actor speaks."""

    actor: str
    party: str
    article: str
    span: Span
    reason: str


def party_votes(world: World, result: Resolved) -> list[Vote]:
    """Every mention in an article that ties an actor to a party."""
    article, alone = result.text.article, alone_in(result)
    refs = (ref for ref in result.text.refs if ref.actor is not None and ref.actor not in alone)
    votes = (_vote(world, article.id, ref, article.text) for ref in refs)
    return [vote for vote in votes if vote is not None]


#: Bodies that bear the name of their country and are not its state's.
_PRIVATE = frozenset(
    "association union federation society foundation charity ngo club lobby trust watchdog institute tank".split()
)
#: Whose nationality says nothing of a side.
_BYSTANDERS = frozenset(("witness", "doctor", "nurse"))


def _vote(world: World, article: str, ref: Ref, text: str) -> Vote | None:
    phrase, actor = ref.phrase, ref.actor or ""
    if phrase.kind == "pronoun" or _is_unofficial(phrase.text, actor):
        return None
    if phrase.kind == "body" and phrase.head.rpartition(" ")[2] in _PRIVATE and not phrase.possessor:
        return None  # "the Tarnian Pilots' Association" is not Tarnia's
    if phrase.role is not None and phrase.role.name in _BYSTANDERS:
        return None  # "a Tarnian fisherman" lives there, and speaks for nobody
    if phrase.is_person and office_of(phrase) is not None and is_past(text, ref.span, phrase.text):
        return None
    bound = _bound_state(actor)
    if bound is not None:
        return Vote(
            actor,
            f"state|{bound}",
            article,
            ref.span,
            f"“{phrase.text}” is or belongs to {world.title(bound)}",
        )
    movement = (
        phrase.org
        or _movement_in(phrase.text, phrase.proper)
        or (actor.removeprefix("org|") if actor.startswith("org|") else None)
    )
    if phrase.state is not None:
        return Vote(
            actor,
            f"state|{phrase.state}",
            article,
            ref.span,
            f"“{phrase.text}” names {world.title(phrase.state)}",
        )
    if movement and is_movement(movement):
        return Vote(actor, f"org|{movement}", article, ref.span, f"“{phrase.text}” names {movement}")
    return _local_office(actor, article, ref)


@dataclass(frozen=True, slots=True)
class Principal:
    """A mention whose words tie its actor to a person, by that one's folded surname."""

    actor: str
    surname: str
    article: str
    span: Span
    text: str


def principals_of(result: Resolved) -> Iterator[Principal]:
    """Who in an article speaks for a person by the words ("the premier's spokesman", "Dorn, who speaks for Brandt",
    "President Brandt's office").
    """
    text = result.text.article
    for ref in result.text.refs:
        if ref.phrase.head == "office" and ref.actor is not None and ref.actor.startswith("of|per|"):
            owner = plain_name(ref.actor.split("|")[2]).split()[-1]
            yield Principal(ref.actor, fold(owner), text.id, ref.span, ref.phrase.text)
            continue
        after = _WHO_SPEAKS.match(text.text, ref.span.end)
        role = ref.phrase.role
        if ref.actor is None or not (after or (role is not None and "spokes" in role.name)):
            continue
        named = after or _PRINCIPAL.search(ref.phrase.text)
        principal = ((ref.phrase.possessor if after is None else "") or (named.group(1) if named else "")).split()
        if principal:
            told = f"{ref.phrase.text}{after.group().rstrip()}" if after is not None else ref.phrase.text
            yield Principal(ref.actor, fold(principal[-1]), text.id, ref.span, told)


def office_votes(offices: Offices, world: World) -> list[Vote]:
    """Persons of whom a clause says that they hold an office of a state ("the prime minister of Orland is ...")."""
    out = []
    for person, held in sorted(offices.stated.items()):
        for (role, of), stated in sorted(held.items()):
            for s in stated if "|" not in of and of else ():
                if s.told.status is not TenureStatus.LEFT and not s.is_mention:
                    reason = f"said to be {role}: {world.title(of)}"
                    out.append(Vote(person, f"state|{of}", s.article, s.told.span, reason))
    return out


def follower_votes(offices: Offices, party_of: Mapping[str, str]) -> list[Vote]:
    """Who comes after somebody in an office of state speaks for the same state, where nothing else tells for whom."""
    return [
        Vote(person, party_of[like], s.article, s.told.span, f"comes after {like[4:]} in office")
        for person, like, s in offices.followers
        if person not in party_of and party_of.get(like, "").startswith("state|") and offices.stated.get(like)
    ]


def principal_votes(principals: Iterable[Principal], party_of: Mapping[str, str]) -> list[Vote]:
    """Those whose words tie them to a person speak for whom that person speaks."""
    persons = [k for k in sorted(party_of) if k.startswith("per|") and k[4:].split()]
    people = {fold(plain_name(k[4:]).split()[-1]): k for k in persons}
    out = []
    for p in principals:
        key = people.get(p.surname) if p.actor not in party_of else None
        if key is not None:
            out.append(Vote(p.actor, party_of[key], p.article, p.span, f"“{p.text}” speaks for {key[4:]}"))
    return out


def served_votes(principals: Iterable[Principal], party_of: Mapping[str, str], actors: Iterable[str]) -> list[Vote]:
    """For whom those speak of whom nothing tells it but that a spokesman of theirs speaks for a state."""
    people: dict[str, set[str]] = defaultdict(set)
    for key in actors:
        if key.startswith("per|") and len(key[4:].split()) > 1:
            people[fold(plain_name(key[4:]).split()[-1])].add(key)
    out = []
    for p in principals:
        party, named = party_of.get(p.actor, ""), people.get(p.surname, set()) - {p.actor}
        if party.startswith("state|") and len(named) == 1 and not named & party_of.keys():
            out.append(Vote(min(named), party, p.article, p.span, f"“{p.text}” speaks for {min(named)[4:]}"))
    return out


_WHO_SPEAKS = re.compile(r",? who speaks for (?:the )?((?:[A-Z][\w’'-]+ ?)+)")
_PRINCIPAL = re.compile(r"\bspokes\w+ (?:for|of) ((?:[A-Z][\w’'-]+ ?)+)")


def _movement_in(text: str, proper: str) -> str | None:
    """The whole name of a movement of which a description holds the beginning ("Marsk Liberation | Front")."""
    at = text.find(proper) if proper else -1
    rest = _REST_OF_NAME.match(text, at + len(proper)) if at >= 0 else None
    return text[at : rest.end()] if rest is not None else None


#: Further capitalised words; matches always, if only nothing.
_REST_OF_NAME = re.compile(r"(?: [A-Z][\w’'-]+)*")


def _local_office(actor: str, article: str, ref: Ref) -> Vote | None:
    """The state of a governor or mayor, from the place the office is of."""
    role = ref.phrase.role
    if role is None or role.name not in ("governor", "mayor", "police chief"):
        return None
    place = _OF_PLACE.search(ref.phrase.text)
    state = country_of(place.group(1)) if place else None
    if place is None or state is None:
        return None
    reason = f"“{ref.phrase.text}”: {place.group(1)} lies in {state} (GeoNames)"
    return Vote(actor, f"state|{state}", article, ref.span, reason)


_OF_PLACE = re.compile(r"\bof (?:the )?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)?)")


def _bound_state(actor: str) -> str | None:
    """The state that an actor's key is bound to (its ministries, forces, the state itself)."""
    kind, _, rest = actor.partition("|")
    if kind == "state":
        return rest
    if kind in ("body", "forces", "office", "plural"):
        bound = rest.split("|")[0] if kind != "office" else rest.split("|")[-1]
        states = [b for b in bound.split("+") if re.fullmatch(r"[A-Z]{2}|x-.+", b)]
        return states[0] if len(states) == 1 else None
    if kind == "of" and rest.rpartition("|")[2] in SPOKESMEN:
        return _bound_state(rest.rpartition("|")[0])
    if kind == "org":
        known = organisations().get(fold(rest))
        return known.state if known else None
    return None


SPOKESMEN = frozenset(["spokesperson", "spokesman", "spokeswoman"])


def _is_unofficial(text: str, actor: str) -> bool:
    tokens = set(re.findall(r"[a-z]+", text.lower()))
    return (
        bool(tokens & words()["unofficial"]) and not actor.startswith(("state|", "forces|"))
    ) or "rebels" in actor.split("|")


def is_movement(name: str) -> bool:
    """Whether a named organisation can be a party of its own: an armed or political movement."""
    known = organisations().get(fold(name))
    if known is not None:
        return known.kind == "group" or fold(name) in (
            "hamas",
            "hezbollah",
            "islamic jihad",
            "fatah",
            "muslim brotherhood",
        )
    last = fold(name).split()
    return (bool(last) and last[-1] in words()["movement_words"]) or any(
        t in ("liberation", "front", "movement") for t in last
    )


class Tally:
    """Votes as they come in, counted for each actor."""

    def __init__(self, speaking: frozenset[str]) -> None:
        self._speaking = speaking
        self._votes: list[Vote] = []
        self._counts: dict[str, Counter[str]] = defaultdict(Counter)
        self._chosen: dict[str, str] | None = None

    def add(self, votes: Iterable[Vote]) -> None:
        """Count some more."""
        for vote in votes:
            self._chosen = None
            self._votes.append(vote)
            self._counts[vote.actor][vote.party] += 1

    def parties(self) -> dict[str, str]:
        """Each actor's party; only parties with an actor that speaks somewhere in the case."""
        chosen = self.majorities()
        live = {p for a, p in chosen.items() if a in self._speaking}
        return {a: p for a, p in chosen.items() if p in live}

    def majorities(self) -> Mapping[str, str]:
        """Each actor's party by majority, whoever speaks; told anew where votes have come in."""
        if self._chosen is None:
            self._chosen = self._majorities()
        return self._chosen

    def _majorities(self) -> dict[str, str]:
        chosen = {}
        for actor, counts in sorted(self._counts.items()):
            top = max(counts.values())
            best = [p for p, n in counts.items() if n == top]
            if len(best) == 1:
                chosen[actor] = best[0]
        return chosen

    def evidence(self, party_of: Mapping[str, str]) -> dict[str, list[Vote]]:
        """Each party's votes, of those actors that have it."""
        out: dict[str, list[Vote]] = defaultdict(list)
        for vote in self._votes:
            if party_of.get(vote.actor) == vote.party:
                out[vote.party].append(vote)
        return out
