"""Names looked for in many texts: which of thousands can stand in each, found by the letters they begin with."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from counterclaim.records import KEY_BYTES, Article, Keeper

#: So many letters at the head of a name are looked up before the name is looked for.
HEAD = 4
#: So few beginnings are looked for one by one.
FEW = 16
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
        few = self._by_head.values() if len(self._by_head) <= FEW else ()
        #: The names as they are looked for, where so few are that this costs less than to take a text apart.
        self._few = [wanted for names in few for _, wanted in names]

    def inside(self, text: str) -> list[str]:
        """Those that can stand in a text, in order."""
        if not self._by_head:
            return []
        printed = loose(text)
        if self._few and not any(wanted in printed for wanted in self._few):
            return []
        tried = [x for head in heads_in(text) & self._by_head.keys() for x in self._by_head[head]]
        return sorted(name for name, wanted in tried if wanted in printed)


@dataclass(frozen=True, slots=True)
class Searched:
    """What was looked for in the texts of a case, and which of it can stand in each, by the texts' digests."""

    names: tuple[str, ...]
    texts: tuple[bytes, ...]
    found: tuple[tuple[str, ...], ...]


def names_inside(step: str, names: Iterable[str], articles: Sequence[Article], keeper: Keeper) -> list[tuple[str, ...]]:
    """Which of some names can stand in each text, in order.

    Whether one can does not depend on the others: in texts that were searched before, only new ones are looked for.
    """
    wanted = frozenset(names)
    before = keeper.carried(step, Searched) or Searched((), (), ())
    known = dict(zip(before.texts, before.found, strict=False))
    every, new = Sought(wanted), Sought(wanted.difference(before.names))
    keys = keys_of_texts(articles)
    found = []
    for key, article in zip(keys, articles, strict=True):
        if key in known:
            kept = [name for name in known[key] if name in wanted]
            found.append(tuple(sorted([*kept, *new.inside(article.text)])))
        else:
            found.append(tuple(every.inside(article.text)))
    keeper.carry(step, Searched(tuple(sorted(wanted)), tuple(keys), tuple(found)))
    return found


def keys_of_texts(articles: Sequence[Article]) -> list[bytes]:
    """The digest of each text."""
    return [blake2b(a.text.encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES).digest() for a in articles]
