"""Reading in one line: the shipped models loaded once and when first needed, a result that shows itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.errors import InputRejected, UsageError
from counterclaim.pipeline.models import Models
from counterclaim.pipeline.stream import ReadArticle, article_of_text, read_article, read_articles
from counterclaim.pipeline.threads import thread_count
from counterclaim.records import (
    Attribution,
    Entity,
    EvidenceMention,
    Mention,
    Reading,
    Rejection,
    Span,
    Timex,
    Unread,
)
from counterclaim.views.notebook.html import page
from counterclaim.views.notebook.plain import listing, summary


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TextReading:
    """A text and what was read in it. All spans count in ``text``: ``span.of(text)`` gives the words.

    ``reading`` is the whole record; what is asked for most often stands here by itself. In a notebook the last line
    of a cell shows the text with sources, cues and contents marked; ``print`` gives the same as plain lines.
    """

    id: str
    text: str
    title: str | None
    reading: Reading
    speakers: Mapping[str, str]

    @property
    def language(self) -> str | None:
        """The language of most of the text; None where it cannot be told."""
        return self.reading.language

    @property
    def attributions(self) -> tuple[Attribution, ...]:
        """Who is presented as saying what."""
        return self.reading.attributions

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Names, places with their use."""
        return self.reading.entities

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Everything that stands for somebody; equal ``entity`` numbers are one bearer."""
        return self.reading.mentions

    @property
    def timexes(self) -> tuple[Timex, ...]:
        """Time expressions with their values."""
        return self.reading.timexes

    @property
    def evidence(self) -> tuple[EvidenceMention, ...]:
        """Things offered or named as evidence."""
        return self.reading.evidence

    @property
    def sentences(self) -> tuple[Span, ...]:
        """Sentences."""
        return self.reading.sentences

    @property
    def unread(self) -> tuple[Unread, ...]:
        """What was left unread, and why."""
        return self.reading.unread

    def speaker(self, attribution: Attribution) -> str | None:
        """The best name that the text gives the speaker of an attribution."""
        return self.speakers.get(attribution.id)

    def __repr__(self) -> str:
        return summary(self.text, self.title, self.reading)

    def __str__(self) -> str:
        return listing(self.text, self.title, self.reading, self.speakers)

    def _repr_html_(self) -> str:
        return page(self.text, self.title, self.reading, self.speakers)


@cache
def _models(threads: int) -> Models:
    return Models(threads=threads)


def read(
    text: str, *, title: str | None = None, published: str | None = None, language: str | None = None,
    threads: int | None = None,
) -> TextReading:  # fmt: skip
    """Read one text: who says what, in which words; names, times, evidence.

    Args:
        text: the text, of any length up to four million characters.
        title: its headline; put before the text unless the text begins with it.
        published: ISO date that "yesterday" and "on Monday" are counted from.
        language: two-letter code; None: told from the words. What is not English is left unread.
        threads: how many threads the models may use; None: ``COUNTERCLAIM_THREADS``, else two.

    Raises:
        UsageError: if the text is no string or too long, or ``threads`` is out of bounds.
        ModelError: if a model file is missing or altered.
    """
    try:
        article = article_of_text(text, title=title, published=published, language=language)
    except InputRejected as error:
        raise UsageError(error.detail) from error
    return _shown(read_article(article, _models(thread_count(threads))))


def read_many(
    texts: Iterable[str | Mapping[str, Any]], *, threads: int | None = None
) -> Iterator[TextReading | Rejection]:
    """Read many texts, order kept; a few are held at a time, so an endless stream will do.

    Args:
        texts: strings, or mappings with ``text`` and, where known, ``id``, ``title``, ``published``, ``language``.
        threads: how many texts are read side by side; the readings are the same for any number.

    Yields:
        For each text its reading, or, for one that cannot be read, a ``Rejection`` with the reason.

    Raises:
        UsageError: if ``threads`` is out of bounds.
        ModelError: if a model file is missing or altered.
    """
    done = read_articles(texts, _models(1), threads=thread_count(threads), prepare=_article)
    return (item if isinstance(item, Rejection) else _shown(item) for item in done)


def _article(item: str | Mapping[str, Any]) -> Any:
    if not isinstance(item, Mapping):
        return article_of_text(item)
    known = {k: item[k] for k in ("title", "published", "language", "id") if item.get(k) is not None}
    return article_of_text(item.get("text"), **{k: str(v) for k, v in known.items()})


def _shown(done: ReadArticle) -> TextReading:
    article = done.article
    return TextReading(
        id=article.id, text=article.text, title=article.title, reading=done.reading, speakers=done.speakers
    )
