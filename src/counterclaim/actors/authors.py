"""Who says "I" outside everybody's words: the author, as byline, the line "By ..." or the name under a letter tell."""

from __future__ import annotations

import re

from counterclaim.records import Article

#: lines at a text's beginning and end where its author is named
HEAD_LINES, CLOSING_LINES = 6, 4
_NAME = r"((?:[A-Z][\w.'’-]+ ?){2,4})"
_BYLINE = re.compile(rf"[Bb][Yy]:? {_NAME}")
_REGARDS = r"(?:[A-Z]\w+ )?(?:[Yy]ours|[Ss]incerely|[Rr]egards|[Rr]espectfully|[Ll]ove)"
_CLOSING = re.compile(rf"{_REGARDS}[\w ]*,?\s*{_NAME}")


def author_of(article: Article) -> tuple[str, str] | None:
    """The one author's name and the words that give it, None where nobody or several are named."""
    if article.authors:
        return (article.authors[0], article.byline or article.authors[0]) if len(article.authors) == 1 else None
    lines = [line for line in map(str.strip, article.text.split("\n")) if line]
    found = [m for line in lines[:HEAD_LINES] if (m := _BYLINE.fullmatch(line))]
    found += [m for line in lines[-CLOSING_LINES:] if (m := _CLOSING.fullmatch(line))]
    return (found[0].group(1).strip(), found[0].group(0)) if found else None
