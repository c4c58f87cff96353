"""One rendering of an utterance beside the fullest one, word by word.

Words inside quotation marks are compared; what an outlet puts around them in its own sentence is its own and is only
set apart, for it is no wording of the speaker's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from markupsafe import Markup

from counterclaim.views.dossier.words import shown

#: What stands for words that are left out between two stretches; no word of anybody's.
LEFT_OUT = "[…]"
#: Below this share of common words a word-level comparison is noise.
_LEAST_KEPT = 0.35
#: Longer stretches that a variant lacks are counted, not repeated: they stand in the longest variant.
_MOST_STRUCK = 8
#: A run of so few of these words is no agreement between two longer differences.
_SMALL_RUN = 2
_SMALL = frozenset("a an the of in on at to and or for by with as that this is was are were be".split())
#: Least words of a run that is told to have been moved.
_MOVED = 3
_WORD = re.compile(r"\S+")
_OPENING, _CLOSING = "“«„‘", "”»’"


class Word(NamedTuple):
    """A word as printed, and whether it is the speaker's by the quotation marks around it."""

    text: str
    is_quoted: bool


def words_in(text: str, *, is_mixed: bool) -> list[Word]:
    """The words of a rendering; of one that is partly quoted those inside its marks are the speaker's."""
    words = _WORD.findall(text)
    if not is_mixed:
        return [Word(w, w != LEFT_OUT) for w in words]
    inside, found = False, []
    for w in words:
        if not inside and (w[0] in _OPENING or w.startswith('"')):
            inside = True
        found.append(Word(w, inside and w != LEFT_OUT))
        bare = w.rstrip(".,;:!?…")
        if inside and (bare[-1:] in _CLOSING or bare.endswith('"') or w[-1] in _CLOSING or w.endswith('"')):
            inside = len(w) == 1 and w[0] in _OPENING
    return found if any(w.is_quoted for w in found) else words_in(text, is_mixed=False)


def key_of(words: Sequence[Word]) -> tuple[str, ...]:
    """The speaker's words alone, so that two renderings can be told to be alike."""
    return tuple(bare(w.text) for w in words if w.is_quoted)


def as_printed(words: Sequence[Word]) -> Markup:
    """A rendering with the outlet's own words set apart."""
    return Markup(" ").join(
        _own(list(part)) if not q else _all(part) for q, part in groupby(words, lambda w: w.is_quoted)
    )


def compared(base: Sequence[Word], other: Sequence[Word]) -> Markup:
    """``other`` with words that ``base`` lacks in ``<ins>`` and words only ``base`` has in ``<del>``.

    Where hardly anything is the same there is nothing to compare, and ``other`` is shown as it is.
    """
    a, b = [w for w in base if w.is_quoted], [w for w in other if w.is_quoted]
    matcher = SequenceMatcher(None, [bare(w.text) for w in a], [bare(w.text) for w in b], autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    if kept < _LEAST_KEPT * len(b):
        return as_printed(other)
    return Markup(" ").join(_pieces(a, b, other, matcher))


def _pieces(
    a: Sequence[Word], b: Sequence[Word], other: Sequence[Word], matcher: SequenceMatcher[str]
) -> Iterator[Markup]:
    """The rendering in order, with what it lacks where it would stand."""
    at = [n for n, w in enumerate(other) if w.is_quoted] + [len(other)]
    done = 0
    for operation, a1, a2, b1, b2 in _readable(matcher, b):
        lacking = [_lacking(a[a1:a2])] if operation != "equal" and a2 > a1 else []
        between = list(_between(other[done : at[b1]]))
        # What is missing belongs to the speaker's words, before the outlet goes on in its own.
        yield from (*lacking, *between) if done else (*between, *lacking)
        done = at[b1]
        for is_quoted, part in groupby(other[done : at[b2 - 1] + 1 if b2 > b1 else done], lambda w: w.is_quoted):
            words = list(part)
            if not is_quoted:
                yield _own(words)
            else:
                yield _all(words) if operation == "equal" else _added(words, a)
        done = at[b2 - 1] + 1 if b2 > b1 else done
    yield from _between(other[done:])


def _readable(matcher: SequenceMatcher[str], b: Sequence[Word]) -> Iterator[tuple[str, int, int, int, int]]:
    """The operations, where small words that two differences happen to share ("the") do not cut them in pieces."""
    held: tuple[str, int, int, int, int] | None = None
    for code in matcher.get_opcodes():
        operation, _, a2, b1, b2 = code
        is_small = operation == "equal" and b2 - b1 <= _SMALL_RUN and all(bare(w.text) in _SMALL for w in b[b1:b2])
        if operation == "equal" and not (is_small and held is not None and b2 < len(b)):
            if held is not None:
                yield held
            yield code
            held = None
        elif held is None:
            held = code
        else:
            held = ("replace", held[1], a2, held[3], b2)
    if held is not None:
        yield held


def _between(words: Sequence[Word]) -> Iterator[Markup]:
    if words:
        yield _own(list(words))


def _lacking(words: Sequence[Word]) -> Markup:
    if len(words) > _MOST_STRUCK:
        return Markup('<span class="cut">[{} words left out]</span>').format(len(words))
    return Markup("<del>{}</del>").format(_all(words))


def _added(words: Sequence[Word], base: Sequence[Word]) -> Markup:
    """Words that only this rendering has; a run that the other has too, at another place, is only moved."""
    mine, theirs = f" {' '.join(key_of(words))} ", f" {' '.join(key_of(base))} "
    if len(words) >= _MOVED and mine in theirs:
        return Markup('<span class="cut">[put here:]</span> {}').format(_all(words))
    return Markup("<ins>{}</ins>").format(_all(words))


def _own(words: Sequence[Word]) -> Markup:
    return Markup('<span class="by">{}</span>').format(_all(words))


def _all(words: Sequence[Word] | Iterator[Word]) -> Markup:
    return shown(" ".join(w.text for w in words))


def bare(word: str) -> str:
    """A word without case and surrounding punctuation; these are not differences of wording."""
    return re.sub(r"^\W+|\W+$", "", word).casefold()
