"""What the segmenter looks at in a line: its words, its shape, its neighbours, and where it stands.

Every feature is a string hashed into ``BUCKETS`` slots, so that any language's words can be used without a
vocabulary. The same function serves training and use; changing anything here makes the shipped weights stale.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

#: Number of hash slots. 2**15 keeps the weights under a megabyte; doubling it gained nothing on held-out
#: sites.
BUCKETS = 1 << 15
#: Bumped with every change to the features; checked against the card when weights are loaded.
FEATURES_VERSION = 1

_WORD = re.compile(r"\w+", re.UNICODE)
_ENDERS = ".!?。！？؟۔।”\"»’'…)"
_SENTENCE_END = re.compile(r"[.!?。！？؟۔।…][\"”’»')\]]*$")
_INNER_END = re.compile(r"[.!?。！？؟۔।][\"”’»')]*\s+\S")
_DATE = re.compile(r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b")
_LINK = re.compile(r"https?://|www\.|\S@\S+\.\w|\b\w+\.(?:com|org|net|de|fr|co\.uk)\b")
_STEPS = (0, 1, 2, 3, 4, 6, 9, 13, 19, 28, 41, 60, 90, 140, 220)
_MAX_BAG = 25


@dataclass(frozen=True, slots=True)
class _Line:
    """What is measured once for each line and then used by the line itself and by its neighbours."""

    key: str
    words: tuple[str, ...]
    shape: str
    is_sentence: bool


def _step(number: int) -> int:
    """The bucket of a count: fine for small numbers, coarse for large ones."""
    for at, limit in enumerate(_STEPS):
        if number <= limit:
            return at
    return len(_STEPS)


def _ending(text: str) -> str:
    if _SENTENCE_END.search(text):
        return "e" if text.endswith(("...", "…")) else "s"
    last = text[-1]
    return last if last in ":;,-–—|>»”\"'’)°%?" else ("d" if last.isdigit() else "n")


def _opening(text: str) -> str:
    first = text[0]
    if first.isalpha():
        return "U" if first.isupper() else "a"
    return "d" if first.isdigit() else ("q" if first in "\"“”„«'‘’" else first if first in "©•*-–—[(|#@" else "o")


def _measure(line: str) -> _Line:
    text = line.strip()[:4000]
    words = tuple(_WORD.findall(text.lower()))
    ending = _ending(text)
    shape = f"{_step(len(words))}{ending}"
    is_sentence = len(words) >= 6 and ending in 'se”"»’'
    return _Line(" ".join(words)[:120], words, shape, is_sentence)


def _ratio(part: int, whole: int) -> int:
    return min(5, 6 * part // whole) if whole else 0


def _own(line: str, m: _Line) -> list[str]:
    """Features of the line by itself."""
    text = line.strip()[:4000]
    letters = sum(map(str.isalpha, text))
    upper = sum(map(str.isupper, text))
    digits = sum(map(str.isdigit, text))
    tokens = text.split()
    capital = sum(t[0].isupper() for t in tokens)
    opening = _opening(text)
    out = [
        f"s{m.shape}", f"o{opening}", f"so{m.shape}{opening}", f"u{_ratio(upper, letters)}",
        f"d{_ratio(digits, len(text))}", f"c{_ratio(capital, len(tokens))}{_step(len(tokens)) // 2}",
        f"k{_step(text.count(','))}", f"i{_step(len(_INNER_END.findall(text)))}",
        f"w{_step(len(line) - len(line.lstrip()))}", f"p{text.count('|') > 0}{text.count('·') > 0}{'»' in text}",
    ]  # fmt: skip
    for name, found in (("D", _DATE.search(text)), ("C", _CLOCK.search(text)), ("L", _LINK.search(text))):
        out.append(f"{name}{found is not None}{_step(len(m.words)) // 2}")
    for sign in '©°%@#/()[]“"':
        if sign in text:
            out.append(f"g{sign}{len(m.words) < 9}")
    return out + _lexical(m)


def _lexical(m: _Line) -> list[str]:
    """Word features: where the words stand matters more in a long line, which words more in a short one."""
    w = m.words
    out = [f"f{i}{x}" for i, x in enumerate(w[:3])] + [f"l{i}{x}" for i, x in enumerate(w[-2:])]
    out.append("F" + " ".join(w[:2]))
    out.append("T" + " ".join(w[:3]))
    if len(w) <= _MAX_BAG:
        size = "s" if len(w) <= 8 else "m"
        out += [f"b{size}{x}" for x in set(w)]
        out += [f"B{a} {b}" for a, b in itertools.pairwise(w)][:12]
    if len(w) <= 4:
        out.append("=" + m.key)
        out += [f"x{x[:4]}" for x in w] + [f"y{x[-4:]}" for x in w]
    return out


def _around(at: int, lines: Sequence[_Line]) -> list[str]:
    """Features of the neighbours."""
    out: list[str] = []
    shapes = []
    for step in (-3, -2, -1, 1, 2, 3):
        j = at + step
        inside = 0 <= j < len(lines)
        shapes.append(lines[j].shape if inside else "#")
        out.append(f"n{step}{shapes[-1]}")
        if inside and abs(step) == 1:
            other = lines[j]
            out.append(f"N{step}{' '.join(other.words[:2])}")
            if len(other.words) <= 4:
                out.append(f"M{step}{other.key}")
    mine = lines[at].shape
    return [*out, f"t{shapes[2]}{mine}{shapes[3]}", f"P{shapes[2]}{mine}", f"Q{mine}{shapes[3]}"]


def _weight(m: _Line) -> float:
    """How much a line looks like running text: long sentences for, short or unfinished lines against."""
    return float(min(len(m.words), 60)) if m.is_sentence else -6.0


def best_run(weights: Sequence[float]) -> tuple[int, int]:
    """First and last index of the contiguous run with the greatest sum, (0, -1) if all are negative."""
    best, start, total, answer = 0.0, 0, 0.0, (0, -1)
    for i, w in enumerate(weights):
        if total <= 0:
            start, total = i, 0.0
        total += w
        if total > best:
            best, answer = total, (start, i)
    return answer


def _place(at: int, count: int, run: tuple[int, int], near: int) -> list[str]:
    """Features of where the line stands in the whole and against its best run of sentences."""
    first, last = run
    where = "b" if at < first else ("a" if at > last else "i")
    gap = first - at if where == "b" else (at - last if where == "a" else min(at - first, last - at))
    return [
        f"@{_step(at)}", f"%{_step(count - 1 - at)}", f"r{10 * at // count}", f"R{where}{_step(max(gap, 0))}",
        f"W{where}{near}", f"V{where}{_step(count)}",
    ]  # fmt: skip


def line_features(lines: Sequence[str]) -> list[list[int]]:
    """Hash slots of every line's features; ``lines`` are the text's non-blank lines in order."""
    measured = [_measure(line) for line in lines]
    run = best_run([_weight(m) for m in measured])
    first, last = run
    seen: set[str] = set()
    out = []
    for at, (line, m) in enumerate(zip(lines, measured, strict=True)):
        near = sum(x.is_sentence for x in measured[max(0, at - 4) : at + 5])
        where = "b" if at < first else ("a" if at > last else "i")
        names = [*_own(line, m), *_around(at, measured), *_place(at, len(lines), run, near)]
        names += [f"{where}&{m.shape}", f"{where}&{m.shape}{near}", f"again{m.key in seen}{len(m.words) > 5}"]
        names.append(f"{where}&" + " ".join(m.words[:2]))
        seen.add(m.key)
        out.append(sorted({crc32(n.encode("utf-8", "replace")) % BUCKETS for n in names}))
    return out
