"""Whether every span points into the text it counts in, and every character of an article is labelled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from counterclaim.ledger.finding import Finding
from counterclaim.records import Article, Label, LineageLink, Passage, Span


def check_anchors(records: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """Check all spans of ``records``, given by table and key, against the articles among them."""
    texts = {key: article.text for key, article in records["articles"].items()}
    for table, by_key in records.items():
        for key, record in by_key.items():
            for article, span in _anchors(record, None):
                yield from _check(table, key, texts.get(article) if article else None, span)
    for key, article in records["articles"].items():
        yield from _uncovered(key, article)


def _check(table: str, key: str, text: str | None, span: Span) -> Iterator[Finding]:
    if text is None:
        told = f"{span.start} to {span.end} counts in an article that is not there"
        yield Finding(where=table, item=key, problem="orphan", detail=told)
    elif not 0 <= span.start <= span.end <= len(text):
        told = f"{span.start} to {span.end} in a text of {len(text)} characters"
        yield Finding(where=table, item=key, problem="out_of_range", detail=told)


def _anchors(value: Any, article: str | None) -> Iterator[tuple[str | None, Span]]:
    """Every span in a record with the article it counts in: that of the nearest record around it."""
    if isinstance(value, Span):
        yield article, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _anchors(item, article)
    elif is_dataclass(value):
        article = value.id if isinstance(value, Article) else getattr(value, "article", article)
        if isinstance(value, Label):
            yield article, Span(value.start, value.end)
        for field in fields(value):
            item = getattr(value, field.name)
            if field.name == "passages" and isinstance(value, LineageLink):
                yield from _passages(item, value)
            elif not isinstance(item, str):
                yield from _anchors(item, article)


def _passages(passages: tuple[Passage, ...], link: LineageLink) -> Iterator[tuple[str | None, Span]]:
    for passage in passages:
        yield link.b, passage.b
        if passage.a is not None:
            yield link.a, passage.a


def _uncovered(key: str, article: Article) -> Iterator[Finding]:
    end = 0
    for segment in (*article.segments, None):
        start = len(article.text) if segment is None else segment.span.start
        if article.text[end:start].strip():
            told = f"characters {end} to {start} belong to no segment"
            yield Finding(where="articles", item=key, problem="uncovered", detail=told)
        if segment is not None:
            end = max(end, segment.span.end)
