"""What is measured of a page's paragraphs, so that a model can tell which are the article's text.

Three kinds of evidence: what body extractors say of the paragraph (trafilatura, the page's own JSON-LD, and the
densest element, after Readability), where it stands in the tree and what its elements are called, and what it looks
like. A paragraph's row holds its neighbours' evidence too. Rows are plain numbers; the model is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from zlib import crc32

import numpy as np
import numpy.typing as npt

from counterclaim.article.furniture import line_rule
from counterclaim.article.html_blocks import Frame, Page, RawBlock

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]

#: Raised with every change to the measures; weights trained on others are refused.
MEASURES_VERSION = 1
_SENTENCE_END = re.compile(r"[.!?。！？؟…][\"”’»')\]]*$")
_TOKEN = re.compile(r"[a-z]{3,}")
_WORD = re.compile(r"\w+")
#: Characters that may be capitals or digits: most of a text are none.
_MARKED = re.compile(r"[^a-z ,.]")
#: Letters of scripts that put no blanks between words.
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ANCESTORS = tuple("article main aside footer header nav form figure table blockquote ul ol".split())
_HINTS = ("comment", "caption", "credit", "related", "byline", "dateline", "standfirst", "widget")
_TAGS = ("p", "li", "h1", "h2", "h3", "h4", "div", "span", "td", "figcaption", "blockquote", "section", "a", "pre")
_INLINE = frozenset("a b i em strong span u font small mark sub sup code".split())
#: Words from which on a paragraph counts as running text when elements are compared.
_LONG = 8
#: Elements around a paragraph whose names are looked at, and paragraphs around it.
_LEVELS = 5
_REACH = 3
_WIDE = 6
#: Column of the first extractor's verdict in a row of measures.
FIRST_VERDICT = 19 + len(_ANCESTORS) + 2 + 3 + 3


def _words(text: str, blanks: int) -> float:
    """Words of a text; where it is written without blanks, a third of its letters."""
    if len(text) < 12 * blanks or text.isascii():
        return float(blanks)
    return float(max(blanks, len(_UNSPACED.findall(text)) // 3))


@dataclass(frozen=True, slots=True)
class Density:
    """How much running text each element holds near it (children and grandchildren) and in all; the top element.

    ``most`` and ``total`` are the greatest of the first and the page's, never 0.
    """

    near: list[float]
    whole: list[float]
    inside: list[bool]
    most: float
    total: float


class Look:
    """A page's paragraphs in columns, with what is measured of every one of them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        words = [b.text.count(" ") + 1 for b in page.blocks]
        self.words = np.array([_words(b.text, w) for b, w in zip(page.blocks, words, strict=True)], dtype=np.float32)
        letters = [max(1, len(b.text) - w + 1) for b, w in zip(page.blocks, words, strict=True)]
        self.linked: Floats = np.minimum(np.array([b.linked for b in page.blocks], dtype=np.float32) / letters, 1)
        self.is_hidden = np.array([b.is_hidden for b in page.blocks], dtype=np.bool_)
        self.is_long: Bools = (self.words >= _LONG) & (self.linked < 0.5) & ~self.is_hidden
        self.is_end = np.array([_SENTENCE_END.search(b.text[-6:]) is not None for b in page.blocks], dtype=np.bool_)

    @cached_property
    def density(self) -> Density:
        """Running text by element, after Readability (Arc90, 2009): full to the parent, half to its parent."""
        frames = self.page.frames
        near, whole = [0.0] * len(frames), [0.0] * len(frames)
        for i in np.flatnonzero(self.is_long).tolist():
            block = self.page.blocks[i]
            if block.hint in ("comment", "related", "widget"):
                continue
            own = block_frame(block, frames)
            parent = max(frames[own].parent, 0)
            size = min(float(self.words[i]), 100.0) * (1 - float(self.linked[i]))
            near[parent] += size
            near[max(frames[parent].parent, 0)] += size / 2
            whole[own] += size
        for i in range(len(frames) - 1, 0, -1):
            whole[frames[i].parent] += whole[i]
        top = max(range(len(near)), key=near.__getitem__)
        inside = [False] * len(frames)
        for i, frame in enumerate(frames):
            inside[i] = i == top or (frame.parent >= 0 and inside[frame.parent])
        return Density(near, whole, inside, near[top] or 1.0, whole[0] or 1.0)

    def by_density(self) -> Bools:
        """Paragraphs in the densest element that are not links: a body extractor of its own."""
        inside = np.array([self.density.inside[b.frame] for b in self.page.blocks], dtype=np.bool_)
        return inside & (self.linked < 0.5) & ~self.is_hidden

    def dense_chars(self) -> int:
        """Characters of the paragraphs in the densest element."""
        return sum(len(self.page.blocks[i].text) for i in np.flatnonzero(self.by_density()).tolist())


@dataclass(frozen=True, slots=True)
class Measures:
    """Rows of numbers for the paragraphs that can be article text at all, whose indices are ``places``.

    ``names`` and ``words`` hold, for each of them, hashes of the words in the names of the elements around it and
    of its own first and last words.
    """

    places: list[int]
    rows: Floats
    names: list[list[int]]
    words: list[list[int]]


def measure(look: Look, verdicts: Sequence[Sequence[bool]], title: str, description: str) -> Measures:
    """Measure a page's paragraphs.

    Args:
        look: the page.
        verdicts: one verdict a paragraph from each of the body extractors, always in the same order.
        title: the stated title, or "".
        description: the stated description, or "".

    """
    engines = [np.array(v, dtype=np.bool_) for v in (*verdicts, look.by_density())]
    may_be = _may_be(look, engines)
    places = np.flatnonzero(may_be)
    if not len(places):
        return Measures([], np.zeros((0, 0), dtype=np.float32), [], [])
    blocks = [look.page.blocks[i] for i in places.tolist()]
    frames = look.page.frames
    around = _of_frames(frames)
    own = [_own(b, look, frames, around) for b in blocks]
    columns = [
        np.array(own, dtype=np.float32),
        _seen(look.page.blocks, places, title, description),
        _places(look, engines)[places],
        _around(look, engines)[places],
        np.tile(_of_page(look, engines), (len(blocks), 1)),
    ]
    rows: Floats = np.concatenate(columns, axis=1).astype(np.float32)
    return Measures(places.tolist(), rows, [name_tokens(b, frames) for b in blocks], [word_tokens(b) for b in blocks])


def _may_be(look: Look, engines: Sequence[Bools]) -> Bools:
    """Paragraphs that can be article text: long ones, and those close to what an extractor found."""
    found = look.is_long.copy()
    for engine in engines:
        found |= engine
    near = np.pad(found, 2)
    near = near[:-4] | near[1:-3] | near[2:-2] | near[3:-1] | near[4:]
    may_be: Bools = near & ((look.linked < 0.9) | (look.words >= _LONG) | np.any(engines, axis=0))
    return may_be


def block_frame(block: RawBlock, frames: Sequence[Frame]) -> int:
    """The block element a paragraph stands in, above inline ones."""
    number = block.frame
    while number > 0 and frames[number].name != block.tag:
        number = frames[number].parent
    return max(number, 0)


def name_tokens(block: RawBlock, frames: Sequence[Frame]) -> list[int]:
    """Hashes of the words in the names (element, class, id) of the nearest elements around a paragraph."""
    hashes: set[int] = set()
    number, level = block.frame, 0
    while number > 0 and level < _LEVELS:
        frame = frames[number]
        if frame.name not in _INLINE:
            hashes |= _named(frame.name, frame.values)
            level += 1
        number = frame.parent
    return sorted(hashes)


@lru_cache(maxsize=8192)  # neighbouring paragraphs stand in the same elements
def _named(name: str, values: str) -> frozenset[int]:
    """Hashes of an element's own name and of the words in its attributes."""
    return frozenset(crc32(w.encode()) for w in (f"<{name}>", *_TOKEN.findall(values)))


def word_tokens(block: RawBlock) -> list[int]:
    """Hashes of a paragraph's first and last words, and of all of them where it is short."""
    words = _WORD.findall(block.text[:120].lower())[:8]
    last = _WORD.findall(block.text[-40:].lower())[-1:]
    named = [f"0 {' '.join(words[:1])}", f"1 {' '.join(words[:2])}", f"2 {' '.join(words[:3])}", f"l {' '.join(last)}"]
    if len(words) < 8:
        named += [f"w {w}" for w in words]
    return [crc32(w.encode("utf-8", "replace")) for w in named]


def _of_frames(frames: Sequence[Frame]) -> list[tuple[float, ...]]:
    """Which elements are around each element (counted), how many are called articleBody, and how many there are."""
    out: list[tuple[float, ...]] = []
    blank = (0.0,) * (len(_ANCESTORS) + 2)
    index = {name: i for i, name in enumerate(_ANCESTORS)}
    for frame in frames:
        row = out[frame.parent] if frame.parent >= 0 else blank
        at = index.get(frame.name)
        is_body = "articlebody" in frame.values
        if at is not None or is_body or frame.name not in _INLINE:
            new = list(row)
            if at is not None:
                new[at] += 1
            new[-2] += is_body
            new[-1] += 1
            row = tuple(new)
        out.append(row)
    return out


def _own(b: RawBlock, look: Look, frames: Sequence[Frame], around: Sequence[tuple[float, ...]]) -> list[float]:
    """A paragraph by itself and its place in the tree."""
    text, sample = b.text, b.text[:200]
    marked = _MARKED.findall(sample)
    found = look.density
    own = block_frame(b, frames)
    parent = max(frames[own].parent, 0)
    above = max(frames[parent].parent, 0)
    rule = line_rule(text[:1000]) if len(text) <= 700 else None
    return [
        len(text), text.endswith(":"), text[0].isupper(), text[0].islower(), text[0] in "\"“”„«'‘’",
        text.count(",", 0, 400), sum(map(str.isupper, marked)) / len(sample),
        sum(map(str.isdigit, marked)) / len(sample), "©" in text, b.is_hidden, b.is_line,
        0 if rule is None else 2 if rule.strong else 1, "http" in sample or "@" in sample,
        _TAGS.index(b.tag) if b.tag in _TAGS else -1, _HINTS.index(b.hint) if b.hint in _HINTS else -1,
        found.near[parent] / found.most, found.near[above] / found.most,
        found.whole[parent] / found.total, found.whole[above] / found.total,
        *around[b.frame],
    ]  # fmt: skip


def _seen(blocks: Sequence[RawBlock], places: npt.NDArray[np.intp], title: str, description: str) -> Floats:
    """Whether the words are the stated title, begin the stated description, or came before on the page."""
    title, description = _plain(title), _plain(description[:600])
    before: set[str] = set()
    out = np.zeros((len(places), 3), dtype=np.float32)
    wanted = {p: n for n, p in enumerate(places.tolist())}
    for i, b in enumerate(blocks):
        own = b.text[:300].casefold()
        n = wanted.get(i)
        if n is not None:
            plain = _plain(own)
            is_summary = len(plain) >= 20 and len(description) >= 20
            is_summary = is_summary and (description.startswith(plain[:60]) or plain.startswith(description[:60]))
            out[n] = (bool(plain) and plain == title, is_summary, own in before)
        before.add(own)
    return out


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _places(look: Look, engines: Sequence[Bools]) -> Floats:
    """Where each paragraph stands on the page, and against each extractor's first and last long find."""
    count = len(look.words)
    at = np.arange(count, dtype=np.float32)
    out = [at / max(1, count), np.minimum(at, 200), np.minimum(count - at, 200)]
    for engine in engines:
        long = np.flatnonzero(engine & look.is_long)
        first, last = (long[0], long[-1]) if len(long) else (count, count)
        out += [engine, np.clip(at - first, -50, 50), np.clip(at - last, -50, 50)]
    return np.stack(out, axis=1).astype(np.float32)


def _around(look: Look, engines: Sequence[Bools]) -> Floats:
    """Words, links, sentence ends and verdicts of each paragraph and its neighbours; sums over a wider stretch."""
    out = []
    for column in (np.minimum(look.words, 150), look.linked, look.is_end.astype(np.float32)):
        padded = np.pad(column, _REACH, constant_values=-1)
        out += [padded[_REACH + k : _REACH + k + len(column)] for k in range(-_REACH, _REACH + 1)]
    for engine in engines:
        padded = np.pad(engine.astype(np.float32), 2, constant_values=-1)
        out += [padded[2 + k : 2 + k + len(engine)] for k in (-2, -1, 1, 2)]
    for flags in (*engines, look.is_long):
        sums = np.cumsum(np.pad(flags.astype(np.float32), (_WIDE + 1, _WIDE)))
        out.append(sums[2 * _WIDE + 1 :] - sums[: len(flags)])
    return np.stack(out, axis=1).astype(np.float32)


def _of_page(look: Look, engines: Sequence[Bools]) -> Floats:
    """How much each extractor found on the page, and how far each two of them agree."""
    long = float(look.words[look.is_long].sum())
    sizes = [float(look.words[e].sum()) for e in engines]
    out = [long, *(s / max(1.0, long) for s in sizes)]
    for a in range(len(engines)):
        for b in range(a):
            both = float(look.words[engines[a] & engines[b]].sum())
            out.append(2 * both / max(1.0, sizes[a] + sizes[b]))
    return np.array(out, dtype=np.float32)
