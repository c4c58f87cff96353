"""What a page states about itself: JSON-LD, microdata, OpenGraph and other meta elements.

Only reading happens here. Which title and which names are believed is decided in ``title.py`` and ``byline.py``, which
day in ``published.py``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

from lxml.html import HtmlElement

from counterclaim.article.document import NameClaim, Stated, StatedDate

_ARTICLE_TYPES = re.compile(r"article|report|posting|review|story", re.I)
_PUBLISHED_META = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.created", "dcterms.issued", "dc.date.created", "dc.date",
    "dcterms.date", "article.published", "article_date_original", "publish-date", "publish_date", "publication_date",
    "published", "pubdate", "pub_date", "displaydate", "cxenseparse:recs:publishtime", "article:published", "date",
    "originalpublicationdate", "rnews:datepublished", "prism.publicationdate", "citation_publication_date", "created",
    "article.created", "bt:pubdate", "date_published", "article:post_date", "published_time", "pdate",
)  # fmt: skip
_MODIFIED_META = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified", "article.updated",
    "lastmod", "dc.date.modified", "modified", "og:article:modified_time",
)  # fmt: skip
_AUTHOR_META = (
    "author", "article:author_name", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl",
    "cxenseparse:author", "dcterms.creator", "citation_author", "og:article:author", "twitter:data1_author",
)  # fmt: skip
_OUTLET_META = ("og:site_name", "application-name", "publisher", "dc.publisher", "article:publisher_name")
#: Attributes of elements that hold an author's name, and of those that only may.
_NAMED_AUTHOR = re.compile(
    r"\b(?:author|byline|writer|autor|auteur|autore|redakteur|journalist)s?[-_ ]*(?:name|link|title)?\b"
)
#: What every one of those names has in it; bare words are found sooner.
_AUTHOR_WORD = re.compile(r"auth?or|byline|writer|auteur|redakteur|journalist")
_NOT_AUTHOR = re.compile(
    r"comment|related|teaser|avatar|image|photo|bio\b|description|social|footer|recommend|card|box|list"
)
_MAX_SCRIPT_CHARS = 400_000
_MAX_BYLINES = 30
_CONTROL = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*;?\s*$|[\x00-\x1f]+"
)


def read_stated(root: HtmlElement) -> Stated:
    """The page's statements about itself; what it does not say is None or empty."""
    ld = list(_articles_in_json(root))
    meta = _meta(root)
    outlet = _first(meta, _OUTLET_META) or next(filter(None, (_name(d.get("publisher")) for d in ld)), None)
    headline = _text(next((d["headline"] for d in ld if d.get("headline")), None))
    titles = (("JSON-LD", headline), ("og", meta.get("og:title")), ("twitter", meta.get("twitter:title")))
    bodies = [b for d in ld if isinstance(b := d.get("articleBody"), str)]
    return Stated(
        title=headline or meta.get("og:title"),
        titles=tuple((how, t) for how, t in titles if t),
        outlet=unescape(outlet) if outlet else None,
        names=tuple(_names(ld, meta, root)),
        dates=tuple(_dates(ld, meta)),
        description=meta.get("og:description") or meta.get("description"),
        language=(root.get("lang") or meta.get("og:locale") or "")[:2].lower() or None,
        body=unescape(max(bodies, key=len)) if bodies else None,
    )


def _dates(ld: Sequence[dict[str, Any]], meta: dict[str, str]) -> Iterator[StatedDate]:
    for item in ld:
        for key, kind in (("datePublished", "published"), ("dateCreated", "published"), ("dateModified", "modified")):
            value = item.get(key)
            if isinstance(value, str) and value.strip():
                confidence = 0.95 if key == "datePublished" else 0.7
                yield StatedDate(value=value.strip(), kind=kind, method=f"JSON-LD {key}", confidence=confidence)
    for names, kind in ((_PUBLISHED_META, "published"), (_MODIFIED_META, "modified")):
        for name in names:
            if name in meta:
                # A page is made before it is published, sometimes days before.
                confidence = 0.7 if name.endswith("created") else 0.9
                yield StatedDate(value=meta[name], kind=kind, method=f"meta {name}", confidence=confidence)


def _meta(root: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        content = (element.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = (element.get(attribute) or "").strip().lower()
            if key and content:
                found.setdefault(key, " ".join(content.split()))
    for element in root.xpath("//*[@itemprop]"):
        prop = element.get("itemprop").lower()
        if prop in ("datepublished", "datemodified") and element.tag in ("time", "span", "abbr", "div", "p"):
            value = element.get("datetime") or element.get("content") or " ".join(element.text_content().split())[:60]
            if value:
                found.setdefault(prop, value.strip())
    return found


def _articles_in_json(root: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip()
        if len(text) > _MAX_SCRIPT_CHARS:
            continue
        data = _loaded(text)
        objects = list(_objects(data))
        by_id = {d["@id"]: d for d in objects if isinstance(d.get("@id"), str) and len(d) > 1}
        yield from (_resolved(d, by_id) for d in objects if _ARTICLE_TYPES.search(_kind(d)))


def _loaded(text: str) -> Any:
    """JSON as pages write it: comments around it, raw line breaks in it, a comma too many."""
    plain = _CONTROL.sub(" ", text)
    for attempt in (plain, re.sub(r",\s*([}\]])", r"\1", plain)):
        try:
            return json.loads(attempt)
        except (ValueError, RecursionError):
            continue
    return None


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


def _resolved(item: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """An article whose author or publisher is given by reference, with what is referred to put in its place."""
    out = dict(item)
    for key in ("author", "creator", "publisher"):
        values = item.get(key)
        many = values if isinstance(values, list) else [values]
        out[key] = [by_id.get(v.get("@id", ""), v) if isinstance(v, dict) and "name" not in v else v for v in many]
    return out


def _kind(item: dict[str, Any]) -> str:
    kind = item.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _names(ld: Sequence[dict[str, Any]], meta: dict[str, str], root: HtmlElement) -> Iterator[NameClaim]:
    """All claims as to who wrote the article, in order of trust."""
    for item in ld:
        for value in (*_many(item.get("author")), *_many(item.get("creator"))):
            for name in _many(value.get("name") if isinstance(value, dict) else value):
                kind = _kind(value) if isinstance(value, dict) else ""
                if text := _text(name):
                    yield NameClaim(name=text, how="JSON-LD", is_person="Person" in kind, is_group="Organi" in kind)
    for key in _AUTHOR_META:
        if key in meta:
            yield NameClaim(name=unescape(meta[key]), how=f"meta {key}")
    yield from _bylines(root)


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _bylines(root: HtmlElement) -> Iterator[NameClaim]:
    """Elements that are marked or named as the author's, innermost first, outside of comments and lists."""
    count = 0
    for element in root.iter("a", "span", "div", "p", "address", "li", "h3", "h4", "h5", "cite", "strong", "b"):
        # Most elements have no such word in any attribute, which one look at all of them tells.
        if not _AUTHOR_WORD.search(" ".join(element.values()).lower()):
            continue
        got = element.attrib
        marked = "author" in got.get("rel", "") or "author" in got.get("itemprop", "")
        values = f"{got.get('class', '')} {got.get('id', '')} {got.get('data-testid', '')}".lower()
        if not marked and (
            not _AUTHOR_WORD.search(values) or not _NAMED_AUTHOR.search(values) or _NOT_AUTHOR.search(values)
        ):
            continue
        text = " ".join(" ".join(element.itertext()).split())
        if 3 <= len(text) <= 160:
            yield NameClaim(name=text, how="marked element" if marked else "named element")
            count += 1
            if count >= _MAX_BYLINES:
                return


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        return next(filter(None, map(_name, value)), None)
    return _text(value.get("name") if isinstance(value, dict) else value)


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    return " ".join(re.sub(r"<[^<>]{1,100}>", " ", unescape(value)).split()) or None


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[n] for n in names if n in meta), None)
