"""What a page states about itself: JSON-LD, OpenGraph and other meta elements, in that order of trust."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from counterclaim.article.document import Stated, StatedDate

_ARTICLE_TYPES = re.compile(r"article|report|posting|review|story", re.I)
_PUBLISHED_META = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date.created", "dc.date",
    "article.published", "publish-date", "publish_date", "publication_date", "published", "pubdate", "pub_date",
    "displaydate", "cxenseparse:recs:publishtime", "article:published", "date", "originalpublicationdate",
    "rnews:datepublished", "prism.publicationdate", "citation_publication_date",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
)
_AUTHOR_META = (
    "author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "cxenseparse:author",
)
_OUTLET_META = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher_name")
_MAX_SCRIPT_CHARS = 400_000


def read_stated(root: HtmlElement) -> Stated:
    """The page's statements about itself; what it does not say is None."""
    ld = list(_articles_in_json(root))
    meta = _meta(root)
    return Stated(
        title=_text(next((d["headline"] for d in ld if d.get("headline")), None)) or meta.get("og:title"),
        outlet=_first(meta, _OUTLET_META) or next(filter(None, (_name(d.get("publisher")) for d in ld)), None),
        authors=_authors(ld, meta),
        dates=tuple(_dates(ld, meta)),
        description=meta.get("og:description") or meta.get("description"),
        language=(root.get("lang") or meta.get("og:locale") or "")[:2].lower() or None,
    )


def _dates(ld: list[dict[str, Any]], meta: dict[str, str]) -> Iterator[StatedDate]:
    for item in ld:
        for key, kind in (
            ("datePublished", "published"),
            ("dateCreated", "published"),
            ("dateModified", "modified"),
        ):
            value = item.get(key)
            if isinstance(value, str) and value.strip():
                confidence = 0.95 if key == "datePublished" else 0.7
                yield StatedDate(value=value.strip(), kind=kind, method=f"JSON-LD {key}", confidence=confidence)
    for names, kind in ((_PUBLISHED_META, "published"), (_MODIFIED_META, "modified")):
        for name in names:
            if name in meta:
                yield StatedDate(value=meta[name], kind=kind, method=f"meta {name}", confidence=0.9)


def _meta(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (element.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, " ".join(content.split()))
    for element in root.iter("time", "span", "abbr"):
        prop = (element.get("itemprop") or "").lower()
        value = element.get("datetime") or element.get("content")
        if prop in ("datepublished", "datemodified") and value:
            found.setdefault(prop, value.strip())
    return found


def _articles_in_json(root: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip()
        if len(text) > _MAX_SCRIPT_CHARS:
            continue
        try:
            data = json.loads(re.sub(r"^\s*<!--|-->\s*$|[\x00-\x1f]+", " ", text))
        except (ValueError, RecursionError):
            continue
        yield from (d for d in _objects(data) if _ARTICLE_TYPES.search(_kind(d)))


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    """Top-level objects of JSON-LD, those in lists and in ``@graph`` or ``mainEntity`` included."""
    pending = [data]
    for _ in range(500):
        if not pending:
            return
        item = pending.pop(0)
        if isinstance(item, list):
            pending.extend(item)
        elif isinstance(item, dict):
            yield item
            pending.extend(item[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in item)


def _kind(item: dict[str, Any]) -> str:
    kind = item.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _authors(ld: list[dict[str, Any]], meta: dict[str, str]) -> tuple[str, ...]:
    for item in ld:
        value = item.get("author") or item.get("creator")
        values = value if isinstance(value, list) else [value]
        names = [n for n in map(_name, values) if n]
        if names:
            return tuple(dict.fromkeys(names))
    name = _first(meta, _AUTHOR_META)
    return (name,) if name and not name.startswith("http") else ()


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return next(filter(None, map(_name, value)), None)
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    from html import unescape

    return " ".join(unescape(value).split()) or None


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[n] for n in names if n in meta), None)
