"""Lineage over a whole case: articles and attributions in, links and origins out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.lineage.candidates import candidate_pairs
from counterclaim.lineage.comparison import Passages, compare
from counterclaim.lineage.credits import Keys, credited
from counterclaim.lineage.links import Compared, compared, credit_link, pair_links
from counterclaim.lineage.origins import origins
from counterclaim.lineage.sides import Sides
from counterclaim.records import FORGETFUL, Article, Attribution, Keeper, LineageLink, Origin, key_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """Which report takes from which, and the independent origins that are left when copies are folded."""

    links: tuple[LineageLink, ...]
    origins: tuple[Origin, ...]


def find_lineage(
    articles: Sequence[Article],
    attributions: Sequence[Attribution] = (),
    speaker_of: Mapping[str, str] | None = None,
    keeper: Keeper = FORGETFUL,
) -> Lineage:
    """Copies, shared passages, reused quotations, credited agencies and origins of a case.

    The order of ``articles`` and ``attributions`` does not matter. Without attributions the reuse test knows
    quotations by their marks alone, and drift is read for numbers only.

    Args:
        articles: of one case; an id that comes twice counts once.
        attributions: of these articles.
        speaker_of: attribution id to actor id, to tell a change of speaker from a change of name.
        keeper: remembers the words of articles and what pairs of them have in common.
    """
    case = sorted({a.id: a for a in articles}.values(), key=lambda a: a.id)
    key_of_name = Keys(case)
    credits = credited(case, key_of_name)
    sides = Sides(case, attributions, speaker_of or {}, keeper)
    by_key = {(c.article, c.key): c for c in credits if not c.is_own}
    pairs = {
        at: compared(sides[at[0]], sides[at[1]], found, by_key, key_of_name)
        for at, found in _shared(sides, keeper).items()
    }
    by_id = {a.id: a for a in case}
    links = [
        *_links(sides, pairs, speaker_of or {}, keeper),
        *(credit_link(c, by_id[c.article]) for c in credits if not (c.parts or c.is_own)),
    ]
    return Lineage(
        links=tuple(sorted(links, key=lambda link: (link.a, link.b, link.type))),
        origins=origins(case, list(pairs.values()), credits),
    )


def _shared(sides: Sides, keeper: Keeper) -> dict[tuple[int, int], Passages]:
    """What candidate pairs have in common, of those that have something."""
    candidates = candidate_pairs(sides.traces())

    def make(at: Sequence[int]) -> list[Passages]:
        return [compare(sides[a].row, sides[b].row) for a, b in (candidates[i] for i in at)]

    keys = [key_of(sides.marks[a], sides.marks[b]) for a, b in candidates]
    kept = zip(candidates, keeper.recall("pairs", keys, Passages, make), strict=True)
    return {pair: found for pair, found in kept if found.own or found.quotes}


def _links(
    sides: Sides, pairs: Mapping[tuple[int, int], Compared], speaker_of: Mapping[str, str], keeper: Keeper
) -> Iterator[LineageLink]:  # fmt: skip
    """The links between the articles of each pair."""
    every = list(pairs.items())

    def make(at: Sequence[int]) -> list[list[LineageLink]]:
        return [list(pair_links(every[i][1], speaker_of)) for i in at]

    keys = [
        key_of(sides.whole(a), sides.whole(b), pair.order.directed, pair.order.reason, pair.credit, pair.is_turned)
        for (a, b), pair in every
    ]
    for found in keeper.recall("links", keys, list[LineageLink], make):
        yield from found
