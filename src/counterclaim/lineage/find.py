"""Lineage over a whole case: articles and attributions in, links and origins out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.lineage.candidates import candidate_pairs
from counterclaim.lineage.comparison import compare
from counterclaim.lineage.credits import Credited, credited
from counterclaim.lineage.drift import Side
from counterclaim.lineage.links import Compared, compared, credit_link, pair_links
from counterclaim.lineage.origins import origins
from counterclaim.lineage.template import standing_lines
from counterclaim.lineage.words import word_rows
from counterclaim.records import FORGETFUL, Article, Attribution, Keeper, LineageLink, Origin


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
        keeper: remembers the words of articles.
    """
    case = sorted({a.id: a for a in articles}.values(), key=lambda a: a.id)
    credits = credited(case)
    pairs = _pairs(_sides(case, attributions, keeper), {(c.article, c.key): c for c in credits})
    by_id = {a.id: a for a in case}
    links = [link for pair in pairs for link in pair_links(pair, speaker_of or {})]
    links += [credit_link(c, by_id[c.article]) for c in credits]
    return Lineage(
        links=tuple(sorted(links, key=lambda link: (link.a, link.b, link.type))),
        origins=origins(case, pairs, credits),
    )


def _sides(case: Sequence[Article], attributions: Sequence[Attribution], keeper: Keeper) -> list[Side]:
    """Each article with its words and, where attributions were read at all, those it has."""
    of: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in sorted(attributions, key=lambda a: a.id):
        of[attribution.article].append(attribution)
    standing = standing_lines(case)
    rows = word_rows([(a, of[a.id], standing[a.id]) for a in case], keeper)
    return [
        Side(a, row, tuple(of[a.id]) if _is_read(a, attributions) else None) for a, row in zip(case, rows, strict=True)
    ]


def _is_read(article: Article, attributions: Sequence[Attribution]) -> bool:
    """Whether it means anything that the article has no attribution for some words."""
    return bool(attributions) and article.language in (None, "en")


def _pairs(sides: Sequence[Side], credits: Mapping[tuple[str, str], Credited]) -> list[Compared]:
    """The candidate pairs that have something in common."""
    pairs = []
    for at, other in candidate_pairs([side.row for side in sides]):
        passages = compare(sides[at].row, sides[other].row)
        if passages.own or passages.quotes:
            pairs.append(compared(sides[at], sides[other], passages, credits))
    return pairs
