"""How two renderings of one utterance differ, word by word, in words a reader can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from counterclaim.lineage.words import GRAMMAR_WORDS, word_key
from counterclaim.records import Article, Attribution, QuoteKind, Span

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W_]+(?:[’'][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s")
_CUT = re.compile(r"\.\.\.|…|\[")
#: Least matched words on each side of a joint for it to be a splice.
_SPLICE_SIDE = 3
#: Words between two quotations in one article from which on they do not count as one that a cue interrupts.
_APART = 15
_SHOWN = 120
#: Least words of a sentence, and least share of it in one run, that stands at another place and is not missing.
_MOVED, _MOVED_SHARE = 4, 0.75
#: How far from the first or last word an ellipsis may stand.
_MARK_REACH = 5


@dataclass(frozen=True)
class Rendering:
    """One article's words for an utterance: as printed, as keys, and which stretch each word is in."""

    attribution: Attribution
    article: Article
    words: tuple[Span, ...]
    keys: tuple[str, ...]
    stretch: tuple[int, ...]

    @property
    def content_keys(self) -> frozenset[str]:
        """The words that carry meaning."""
        return frozenset(self.keys) - GRAMMAR_WORDS

    @property
    def sentences(self) -> tuple[tuple[str, ...], ...]:
        """The keys by sentence; what stands in two stretches is two sentences."""
        return tuple(self.keys[a:b] for a, b in pairwise([*self.sentence_starts, len(self.keys)]))

    @property
    def sentence_starts(self) -> list[int]:
        """Where sentences begin, the first word included."""
        text, starts = self.article.text, [0]
        for at in range(1, len(self.words)):
            gap = text[self.words[at - 1].end : self.words[at].start]
            if self.stretch[at] != self.stretch[at - 1] or _SENTENCE_END.search(gap):
                starts.append(at)
        return starts

    def printed(self, start: int, end: int) -> str:
        """The words ``start:end`` as printed, on one line; other words that stand between them are left out visibly."""
        text, out, last = self.article.text, "", None
        for word in self.words[start:end]:
            gap = text[last : word.start] if last is not None else ""
            out += (" […] " if any(c.isalnum() for c in gap) else gap) + word.of(text)
            last = word.end
        return " ".join(out.split())


def rendering(attribution: Attribution, article: Article, quoted: Sequence[Span]) -> Rendering:
    """The quoted words of an attribution; of a mixed one only those inside ``quoted`` (all, if none are)."""
    words = [
        (match, number)
        for number, span in enumerate(sorted(attribution.content))
        for match in _WORD.finditer(article.text, span.start, span.end)
    ]
    if attribution.kind is QuoteKind.MIXED:
        inside = [(m, n) for m, n in words if any(q.start <= m.start() < q.end for q in quoted)]
        words = inside or words
    spans = tuple(Span(m.start(), m.end()) for m, _ in words)
    keys = tuple(word_key(m.group()) for m, _ in words)
    return Rendering(attribution, article, spans, keys, tuple(n for _, n in words))


def differences(base: Rendering, variant: Rendering, beside: Sequence[Rendering] = ()) -> tuple[str, ...]:
    """What ``variant`` has otherwise than ``base``: dropped, added, changed words, truncations and splices.

    Args:
        base: the fullest rendering.
        variant: the one it is compared with.
        beside: what else the variant's article prints of the utterance, in quotations of their own; words that
            stand there are not missing.
    """
    blocks = (
        (tag, left, right, v0, v1)
        for tag, b0, b1, v0, v1 in _blocks(base.keys, variant.keys)
        for left, right in (_not_moved(base, variant, b0, b1) if tag == "delete" else [(b0, b1)])
    )
    found = [
        line
        for tag, b0, b1, v0, v1 in blocks
        if not (tag == "delete" and _is_printed(base.keys[b0:b1], beside))
        and (
            line := _truncation(base, variant, (b0, b1), (v0, v1))
            or _difference(tag, base.printed(b0, b1), variant.printed(v0, v1))
        )
    ]
    return (*found, *splices(base, variant))


def _not_moved(base: Rendering, variant: Rendering, start: int, end: int) -> list[tuple[int, int]]:
    """What of words that are missing here the variant does not print elsewhere, sentence by sentence."""
    cuts = [start, *(n for n in base.sentence_starts if start < n < end), end]
    pieces = list(pairwise(cuts))
    kept = [(a, b) for a, b in pieces if b - a < _MOVED or not _is_nearly_in(base.keys[a:b], variant.keys)]
    return kept if len(kept) < len(pieces) else [(start, end)]


def _is_nearly_in(keys: Sequence[str], other: Sequence[str]) -> bool:
    blocks = SequenceMatcher(None, keys, other, autojunk=False).get_matching_blocks()
    return max(m.size for m in blocks) >= _MOVED_SHARE * len(keys)


def _is_printed(keys: Sequence[str], beside: Sequence[Rendering]) -> bool:
    """Whether one of the other quotations of an article holds all these words in order."""
    return any(_holds(other.keys, keys) for other in beside)


def _holds(keys: Sequence[str], wanted: Sequence[str]) -> bool:
    rest = iter(keys)
    return all(key in rest for key in wanted)


def _truncation(base: Rendering, variant: Rendering, in_base: tuple[int, int], in_variant: tuple[int, int]) -> str:
    """Words missing before the first or after the last word of a direct quotation; empty where it is none.

    To stop in mid-sentence may turn what was said, so it is told apart from leaving whole sentences out. A part
    that is quoted inside the outlet's own sentence is a part on the face of it, and an ellipsis says so as well.
    """
    (b0, b1), (v0, v1) = in_base, in_variant
    if v0 != v1 or variant.attribution.kind is not QuoteKind.DIRECT:
        return ""
    if v0 == len(variant.keys) and b0 > 0:
        where, joint = "end", base.article.text[base.words[b0 - 1].end : base.words[b0].start]
        beyond = variant.article.text[variant.words[-1].end : variant.words[-1].end + _MARK_REACH]
    elif v0 == 0 and b1 < len(base.keys):
        where, joint = "start", base.article.text[base.words[b1 - 1].end : base.words[b1].start]
        beyond = variant.article.text[max(0, variant.words[0].start - _MARK_REACH) : variant.words[0].start]
    else:
        return ""
    if _CUT.search(beyond):
        return ""
    how = "" if _SENTENCE_END.search(joint) else " in mid-sentence"
    return f"cut off at the {where}{how}: {_cut(base.printed(b0, b1))}"


def only_here(variant: Rendering, others: Sequence[Rendering]) -> tuple[str, ...]:
    """Runs of words inside the quotation marks that no other rendering has, meaning-bearing ones only."""
    elsewhere = {key for other in others for key in other.keys}
    new = [key not in elsewhere for key in variant.keys]
    out = []
    for start, end in _runs(new):
        if set(variant.keys[start:end]) - GRAMMAR_WORDS:
            out.append(f"only here: {_cut(variant.printed(start, end))}")
    return tuple(out)


def splices(base: Rendering, variant: Rendering) -> Iterator[str]:
    """Two sentences of ``base`` joined inside one pair of quotation marks, with words left out between them.

    An ellipsis or a bracket at the joint tells the reader that something is left out: no splice.
    """
    pairs = _matched(base.keys, variant.keys)
    for at in range(1, len(pairs)):
        (b0, v0), (b1, v1) = pairs[at - 1], pairs[at]
        if b1 - b0 < 2 or v1 != v0 + 1 or variant.stretch[v0] != variant.stretch[v1]:
            continue
        if not (_runs_up_to(pairs, at - 1) and _runs_from(pairs, at)):
            continue
        left_out = base.article.text[base.words[b0].end : base.words[b1].start] + " "
        joint = variant.article.text[variant.words[v0].end : variant.words[v1].start]
        if _SENTENCE_END.search(left_out) and not _CUT.search(joint):
            around = variant.printed(max(0, v0 - 2), v1 + 3)
            yield f"splice: two sentences joined: {around}"


def joined_elsewhere_apart(variant: Rendering, others: Sequence[Rendering]) -> Iterator[str]:
    """Splices told from another article, which prints the two sentences as quotations far apart."""
    ordered = sorted(others, key=lambda r: (r.article.id, r.words[0].start))
    for first, second in pairwise(ordered):
        if first.article.id != second.article.id:
            continue
        between = first.article.text[first.words[-1].end : second.words[0].start]
        ends, starts = _matched(first.keys, variant.keys), _matched(second.keys, variant.keys)
        if len(_WORD.findall(between)) < _APART or min(len(ends), len(starts)) < _SPLICE_SIDE:
            continue
        v0, v1 = ends[-1][1], starts[0][1]
        joint = variant.article.text[variant.words[v0].end : variant.words[v1].start]
        if v1 == v0 + 1 and variant.stretch[v0] == variant.stretch[v1] and not _CUT.search(joint):
            yield f"splice: two sentences joined: {variant.printed(max(0, v0 - 2), v1 + 3)}"


def _runs_up_to(pairs: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether the match is close for a few words up to ``at``."""
    back = at - _SPLICE_SIDE + 1
    return back >= 0 and pairs[at][1] - pairs[back][1] == _SPLICE_SIDE - 1 == pairs[at][0] - pairs[back][0]


def _runs_from(pairs: Sequence[tuple[int, int]], at: int) -> bool:
    return at + _SPLICE_SIDE <= len(pairs) and _runs_up_to(pairs, at + _SPLICE_SIDE - 1)


def _matched(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    blocks = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    return [(m.a + k, m.b + k) for m in blocks for k in range(m.size)]


def _blocks(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[str, int, int, int, int]]:
    """The differing blocks, joined where only a word of grammar stands between two of them."""
    opcodes = SequenceMatcher(None, a, b, autojunk=False).get_opcodes()
    held: tuple[str, int, int, int, int] | None = None
    for tag, a0, a1, b0, b1 in opcodes:
        small = tag == "equal" and a1 - a0 == 1 and a[a0] in GRAMMAR_WORDS and a1 < len(a)
        if tag == "equal" and not (small and held):
            if held:
                yield held
            held = None
        elif held:
            held = ("replace", held[1], a1, held[3], b1)
        else:
            held = (tag, a0, a1, b0, b1)
    if held:
        yield held


def _difference(tag: str, base: str, variant: str) -> str:
    if not base and not variant:
        return ""
    if not variant or tag == "delete":
        return f"dropped: {_cut(base)}"
    if not base or tag == "insert":
        return f"added: {_cut(variant)}"
    return f"changed: {_cut(base)} -> {_cut(variant)}"


def _cut(words: str) -> str:
    if len(words) <= _SHOWN:
        return words
    head, tail = words[: _SHOWN // 2].rsplit(" ", 1)[0], words[-_SHOWN // 2 :].split(" ", 1)[-1]
    return f"{head} … {tail}"


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for at, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = at
        elif not flag and start is not None:
            yield start, at
            start = None
