"""A page's visible text in document order: one block a paragraph, furniture included, with what markup hints.

The walk is iterative, so that nesting cannot exhaust the stack. Nothing visible is dropped; scripts, styles and
hidden elements are left out unless the body extractor finds the article in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from importlib.resources import files
from typing import Any

from lxml.html import HtmlElement

from counterclaim.article.bounds import MAX_BLOCKS
from counterclaim.article.rejections import rejected

_NEVER = frozenset(
    (
        "head script style template svg math iframe object embed canvas audio video select datalist textarea "
        "noscript noframes map area applet "
    ).split()
)
_BLOCKS = frozenset(
    (
        "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol option p pre "
        "section summary table tbody td tfoot th thead tr ul label time "
    ).split()
)
#: A page may set many of these inside a sentence, so they do not break it.
_INLINE_WITHIN_TEXT = frozenset({"time", "label"})
_BREAKS = (_BLOCKS - _INLINE_WITHIN_TEXT) | {"br"}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


#: Hints that stay with everything inside an element; others are only believed of the element's own words.
_STRONG = frozenset({"comment", "caption", "credit", "related"})
_HIDDEN_CLASS = re.compile(r"(?:^|[\s_-])(?:visually-?hidden|is-hidden|u-hidden)(?:$|\s)")


@dataclass(slots=True)
class RawBlock:
    """One paragraph: its words with white space collapsed, its nearest block element, and hints.

    ``frame`` is the number of the element its first word stands in; ``linked`` counts its characters, blanks left out,
    that stand in links.
    """

    text: str
    tag: str
    hint: str | None
    is_hidden: bool
    is_line: bool  # follows a line break inside a paragraph
    frame: int = 0
    linked: int = 0


@dataclass(slots=True)
class Frame:
    """An element as the walk saw it, with what it passes on to what it holds; ``parent`` is a frame's number.

    ``values`` are its class, id, itemprop, rel and role in lower case, ``tag`` is the nearest block element.
    """

    parent: int
    name: str
    tag: str
    values: str
    hint: str | None
    is_hidden: bool
    is_link: bool


@dataclass(frozen=True, slots=True)
class Page:
    """The paragraphs of a page in document order, and the elements they stand in."""

    blocks: list[RawBlock]
    frames: list[Frame]


_TOP = Frame(-1, "", "", "", None, False, False)
#: Attributes whose values name what an element is.
_NAMING = ("class", "id", "itemprop", "rel", "role")


@cache
def _hints() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], dict[str, str]]:
    rows = (files(__package__) / "hints.tsv").read_text("utf-8").splitlines()
    cells = [r.split("\t") for r in rows if r and not r.startswith("#")]
    by_attribute = tuple((t, re.compile(p)) for where, t, p in cells if where == "attribute")
    return by_attribute, {p: t for where, t, p in cells if where == "tag"}


@lru_cache(maxsize=8192)  # a page uses the same few classes over and over
def _hint(values: str, tag: str) -> str | None:
    """The segment type that an element's attributes, or its name, suggest."""
    by_attribute, by_tag = _hints()
    if values and tag not in ("body", "html", "main", "article"):
        first = min(map(_rank, values.split()), default=len(by_attribute))
        if first < len(by_attribute):
            return by_attribute[first][0]
    return by_tag.get(tag)


@lru_cache(maxsize=32768)  # pages of all sites share their words, not their strings of words
def _rank(word: str) -> int:
    """The first row of the hints that one of an element's classes or names matches; no pattern spans a blank."""
    rows = _hints()[0]
    return next((i for i, (_, pattern) in enumerate(rows) if pattern.search(word)), len(rows))


def _frame(element: HtmlElement, tag: str, parent: int, outer: Frame) -> Frame:
    block = tag if tag in _BLOCKS else outer.tag
    items = element.items()
    got = dict(items)
    if not got:
        hint = outer.hint if outer.hint in _STRONG else _hint("", tag) or outer.hint
        return Frame(parent, tag, block, "", hint, outer.is_hidden, outer.is_link or tag == "a")
    if len(items) == 1:  # most elements have a class or an address and nothing else
        values = items[0][1][:300].lower() if items[0][0] in _NAMING else ""
    else:
        values = " ".join(filter(None, map(got.get, _NAMING)))[:300].lower()
    hint = outer.hint if outer.hint in _STRONG else _hint(values, tag) or outer.hint
    is_hidden = outer.is_hidden or _is_hidden(tag, got, values)
    return Frame(parent, tag, block, values, hint, is_hidden, outer.is_link or tag == "a")


def _is_hidden(tag: str, attributes: Any, values: str) -> bool:
    if "hidden" in attributes or (tag == "dialog" and "open" not in attributes):
        return True
    style = attributes.get("style")
    if style and _HIDDEN_STYLE.search(style):
        return True
    return "hidden" in values and _HIDDEN_CLASS.search(values) is not None


class _Collector:
    """Gathers text into the paragraph that is open and closes it at block boundaries."""

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self.frames: list[Frame] = [_TOP]
        self._parts: list[str] = []
        self._first = -1  # the frame of the open paragraph's first word, -1 before it
        self._linked = 0
        self._after_break = False

    def enter(self, element: HtmlElement, tag: str, parent: int) -> int:
        """Note an element and take its text; its number."""
        number = len(self.frames)
        self.frames.append(_frame(element, tag, parent, self.frames[parent]))
        self.add(element.text, number)
        return number

    def add(self, text: str | None, number: int) -> None:
        if not text:
            return
        if not text.isspace():
            frame = self.frames[number]
            if self._first >= 0 and frame.is_hidden != self.frames[self._first].is_hidden:
                self.close()
            if self._first < 0:
                self._first = number
            if frame.is_link:
                self._linked += sum(map(len, text.split()))
        if self._first >= 0:
            self._parts.append(text)

    def close(self, *, by_break: bool = False) -> None:
        if self._first < 0:
            self._after_break = self._after_break and by_break
            return
        f = self.frames[self._first]
        text = " ".join("".join(self._parts).split())
        self.blocks.append(RawBlock(text, f.tag, f.hint, f.is_hidden, self._after_break, self._first, self._linked))
        if len(self.blocks) > MAX_BLOCKS:
            raise rejected("too_large", f"more than {MAX_BLOCKS:,} paragraphs")
        self._parts.clear()
        self._first, self._linked, self._after_break = -1, 0, by_break


def read_page(root: HtmlElement) -> Page:
    """The page's paragraphs in document order, and its elements.

    Raises:
        InputRejected: ``too_large``.

    """
    out = _Collector()
    # For each open element what of it is still to come: its children, then its end and the text behind it.
    walk: list[tuple[Iterator[HtmlElement], str, str | None, int]] = [(iter((root,)), "", None, 0)]
    while walk:
        children, tag, tail, number = walk[-1]
        element = next(children, None)
        if element is None:
            walk.pop()
            if tag in _BREAKS:
                out.close(by_break=tag == "br")
            if tail:
                out.add(tail, walk[-1][3])
            continue
        if isinstance(element.tag, str) and (inner := _entered(out, element, number)):
            walk.append(inner)
        elif tail := element.tail:
            out.add(tail, number)
    out.close()
    return Page(out.blocks, out.frames)


def _entered(
    out: _Collector, element: HtmlElement, number: int
) -> tuple[Iterator[HtmlElement], str, str | None, int] | None:
    """Take an element's own text, and its children if they are to be gone over."""
    tag = element.tag.lower()
    is_break = tag in _BREAKS
    if is_break:
        out.close(by_break=tag == "br")
    if tag not in _NEVER:
        has_children = len(element) > 0
        if has_children or element.text:
            number = out.enter(element, tag, number)
        if has_children:
            return iter(element), tag, element.tail, number
    if is_break:
        out.close(by_break=tag == "br")
    return None


_DROPPED = re.compile(r"<!--.*?-->|<(script|style|template|noscript|svg|head)\b[^>]*>.*?</\1\s*>", re.I | re.S)
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]{0,5000}>")


def flat_page(html: str) -> Page:
    """Paragraphs of a page whose nesting is too deep to be parsed: tags out, every tag a break."""
    lines = (" ".join(unescape(line).split()) for line in _TAG.sub("\n", _DROPPED.sub("\n", html)).split("\n"))
    blocks = [RawBlock(line, "", None, False, False) for line in lines if line]
    if len(blocks) > MAX_BLOCKS:
        raise rejected("too_large", f"more than {MAX_BLOCKS:,} paragraphs")
    return Page(blocks, [_TOP])


def is_heading(tag: str) -> bool:
    """Whether an element is a heading."""
    return tag in _HEADINGS


def join_blocks(blocks: Iterable[RawBlock]) -> tuple[str, list[tuple[int, int]]]:
    """The text of a page from its blocks (a blank line between paragraphs) and each block's place in it."""
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    for block in blocks:
        gap = "" if not parts else ("\n" if block.is_line else "\n\n")
        parts += [gap, block.text]
        at += len(gap)
        places.append((at, at + len(block.text)))
        at += len(block.text)
    return "".join(parts), places
