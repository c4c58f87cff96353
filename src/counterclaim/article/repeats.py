"""Which blocks of a document only repeat words that came before."""

from __future__ import annotations

import re
from functools import lru_cache

from counterclaim.article.document import Document

_WORD = re.compile(r"\w+")


def repeats(document: Document) -> set[int]:
    """Blocks that only repeat the words of an earlier block, once or several times over.

    In a page a repeat may be a teaser that stands before the passage it was taken from; there the block that the
    body extractor chose is never the repeat.
    """
    seen: set[str] = set()
    out: set[int] = set()
    for i, block in enumerate(document.blocks):
        if block.span.end - block.span.start > 4000:
            continue
        own = plain(block.span.of(document.text))
        words = own.split()
        if len(words) >= 4 and not block.is_body and (_unit(words) in seen or (own in seen and len(words) >= 6)):
            out.add(i)
        seen.add(own)
    return out


def _unit(words: list[str]) -> str:
    """The shortest run of words of which the whole is two to four repeats; all of them where there is none."""
    for times in (4, 3, 2):
        size, rest = divmod(len(words), times)
        if not rest and size >= 3 and words == words[:size] * times:
            return " ".join(words[:size])
    return " ".join(words) if len(words) >= 6 else "\0"


@lru_cache(maxsize=1024)  # a page's lines are asked for as repeats, as its title and as its byline
def plain(text: str) -> str:
    """The words of a text, folded, one blank between them."""
    return " ".join(_WORD.findall(text)).casefold()
