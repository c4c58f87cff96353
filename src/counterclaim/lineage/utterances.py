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
from counterclaim.lineage.quoted import Quoted, quotations
from counterclaim.lineage.variants import Rendering, differences, joined_elsewhere_apart, only_here
from counterclaim.records import FORGETFUL, Article, Attribution, Keeper, Utterance, Variant, content_id, key_of

#: Least share of the shorter rendering that is found in order in the longer one.
VERBATIM = 0.75
#: Least unbroken run, so that scattered words of a long speech do not make a short sentence.
UNBROKEN = 4
#: Least shared meaning-bearing words, share of the shorter one's, and how much longer the other may be.
MIN_STEMS, TRANSLATED, LIKE_LENGTH = 3, 0.6, 2.5
#: Least words of a sentence by which two quotations that share little else are of one speech.
SENTENCE_WORDS = 8
#: Words that a quotation of unknown speaker must have in common, and the share.
UNKNOWN_WORDS, UNKNOWN_SHARE = 7, 0.85
_STEM = 5
_SHARED_KEYS = 2
_COMMON = 200

_Key = str | int
_Test = Callable[[Rendering, Rendering], bool]
_Group = tuple[str | None, list[Quoted]]


def find_utterances(
    articles: Sequence[Article], attributions: Sequence[Attribution], speaker_of: Mapping[str, str],
    keeper: Keeper = FORGETFUL,
) -> tuple[Utterance, ...]:  # fmt: skip
    """Direct and mixed quotations in several articles that are renderings of one utterance.

    Args:
        articles: of one case.
        attributions: of these articles; indirect ones are left out.
        speaker_of: attribution id to actor id, as far as resolved.
        keeper: remembers quotations, those of one speaker that belong together, and utterances.
    """
    by_speaker: dict[str, list[Quoted]] = defaultdict(list)
    unknown: list[Quoted] = []
    for q in quotations(articles, attributions, keeper):
        speaker = speaker_of.get(q.attribution.id)
        if speaker is None:
            unknown.append(q)
        else:
            by_speaker[speaker].append(q)
    groups = _of_speakers(by_speaker, keeper)
    left = _attach(unknown, groups)
    alone = _joined(left, [frozenset(q.packed.grams) for q in left], _is_verbatim)
    groups += [(None, [left[at] for at in group]) for group in alone]
    return tuple(sorted(_made([g for g in groups if _is_several(g[1])], keeper), key=lambda u: u.id))


def _of_speakers(by_speaker: Mapping[str, Sequence[Quoted]], keeper: Keeper) -> list[_Group]:
    """Each speaker's quotations, those of one utterance together."""
    speakers = sorted(by_speaker)
    several = [s for s in speakers if _is_several(by_speaker[s])]

    def make(at: Sequence[int]) -> list[list[list[int]]]:
        found = (by_speaker[several[i]] for i in at)
        return [_joined(group, [_stems(q.rendering) for q in group], _is_same) for group in found]

    keys = [key_of(_marks(by_speaker[s])) for s in several]
    kept = dict(zip(several, keeper.recall("speakers", keys, list[list[int]], make), strict=True))
    return [
        (s, [by_speaker[s][at] for at in group])
        for s in speakers
        for group in kept.get(s, [[at] for at in range(len(by_speaker[s]))])
    ]


def _made(groups: Sequence[_Group], keeper: Keeper) -> list[Utterance]:
    def make(at: Sequence[int]) -> list[Utterance]:
        return [_utterance(speaker, [q.rendering for q in group]) for speaker, group in (groups[i] for i in at)]

    keys = [key_of(speaker, _marks(group), [q.attribution.said for q in group]) for speaker, group in groups]
    return keeper.recall("utterances", keys, Utterance, make)


def _marks(group: Sequence[Quoted]) -> list[tuple[str, str, bytes]]:
    return [(q.article.id, q.attribution.id, q.mark) for q in group]


def _is_several(group: Sequence[Quoted]) -> bool:
    return len({q.article.id for q in group}) > 1


def _joined(found: Sequence[Quoted], keys: Sequence[frozenset[_Key]], is_same: _Test) -> list[list[int]]:
    """Positions of quotations of one utterance together: components over pairs from different articles."""
    parent = list(range(len(found)))

    def root(at: int) -> int:
        while parent[at] != at:
            at = parent[at]
        return at

    for a, b in _sharing(keys):
        if (
            found[a].article.id != found[b].article.id
            and root(a) != root(b)
            and is_same(found[a].rendering, found[b].rendering)
        ):
            low, high = sorted((root(a), root(b)))
            parent[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for at in range(len(found)):
        groups[root(at)].append(at)
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
    return frozenset(key[:_STEM] for key in r.content_keys)


def _is_same(a: Rendering, b: Rendering) -> bool:
    return _is_within(a, b) or _is_translated(a, b) or _has_a_sentence_of(a, b) or _has_a_sentence_of(b, a)


def _has_a_sentence_of(a: Rendering, b: Rendering) -> bool:
    """Whether a long sentence of the one stands in the other in order: reports pick different ones of one speech."""
    for sentence in a.sentences:
        if len(sentence) < SENTENCE_WORDS or LCSseq.similarity(sentence, b.keys) < VERBATIM * len(sentence):
            continue
        if SequenceMatcher(None, sentence, b.keys, autojunk=False).find_longest_match().size >= UNBROKEN:
            return True
    return False


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


def _attach(unknown: Sequence[Quoted], groups: Sequence[_Group]) -> list[Quoted]:
    """Put each rendering without a speaker to the utterance it repeats, if that is one speaker's.

    Gives back the renderings that are left.
    """
    holders: dict[int, set[int]] = defaultdict(set)
    wanted = {gram for q in unknown for gram in q.packed.grams}
    for at, (_, group) in enumerate(groups):
        for gram in {gram for q in group for gram in wanted.intersection(q.packed.grams)}:
            holders[gram].add(at)
    chosen: list[tuple[int, Quoted]] = []
    left: list[Quoted] = []
    for q in unknown:
        near = sorted({at for gram in q.packed.grams for at in holders.get(gram, ())})
        same = [at for at in near if any(_is_verbatim(q.rendering, other.rendering) for other in groups[at][1])]
        if len({groups[at][0] for at in same}) == 1:
            chosen.append((same[0], q))
        else:
            left.append(q)
    for at, q in chosen:
        groups[at][1].append(q)
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
