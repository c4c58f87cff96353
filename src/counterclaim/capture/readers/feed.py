"""RSS 0.9x to 2.0, RSS 1.0 (RDF) and Atom: one item an entry, and the feed's file kept whole beside them."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

from lxml import etree

from counterclaim.capture.item import Container, Found, InputItem, rejection
from counterclaim.capture.media import JSON
from counterclaim.capture.readers.tables import kept_whole
from counterclaim.capture.source import Source, Work
from counterclaim.capture.times import mail_time, parsed_time
from counterclaim.errors import InputRejected

_ENTITY = re.compile(rb"<!ENTITY|<!\[INCLUDE", re.I)
_START = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>]")
_TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
_DATES = ("published", "pubDate", "issued", "date", "updated", "modified")
_BODIES = ("encoded", "content", "description", "summary")


def read_feed(source: Source, work: Work) -> Iterator[Found]:
    """Every entry of a feed as an item of its own; entries that the parser could not reach are said.

    Raises:
        InputRejected: ``xml_entities``, ``too_large``, ``too_many`` or ``damaged``.
    """
    data = source.read(work.bounds.whole_bytes)
    root = parsed_xml(data)
    entries = [e for e in root.iter() if local_name(e) in ("item", "entry")]
    if len(entries) > work.bounds.feed_entries:
        raise InputRejected("too_many", f"more than {work.bounds.feed_entries} entries")
    whole = kept_whole(source, data, "application/xml")
    yield whole
    outlet = _feed_title(root)
    for number, entry in enumerate(entries, 1):
        work.budget.count()
        yield _item(entry, outlet, source, f"entry {number}", whole.sha256)
    announced = len(_START.findall(data))
    if announced > len(entries):
        told = f"{announced} entries begin in it, {len(entries)} could be read"
        yield rejection(source.name, "damaged", told)
    if entries and not _has_end(data, root):
        yield rejection(
            source.name, "damaged", "the feed is cut off: its last entry may not be whole, and more may follow"
        )
    if not entries:
        yield rejection(source.name, "empty", "a feed without entries")
    counts = (("entries", len(entries)),)
    yield Container(
        name=source.name, format="feed", sha256=whole.sha256, size_bytes=source.size, counts=counts,
        container=source.container,
    )  # fmt: skip


def _has_end(data: bytes, root: etree._Element) -> bool:
    """Whether the document's outermost element is closed; the parser closes it without a word where a file ends."""
    name = f"{root.prefix}:{local_name(root)}" if root.prefix else local_name(root)
    return f"</{name}".encode() in data.replace(b"\0", b"")[-4096:]


def parsed_xml(data: bytes) -> etree._Element:
    """An XML document that names no entities of its own, read without network, DTD or huge trees.

    Raises:
        InputRejected: ``xml_entities`` if it declares entities, ``damaged`` if it is no XML.
    """
    if _ENTITY.search(data) or _ENTITY.search(data.replace(b"\0", b"")):
        raise InputRejected("xml_entities", "it declares entities, which are not expanded")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_pis=True,
        remove_comments=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputRejected("damaged", f"not XML: {str(error)[:150]}") from error
    if root is None:
        raise InputRejected("damaged", "not XML")
    return root


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _item(entry: etree._Element, outlet: str | None, source: Source, part: str, key: str) -> Found:
    told = entry_fields(entry, outlet)
    if "text" not in told and "html" not in told:
        return rejection(source.name, "empty", "an entry without words", part)
    data = json.dumps(told, ensure_ascii=False, sort_keys=True).encode("utf-8", "backslashreplace")
    url = told.get("url", "")
    return InputItem(
        name=source.name, part=part, data=data, media_type=JSON, how="feed entry",
        url=url if url.startswith(("http://", "https://")) else None, container=key,
        origin=(("guid", told["guid"]),) if "guid" in told else (),
    )  # fmt: skip


def entry_fields(entry: etree._Element, outlet: str | None) -> dict[str, str]:
    """What an entry says, under the names that article extraction knows."""
    words: dict[str, str] = {}
    for child in entry:
        name = local_name(child)
        if name in _BODIES:
            words[name] = max(words.get(name, ""), _inner(child), key=len)
        elif name:
            words.setdefault(name, " ".join("".join(child.itertext()).split()))
    found = {"title": _plain(words.get("title", "")), "url": _link(entry), "outlet": outlet or ""}
    found["guid"] = words.get("guid") or words.get("id") or ""
    found["author"] = _author(entry, words)
    when = next((t for n in _DATES if (t := _iso(words.get(n, "")))), "")
    found["published"] = when
    body = max((words.get(n, "") for n in _BODIES), key=len)
    found |= _body(found["title"], body)
    return {name: value for name, value in found.items() if value}


def _body(title: str, body: str) -> dict[str, str]:
    if not body.strip():
        return {"text": title}
    if not _TAG.search(body):
        return {"text": html.unescape(body).strip()}
    head = html.escape(title)
    return {
        "html": f"<html><head><title>{head}</title></head><body><article><h1>{head}</h1>{body}</article></body></html>"
    }


def _inner(element: etree._Element) -> str:
    """The content of an element: its text, or its markup where it holds elements (Atom's xhtml)."""
    if len(element) == 0:
        return (element.text or "").strip()
    inner = "".join(etree.tostring(c, encoding="unicode") for c in element)
    return ((element.text or "") + re.sub(r"\sxmlns(:\w+)?=\"[^\"]*\"", "", inner)).strip()


def _plain(words: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", words)).split())


def _link(entry: etree._Element) -> str:
    links = [c for c in entry if local_name(c) in ("link", "origLink")]
    for link in sorted(links, key=lambda c: c.get("rel", "alternate") != "alternate"):
        address = (link.get("href") or link.text or "").strip()
        if address.startswith(("http://", "https://")) and len(address) < 4000:
            return address
    return ""


def _author(entry: etree._Element, words: dict[str, str]) -> str:
    for child in entry:
        if local_name(child) == "author":
            names = [(" ".join((n.text or "").split())) for n in child if local_name(n) == "name"]
            if names and names[0]:
                return names[0]
    named = words.get("creator") or words.get("author") or ""
    inside = re.search(r"\(([^()]+)\)\s*$", named)  # RSS: "mail@host (Name)"
    return inside.group(1) if inside else ("" if "@" in named else named)


def _iso(text: str) -> str:
    when = mail_time(text) or parsed_time(text)
    if when is not None:
        return when.strftime("%Y-%m-%dT%H:%M:%SZ")
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else ""


def _feed_title(root: etree._Element) -> str | None:
    """The title of the channel or feed, not that of an entry."""
    for element in root.iter():
        if local_name(element) in ("channel", "feed"):
            titles = [c for c in element if local_name(c) == "title"]
            if titles:
                return _plain("".join(titles[0].itertext())) or None
    return None
