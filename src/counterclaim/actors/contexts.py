"""For whom somebody speaks whose country is not printed beside the office, from the words around.

"Its commander, Ivo Brandt" speaks for what "its" means; "the defence minister" in a report that tells of Orland's
defence ministry alone is Orland's. Else it takes two hints that agree, and none that speaks against them, over all
mentions in the case: the report comes from a state's capital; its other bare offices are all one state's; that state
spoke in the sentence before. What is not told so stays unknown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from counterclaim.actors.around import HOME, OF_PLACES, Around
from counterclaim.actors.article_base import Resolved
from counterclaim.actors.collect import Ref
from counterclaim.actors.lexicon import words
from counterclaim.actors.parties import Vote
from counterclaim.actors.unnamed import is_official
from counterclaim.actors.world import World
from counterclaim.records import ActorKind

#: Offices whose holder speaks for whoever is named as their owner.
_SERVING = HOME | {"spokesperson", "head", "leader", "chairperson", "general", "officer", "official", "ambassador"}
#: Of the sources of ``Around.says`` the first so many are sure alone; of the others so many must agree.
SURE, HINTS = 5, 2
#: How many sources there are.
SOURCES = 8


class Hint(NamedTuple):
    """What the words around a mention say; of a smaller rank it is surer."""

    rank: int
    vote: Vote


def hints(world: World, result: Resolved, party_of: Mapping[str, str]) -> list[Hint]:
    """What the words of an article say of those that have no party yet.

    Args:
        world: the states of the case.
        result: the article.
        party_of: the parties of actors, of those at least that are ``watched_by`` the article.
    """
    around, article = Around(world, result, party_of), result.text.article.id
    served = [Hint(0, Vote(key, party, article, ref.span, reason)) for ref, key, party, reason in around.served()]
    return served + [
        Hint(rank, Vote(ref.actor, party, article, ref.span, reason))
        for ref in result.text.refs
        if ref.actor is not None and ref.actor not in party_of
        for rank, (party, reason) in (around.says(ref) if _is_open(ref) else around.says_before(ref))
    ]


def watched_by(world: World, result: Resolved) -> tuple[str, ...]:
    """The actors whose parties decide what the words of an article say of others; none where they say nothing."""
    around = Around(world, result, {})
    open_refs = [r for r in result.text.refs if r.actor is not None and _is_open(r)]
    if not open_refs and not any(r.actor is not None and [*around.says_before(r)] for r in result.text.refs):
        return ()
    keys = {r.actor for r in result.text.refs if r.actor is not None}
    keys |= {f"org|{r.phrase.org}" for r in open_refs if r.phrase.org is not None}
    keys |= {owner for r in open_refs if (p := result.profiles.get(r.actor or "")) is not None for owner in p.owners}
    return tuple(sorted(keys))


def context_votes(
    found: Iterable[Sequence[Hint]], party_of: Mapping[str, str], kinds: Mapping[str, ActorKind]
) -> list[Vote]:  # fmt: skip
    """What the words around say of all that have no party yet.

    Args:
        found: the hints in the articles, in any order.
        party_of: the parties of the actors whose own words tell them.
        kinds: of the actors.
    """
    told: dict[str, list[list[Vote]]] = defaultdict(lambda: [[] for _ in range(SOURCES)])
    live = set(party_of.values())
    for rank, vote in (hint for hints_ in found for hint in hints_):
        if vote.party in live and kinds.get(vote.actor) is not ActorKind.MEDIA:
            told[vote.actor][rank].append(vote)
    return [vote for key in sorted(told) for vote in _agreed(told[key])]


def _agreed(by_rank: Sequence[Sequence[Vote]]) -> list[Vote]:
    """The surest votes if they are all for one party; of hints two that agree, with none against them."""
    for votes in by_rank[:SURE]:
        if votes:
            return list(votes) if len({v.party for v in votes}) == 1 else []
    hints = [votes for votes in by_rank[SURE:] if votes]
    every = [v for votes in hints for v in votes]
    return every if len(hints) >= HINTS and len({v.party for v in every}) == 1 else []


def _is_open(ref: Ref) -> bool:
    """Whether a mention describes somebody who may speak for a party that it does not name."""
    phrase = ref.phrase
    tokens = set(re.findall(r"[a-z]+", phrase.text.lower()))
    is_known = phrase.state is not None or tokens & words()["unofficial"] or "former" in tokens
    is_office = phrase.role is not None and phrase.role.name in _SERVING | OF_PLACES
    is_body = phrase.kind in ("body", "forces") and not phrase.proper and phrase.role is not None
    is_body = is_body and (phrase.kind == "forces" or is_official(phrase.role.name if phrase.role else ""))
    return not is_known and not phrase.plural and (is_office or is_body)
