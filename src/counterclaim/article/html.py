"""A page as a document: its visible text from the DOM, and which of its paragraphs are the article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HtmlProcessingInstruction, document_fromstring

from counterclaim.article.block_measures import Look, measure
from counterclaim.article.bounds import (
    BEYOND_DISPUTE_CHARS,
    BEYOND_DISPUTE_SHARE,
    MAX_ELEMENTS,
    MAX_ELEMENTS_TWICE,
    MAX_EXTRACTOR_BYTES,
    MAX_TOKEN_CHARS,
    TEXT_PROBABILITY,
)
from counterclaim.article.byline import names_somebody
from counterclaim.article.document import Block, Document, LineSegmenter, Stated, StatedDate
from counterclaim.article.engines import body_by_trafilatura, guessed_authors, guessed_day, verdicts
from counterclaim.article.html_blocks import flat_page, join_blocks, read_page
from counterclaim.article.rejections import rejected
from counterclaim.article.structured import read_stated
from counterclaim.article.title import page_title
from counterclaim.records import Span

_TAG_START = re.compile(r"<[a-z]", re.I)
#: So many entities in a row mean something no real page has outside its scripts.
_MAX_ENTITIES = 2000
_ENTITIES = re.compile(rf"(?:&[a-z]+;){{{_MAX_ENTITIES},}}", re.I)
#: One class for every element, chosen in C: lxml.html's own choice calls back into Python for each of them.
_CLASSES = etree.ElementDefaultClassLookup(
    element=HtmlElement, comment=HtmlComment, pi=HtmlProcessingInstruction, entity=HtmlEntity
)


def html_document(
    html: str, segmenter: LineSegmenter, known: Stated | None = None, *, latest: str | None = None
) -> Document:
    """The document of a page.

    Args:
        html: the page, decoded.
        segmenter: tells which paragraphs are the article's text.
        known: what is known about it from outside, which goes before what it says itself.
        latest: ISO day after which it cannot have been published (the day it was captured).

    Raises:
        InputRejected: ``unparseable``.

    """
    root, is_whole = parsed(html)
    # lxml makes an element's Python object anew for every walk that meets it, unless somebody holds it.
    held = list(root.iter())
    page = read_page(root) if is_whole else flat_page(html)
    stated = read_stated(root)
    is_asked = _is_asked(root, html)
    look = Look(page)
    bodies = _bodies(root, look, stated) if is_asked else ["", ""]
    chosen, agreement = _chosen(look, bodies, stated, segmenter)
    is_found = any(chosen)
    kept = [i for i, b in enumerate(page.blocks) if not b.is_hidden or chosen[i]]
    text, places = join_blocks(page.blocks[i] for i in kept)
    out = tuple(
        Block(
            span=Span(*place),
            hint=b.hint,
            is_body=chosen[i] if is_found else None,
            tag=b.tag,
            is_hidden=b.is_hidden,
            is_link=b.linked >= 0.8 * len(b.text),
        )
        for i, place in zip(kept, places, strict=True)
        for b in (page.blocks[i],)
    )
    merged = _merged(known, _completed(stated, root, html, latest) if is_asked else stated, root)
    left_out = sum(len(b.text) for i, b in enumerate(page.blocks) if b.is_hidden and not chosen[i])
    del held
    return Document(text=text, blocks=out, stated=merged, is_page=True, agreement=agreement, hidden_chars=left_out)


def parsed(html: str) -> tuple[HtmlElement, bool]:
    """The page's tree, and whether it holds all of the page: the parser drops what is nested too deep.

    Raises:
        InputRejected: ``unparseable``.

    """
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", html).replace("\0", " ")
    parser = etree.HTMLParser(encoding="utf-8", recover=True)
    parser.set_element_class_lookup(_CLASSES)
    try:
        root = document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        return root, not any("depth" in e.message.lower() for e in parser.error_log)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as e:
        raise rejected("unparseable", str(e)[:200]) from e


def _is_asked(root: HtmlElement, html: str) -> bool:
    """Whether foreign extractors may be run on the page: their time grows with the square of its size."""
    return len(html) <= MAX_EXTRACTOR_BYTES and not _has_long_token(html) and _count(root) <= MAX_ELEMENTS


def _has_long_token(html: str) -> bool:
    """Whether the page has a tag of ``MAX_TOKEN_CHARS`` or a run of ``_MAX_ENTITIES``, on which extractors hang."""
    at = 0
    while len(html) - at > MAX_TOKEN_CHARS:
        last = html.rfind(">", at, at + MAX_TOKEN_CHARS + 1)
        if last < 0:  # no tag ends where this one should have
            last = html.find(">", at + MAX_TOKEN_CHARS)
            last = len(html) if last < 0 else last
            if _TAG_START.search(html, at, last - MAX_TOKEN_CHARS):
                return True
        at = last + 1
    return html.count(";&") >= _MAX_ENTITIES - 1 and _ENTITIES.search(html) is not None


def _count(root: HtmlElement) -> int:
    return int(root.xpath("count(//*)"))


def _bodies(root: HtmlElement, look: Look, stated: Stated) -> list[str]:
    """What trafilatura takes for the article, and what the page's metadata give for it; empty where there is none."""
    body = body_by_trafilatura(root, is_alone=True)
    if len(body) < max(BEYOND_DISPUTE_CHARS, BEYOND_DISPUTE_SHARE * look.dense_chars()):
        body = body_by_trafilatura(root)
    if not body and _count(root) <= MAX_ELEMENTS_TWICE:
        body = body_by_trafilatura(root, is_strict=False)
    return [body, stated.body or ""]


def _chosen(
    look: Look, bodies: Sequence[str], stated: Stated, segmenter: LineSegmenter
) -> tuple[list[bool], float | None]:
    """For each paragraph whether it is the article's text, and how far the extractors agree on that.

    The agreement is the mean, over the extractors that found something, of the overlap in words between what each
    found and what was chosen (2 x common / sum): 1 where all say the same, None where nothing was found.
    """
    blocks = look.page.blocks
    found = [verdicts(blocks, body) for body in bodies]
    measures = measure(look, found, stated.title or "", stated.description or "")
    chosen = np.zeros(len(blocks), dtype=np.bool_)
    for place, probability in zip(measures.places, segmenter.paragraphs(measures), strict=True):
        chosen[place] = probability > TEXT_PROBABILITY
    engines = [np.array(v, dtype=np.bool_) for v in (*found, look.by_density())]
    overlaps = [
        2 * float(look.words[e & chosen].sum()) / float(look.words[e].sum() + look.words[chosen].sum())
        for e in engines
        if e.any()
    ]
    agreement = round(sum(overlaps) / len(overlaps), 3) if overlaps and chosen.any() else None
    return chosen.tolist(), agreement


def _completed(stated: Stated, root: HtmlElement, html: str, latest: str | None) -> Stated:
    """What the page does not state, guessed from its layout: both guesses are slow, so only where they are needed."""
    if not any(d.kind == "published" and d.confidence >= 0.9 for d in stated.dates):
        day, is_in_source = guessed_day(root, html, latest)
        if day:
            # A day that the source has in a machine's form is a better one than a day read off the visible words.
            guess = StatedDate(value=day, kind="published", method="htmldate", confidence=0.6 if is_in_source else 0.5)
            stated = replace(stated, dates=(*stated.dates, guess))
    if not names_somebody(stated):
        stated = replace(stated, names=(*stated.names, *guessed_authors(root)))
    return stated


def _merged(known: Stated | None, page: Stated, root: HtmlElement) -> Stated:
    """What is known from outside, else what the page says or shows."""
    first = known or Stated()
    return replace(
        page,
        title=first.title or page_title(page, root),
        outlet=first.outlet or page.outlet,
        authors=first.authors,
        dates=first.dates + page.dates,
        language=first.language or page.language,
    )
