"""Which bodies that are no state are sides of a case: those that accuse one another, or are accused and answer.

Police and a family, a union and a company, residents and the operator of a plant. What an article's words say of
bodies (``principals``) is put together over the case (``bodies_of_case``); a body is a side if charges or denials tie
it to another. Those who speak for it stand under it, with the words. The same rule holds for whoever accuses and
whoever is accused.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from counterclaim.actors.bodies_of_case import Bodies, is_civil
from counterclaim.actors.charges import Said
from counterclaim.actors.parties import Vote
from counterclaim.actors.principals import Body, Tie

#: In a case with so many states that charge each other, a body is a side only if it is accused and answers, or accuses
#: such a one: a family and the company that it sues.
STATES = 2


class Sides(NamedTuple):
    """Votes for the sides of a case, and what each is called, by its key."""

    votes: list[Vote]
    titles: dict[str, str]


def sides_in(said: Mapping[str, Said], party_of: Mapping[str, str]) -> Sides:
    """The sides of a case that are no states, with who speaks for them.

    Args:
        said: what each article says of bodies and charges.
        party_of: the parties of actors that are told otherwise; those stay.
    """
    bodies = Bodies(said)
    side_of = {**bodies.of_actors(), **party_of}
    side_of.update(_persons(said, bodies, side_of))
    chosen = _charged(said, bodies, side_of)
    titles = bodies.titles(chosen)
    titles.update({key: key.rpartition("|")[2] for key in chosen if key not in titles})
    votes = [
        Vote(tie.actor, key, tie.article, tie.span, _reason(tie, titles[key]))
        for tie, key in bodies.keyed(side_of)
        if tie.actor not in party_of and key in chosen and key is not None
    ]
    votes += [v for v in _themselves(said, side_of) if v.party in chosen]
    return Sides(votes, {k: titles[k] for k in chosen})


def _reason(tie: Tie, title: str) -> str:
    return f"“{tie.words}” {'is a name of' if tie.is_body else 'speaks for'} {title}"


def _persons(said: Mapping[str, Said], bodies: Bodies, side_of: Mapping[str, str]) -> dict[str, str]:
    """Persons of no body who are accused by name and deny it: each is a side, or is on that of a family told of."""
    accused = {
        actor
        for one in said.values()
        for c in one.charges
        for actor, _ in c.named[:1]
        if not c.is_denial and actor is not None and actor != c.speaker and actor.startswith("per|")
    }
    deny = {c.speaker for one in said.values() for c in one.charges if c.is_denial and c.speaker is not None}
    found = [actor for actor in sorted(accused & deny) if actor not in side_of]
    return {actor: bodies.family_of(actor[4:]) or f"side|person|{actor[4:]}" for actor in found}


def _charged(said: Mapping[str, Said], bodies: Bodies, side_of: Mapping[str, str]) -> set[str]:
    """The sides that are no states: all that accuse, are accused or deny, if there are two at least in all."""
    accused, deny, accuses = set[str](), set[str](), defaultdict[str, set[str]](set)
    for article in sorted(said):
        for charge in said[article].charges:
            speaker = side_of.get(charge.speaker or "")
            if charge.is_denial and speaker is not None:
                deny.add(speaker)
            whom = None if charge.is_denial else _whom(charge.named, speaker, article, bodies, side_of)
            if whom is not None:
                accused.add(whom)
                accuses[speaker or ""].add(whom)
    states = {k for k in accused | deny | set(accuses) if k and not is_civil(k)}
    if len(states) >= STATES:
        answers = {k for k in accused & deny if is_civil(k)}
        return answers | {k for k, of in accuses.items() if k and is_civil(k) and of & answers}
    core = accused | deny
    every = core | {k for k, of in accuses.items() if k and of & core}
    return {k for k in every if is_civil(k)} if len(every) >= 2 else set()


def _whom(
    named: Sequence[tuple[str | None, Body | None]], speaker: str | None, article: str, bodies: Bodies,
    side_of: Mapping[str, str],
) -> str | None:  # fmt: skip
    """The first side that an accusation names beside the speaker's own."""
    for actor, body in named:
        key = side_of.get(actor) if actor is not None else None
        key = bodies.resolve(body, article) if body is not None else key
        if key is not None and key != speaker:
            return key
    return None


def _themselves(said: Mapping[str, Said], side_of: Mapping[str, str]) -> Iterator[Vote]:
    """Persons who are sides stand for themselves, by their first mention."""
    done = set[str]()
    for actor, article, span, words in (m for a in sorted(said) for m in said[a].people):
        key = side_of.get(actor, "")
        if key.startswith("side|person|") and actor not in done:
            done.add(actor)
            yield Vote(actor, key, article, span, f"“{words}” is accused and denies it")
