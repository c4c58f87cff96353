"""Words of other people's articles made safe to show: escaped, isolated, invisible characters visible."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from markupsafe import Markup, escape

from counterclaim.records import Span

#: Characters that reorder, hide or break text: controls, bidirectional marks, zero-width blanks, surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
#: Letters of right-to-left scripts; once marks are shown, only they can disturb the order around them.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_SAFE_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,63}")


def plain(text: str) -> str:
    """Text for attributes and titles: invisible characters as ``[U+202E]``. Escaping is the template's."""
    return _INVISIBLE.sub(lambda m: f"[U+{ord(m[0]):04X}]", text)


def shown(text: str) -> Markup:
    """Escaped text in which each invisible character is a small visible box naming its code point."""
    if not _INVISIBLE.search(text):
        return escape(text)
    out, at = Markup(), 0
    for match in _INVISIBLE.finditer(text):
        out += escape(text[at : match.start()])
        out += Markup('<span class="ctl">U+{}</span>').format(f"{ord(match[0]):04X}")
        at = match.end()
    return out + escape(text[at:])


def isolated(text: str) -> Markup:
    """Shown text, in a ``<bdi>`` where its direction could disturb what stands around it."""
    return guarded(shown(" ".join(text.split())))


def guarded(html: Markup) -> Markup:
    """Safe markup in a ``<bdi>`` if any letter in it runs from right to left."""
    return Markup("<bdi>{}</bdi>").format(html) if _RIGHT_TO_LEFT.search(html) else html


def anchor(*parts: object) -> str:
    """An id that is safe in HTML and in a fragment: the parts as they are if harmless, else their digest."""
    joined = "-".join(str(p) for p in parts)
    if _SAFE_ID.fullmatch(joined):
        return joined
    return f"x-{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def joined_words(spans: Iterable[Span], text: str) -> str:
    """The words of several spans with an ellipsis where the text between them is left out."""
    out, last = "", None
    for span in sorted(spans):
        gap = text[last : span.start] if last is not None else ""
        if last is not None:
            out += gap if _is_slight(gap) else " […] "
        out += span.of(text)
        last = max(span.end, last or 0)
    return out


def _is_slight(gap: str) -> bool:
    """A gap that holds nothing but blanks and quotation marks is shown as it is."""
    return not any(c.isalnum() for c in gap)


def clipped(text: str, limit: int) -> str:
    """The beginning of a text, cut at a word, with an ellipsis if anything is left out."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return flat[:limit].rsplit(" ", 1)[0].rstrip(",;:") + " …"
