"""The quoted words of all attributions of a case, as they are kept; a rendering is made when it is asked for."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from counterclaim.lineage.quotation import quoted_spans
from counterclaim.lineage.variants import Rendering, rendering
from counterclaim.lineage.words import word_code
from counterclaim.records import Article, Attribution, Keeper, QuoteKind, Span, key_of

#: Least words of a quotation, and least words in it that carry meaning.
MIN_WORDS, MIN_CONTENT = 4, 2
#: Words of a run by which quotations that are nearly verbatim find each other.
GRAM = 4


class Packed(NamedTuple):
    """A rendering as it is kept: keys joined by blanks, numbers as bytes; ``grams`` are its runs of words."""

    attribution: str
    keys: str
    starts: bytes
    ends: bytes
    stretch: bytes
    grams: tuple[int, ...]


@dataclass(frozen=True)
class Quoted:
    """One rendering, by the article it is in, and the digest of what that was made from."""

    attribution: Attribution
    article: Article
    mark: bytes
    packed: Packed

    @cached_property
    def rendering(self) -> Rendering:
        """The rendering itself."""
        p = self.packed
        starts, ends, stretch = (array("I", part) for part in (p.starts, p.ends, p.stretch))
        words = tuple(map(Span, starts, ends))
        return Rendering(self.attribution, self.article, words, tuple(p.keys.split(" ")), tuple(stretch))


def quotations(articles: Sequence[Article], attributions: Sequence[Attribution], keeper: Keeper) -> list[Quoted]:
    """The direct and mixed quotations long enough to be told from others, by id; an id that comes twice counts once."""
    by_id = {a.id: a for a in articles}
    said: dict[str, dict[str, Attribution]] = defaultdict(dict)
    for a in attributions:
        if a.kind is not QuoteKind.INDIRECT and a.article in by_id:
            said[a.article][a.id] = a
    ids = sorted(said)

    def make(at: Sequence[int]) -> list[tuple[Packed, ...]]:
        return [tuple(_packed(by_id[ids[i]], said[ids[i]].values())) for i in at]

    marks = [key_of(by_id[a].text, [(s.id, s.kind, s.content) for _, s in sorted(said[a].items())]) for a in ids]
    kept = keeper.recall("quotations", marks, tuple[Packed, ...], make)
    found = [
        Quoted(said[a][p.attribution], by_id[a], mark, p)
        for a, mark, every in zip(ids, marks, kept, strict=True)
        for p in every
    ]
    return sorted(found, key=lambda q: q.attribution.id)


def _packed(article: Article, said: Iterable[Attribution]) -> Iterator[Packed]:
    quoted = quoted_spans(article.text)
    for attribution in sorted(said, key=lambda a: a.id):
        r = rendering(attribution, article, quoted)
        if len(r.keys) >= MIN_WORDS and len(r.content_keys) >= MIN_CONTENT:
            starts, ends, stretch = (
                array("I", part).tobytes() for part in ((s.start for s in r.words), (s.end for s in r.words), r.stretch)
            )
            grams = sorted({word_code(" ".join(r.keys[at : at + GRAM])) for at in range(len(r.keys) - GRAM + 1)})
            yield Packed(attribution.id, " ".join(r.keys), starts, ends, stretch, tuple(grams))
