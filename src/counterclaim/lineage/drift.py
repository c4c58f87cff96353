"""What changed between two reports of the same words: speaker, cue, hedge, number, or the attribution itself.

Differences are read only where the words themselves are aligned, in the same way in both directions, and are
given as the words that stand in each text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from counterclaim.lineage.alignment import Aligned
from counterclaim.lineage.figures import bounded, changed
from counterclaim.lineage.reworded import Statement, counts, paired, statements_of
from counterclaim.lineage.words import GRAMMAR_WORDS, WordRow, word_key
from counterclaim.records import Article, Attribution, Drift, Span, words_of

#: Least aligned words, and least share of the shorter content, for two attributions to be the same statement.
MIN_SAME, SAME_SHARE = 4, 0.5
#: Least words, and least share of the content, that must stand unattributed for an attribution to be lost.
MIN_LOST, LOST_SHARE = 6, 0.7
_SHOWN = 90
#: Least aligned words outside quotation marks for two reports to be compared beyond what is aligned.
MIN_LINKED = 12
#: A cue that names nobody and only keeps the outlet from asserting it.
_HEDGE = re.compile(
    r"(?:allegedly|reportedly|purportedly|supposedly|apparently|alleged|purported|is said to|are said to)", re.I
)
#: A source that only points to somebody named before.
_POINTING = re.compile(
    r"(?i:the|this|that|its|their|his|her|our)\s+[a-z]\w*|(?i:he|she|it|they|we|i|you|who|this|that)"
)
NOBODY, NONE, OWN_VOICE = "nobody named", "none", "own voice"


@dataclass(frozen=True)
class Side:
    """One of the two reports: article, its words, its attributions (None where it was not read for any)."""

    article: Article
    read: Callable[[], WordRow]
    attributions: tuple[Attribution, ...] | None

    @cached_property
    def row(self) -> WordRow:
        """The report's words."""
        return self.read()

    @cached_property
    def contents(self) -> list[tuple[Attribution, list[int]]]:
        """Each attribution with the positions of the words of its content."""
        return [(a, self.row.positions(a.content)) for a in self.attributions or ()]

    @cached_property
    def attributed(self) -> frozenset[int]:
        """Positions of all words that are somebody's reported words."""
        return frozenset(p for _, content in self.contents for p in content)

    @cached_property
    def statements(self) -> list[Statement]:
        """What the report says, in somebody's words or in its own."""
        return statements_of(self.row, self.article.text, self.contents, self.attributed)

    def words(self, spans: Sequence[Span]) -> str:
        """The words of ``spans``, on one line."""
        return " ".join(words_of(sorted(spans), self.article.text).split())


def drifts(a: Side, b: Side, passages: Sequence[Aligned], speaker_of: Mapping[str, str]) -> tuple[Drift, ...]:
    """What differs from ``a`` to ``b`` along ``passages``; ``reverse`` turns each round."""
    forth = {i: j for passage in passages for i, j in passage.pairs}
    back = {j: i for i, j in forth.items()}
    found = [
        Drift(what="number", a=a.words([in_a]), b=b.words([in_b]))
        for in_a, in_b in (*changed(a.row, b.row, passages), *bounded(a.row, b.row, passages))
    ]
    if a.attributions is not None and b.attributions is not None:
        same = _same_statements(a, b, forth)
        for x, y in same:
            if _is_bare_hedge(a, x) or _is_bare_hedge(b, y):
                found += _hedge(a, b, x, y)
            elif not _is_printed_alike(a, b, x, y, forth):
                found += [*_speaker(a, b, x, y, speaker_of), *_cue(a, b, x, y), *_hedge(a, b, x, y)]
        found += _reworded(a, b, same, forth, speaker_of)
        found += _lost(a, b, forth)
        found += [reverse(drift) for drift in _lost(b, a, back)]
    return tuple(_told_once(found))


def _told_once(found: Sequence[Drift]) -> Iterator[Drift]:
    """Each change once; of a number that was found in two ways the one told with fewer words."""
    numbers = [d for d in found if d.what == "number"]
    for d in dict.fromkeys(found):
        if not (d.what == "number" and any(o != d and o.a in d.a and o.b in d.b for o in numbers)):
            yield d


def reverse(drift: Drift) -> Drift:
    """The same difference read from the other text."""
    return Drift(what=drift.what, a=drift.b, b=drift.a)


def _same_statements(a: Side, b: Side, forth: Mapping[int, int]) -> list[tuple[Attribution, Attribution]]:
    """Attributions of the two texts whose contents are aligned with each other, each used once."""
    scored = []
    at: dict[int, list[int]] = defaultdict(list)
    for m, (_, in_y) in enumerate(b.contents):
        for j in in_y:
            at[j].append(m)
    for n, (x, in_x) in enumerate(a.contents):
        for m, shared in Counter(m for i in in_x if i in forth for m in at.get(forth[i], ())).items():
            y, in_y = b.contents[m]
            if shared >= max(MIN_SAME, SAME_SHARE * min(len(in_x), len(in_y))):
                scored.append((-shared / max(len(in_x), len(in_y)), n, m, x, y))
    taken_a: set[int] = set()
    taken_b: set[int] = set()
    pairs = []
    for _, n, m, x, y in sorted(scored, key=lambda s: s[:3]):
        if n not in taken_a and m not in taken_b:
            taken_a.add(n)
            taken_b.add(m)
            pairs.append((n, x, y))
    return [(x, y) for _, x, y in sorted(pairs, key=lambda p: p[0])]


def _is_bare_hedge(side: Side, attribution: Attribution) -> bool:
    """Whether an attribution names nobody and rests on a hedge alone ("had allegedly left"): nobody's cue."""
    return not attribution.source and bool(_HEDGE.fullmatch(side.words(attribution.cue)))


def _is_printed_alike(a: Side, b: Side, x: Attribution, y: Attribution, forth: Mapping[int, int]) -> bool:
    """Whether both texts print what introduces the one and the other: then they were read differently, not written so.

    The reader's neighbourhood differs from page to page, so that it may take "she told the court, citing him" once as
    hers and once as his.
    """
    in_a = a.row.positions([*x.source, *x.cue, *x.hedge])
    in_b = b.row.positions([*y.source, *y.cue, *y.hedge])
    back = set(forth.values())
    return bool(in_a or in_b) and all(i in forth for i in in_a) and all(j in back for j in in_b)


def _speaker(a: Side, b: Side, x: Attribution, y: Attribution, speaker_of: Mapping[str, str]) -> Iterator[Drift]:
    actor_x, actor_y = speaker_of.get(x.id), speaker_of.get(y.id)
    named_x, named_y = _named(a, x), _named(b, y)
    if actor_x is not None and actor_y is not None:
        differs = actor_x != actor_y
    elif named_x and named_y:
        differs = bool(x.speaker and y.speaker) and not _name_words(named_x) & _name_words(named_y)
    else:
        differs = bool(x.speaker and not named_y) or bool(y.speaker and not named_x)
    if differs and named_x.casefold() != named_y.casefold() and not _can_be_named(named_x, named_y):
        yield Drift(what="speaker", a=named_x or NOBODY, b=named_y or NOBODY)


def _can_be_named(x: str, y: str) -> bool:
    """Whether the one only points to somebody ("the firm", "we") who can be the one that the other names."""
    points = [bool(_POINTING.fullmatch(name)) for name in (x, y)]
    return any(points) and not all(points)


def _named(side: Side, attribution: Attribution) -> str:
    return attribution.speaker or side.words(attribution.source)


def _name_words(name: str) -> set[str]:
    return {word_key(w.strip(".,")) for w in name.split()} - GRAMMAR_WORDS


def _cue(a: Side, b: Side, x: Attribution, y: Attribution) -> Iterator[Drift]:
    in_x, in_y = a.words(x.cue), b.words(y.cue)
    if in_x and in_y and cue_key(in_x) != cue_key(in_y):
        yield Drift(what="cue", a=in_x, b=in_y)


def cue_key(cue: str) -> frozenset[str]:
    """What a cue says beyond that something was said: "told" and "has said" are alike, "admitted" is not."""
    words = (word_key(w.strip(".,:;—–-")) for w in cue.split())
    return frozenset(_lemma(w) for w in words if w and w not in _AUXILIARIES) or frozenset({"say"})


def _is_listed(cue: str) -> bool:
    """Whether a cue is made of known verbs of saying alone, so that two of them can be compared out of their place."""
    words = [word_key(w.strip(".,:;—–-")) for w in cue.split()]
    return bool(words) and all(w in _cues() for w in words if w and w not in _AUXILIARIES)


_SMALL = "has have had was were is are be been being did does do to by that also as later in of at on the a"
_AUXILIARIES = frozenset(_SMALL.split())


def _lemma(word: str) -> str:
    known = _cues().get(word)
    if known is not None:
        return known
    for ending in ("ing", "ed", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)].rstrip("e")
    return word.rstrip("e")


@cache
def _cues() -> dict[str, str]:
    text = files(__package__).joinpath("cues.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {
        form: "say" if kind == "neutral" else lemma
        for lemma, kind, forms in rows
        for form in (lemma, *forms.split("|"))
    }


def _hedge(a: Side, b: Side, x: Attribution, y: Attribution) -> Iterator[Drift]:
    in_x, in_y = (
        sorted({
            side.words([span]).casefold()
            for span in (*attribution.hedge, *(attribution.cue if _is_bare_hedge(side, attribution) else ()))
        })
        for side, attribution in ((a, x), (b, y))
    )  # fmt: skip
    if in_x != in_y:
        yield Drift(what="hedge", a=", ".join(in_x) or NONE, b=", ".join(in_y) or NONE)


def _reworded(
    a: Side,
    b: Side,
    same: Sequence[tuple[Attribution, Attribution]],
    forth: Mapping[int, int],
    speaker_of: Mapping[str, str],
) -> Iterator[Drift]:
    """What differs between statements that are not aligned word for word; the texts share passages elsewhere."""
    if sum(not a.row.quoted[i] for i in forth) < MIN_LINKED:
        return
    told = {at.id for pair in same for at in pair}
    for x, y in paired(a.statements, b.statements):
        one, two = x.attribution, y.attribution
        if (one is not None and one.id in told) or (two is not None and two.id in told):
            continue
        if one is not None and two is not None:
            if not _can_be_one(one, two, speaker_of):
                continue
            if _is_listed(a.words(one.cue)) and _is_listed(b.words(two.cue)):
                yield from _cue(a, b, one, two)
            yield from _hedge(a, b, one, two)
        yield from _counts(a, b, x, y)


def _can_be_one(x: Attribution, y: Attribution, speaker_of: Mapping[str, str]) -> bool:
    """Whether two statements can be one person's: the same actor, or nobody known on one side."""
    one, two = speaker_of.get(x.id), speaker_of.get(y.id)
    return one is None or two is None or one == two


def _counts(a: Side, b: Side, x: Statement, y: Statement) -> Iterator[Drift]:
    in_a, in_b = counts(a.row, x.words), counts(b.row, y.words)
    for thing in sorted(in_a.keys() & in_b.keys()):
        (value, i, j), (other, k, m) = in_a[thing], in_b[thing]
        if value != other:
            yield Drift(
                what="number", a=a.words([a.row.spans_between([i, j])]), b=b.words([b.row.spans_between([k, m])])
            )


def _lost(a: Side, b: Side, forth: Mapping[int, int]) -> list[Drift]:
    """Words that somebody says in ``a`` and that ``b`` prints as its own."""
    out = []
    for x, content in a.contents:
        reached = [forth[i] for i in content if i in forth]
        own = [j for j in reached if j not in b.attributed and not b.row.quoted[j]]
        if len(own) < max(MIN_LOST, LOST_SHARE * len(content)) or _credited_nearby(a, b, x, forth):
            continue
        there = b.words([b.row.spans_between([min(own), max(own)])])
        said, here = a.words([*x.source, *x.cue]), _short(a.words(x.content))
        if _is_bare_hedge(a, x):
            out.append(Drift(what="hedge", a=a.words(x.cue), b=NONE))
            continue
        out.append(Drift(what="attribution", a=f"{said or NOBODY}: {here}", b=f"{OWN_VOICE}: {_short(there)}"))
    return out


def _credited_nearby(a: Side, b: Side, x: Attribution, forth: Mapping[int, int]) -> bool:
    """Whether ``b`` prints the cue (or source) too, so that only the reading missed the attribution."""
    marks = [p for p in a.row.positions(x.cue or x.source) if a.row.keys[p] not in _AUXILIARIES]
    return any(p in forth for p in marks) or not marks


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else words[: _SHOWN - 1].rsplit(" ", 1)[0] + "…"
