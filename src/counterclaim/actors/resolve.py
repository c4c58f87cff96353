"""From the readings of all articles to the actors of the case: the part's front door.

Order: what the case shares (names, states, acronyms) is gathered over all articles; each article is then
resolved on its own; the results are folded into actors, merges, parties and speaker links.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.actors.actor_records import MADE_BY, actor_records, merge_records, party_records, speaker_links
from counterclaim.actors.aliases import rename, same_keys
from counterclaim.actors.article_actors import ArticleActors
from counterclaim.actors.case import gather
from counterclaim.actors.decisions import read_decisions
from counterclaim.actors.drafts import drafts_of, ids_of, kind_of_draft
from counterclaim.actors.parties import assign, party_votes, principal_votes
from counterclaim.records import Actor, Article, Decision, Merge, Party, Reading, SpeakerLink

__all__ = ["MADE_BY", "Actors", "resolve_actors"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """Who is in the case, why mentions were taken together, for whom they speak, who speaks where."""

    actors: tuple[Actor, ...]
    merges: tuple[Merge, ...]
    parties: tuple[Party, ...]
    speakers: tuple[SpeakerLink, ...]


def resolve_actors(
    articles: Sequence[Article], readings: Sequence[Reading], decisions: Sequence[Decision] = ()
) -> Actors:
    """Resolve mentions over the whole case.

    Args:
        articles: the case's articles, in any order.
        readings: their readings; an article without one is left out.
        decisions: what reviewers decided (see :mod:`counterclaim.actors.decisions` for the form).

    Returns:
        The actors, the merges behind them, the parties, and who speaks in each attribution.

    """
    ruling = read_decisions(decisions)
    case = gather(articles, readings, ruling)
    resolved = [ArticleActors(case, case.texts[k]).resolve() for k in sorted(case.texts)]
    alias = same_keys(case, resolved)
    for result in resolved:
        rename(result, alias)
    drafts = drafts_of(resolved)
    speaking = frozenset(key for r in resolved for key, _ in r.speakers.values())
    kept = {k: d for k, d in drafts.items() if k in speaking or d.names}
    ids = ids_of(kept)
    kinds = {k: kind_of_draft(d) for k, d in kept.items()}
    votes = party_votes(case, resolved, kinds)
    party_of, evidence = assign(votes, speaking)
    if principals := principal_votes(resolved, party_of):
        party_of, evidence = assign([*votes, *principals], speaking)
    return Actors(
        actors=actor_records(case, kept, ids, kinds, party_of),
        merges=merge_records(case, resolved, kept, ids),
        parties=party_records(case, party_of, evidence, ids),
        speakers=speaker_links(resolved, ids),
    )
