"""A page as a document: its visible text from the DOM, the body chosen by trafilatura and found again in it."""

from __future__ import annotations

import logging
import re
from collections import Counter
from dataclasses import replace

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from counterclaim.article.bounds import MAX_ELEMENTS, MAX_ELEMENTS_TWICE, MAX_EXTRACTOR_BYTES, MAX_TOKEN_CHARS
from counterclaim.article.document import Block, Document, Stated, StatedDate
from counterclaim.article.html_blocks import RawBlock, flat_blocks, is_heading, join_blocks, raw_blocks
from counterclaim.article.rejections import rejected
from counterclaim.article.structured import read_stated
from counterclaim.records import Span

_WORD = re.compile(r"\w+")
#: Neither a blank nor a quotation mark for so long means something no real page has outside its scripts.
_LONG_TOKEN = re.compile(rf"""<[a-z][^>]{{{MAX_TOKEN_CHARS},}}|(?:&[a-z]+;){{2000,}}""", re.I)
_SHINGLE = 4
_FOUND = 0.6
#: Blocks that do not match in a row after which the body is over.
_GAP = 4
#: Least share of the extractor's words that must be found in the visible text for its verdict to be used.
_LEAST_FOUND = 0.5


def html_document(html: str, known: Stated | None = None, *, latest: str | None = None) -> Document:
    """The document of a page.

    Args:
        html: the page, decoded.
        known: what is known about it from outside, which goes before what it says itself.
        latest: ISO day after which it cannot have been published (the day it was captured).

    Raises:
        InputRejected: ``unparseable``.

    """
    root, is_whole = _parsed(html)
    stated = read_stated(root)
    blocks = raw_blocks(root) if is_whole else flat_blocks(html)
    body, guessed = _extracted(root, html, stated, latest)
    verdicts = _verdicts(blocks, body)
    kept = [i for i, b in enumerate(blocks) if not b.is_hidden or verdicts[i]]
    text, places = join_blocks(blocks[i] for i in kept)
    out = tuple(
        Block(span=Span(*place), hint=blocks[i].hint, is_body=verdicts[i] if body else None, tag=blocks[i].tag)
        for i, place in zip(kept, places, strict=True)
    )
    merged = _merged(known, stated, guessed, root)
    return Document(text=text, blocks=out, stated=merged, is_page=True)


def _parsed(html: str) -> tuple[HtmlElement, bool]:
    """The page's tree, and whether it holds all of the page: the parser drops what is nested too deep."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", html).replace("\0", " ")
    parser = HTMLParser(encoding="utf-8", recover=True)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        return root, not any("depth" in e.message.lower() for e in parser.error_log)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as e:
        raise rejected("unparseable", str(e)[:200]) from e


def _extracted(root: HtmlElement, html: str, stated: Stated, latest: str | None) -> tuple[str, Stated]:
    """What trafilatura takes for the body (empty where it finds none or was not asked) and says of the page."""
    elements = sum(1 for _ in root.iter())
    if len(html) > MAX_EXTRACTOR_BYTES or elements > MAX_ELEMENTS or _LONG_TOKEN.search(html):
        return "", Stated()
    import trafilatura  # slow to import; plain text does not need it

    for name in ("trafilatura", "htmldate", "justext", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    body = _body_by_trafilatura(root, is_strict=True)
    if not body and elements <= MAX_ELEMENTS_TWICE:
        body = _body_by_trafilatura(root, is_strict=False)
    try:
        # The extensive search reads the visible words in 200 languages: slow, and of use only where
        # nothing is stated.
        is_stated = any(d.kind == "published" and d.confidence >= 0.9 for d in stated.dates)
        options = {"original_date": True, "extensive_search": not is_stated, "max_date": latest}
        meta = trafilatura.extract_metadata(root, date_config=options)
    except Exception:  # as in _body_by_trafilatura
        meta = None
    return body, _from_trafilatura(meta, html)


def _body_by_trafilatura(root: HtmlElement, *, is_strict: bool) -> str:
    from trafilatura import bare_extraction

    try:
        got = bare_extraction(root, include_comments=False, favor_precision=is_strict)
    # A foreign parser on a hostile page: anything may come, and the page is then read without it.
    except Exception:
        return ""
    return str(getattr(got, "text", None) or "").strip()


def _from_trafilatura(meta: object, html: str) -> Stated:
    date = getattr(meta, "date", None)
    # A day that the source has in a machine's form is a better one than a day read off the visible words.
    is_in_source = date and any(form in html for form in (date, date.replace("-", "/"), date.replace("-", "")))
    author = getattr(meta, "author", None) or ""
    return Stated(
        title=getattr(meta, "title", None),
        outlet=getattr(meta, "sitename", None),
        authors=tuple(a.strip() for a in author.split(";") if a.strip()),
        dates=(StatedDate(value=date, kind="published", method="htmldate", confidence=0.6 if is_in_source else 0.5),)
        if date
        else (),
    )


def _merged(known: Stated | None, page: Stated, guessed: Stated, root: HtmlElement) -> Stated:
    """What is known from outside, else what the page states, else what was guessed from its layout."""
    first = known or Stated()
    return replace(
        page,
        title=first.title or _page_title(page.title or guessed.title, root),
        outlet=first.outlet or page.outlet or guessed.outlet,
        authors=first.authors or page.authors or guessed.authors,
        dates=first.dates + page.dates + guessed.dates,
        language=first.language or page.language,
    )


def _page_title(title: str | None, root: HtmlElement) -> str | None:
    """The stated title without an outlet's name behind it, where a top heading shows that it does not belong."""
    heads = [" ".join(h.text_content().split()) for h in root.iter("h1")]
    if not title:
        element = root.find(".//title")
        title = " ".join(element.text_content().split()) if element is not None else None
    if not title:
        return next((h for h in heads if h), None)
    for head in heads:
        rest = title[len(head) :] if head and title.casefold().startswith(head.casefold()) else None
        if rest and re.match(r"\s*[|\-–—»·:]\s", rest):
            return title[: len(head)]
    return title


def _verdicts(blocks: list[RawBlock], body: str) -> list[bool]:
    """For each block whether it is part of ``body``, as far as its words are found there in place.

    Long blocks are matched by 4-word shingles, short ones by being a whole paragraph of the body; each shingle and
    paragraph can be used as often as the body has it, so that a teaser does not pass for the passage it repeats.
    """
    shingles = Counter(_shingles(body))
    lines = Counter(" ".join(_WORD.findall(line)) for line in body.split("\n"))
    verdicts = []
    for block in blocks:
        words = _WORD.findall(block.text)
        if len(words) >= 2 * _SHINGLE:
            own = Counter(_shingles(block.text))
            found = sum((own & shingles).values())
            is_body = found >= _FOUND * sum(own.values())
        else:
            is_body = bool(words) and lines[" ".join(words)] > 0
        verdicts.append(is_body)
    verdicts = _once(blocks, verdicts)
    total = sum(len(b.text) for b, v in zip(blocks, verdicts, strict=True) if v)
    return verdicts if total >= _LEAST_FOUND * len(body) else [False] * len(blocks)


def _once(blocks: list[RawBlock], verdicts: list[bool]) -> list[bool]:
    """Drop lone matches far from the others: short ones outside the span of long ones, and repeats.

    Of several blocks with the same words, a visible one that is not a heading is kept.
    """
    long = [i for i, (b, v) in enumerate(zip(blocks, verdicts, strict=True)) if v and len(b.text) >= 80]
    if not long:
        return verdicts
    out = _connected(verdicts, min(long), max(long))
    best: dict[str, int] = {}
    for i, block in enumerate(blocks):
        if out[i]:
            j = best.setdefault(block.text, i)
            if j != i and (blocks[j].is_hidden, is_heading(blocks[j].tag)) > (
                block.is_hidden,
                is_heading(block.tag),
            ):
                best[block.text] = i
    return [v and (best[b.text] == i or len(b.text) < 40) for i, (v, b) in enumerate(zip(out, blocks, strict=True))]


def _connected(verdicts: list[bool], first: int, last: int) -> list[bool]:
    """Matches from ``first`` to ``last``, and those before and after that follow each other closely."""
    out = [v and first <= i <= last for i, v in enumerate(verdicts)]
    for indices in (range(first - 1, -1, -1), range(last + 1, len(verdicts))):
        gap = 0
        for i in indices:
            gap = 0 if verdicts[i] else gap + 1
            if gap >= _GAP:
                break
            out[i] = verdicts[i]
    return out


def _shingles(text: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(text)
    return [tuple(words[i : i + _SHINGLE]) for i in range(max(0, len(words) - _SHINGLE + 1))]
