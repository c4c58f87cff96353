"""From the readings of all articles to the actors of the case: the part's front door.

Order: what the case shares (names, states, acronyms) is gathered over all articles; each article is then
resolved on its own; the results are folded into actors, merges, parties and speaker links.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.actors.actor_records import (
    MADE_BY,
    made_actors,
    merge_records,
    party_records,
    speaker_links,
)
from counterclaim.actors.aliases import Reason, join_national, join_short, join_spellings, same_keys
from counterclaim.actors.articles import Articles, Leading, Resolution
from counterclaim.actors.asking import Answers
from counterclaim.actors.case import Case, gather
from counterclaim.actors.contexts import context_votes
from counterclaim.actors.decisions import read_decisions
from counterclaim.actors.disputes import sides_in
from counterclaim.actors.drafts import Cast, cast_of, draft_of
from counterclaim.actors.parties import Tally, Vote, follower_votes, office_votes, principal_votes, served_votes
from counterclaim.actors.ruled import apart, join_ruled, ruled_parties
from counterclaim.actors.told import Told
from counterclaim.actors.world import learn_world
from counterclaim.records import (
    FORGETFUL,
    Actor,
    ActorKind,
    Article,
    Decision,
    Keeper,
    Merge,
    Party,
    Reading,
    SpeakerLink,
)

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
    keeper: Keeper = FORGETFUL, sources: Mapping[str, bytes] | None = None,
) -> Actors:  # fmt: skip
    """Resolve mentions over the whole case.

    Args:
        articles: the case's articles, in any order.
        readings: their readings; an article without one is left out.
        decisions: what reviewers decided (see :mod:`counterclaim.actors.decisions` for the form).
        keeper: remembers what articles gave before.
        sources: the digests of articles with their readings (``sources_of``), where they are known already.

    Returns:
        The actors, the merges behind them, the parties, and who speaks in each attribution.

    """
    by_id = {a.id: a for a in articles}
    pairs = sorted(((by_id[r.article], r) for r in readings if r.article in by_id), key=lambda p: p[0].id)
    world = learn_world([a.text for a, _ in pairs], keeper)
    of = Articles(pairs, world, keeper, sources)
    case = gather(articles, of.printed(), of.tenures(), world, read_decisions(decisions), keeper)
    resolutions = of.resolutions(Answers(case))
    leading, joined = _leading(case, of, resolutions)
    told, marks = of.told(resolutions, leading)
    cast = cast_of(told)
    party_of, evidence, titles = _parties(case, of, told, marks, cast)
    cast = cast.without_places(party_of)
    made = made_actors(case, told, of.beheld, cast, party_of, keeper)
    return Actors(
        actors=tuple(sorted((one.actor for one in made), key=lambda a: a.id)),
        merges=merge_records(case, told, joined, cast.ids, made),
        parties=party_records(case, party_of, evidence, cast.ids, titles),
        speakers=speaker_links(case, told, cast.ids),
    )


def _leading(
    case: Case, of: Articles, found: Mapping[str, Resolution]
) -> tuple[Leading, dict[str, list[Reason]]]:  # fmt: skip
    """Which keys are one actor, and what articles say why."""
    leads = same_keys({key for one in found.values() for key in one.keys})
    joined = {a: reasons for a, one in found.items() if (reasons := join_short(one.shorts, case.ruling, leads))}
    spelt = join_spellings(case.ruling, leads)
    spelt += join_national(case.world, [one.keys for one in found.values()], case.ruling, leads)
    if spelt:
        joined.setdefault(next(iter(found)), []).extend(spelt)
    moved: list[tuple[str, str]] = []
    if found and (case.ruling.merged or case.ruling.split_pairs):
        forms = of.forms(found)
        joined.setdefault(next(iter(found)), []).extend(join_ruled(case.ruling, forms, leads))
        moved = apart(case.ruling, _led(forms, leads))
    return Leading({k: v for k, v in leads.items() if k != v}, moved), joined


def _led(forms: Mapping[str, Mapping[str, int]], leads: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """What the mentions of each leading key print."""
    out: dict[str, dict[str, int]] = {}
    for key, counts in forms.items():
        led = out.setdefault(leads.get(key, key), {})
        for form, count in counts.items():
            led[form] = led.get(form, 0) + count
    return out


def _parties(
    case: Case, of: Articles, told: Mapping[str, Told], marks: Mapping[str, bytes], cast: Cast
) -> tuple[Mapping[str, str], Mapping[str, Sequence[Vote]], Mapping[str, str]]:  # fmt: skip
    """Each actor's party, the evidence for each party, and what those that are no states are called."""
    tally = Tally(cast.speaking)
    tally.add(v for t in told.values() for v in t.votes if cast.kinds.get(v.actor) is not ActorKind.MEDIA)
    tally.add(v for v in office_votes(case.tenures, case.world) if v.actor in cast.kinds)
    principals = [p for t in told.values() for p in t.principals]
    tally.add(principal_votes(principals, tally.majorities()))  # a premier may speak by a spokesman alone
    for _ in range(CONTEXT_PASSES):
        tally.add(v for v in follower_votes(case.tenures, tally.majorities()) if v.actor in cast.kinds)
        party_of = tally.parties()
        tally.add(served_votes(principals, tally.majorities(), cast.kinds))
        party_of = tally.parties()
        tally.add(context_votes(of.hints(told, marks, party_of), party_of, cast.kinds))
    sides = sides_in({article: t.said for article, t in told.items()}, tally.parties())
    tally.add(v for v in sides.votes if cast.kinds.get(v.actor) is not ActorKind.MEDIA)
    party_of = tally.parties()
    evidence = tally.evidence(party_of)
    if not case.ruling.parties:
        return party_of, evidence, sides.titles
    drafts = [draft_of(key, told, cast) for key in cast.articles]
    return *ruled_parties(case, drafts, party_of, evidence, sides.titles), sides.titles
