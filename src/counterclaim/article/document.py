"""What the readers of each input kind hand on: the text, its blocks, and what the page says about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from counterclaim.article.block_measures import Measures
from counterclaim.records import Span

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]*\S[^\r\n\x0b\x0c\x85\u2028\u2029]*")


class LineSegmenter(Protocol):
    """What extraction needs of a model that tells what the lines of a text are.

    ``labels`` are names of segment types; ``probabilities`` gives, for each of the non-blank lines of one text
    in order, one probability a label.
    """

    @property
    def version(self) -> str:
        """Name, version and digest of the model."""

    @property
    def labels(self) -> tuple[str, ...]:
        """The segment types it tells, in the order of its answers."""

    def probabilities(self, lines: Sequence[str]) -> list[list[float]]:
        """A probability for each label, for each line."""

    def paragraphs(self, measures: Measures) -> list[float]:
        """The probability that each measured paragraph of a page is the article's text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A line of plain text or a paragraph of a page.

    ``hint`` is a segment type its markup suggests, ``is_body`` whether it was chosen as article text (None: no choice
    was made), ``tag`` the element it comes from ("" in plain text), ``is_hidden`` whether the page does not show it,
    ``is_link`` whether it is little more than a link.
    """

    span: Span
    hint: str | None = None
    is_body: bool | None = None
    tag: str = ""
    is_hidden: bool = False
    is_link: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedDate:
    """A date that the page's metadata state: ``kind`` published or modified, ``method`` where it stands."""

    value: str
    kind: str
    method: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NameClaim:
    """A name given somewhere as the author's: where, and whether it is said to be a person's or an organisation's."""

    name: str
    how: str
    is_person: bool = False
    is_group: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What an input says about itself outside its text.

    ``titles`` and ``names`` hold every title and author's name with where it was given, ``body`` the text that a
    page's metadata give for the article.
    """

    title: str | None = None
    titles: tuple[tuple[str, str], ...] = ()
    outlet: str | None = None
    authors: tuple[str, ...] = ()
    dates: tuple[StatedDate, ...] = ()
    description: str | None = None
    language: str | None = None
    names: tuple[NameClaim, ...] = ()
    body: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article's text before its parts are named.

    Of a page: ``agreement`` of the body extractors from 0 to 1, and how many characters of hidden text are left out.
    """

    text: str
    blocks: tuple[Block, ...]
    stated: Stated = Stated()
    is_page: bool = False
    agreement: float | None = None
    hidden_chars: int = 0


_FRONT_MATTER = re.compile(r"\ufeff?---[ \t]*\r?\n(?P<fields>(?:[^\n]*\n){1,40}?)---[ \t]*(?:\r?\n|$)")
_FIELD = re.compile(r"^(?P<key>[A-Za-z_-]{2,30})\s*:[ \t]*(?P<value>\S.*?)\s*$", re.M)
_HEADING = re.compile(r"#{1,6}\s+\S")


def front_matter(text: str) -> dict[str, str]:
    """The fields of a Markdown file's front matter (``title: ...``), lower-case keys, quotation marks off."""
    found = _FRONT_MATTER.match(text)
    if not found:
        return {}
    fields = _FIELD.finditer(found.group("fields"))
    return {f.group("key").lower(): f.group("value").strip("\"' ") for f in fields}


def lines_of(text: str, start: int = 0) -> Iterator[Span]:
    """Spans of the non-blank lines, trimmed of white space."""
    for found in _LINE.finditer(text, start):
        yield Span(found.start(), found.end()).trimmed(text)


def plain_document(text: str, stated: Stated | None = None) -> Document:
    """A document of plain text: the text as it is, one block a non-blank line."""
    front = _FRONT_MATTER.match(text)
    end = front.end() if front else 0
    blocks = tuple(_line_block(text, span, is_front=span.start < end) for span in lines_of(text))
    return Document(text=text, blocks=blocks, stated=stated or Stated())


_FRONT_TYPES = {
    "author": "byline",
    "authors": "byline",
    "byline": "byline",
    "date": "dateline",
    "published": "dateline",
}


def _line_block(text: str, span: Span, *, is_front: bool) -> Block:
    line = span.of(text)[:200]
    if is_front:
        return Block(span=span, hint=_FRONT_TYPES.get(line.split(":")[0].strip().lower(), "widget"), tag="front")
    level = len(line) - len(line.lstrip("#"))
    return Block(span=span, tag=f"h{level}" if _HEADING.match(line) else "")
