"""Where a text describes somebody without a name: runs "[the] [State(’s)] [adjectives] role-noun"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from counterclaim.actors.lexicon import roles, words
from counterclaim.actors.phrase_parts import role_of
from counterclaim.actors.world import World
from counterclaim.records import Span

_DESCRIPTION = re.compile(r"\b[\w.'’-]+")


def description_spans(text: str, world: World) -> Iterable[Span]:
    """Runs "[the] [State(’s)] [adjectives] role-noun" in a text."""
    tokens = [(m.start(), m.end(), m.group(0)) for m in _DESCRIPTION.finditer(text)]
    i = 0
    while i < len(tokens):
        end = _role_end(tokens, i, text)
        if end is None:
            i += 1
            continue
        start = _description_start(tokens, i, text, world)
        if start is not None:
            yield Span(tokens[start][0], tokens[end - 1][1])
        i = end


def _role_end(tokens: list[tuple[int, int, str]], i: int, text: str) -> int | None:
    if tokens[i][2].lower() not in _first_role_words():
        return None
    for n in range(min(5, len(tokens) - i), 0, -1):
        chunk = text[tokens[i][0] : tokens[i + n - 1][1]]
        if chunk.endswith(("'s", "’s")):
            continue
        found = role_of(" ".join(chunk.split()))
        if found is not None and found[0].kind in ("body", "forces", "state", "person"):
            return i + n
    return None


@cache
def _first_role_words() -> frozenset[str]:
    """The words a role noun can begin with, singular and plural."""
    singular = {r.split()[0] for r, v in roles().items() if v.kind in ("person", "body", "forces", "state")}
    return frozenset(singular | {f"{w}s" for w in singular} | {f"{w[:-1]}ies" for w in singular if w.endswith("y")})


def _description_start(tokens: list[tuple[int, int, str]], i: int, text: str, world: World) -> int | None:
    start = None
    for j in range(i - 1, max(-1, i - 5), -1):
        between = text[tokens[j][1] : tokens[j + 1][0]]
        if between.strip() or "\n" in between:
            break
        word = re.sub(r"['’]s?$", "", tokens[j][2])
        if tokens[j][2].lower() in ("the", "its", "his", "their", "her"):
            return j
        if word.lower() in words()["between"] or word.lower() in words()["prepositions"]:
            break
        if world.word(word) is not None:
            start = j
        elif start is not None or not (word.islower() and len(word) > 3):
            break
    return start
