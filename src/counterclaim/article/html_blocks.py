"""A page's visible text in document order: one block a paragraph, furniture included, with what markup hints.

The walk is iterative, so that nesting cannot exhaust the stack. Nothing visible is dropped; scripts, styles and
hidden elements are left out unless the body extractor finds the article in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from importlib.resources import files

from lxml.html import HtmlElement

from counterclaim.article.bounds import MAX_BLOCKS
from counterclaim.article.rejections import rejected

_NEVER = frozenset(
    [
        "head",
        "script",
        "style",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "select",
        "datalist",
        "textarea",
        "noscript",
        "noframes",
        "map",
        "area",
        "applet",
    ]
)
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "label",
        "time",
    ]
)
#: A page may set many of these inside a sentence, so they do not break it.
_INLINE_WITHIN_TEXT = frozenset({"time", "label"})
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True)
class RawBlock:
    """One paragraph: its words with white space collapsed, its nearest block element, and hints."""

    text: str
    tag: str
    hint: str | None
    is_hidden: bool
    is_line: bool  # follows a line break inside a paragraph


@dataclass(frozen=True, slots=True)
class _Frame:
    """What an element passes on to what it holds."""

    tag: str
    hint: str | None
    is_hidden: bool


@cache
def _hints() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], dict[str, str]]:
    rows = (files(__package__) / "hints.tsv").read_text("utf-8").splitlines()
    cells = [r.split("\t") for r in rows if r and not r.startswith("#")]
    by_attribute = tuple((t, re.compile(p, re.I)) for where, t, p in cells if where == "attribute")
    return by_attribute, {p: t for where, t, p in cells if where == "tag"}


def _hint_of(element: HtmlElement, tag: str) -> str | None:
    values = " ".join(filter(None, (element.get(a) for a in ("class", "id", "itemprop", "rel", "role"))))
    return _hint(values[:300], tag)


@lru_cache(maxsize=4096)  # a page uses the same few classes over and over
def _hint(values: str, tag: str) -> str | None:
    by_attribute, by_tag = _hints()
    if values and tag not in ("body", "html", "main", "article"):
        for kind, pattern in by_attribute:
            if pattern.search(values):
                return kind
    return by_tag.get(tag)


def _is_hidden(element: HtmlElement) -> bool:
    if element.get("hidden") is not None or (element.tag == "dialog" and element.get("open") is None):
        return True
    return bool(_HIDDEN_STYLE.search(element.get("style") or ""))


#: Hints that stay with everything inside an element; others are only believed of the element's own words.
_STRONG = frozenset({"comment", "caption", "credit", "related"})


def _inner(element: HtmlElement, outer: _Frame) -> _Frame:
    tag = element.tag.lower()
    hint = _hint_of(element, tag)
    kept = outer.hint if outer.hint in _STRONG or hint is None else hint
    block = tag if tag in _BLOCKS else outer.tag
    return _Frame(block, kept or hint, outer.is_hidden or _is_hidden(element))


class _Collector:
    """Gathers text into the paragraph that is open and closes it at block boundaries."""

    def __init__(self) -> None:
        self.blocks: list[RawBlock] = []
        self._parts: list[str] = []
        self._frame = _Frame("", None, False)
        self._after_break = False

    def add(self, text: str | None, frame: _Frame) -> None:
        if text:
            if not self._parts and text.strip():
                self._frame = frame
            elif frame.is_hidden != self._frame.is_hidden and text.strip():
                self.close()
                self._frame = frame
            self._parts.append(text)

    def close(self, *, by_break: bool = False) -> None:
        text = " ".join("".join(self._parts).split())
        self._parts.clear()
        if text:
            f = self._frame
            self.blocks.append(RawBlock(text, f.tag, f.hint, f.is_hidden, self._after_break))
            if len(self.blocks) > MAX_BLOCKS:
                raise rejected("too_large", f"more than {MAX_BLOCKS:,} paragraphs")
            self._after_break = by_break
        elif not by_break:
            self._after_break = False


def raw_blocks(root: HtmlElement) -> list[RawBlock]:
    """The page's paragraphs in document order.

    Raises:
        InputRejected: ``too_large``.

    """
    out = _Collector()
    path = [_Frame("", None, False)]
    pending: list[tuple[HtmlElement, bool]] = [(root, False)]
    while pending:
        element, is_end = pending.pop()
        tag = element.tag.lower() if isinstance(element.tag, str) else ""
        if tag == "br" or (tag in _BLOCKS and tag not in _INLINE_WITHIN_TEXT):
            out.close(by_break=tag == "br")
        if is_end:
            path.pop()
            out.add(element.tail, path[-1])
            continue
        is_read = bool(tag) and tag not in _NEVER
        path.append(_inner(element, path[-1]) if is_read else path[-1])
        pending.append((element, True))
        if is_read:
            out.add(element.text, path[-1])
            pending.extend((child, False) for child in reversed(element))
    out.close()
    return out.blocks


_DROPPED = re.compile(r"<!--.*?-->|<(script|style|template|noscript|svg|head)\b[^>]*>.*?</\1\s*>", re.I | re.S)
_TAG = re.compile(r"</?[a-zA-Z!?][^<>]{0,5000}>")


def flat_blocks(html: str) -> list[RawBlock]:
    """Paragraphs of a page whose nesting is too deep to be parsed: tags out, every tag a break."""
    lines = (" ".join(unescape(line).split()) for line in _TAG.sub("\n", _DROPPED.sub("\n", html)).split("\n"))
    blocks = [RawBlock(line, "", None, False, False) for line in lines if line]
    if len(blocks) > MAX_BLOCKS:
        raise rejected("too_large", f"more than {MAX_BLOCKS:,} paragraphs")
    return blocks


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
