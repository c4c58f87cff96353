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
from counterclaim.actors.contexts import context_votes
from counterclaim.actors.decisions import read_decisions
from counterclaim.actors.drafts import drafts_of, ids_of, kind_of_draft
from counterclaim.actors.parties import Vote, assign, party_votes, principal_votes
from counterclaim.records import FORGETFUL, Actor, Article, Decision, Keeper, Merge, Party, Reading, SpeakerLink

__all__ = ["MADE_BY", "Actors", "resolve_actors"]

#: Whose party the words around tell may tell another's: a second look finds those.
CONTEXT_PASSES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Actors:
    """Who is in the case, why mentions were taken together, for whom they speak, who speaks where."""

    actors: tuple[Actor, ...]
    merges: tuple[Merge, ...]
    parties: tuple[Party, ...]
    speakers: tuple[SpeakerLink, ...]


def resolve_actors(
    articles: Sequence[Article], readings: Sequence[Reading], decisions: Sequence[Decision] = (),
    keeper: Keeper = FORGETFUL,
) -> Actors:  # fmt: skip
    """Resolve mentions over the whole case.

    Args:
        articles: the case's articles, in any order.
        readings: their readings; an article without one is left out.
        decisions: what reviewers decided (see :mod:`counterclaim.actors.decisions` for the form).
        keeper: remembers what words said.

    Returns:
        The actors, the merges behind them, the parties, and who speaks in each attribution.

    """
    ruling = read_decisions(decisions)
    case = gather(articles, readings, ruling, keeper)
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
    principals = principal_votes(resolved, party_of)
    if principals:
        party_of, evidence = assign([*votes, *principals], speaking)
    around: list[Vote] = []
    for _ in range(CONTEXT_PASSES):
        around += context_votes(case, resolved, party_of, kinds)
        party_of, evidence = assign([*votes, *principals, *around], speaking)
    return Actors(
        actors=actor_records(case, kept, ids, kinds, party_of),
        merges=merge_records(case, resolved, kept, ids),
        parties=party_records(case, party_of, evidence, ids),
        speakers=speaker_links(resolved, ids),
    )
