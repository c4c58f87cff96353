"""An article's title: of a page, the printed headline or what its metadata say; of a text, its headline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from counterclaim.article.document import Document, Stated
from counterclaim.records import Segment, SegmentType, Span

_SEPARATOR = re.compile(r"\s+[|–—»·•:\-]{1,2}\s+")
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
#: Share of the shorter title's words that two titles of one article have in common at least.
_KIN = 0.34
#: Share of a printed heading that a stated title inside it must take up to stand for it.
_CORE = 0.5


def find_title(document: Document, segments: Sequence[Segment]) -> tuple[str | None, Span | None]:
    """The title and where it stands in the text; the stated title goes before the printed headline."""
    head = next((s.span for s in segments if s.type is SegmentType.HEADLINE), None)
    printed = " ".join(head.of(document.text).split()).lstrip("# ").rstrip("# ") if head else None
    stated = document.stated.title
    if stated is None:
        return printed, head
    same = printed is not None and _bare(printed) == _bare(stated)
    return stated, head if same else None


def page_title(page: Stated, root: HtmlElement) -> str | None:
    """The title of a page: its top heading where that is the article's, else what its metadata say."""
    heads = [" ".join(" ".join(h.itertext()).split()) for h in root.iter("h1")]
    element = root.find(".//title")
    window = " ".join(element.text_content().split()) if element is not None else ""
    return choose_title([t for _, t in page.titles], heads, window, page.outlet or "")


def choose_title(stated: Sequence[str], heads: Sequence[str], window: str, outlet: str) -> str | None:
    """The title of a page from its stated titles (best first), its top headings and its window title.

    Headlines for search and for sharing often differ from the printed one, which is what readers saw and what is
    cited: so a top heading wins where it is of one kin with a stated title, without a kicker or date run
    together with it. A heading that is no kin of any is the outlet's name or another article's.
    """
    core = _without_outlet(window, outlet, heads)
    others = [*stated, core]
    outlets = {_bare(outlet), *map(_bare, _SEPARATOR.split(window)[1:])}
    heads = [h for h in heads if len(_words(h)) >= 2 and _bare(h) not in outlets]
    kin = [(max((_kinship(h, o) for o in others if o), default=0.0), -i, h) for i, h in enumerate(heads)]
    likeness, _, head = max(kin, default=(0.0, 0, ""))
    is_lone = len(heads) == 1 and len(_words(head)) >= 3
    if head and (likeness >= _KIN or is_lone or not any(others)):
        inner = next((o for o in stated if _is_inside(o, head) and not o.endswith(("...", "…"))), None)
        return _INVISIBLE.sub("", inner or head)
    title = next((t for t in stated if t), "")
    return _INVISIBLE.sub("", _without_outlet(title, outlet, []) or core or next(iter(heads), "")) or None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _INVISIBLE.sub("", text).casefold())


def _bare(text: str) -> str:
    return " ".join(_words(text))


def _kinship(a: str, b: str) -> float:
    """Share of the words of the shorter of two titles that the other has too; a single common word is no kin."""
    x, y = set(_words(a)), set(_words(b))
    common = len(x & y)
    if not x or not y or (common < 2 and len(x) + len(y) > 3):
        return 0.0
    return common / min(len(x), len(y)) * (1.0 if common > 2 else 0.9)


def _is_inside(title: str, head: str) -> bool:
    """Whether a printed heading is a stated title with a kicker, a date or a topic run together with it."""
    inner, outer = "".join(_words(title)), "".join(_words(head))
    return len(_words(title)) >= 3 and inner != outer and inner in outer and len(inner) >= _CORE * len(outer)


def _without_outlet(title: str, outlet: str, heads: Sequence[str]) -> str:
    """A title without the outlet's name before or behind it, which stands off by a stroke."""
    parts = _SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    own = "".join(_words(outlet))
    for head in heads:
        if len(_words(head)) >= 3 and _bare(title).startswith(_bare(head)):
            return head
    for part, end in ((parts[-1], True), (parts[0], False)):
        name = "".join(_words(part))
        if name and own and (name in own or own in name) and len(_words(part)) <= 6:
            return title[: title.rindex(part)].rstrip(" |–—»·•:-") if end else title[len(part) :].lstrip(" |–—»·•:-")
    if len(_words(parts[-1])) <= 3 and len(_words(title)) >= 6:
        return title[: title.rindex(parts[-1])].rstrip(" |–—»·•:-")
    return title
