"""One JSON item (a line of a JSON-lines export) as a document."""

from __future__ import annotations

import json
from typing import Any

from counterclaim.article.document import Document, LineSegmenter, Stated, StatedDate, plain_document
from counterclaim.article.html import html_document
from counterclaim.article.rejections import rejected

#: Names under which exports of Media Cloud, GDELT tools, news crawlers and ours keep each thing, best first.
FIELDS: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "article_text", "maintext", "full_text", "fulltext", "articleBody",
             "story_text"),
    "html": ("html", "raw_html", "raw", "page"),
    "title": ("title", "headline", "name"),
    "date": ("date", "published", "publish_date", "published_at", "publication_date", "date_publish", "pub_date",
             "datePublished", "publishedAt", "timestamp"),
    "outlet": ("outlet", "media_name", "publisher", "sitename", "source", "source_name", "media", "site", "domain"),
    "author": ("authors", "author", "byline", "creator"),
    "language": ("language", "lang"),
    "description": ("description", "summary", "standfirst"),
}  # fmt: skip


def item_document(raw: str, segmenter: LineSegmenter) -> Document:
    """The document of one JSON object.

    The text is the title, a blank line, and the text, unless the text begins with the title already.

    Raises:
        InputRejected: ``bad_json`` or ``no_text_field``.

    """
    item = _parsed(raw)
    stated = stated_of(item)
    text = _string(item, "text")
    if text is None:
        html = _string(item, "html")
        if html is None:
            raise rejected("no_text_field", _told_without(item))
        return html_document(html, segmenter, stated)
    title = stated.title
    if title and not _begins_with(text, title):
        text = f"{title}\n\n{text}"
    return plain_document(text, stated)


def stated_of(item: dict[str, Any]) -> Stated:
    """What the fields other than the text say."""
    date = _string(item, "date")
    dates = (StatedDate(value=date, kind="published", method="item field", confidence=0.9),) if date else ()
    return Stated(
        title=_string(item, "title"),
        outlet=_string(item, "outlet"),
        authors=_names(item),
        dates=dates,
        description=_string(item, "description"),
        language=_string(item, "language"),
    )


def _parsed(raw: str) -> dict[str, Any]:
    try:
        item = json.loads(raw)
    except (ValueError, RecursionError) as e:
        raise rejected("bad_json", str(e)[:200]) from e
    if not isinstance(item, dict):
        raise rejected("bad_json", f"a JSON {type(item).__name__}, not an object")
    return item


def _told_without(item: dict[str, Any]) -> str:
    """What an item without a text has instead, and what to do; of a row of a table its own columns are named."""
    url = item.get("url")
    if isinstance(url, str) and url.startswith(("http://", "https://")):
        return f"an address and no text; add the saved page, or fetch it: counterclaim add CASE {url[:300]}"
    own = item.get("columns")
    names = sorted(map(str, own if isinstance(own, dict) else item))
    return f"no field with a text among: {', '.join(names)[:200] or 'none'}; name it with --map text=FIELD"


def _string(item: dict[str, Any], what: str) -> str | None:
    for key in FIELDS[what]:
        value = item.get(key)
        if isinstance(value, dict):
            value = value.get("name") or value.get("title")
        if isinstance(value, str) and value.strip():
            # A lone surrogate escaped in JSON cannot be stored as UTF-8.
            value = value.encode("utf-8", "replace").decode("utf-8")
            return value if what in ("text", "html") else " ".join(value.split())
    return None


def _names(item: dict[str, Any]) -> tuple[str, ...]:
    for key in FIELDS["author"]:
        value = item.get(key)
        values = value if isinstance(value, list) else [value]
        names = [v.get("name") if isinstance(v, dict) else v for v in values]
        found = tuple(" ".join(n.split()) for n in names if isinstance(n, str) and n.strip())
        if found:
            return found
    return ()


def _begins_with(text: str, title: str) -> bool:
    return " ".join(text[: len(title) * 2 + 200].split()).casefold().startswith(" ".join(title.split()).casefold())
