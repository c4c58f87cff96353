"""Reading a dossier back: its elements, ids, links and text, by a parser that knows no templates."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "link", "input", "br", "img", "hr"}


class Page(HTMLParser):
    """The tags of a page. ``faults`` lists end tags that do not close the innermost open element."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[str] = []
        self.faults: list[str] = []
        self.pieces: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that is closed at once, as in SVG."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the innermost element, or note a fault."""
        if not self.stack or self.stack.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        """Collect text outside style and script."""
        if not self.stack or self.stack[-1] not in ("style", "script"):
            self.pieces.append(data)

    @property
    def ids(self) -> list[str]:
        """All ids, in order."""
        return [a["id"] for _, a in self.tags if a.get("id") is not None]

    @property
    def text(self) -> str:
        """All text with white space folded."""
        return re.sub(r"\s+", " ", "".join(self.pieces))

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of one name."""
        return [attrs for name, attrs in self.tags if name == tag]


def section(html: str, ident: str) -> str:
    """The HTML of one of the page's sections."""
    start = html.index(f'<section id="{ident}"')
    end = html.find('<section id="', start + 1)
    return html[start : end if end > 0 else len(html)]
