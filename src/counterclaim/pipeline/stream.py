"""Many texts to readings, one after the other: order kept, memory bounded, a bad text recorded and passed over.

Texts are read side by side, each in one thread, which costs nothing in exactness: a reading depends on its text and
on the model alone, so any number of threads gives the same readings in the same order.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from counterclaim.actors import resolve_actors
from counterclaim.errors import InputRejected, ModelError
from counterclaim.pipeline.flow import reading_of
from counterclaim.pipeline.models import Models
from counterclaim.reading.text import whole
from counterclaim.records import Article, Published, Reading, Rejection, Segment, SegmentType, Span, content_id

#: longest text that is read, as for articles taken into a case
MAX_TEXT_CHARS = 4_000_000
#: texts read ahead of the one that is waited for, for each thread
AHEAD = 2
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadArticle:
    """An article with its reading, and the best name of the speaker of each attribution, by the attribution's id."""

    article: Article
    reading: Reading
    speakers: Mapping[str, str]


def article_of_text(
    text: object, *, title: str | None = None, published: str | None = None, language: str | None = None,
    id: str | None = None,
) -> Article:  # fmt: skip
    """A bare text as an article. A title that the text does not begin with is put before it, as its headline.

    Raises:
        InputRejected: ``not_text`` if it is no string, ``too_long`` if it has more than ``MAX_TEXT_CHARS``.
    """
    if not isinstance(text, str):
        raise InputRejected("not_text", f"a text is a str, this is a {type(text).__name__}")
    if len(text) > MAX_TEXT_CHARS:
        raise InputRejected("too_long", f"{len(text):,} characters; at most {MAX_TEXT_CHARS:,} are read")
    text, title = whole(text), whole(title) if title else None
    segments: tuple[Segment, ...] = ()
    if title and not text.lstrip().startswith(title):
        body = Span(len(title) + 2, len(title) + 2 + len(text))
        text = f"{title}\n\n{text}"
        head = Segment(type=SegmentType.HEADLINE, span=Span(0, len(title)))
        segments = (head, Segment(type=SegmentType.BODY, span=body.trimmed(text)))
    dated = Published(
        value=published, precision="day" if published else None, method="given", evidence=None, reason="given"
    )
    return Article(
        id=id or content_id("art", text), capture="", file=None, uri=None,
        title=title, title_span=None, outlet=None, byline=None, authors=(), language=language, published=dated,
        credits=(), text=text, segments=segments, made_by="given",
    )  # fmt: skip


def read_article(article: Article, models: Models) -> ReadArticle:
    """One article read, its speakers named."""
    reading = reading_of(article, models)
    people = resolve_actors([article], [reading])
    names = {a.id: a.name for a in people.actors}
    return ReadArticle(
        article=replace(article, language=reading.language),
        reading=reading,
        speakers={s.attribution: names[s.actor] for s in people.speakers},
    )


def read_articles(
    items: Iterable[Item], models: Models, *, threads: int, prepare: Callable[[Item], Article]
) -> Iterator[ReadArticle | Rejection]:
    """Items read in the order given, each a reading or a rejection that says why not.

    Args:
        items: what to read; taken as needed, so an endless stream will do.
        models: the shipped models, best with one thread each, since ``threads`` texts are read side by side.
        threads: how many at a time.
        prepare: an item as an article; raises ``InputRejected`` for one that is none.

    Raises:
        ModelError: if a model file is missing or altered: no text could be read.
    """

    def work(numbered: tuple[int, Item]) -> ReadArticle | Rejection:
        n, item = numbered
        try:
            return read_article(prepare(item), models)
        except ModelError:
            raise
        except InputRejected as error:
            return rejected(n, item, error.reason, error.detail)
        except Exception as error:  # a fault met by one text is recorded with it and must not lose the others
            return rejected(n, item, "failed", f"{type(error).__name__}: {error}")

    return in_order(work, enumerate(items, 1), threads)


def rejected(n: int, item: object, reason: str, detail: str) -> Rejection:
    """The record of the ``n``-th item, which could not be read."""
    name = item.get("id") if isinstance(item, Mapping) else None
    return Rejection(
        id=content_id("rej", "reading", n, reason, detail), capture=None, file=str(name or f"text {n}"),
        stage="reading", reason=reason, detail=detail,
    )  # fmt: skip


def in_order(work: Callable[[Item], Result], items: Iterable[Item], threads: int) -> Iterator[Result]:
    """``work`` done on each item, ``threads`` at a time, results in the order of the items.

    At most ``AHEAD`` items a thread are held, whatever the length of the stream.
    """
    if threads == 1:
        yield from map(work, items)
        return
    waiting: deque[Future[Any]] = deque()
    with ThreadPoolExecutor(threads, "counterclaim-texts") as pool:
        try:
            for item in items:
                waiting.append(pool.submit(work, item))
                if len(waiting) >= AHEAD * threads:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for future in waiting:  # the caller stopped early: what was read ahead is not needed
                future.cancel()
