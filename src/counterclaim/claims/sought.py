"""Names looked for in many texts: which of thousands can stand in each, found by the letters they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from counterclaim.records import KEY_BYTES, Article, key_of

#: So many letters at the head of a name are looked up before the name is looked for.
HEAD = 4
_WORD = re.compile(r"\w+")
_DOT = "\u0307"


def loose(text: str) -> str:
    """A text in which a name stands that a pattern finds in it whatever the case of its letters."""
    return text.casefold().replace(_DOT, "").replace("ı", "i")  # the dotted and the dotless i count as one there


def heads_in(text: str) -> set[str]:
    """The first letters of all words of a text, however the letters are printed."""
    folded = text.casefold()
    if _DOT in folded:
        folded = f"{folded} {loose(text)}"  # a pattern takes the dot for the end of a word
    return {word[:HEAD] for word in _WORD.findall(" ".join(set(folded.replace("ı", "i").split())))}


class Sought:
    """Names of at least ``HEAD`` letters that stand at the head of words."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_head: dict[str, list[tuple[str, str]]] = {}
        for name in sorted(set(names)):
            self._by_head.setdefault(loose(name)[:HEAD], []).append((name, loose(name)))

    def inside(self, text: str) -> list[str]:
        """Those that can stand in a text, in order."""
        tried = [x for head in heads_in(text) & self._by_head.keys() for x in self._by_head[head]]
        printed = loose(text) if tried else ""
        return sorted(name for name, wanted in tried if wanted in printed)


def keys_of_texts(articles: Sequence[Article], names: Sequence[str] = ()) -> list[bytes]:
    """The digest of each text and of what is looked for in all of them."""
    sought = key_of(names)
    return [
        blake2b(a.text.encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES, key=sought).digest() for a in articles
    ]
