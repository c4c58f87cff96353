"""Independent origins: what is left of a case when copies, and copies of one agency, are folded.

Folding is by connected components. A reused quotation and an agency named for one sentence fold nothing;
reports that fold with nothing are origins of their own. The reason lists every fold, so that the number opens
to what it rests on.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counterclaim.lineage.credits import Credited
from counterclaim.lineage.links import MADE_BY, Compared
from counterclaim.records import Article, Origin, content_id

_SHOWN = 8


@dataclass(frozen=True)
class Fold:
    """Articles (ids) that count as one, and why, in words."""

    articles: tuple[str, ...]
    reason: str


def origins(articles: Sequence[Article], pairs: Sequence[Compared], credits: Sequence[Credited]) -> tuple[Origin, ...]:
    """The origins of ``articles``, every article in exactly one, largest first."""
    names = labels(articles)
    folds = [*_copies(pairs, names), *_agencies(credits, names)]
    groups = _components([a.id for a in articles], folds)
    reasons: dict[str, list[str]] = defaultdict(list)
    for fold in folds:
        reasons[groups[fold.articles[0]]].append(fold.reason)
    members: dict[str, list[str]] = defaultdict(list)
    for article, group in groups.items():
        members[group].append(article)
    made = [_origin(sorted(ids), reasons[group]) for group, ids in members.items()]
    return tuple(sorted(made, key=lambda o: (-len(o.articles), o.articles)))


def _origin(articles: Sequence[str], reasons: Sequence[str]) -> Origin:
    if len(articles) == 1:
        reason = "no copy of it and no common agency copy in this case"
    else:
        shown = sorted(dict.fromkeys(reasons))
        more = [f"and {len(shown) - _SHOWN} more links"] if len(shown) > _SHOWN else []
        reason = "; ".join([*shown[:_SHOWN], *more])
    return Origin(id=content_id("org", *articles), articles=tuple(articles), reason=reason, made_by=MADE_BY)


def _copies(pairs: Sequence[Compared], name_of: Mapping[str, str]) -> list[Fold]:
    """One fold for each pair of articles that are not independent by their own words."""
    folds = []
    for pair in pairs:
        if pair.passages.is_strong or pair.is_copy:
            earlier, later = pair.order.earlier, pair.order.later
            how = f"share {pair.passages.share:.0%} of the shorter one's words outside quotation marks"
            names = f"{name_of[later.id]} and {name_of[earlier.id]}"
            credit = ", whose copy it says it carries" if pair.is_copy else ""
            folds.append(Fold((earlier.id, later.id), f"{names}{credit} {how}"))
    return folds


def _agencies(credits: Sequence[Credited], name_of: Mapping[str, str]) -> list[Fold]:
    """One fold for each agency of which several articles carry copy."""
    carriers: dict[str, list[Credited]] = defaultdict(list)
    for credit in credits:
        if credit.is_whole:
            carriers[credit.key].append(credit)
    return [
        Fold(
            tuple(sorted(c.article for c in found)),
            f"{_listed([name_of[c.article] for c in found])} carry copy of {found[0].name}",
        )
        for _, found in sorted(carriers.items())
        if len(found) > 1
    ]


def labels(articles: Sequence[Article]) -> dict[str, str]:
    """What a reader knows each article by; those of one outlet and title are told apart by their file or id."""
    plain = {a.id: label(a) for a in articles}
    known = Counter(plain.values())
    files = Counter(a.file for a in articles)
    return {
        a.id: plain[a.id]
        if known[plain[a.id]] == 1
        else f"{plain[a.id]} ({a.file if a.file is not None and files[a.file] == 1 else a.id})"
        for a in articles
    }


def label(article: Article) -> str:
    """What a reader knows an article by: outlet and title, as far as it has them."""
    parts = [p for p in (article.outlet, f"“{article.title}”" if article.title else None) if p]
    return " ".join(parts) or article.file or article.id


def _listed(names: Sequence[str]) -> str:
    shown = sorted(names)
    return ", ".join(shown[:-1]) + f" and {shown[-1]}"


def _components(articles: Sequence[str], folds: Sequence[Fold]) -> dict[str, str]:
    """For each article the smallest id of the component it is in."""
    parent = {article: article for article in articles}

    def root(article: str) -> str:
        while parent[article] != article:
            parent[article] = parent[parent[article]]
            article = parent[article]
        return article

    for fold in folds:
        for other in fold.articles[1:]:
            low, high = sorted((root(fold.articles[0]), root(other)))
            parent[high] = low
    return {article: root(article) for article in articles}
