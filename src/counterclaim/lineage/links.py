"""Links between two reports, and between a report and an agency it credits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from counterclaim.lineage.alignment import Aligned
from counterclaim.lineage.comparison import Passages
from counterclaim.lineage.credits import Credited, Keys
from counterclaim.lineage.direction import Order, order
from counterclaim.lineage.drift import Side, drifts, reverse
from counterclaim.records import Article, Credit, LineageLink, LineageType, Passage, StatedCredit, content_id

MADE_BY = "lineage/3"
#: Score of a credit to an agency, which has no share of words: the whole article is its copy, or a part is.
WHOLE_COPY, IN_PART = 1.0, 0.5


@dataclass(frozen=True)
class Compared:
    """Two articles with words in common, in order, and how the later one credits the earlier, if it does."""

    a: Side
    b: Side
    passages: Passages
    order: Order
    credit: Credited | None

    @property
    def is_copy(self) -> bool:
        """Whether the later report says that it carries the earlier one's copy, and has words of it."""
        return self.credit is not None and self.credit.is_whole and bool(self.passages.own)

    @property
    def is_turned(self) -> bool:
        """Whether the second of the compared articles is the earlier one."""
        return self.order.earlier.id == self.b.article.id


def compared(
    a: Side, b: Side, passages: Passages, credits: Mapping[tuple[str, str], Credited], key_of: Keys
) -> Compared:
    """The two sides in order; ``credits`` are found by article id and by what ``key_of`` makes of the credited name."""

    def credit(article: Article, other: Article) -> Credited | None:
        return credits.get((article.id, key_of(other.outlet))) if other.outlet else None

    is_credited = credit(a.article, b.article) is not None, credit(b.article, a.article) is not None
    found = order(a.article, b.article, *is_credited)
    return Compared(a, b, passages, found, credit(found.later, found.earlier))


def pair_links(pair: Compared, speaker_of: Mapping[str, str]) -> Iterator[LineageLink]:
    """The links between two articles; ``speaker_of`` has the actor of an attribution, as far as resolved."""
    found = pair.passages
    every = sorted([*found.own, *found.quotes], key=lambda p: p.pairs[0])
    if found.is_reprint:
        yield _link(pair, LineageType.REPRINT, every, _own_reason(found), speaker_of)
    else:
        if found.own:
            yield _link(pair, LineageType.SHARED_PASSAGE, found.own, _own_reason(found), speaker_of)
        if found.quotes:
            yield _link(pair, LineageType.REUSED_QUOTE, found.quotes, _quote_reason(found), speaker_of)
    if pair.credit is not None:
        yield _link(pair, LineageType.CREDITS, every, "words in common with an outlet it names", speaker_of)


def _own_reason(found: Passages) -> str:
    return (
        f"{found.own_words} of the {found.shorter} words ({found.share:.0%}) that the shorter report has "
        "outside quotation marks stand in both"
    )


def _quote_reason(found: Passages) -> str:
    words = sum(len(p.pairs) for p in found.quotes)
    return f"{words} words of quotation stand in both; to quote one speech is not to copy"


def _link(
    pair: Compared, kind: LineageType, passages: Sequence[Aligned], reason: str, speaker_of: Mapping[str, str]
) -> LineageLink:
    spans = [_passage(pair, p) for p in passages]
    # Drift is told once for each pair, on the link that says how they are related.
    changes = () if kind is LineageType.CREDITS else drifts(pair.a, pair.b, passages, speaker_of)
    shorter = min(len(pair.a.row.keys), len(pair.b.row.keys))
    order = pair.order
    return LineageLink(
        id=content_id("lin", kind, order.earlier.id, order.later.id),
        a=order.earlier.id,
        b=order.later.id,
        type=kind,
        passages=tuple(sorted(spans, key=lambda p: p.b)),
        drift=tuple(reverse(d) for d in changes) if pair.is_turned else changes,
        score=round(min(1.0, sum(len(p.pairs) for p in passages) / shorter), 4),
        directed=order.directed,
        reason=f"{reason}; {order.reason}",
        made_by=MADE_BY,
    )


def _passage(pair: Compared, aligned: Aligned) -> Passage:
    in_a = pair.a.row.spans_between([i for i, _ in aligned.pairs])
    in_b = pair.b.row.spans_between([j for _, j in aligned.pairs])
    return Passage(a=in_b, b=in_a) if pair.is_turned else Passage(a=in_a, b=in_b)


def credit_link(credit: Credited, article: Article) -> LineageLink:
    """The link from a credited agency, known only by name, to the article that credits it."""
    words = "; ".join(dict.fromkeys(_words(c, article) for c in credit.credits))
    how = "carries copy of" if credit.is_whole else "names as a source"
    return LineageLink(
        id=content_id("lin", LineageType.CREDITS, credit.name, article.id),
        a=credit.name,
        b=article.id,
        type=LineageType.CREDITS,
        passages=tuple(Passage(a=None, b=c.span) for c in credit.credits if isinstance(c, Credit)),
        drift=(),
        score=WHOLE_COPY if credit.is_whole else IN_PART,
        directed=True,
        reason=f"{how} {credit.name}: {words}",
        made_by=MADE_BY,
    )


def _words(credit: Credit | StatedCredit, article: Article) -> str:
    """The words of a credit, and where they stand if the text does not have them."""
    if isinstance(credit, Credit):
        return f"“{' '.join(credit.span.of(article.text).split())}”"
    return f"“{credit.words}” ({credit.method}, bytes {credit.start} to {credit.end} of the capture)"
