"""From bytes to an article: its text, what each stretch of it is, its title, date, authors, credits and language.

``bytes -> decode -> (plain text | HTML | JSON item) -> labelled segments -> Article``. The input's kind is told by
its content. Needs a segmenter (``LineSegmenter``), which the caller hands in. One article is read by itself: nothing
here looks at other articles.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from counterclaim.article.attacks import find_warnings
from counterclaim.article.bounds import MAX_BLOCKS, MAX_TEXT_CHARS
from counterclaim.article.byline import read_authors, read_byline
from counterclaim.article.credits import find_credits
from counterclaim.article.document import (
    Block,
    Document,
    LineSegmenter,
    Stated,
    StatedDate,
    front_matter,
    plain_document,
)
from counterclaim.article.encoding import decode
from counterclaim.article.html import html_document
from counterclaim.article.item import item_document, stated_of
from counterclaim.article.labelling import label
from counterclaim.article.language import tell_language, tell_passages
from counterclaim.article.offsets import ByteMap, byte_map
from counterclaim.article.published import decide_published
from counterclaim.article.rejections import REJECTION_REASONS, rejected
from counterclaim.article.sniff import Kind, check_bytes, kind_of
from counterclaim.article.stated_credits import find_stated_credits
from counterclaim.article.title import find_title
from counterclaim.records import Article, Capture, content_id

__all__ = [
    "ARTICLE_VERSION",
    "REJECTION_REASONS",
    "Block",
    "ByteMap",
    "Document",
    "LineSegmenter",
    "Stated",
    "StatedDate",
    "byte_map",
    "extract_article",
]

#: Raised whenever the same bytes would give a different article.
ARTICLE_VERSION: Final = "article/4"


def extract_article(data: bytes, *, capture: Capture, segmenter: LineSegmenter) -> Article:
    """Read captured bytes as an article.

    Args:
        data: the bytes, as captured.
        capture: the record of their capture; its name and media type only break ties about what they are.
        segmenter: tells what the lines of a text are.

    Returns:
        The article. Of a plain-text capture the text is the decoded file, unchanged.

    Raises:
        InputRejected: with one of ``REJECTION_REASONS``.

    """
    check_bytes(data)
    decoded = decode(data, capture.media_type)
    if not decoded.text.strip():
        raise rejected("no_text", "nothing but white space")
    document = _document(decoded.text, capture, segmenter)
    if not document.blocks:
        raise rejected("no_text", "no visible text; where scripts fill a page in, save it from a browser")
    if len(document.text) > MAX_TEXT_CHARS:
        raise rejected("too_large", f"{len(document.text):,} characters, the limit is {MAX_TEXT_CHARS:,}")
    if len(document.blocks) > MAX_BLOCKS:
        raise rejected("too_large", f"{len(document.blocks):,} lines, the limit is {MAX_BLOCKS:,}")
    made_by = f"{ARTICLE_VERSION}; {segmenter.version}; {decoded.told()}"
    article = _article(document, capture, segmenter, made_by, decoded.replaced)
    return replace(
        article, stated_credits=find_stated_credits(data, decoded, capture, document.stated, article.credits)
    )


def _document(text: str, capture: Capture, segmenter: LineSegmenter) -> Document:
    name = (capture.file or "").lower()
    kind = kind_of(text, name=name, media_type=capture.media_type, is_part=capture.part is not None)
    if kind is Kind.ITEM:
        return item_document(text, segmenter)
    if kind is Kind.HTML:
        return html_document(text, segmenter, latest=capture.captured_at.date().isoformat())
    if len(text) > MAX_TEXT_CHARS:
        raise rejected("too_large", f"{len(text):,} characters, the limit is {MAX_TEXT_CHARS:,}")
    fields = front_matter(text)
    return plain_document(text, stated_of(dict(fields)) if fields else None)


def _article(document: Document, capture: Capture, segmenter: LineSegmenter, made_by: str, replaced: int) -> Article:
    segments = label(document, segmenter)
    byline = read_byline(document.text, segments)
    authors = read_authors(document.stated, byline)
    title, title_span = find_title(document, segments)
    language = tell_language(document.text, segments, document.stated.language)
    return Article(
        id=content_id("art", capture.id),
        capture=capture.id,
        file=capture.file,
        uri=capture.uri,
        title=title,
        title_span=title_span,
        outlet=document.stated.outlet,
        byline=byline,
        authors=authors,
        language=language,
        published=decide_published(document, segments, capture.captured_at),
        credits=find_credits(document.text, segments, (*authors, *(c.name for c in document.stated.names))),
        text=document.text,
        segments=segments,
        made_by=made_by,
        agreement=document.agreement,
        passages=tell_passages(document.text, segments, language),
        warnings=find_warnings(document, replaced),
    )
