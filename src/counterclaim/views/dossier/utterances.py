"""One act of speaking as several reports quote it, with the words in which they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup

from counterclaim.records import Utterance, Variant
from counterclaim.views.dossier.assertions import printed_words, words_anchor
from counterclaim.views.dossier.dates import long_date
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.words import anchor, guarded, shown

_WORD = re.compile(r"\S+")
#: Below this share of common words a word-level comparison is noise.
_LEAST_KEPT = 0.35
#: Longer stretches that a variant lacks are counted, not repeated: they stand in the longest variant.
_MOST_STRUCK = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantView:
    """One report's rendering; ``html`` marks what it lacks and what it has against the longest one."""

    outlet: str
    published: str
    href: str
    kind: str
    html: Markup
    is_longest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceView:
    """One act of speaking."""

    id: str
    speaker: str
    party: str | None
    said: str | None
    variants: tuple[VariantView, ...]


def utterance_views(index: Index) -> list[UtteranceView]:
    """Utterances that more than one report renders, in the order in which they first appear."""
    shared = [u for u in index.case.utterances if len({v.article for v in u.variants}) > 1]
    ordered = sorted(shared, key=lambda u: (min(index.number[v.article] for v in u.variants), u.id))
    return [_view(index, u) for u in ordered]


def _view(index: Index, utterance: Utterance) -> UtteranceView:
    variants = sorted(
        (v for v in utterance.variants if v.attribution in index.attribution),
        key=lambda v: (index.number[v.article], v.attribution),
    )
    words = {v.attribution: printed_words(index, index.attribution[v.attribution]) for v in variants}
    longest = max(words, key=lambda a: len(words[a].split()), default="")
    actor = index.actor.get(utterance.speaker or "")
    return UtteranceView(
        id=anchor("utt", utterance.id),
        speaker=actor.name if actor is not None else "nobody named",
        party=index.party_name(utterance.speaker),
        said=long_date(utterance.said) if utterance.said is not None else None,
        variants=tuple(_variant(index, v, words, longest) for v in variants),
    )


def _variant(index: Index, variant: Variant, words: dict[str, str], longest: str) -> VariantView:
    own = words[variant.attribution]
    is_longest = variant.attribution == longest
    return VariantView(
        outlet=index.outlet(variant.article),
        published=index.published(variant.article),
        href=words_anchor(index.attribution[variant.attribution]),
        kind=index.attribution[variant.attribution].kind.value,
        html=guarded(shown(own) if is_longest else word_difference(words[longest], own)),
        is_longest=is_longest,
    )


def word_difference(base: str, other: str) -> Markup:
    """``other`` with words that ``base`` lacks in ``<ins>`` and words only ``base`` has in ``<del>``.

    Where hardly anything is the same there is nothing to compare, and ``other`` is shown as it is.
    """
    a, b = _WORD.findall(base), _WORD.findall(other)
    matcher = SequenceMatcher(None, [_bare(w) for w in a], [_bare(w) for w in b], autojunk=False)
    kept = sum(block.size for block in matcher.get_matching_blocks())
    if kept < _LEAST_KEPT * len(b):
        return shown(" ".join(b))
    return Markup(" ").join(_pieces(a, b, matcher))


def _pieces(a: list[str], b: list[str], matcher: SequenceMatcher[str]) -> Iterator[Markup]:
    for operation, a1, a2, b1, b2 in matcher.get_opcodes():
        if operation == "equal":
            yield shown(" ".join(b[b1:b2]))
            continue
        if a2 - a1 > _MOST_STRUCK:
            yield Markup('<span class="cut">[{} words left out]</span>').format(a2 - a1)
        elif a2 > a1:
            yield Markup("<del>{}</del>").format(shown(" ".join(a[a1:a2])))
        if b2 > b1:
            yield Markup("<ins>{}</ins>").format(shown(" ".join(b[b1:b2])))


def _bare(word: str) -> str:
    """A word without case and surrounding punctuation; these are not differences of wording."""
    return re.sub(r"^\W+|\W+$", "", word).casefold()
