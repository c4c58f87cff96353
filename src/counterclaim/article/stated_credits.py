"""Agencies that only a page's metadata name as its author, with the bytes of the captured object that say so.

What the visible text prints is a ``Credit`` with its words there (``credits.py``). An author in JSON-LD, in a meta
element or in a field of an item stands in no visible text, so its evidence is the stretch of the stored object itself.
Where that stretch is not found, nothing is claimed: a page out of an MHTML file or a message is a working copy, whose
places are not those of the stored object.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from html import unescape

from counterclaim.article.credits import agencies_among
from counterclaim.article.document import Stated
from counterclaim.article.encoding import Decoded
from counterclaim.article.offsets import bytes_between, json_strings
from counterclaim.records import Capture, Credit, Span, StatedCredit

_SCRIPT = re.compile(r"<script\b[^>]{0,300}?ld\+json[^>]{0,100}>(.*?)</script", re.I | re.S)
_META = re.compile(r"<meta\b[^>]{1,1000}>", re.I)
_CONTENT = re.compile(r"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
#: The field of an item, or of an article in JSON-LD, whose value is the author.
_AUTHOR_FIELD = re.compile(r'"(?:authors?|byline|creator)"\s*:')
_LD = "JSON-LD"
_ITEM = "item field"


def find_stated_credits(
    data: bytes, decoded: Decoded, capture: Capture, stated: Stated, printed: Sequence[Credit]
) -> tuple[StatedCredit, ...]:
    """Agencies that are named as author outside the visible text, in the order of the stored object.

    Args:
        data: the bytes that were read.
        decoded: the same, decoded.
        capture: their capture; if its bytes are others, there is nothing to point to.
        stated: what the page or the item says about itself.
        printed: the credits that the visible text has; what it prints as copy is not looked for again.

    """
    known = {c.name for c in printed if c.kind == "copy"}
    claims = [(name, _ITEM) for name in stated.authors] + [(c.name, c.how) for c in stated.names]
    wanted = [(name, how) for name, how in claims if agencies_among([name]) - known]
    if not wanted or hashlib.sha256(data).hexdigest() != capture.id:
        return ()
    found: dict[str, StatedCredit] = {}
    for name, how in wanted:
        place = next(_places(decoded.text, name, how), None)
        span = bytes_between(data, decoded, place) if place is not None else None
        if place is None or span is None:
            continue
        for agency in sorted(agencies_among([name]) - known):
            credit = StatedCredit(
                name=agency, kind="copy", method=_told(how), words=place.of(decoded.text), start=span[0], end=span[1]
            )
            found.setdefault(agency, credit)
    return tuple(sorted(found.values(), key=lambda c: (c.start, c.name)))


def _told(how: str) -> str:
    return f"{how} author" if how == _LD else how


def _places(text: str, name: str, how: str) -> Iterator[Span]:
    """Where the decoded source says the name, in the place where it was read."""
    if how == _LD:
        for script in _SCRIPT.finditer(text):
            yield from _in_json(text, script.start(1), script.end(1), name)
    elif how == _ITEM:
        yield from _in_json(text, 0, len(text), name)
    elif how.startswith("meta "):
        yield from _in_meta(text, name, how.removeprefix("meta "))


def _in_json(text: str, start: int, end: int, name: str) -> Iterator[Span]:
    """String values that are the name: those behind an author's field first, since others may be a publisher's."""
    same = [Span(s, e) for s, e, value in json_strings(text, start, end) if _plain(value) == name]
    field = _AUTHOR_FIELD.search(text, start, end)
    yield from (span for span in same if field is not None and span.start >= field.end())
    yield from same


def _in_meta(text: str, name: str, key: str) -> Iterator[Span]:
    for element in _META.finditer(text):
        content = _CONTENT.search(text, element.start(), element.end())
        if content is None or key not in element.group().lower():
            continue
        group = next(n for n in (1, 2, 3) if content.group(n) is not None)
        if _plain(content.group(group)) == name:
            yield Span(content.start(group), content.end(group))


def _plain(value: str) -> str:
    return " ".join(unescape(value).split())
