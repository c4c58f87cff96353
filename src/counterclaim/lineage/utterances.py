"""One act of speaking that several articles quote, each in its own words.

Renderings are joined when the shorter one stands in the longer one: word for word in order (truncations,
splices), or by its meaning-bearing words in any order (translations of one sentence). Only words of one
speaker are joined. A quotation whose speaker is unknown is added only where it is nearly verbatim, and only
where that points to one speaker.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import combinations, pairwise

from rapidfuzz.distance import LCSseq

from counterclaim.lineage.links import MADE_BY
from counterclaim.lineage.quotation import quoted_spans
from counterclaim.lineage.variants import Rendering, differences, joined_elsewhere_apart, only_here, rendering
from counterclaim.records import Article, Attribution, QuoteKind, Utterance, Variant, content_id

#: Least words of the shorter rendering and share of it found in order in the longer one.
MIN_WORDS, VERBATIM = 4, 0.75
#: Least unbroken run, so that scattered words of a long speech do not make a short sentence.
UNBROKEN = 4
#: Least shared meaning-bearing words, share of the shorter one's, and how much longer the other may be.
MIN_STEMS, TRANSLATED, LIKE_LENGTH = 3, 0.6, 2.5
#: Words that a quotation of unknown speaker must have in common, and the share.
UNKNOWN_WORDS, UNKNOWN_SHARE = 7, 0.85
_STEM = 5
_SHARED_KEYS = 2
_COMMON = 200

_Key = tuple[str, ...]
_Keys = Callable[[Rendering], frozenset[_Key]]
_Test = Callable[[Rendering, Rendering], bool]


def find_utterances(
    articles: Sequence[Article], attributions: Sequence[Attribution], speaker_of: Mapping[str, str]
) -> tuple[Utterance, ...]:
    """Direct and mixed quotations in several articles that are renderings of one utterance.

    Args:
        articles: of one case.
        attributions: of these articles; indirect ones are left out.
        speaker_of: attribution id to actor id, as far as resolved.
    """
    renderings = _renderings(articles, attributions)
    by_speaker: dict[str, list[Rendering]] = defaultdict(list)
    unknown: list[Rendering] = []
    for r in renderings:
        speaker = speaker_of.get(r.attribution.id)
        if speaker is None:
            unknown.append(r)
        else:
            by_speaker[speaker].append(r)
    groups = [(s, group) for s, found in sorted(by_speaker.items()) for group in _joined(found, _stems, _is_same)]
    left = _attach(unknown, groups)
    groups_unknown: list[tuple[str | None, list[Rendering]]] = [
        (None, g) for g in _joined(left, _fourgrams, _is_verbatim)
    ]
    made = [_utterance(speaker, group) for speaker, group in [*groups, *groups_unknown] if _is_several(group)]
    return tuple(sorted(made, key=lambda u: u.id))


def _renderings(articles: Sequence[Article], attributions: Sequence[Attribution]) -> list[Rendering]:
    by_id = {a.id: a for a in articles}
    quoted = {a.id: quoted_spans(a.text) for a in by_id.values()}
    wanted = {a.id: a for a in attributions if a.kind is not QuoteKind.INDIRECT and a.article in by_id}
    found = [rendering(a, by_id[a.article], quoted[a.article]) for _, a in sorted(wanted.items())]
    return [r for r in found if len(r.keys) >= MIN_WORDS and len(r.content_keys) >= 2]


def _is_several(group: Sequence[Rendering]) -> bool:
    return len({r.article.id for r in group}) > 1


def _joined(found: Sequence[Rendering], keys_of: _Keys, is_same: _Test) -> list[list[Rendering]]:
    """Renderings of one utterance together: components over pairs from different articles."""
    parent = list(range(len(found)))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    for a, b in _sharing([keys_of(r) for r in found]):
        if found[a].article.id != found[b].article.id and root(a) != root(b) and is_same(found[a], found[b]):
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    groups: dict[int, list[Rendering]] = defaultdict(list)
    for at, r in enumerate(found):
        groups[root(at)].append(r)
    return list(groups.values())


def _sharing(keys: Sequence[frozenset[_Key]]) -> list[tuple[int, int]]:
    """Pairs of positions that have at least ``_SHARED_KEYS`` keys in common."""
    holders: dict[_Key, list[int]] = defaultdict(list)
    for at, own in enumerate(keys):
        for key in own:
            holders[key].append(at)
    counts: Counter[tuple[int, int]] = Counter()
    for group in holders.values():
        # A word that very many quotations have pairs neighbours only: rarer words bring the others together.
        counts.update(combinations(group, 2) if len(group) <= _COMMON else pairwise(group))
    return sorted(pair for pair, count in counts.items() if count >= _SHARED_KEYS)


def _stems(r: Rendering) -> frozenset[_Key]:
    return frozenset((key[:_STEM],) for key in r.content_keys)


def _fourgrams(r: Rendering) -> frozenset[_Key]:
    return frozenset(tuple(r.keys[at : at + 4]) for at in range(len(r.keys) - 3))


def _is_same(a: Rendering, b: Rendering) -> bool:
    return _is_within(a, b) or _is_translated(a, b)


def _is_within(a: Rendering, b: Rendering) -> bool:
    """Whether the shorter one stands in the longer one in order, at least one stretch of it unbroken."""
    short = min(len(a.keys), len(b.keys))
    if LCSseq.similarity(a.keys, b.keys) < VERBATIM * short:
        return False
    return _longest_run(a, b) >= min(short, UNBROKEN)


def _longest_run(a: Rendering, b: Rendering) -> int:
    return SequenceMatcher(None, a.keys, b.keys, autojunk=False).find_longest_match().size


def _is_translated(a: Rendering, b: Rendering) -> bool:
    """Whether two sentences of like length share most of their meaning-bearing words."""
    in_a, in_b = _stems(a), _stems(b)
    short, long = sorted((len(in_a), len(in_b)))
    shared = len(in_a & in_b)
    return shared >= MIN_STEMS and shared >= TRANSLATED * short and long <= LIKE_LENGTH * short


def _is_verbatim(a: Rendering, b: Rendering) -> bool:
    short = min(len(a.keys), len(b.keys))
    matched = LCSseq.similarity(a.keys, b.keys)
    if matched < max(UNKNOWN_WORDS, UNKNOWN_SHARE * short):
        return False
    return _longest_run(a, b) >= UNBROKEN


def _attach(unknown: Sequence[Rendering], groups: Sequence[tuple[str, list[Rendering]]]) -> list[Rendering]:
    """Put each rendering without a speaker to the utterance it repeats, if that is one speaker's.

    Gives back the renderings that are left.
    """
    holders: dict[_Key, set[int]] = defaultdict(set)
    for at, (_, group) in enumerate(groups):
        for key in {key for r in group for key in _fourgrams(r)}:
            holders[key].add(at)
    chosen: list[tuple[int, Rendering]] = []
    left: list[Rendering] = []
    for r in unknown:
        near = sorted({at for key in _fourgrams(r) for at in holders.get(key, ())})
        same = [at for at in near if any(_is_verbatim(r, other) for other in groups[at][1])]
        if len({groups[at][0] for at in same}) == 1:
            chosen.append((same[0], r))
        else:
            left.append(r)
    for at, r in chosen:
        groups[at][1].append(r)
    return left


def _utterance(speaker: str | None, group: Sequence[Rendering]) -> Utterance:
    ordered = sorted(group, key=lambda r: (-len(r.keys), r.article.id, r.attribution.id))
    base = ordered[0]
    variants = [_variant(base, r, ordered) for r in ordered]
    ids = sorted(v.attribution for v in variants)
    return Utterance(
        id=content_id("utt", *ids),
        speaker=speaker,
        said=_said(ordered),
        variants=tuple(sorted(variants, key=lambda v: (v.article, v.attribution))),
        made_by=MADE_BY,
    )


def _variant(base: Rendering, r: Rendering, group: Sequence[Rendering]) -> Variant:
    others = [o for o in group if o.article.id != r.article.id]
    beside = [o for o in group if o.article.id == r.article.id and o is not r]
    found = [*(differences(base, r, beside) if r is not base else ()), *joined_elsewhere_apart(r, others)]
    if len({o.article.id for o in others}) > 1:
        found += only_here(r, others)
    return Variant(article=r.article.id, attribution=r.attribution.id, differences=tuple(dict.fromkeys(found)))


def _said(group: Sequence[Rendering]) -> str | None:
    """When it was said, the most precise reading that all agree with; None where they do not."""
    values = sorted({r.attribution.said.value for r in group if r.attribution.said}, key=lambda v: (len(v), v))
    if values and all(values[-1].startswith(value) for value in values):
        return values[-1]
    return None
