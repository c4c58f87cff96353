"""One act of speaking as several reports quote it, with the words in which they differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from counterclaim.records import QuoteKind, Utterance, Variant
from counterclaim.views.dossier.assertions import printed_words, words_anchor
from counterclaim.views.dossier.dates import long_date
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.renderings import Word, as_printed, compared, key_of, words_in
from counterclaim.views.dossier.words import anchor, guarded

#: What lineage says of a rendering beyond the words that differ, each with the words it is about.
_NOTE = re.compile(r"(cut off[^:]*|splice: two sentences joined|only here): ")


@dataclass(frozen=True, slots=True, kw_only=True)
class VariantView:
    """One report's rendering; ``html`` marks what it lacks and what it has against the longest one.

    ``notes`` are what is to be known of it in words: cut off, spliced, words that no other report has.
    """

    outlet: str
    published: str
    href: str
    kind: str
    html: Markup
    is_longest: bool
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UtteranceView:
    """One act of speaking."""

    id: str
    speaker: str
    party: str | None
    said: str | None
    variants: tuple[VariantView, ...]
    is_alike: bool


def utterance_views(index: Index) -> list[UtteranceView]:
    """Utterances that more than one report renders, in the order in which they first appear.

    ``is_alike`` are those that all quote with the same words: nothing to compare, and worth knowing.
    """
    shared = [u for u in index.case.utterances if len({v.article for v in u.variants}) > 1]
    ordered = sorted(shared, key=lambda u: (min(index.number[v.article] for v in u.variants), u.id))
    return [_view(index, u) for u in ordered]


def _view(index: Index, utterance: Utterance) -> UtteranceView:
    every = sorted(
        (v for v in utterance.variants if v.attribution in index.attribution),
        key=lambda v: (index.number[v.article], v.attribution),
    )
    words = {v.attribution: _words(index, v) for v in every}
    # A sentence with two cues is two attributions with the same words.
    variants = list({(v.article, tuple(words[v.attribution])): v for v in reversed(every)}.values())[::-1]
    longest = max((v.attribution for v in variants), key=lambda a: len(key_of(words[a])), default="")
    actor = index.actor.get(utterance.speaker or "")
    shown = tuple(_variant(index, v, words, longest) for v in variants)
    return UtteranceView(
        id=anchor("utt", utterance.id),
        speaker=actor.name if actor is not None else "nobody named",
        party=index.party_name(utterance.speaker),
        said=long_date(utterance.said) if utterance.said is not None and "-" in utterance.said else None,
        variants=shown,
        is_alike=len({key_of(words[v.attribution]) for v in variants}) == 1 and not any(v.notes for v in shown),
    )


def _words(index: Index, variant: Variant) -> list[Word]:
    attribution = index.attribution[variant.attribution]
    return words_in(printed_words(index, attribution), is_mixed=attribution.kind is QuoteKind.MIXED)


def _variant(index: Index, variant: Variant, words: dict[str, list[Word]], longest: str) -> VariantView:
    own = words[variant.attribution]
    is_longest = variant.attribution == longest
    return VariantView(
        outlet=index.outlet(variant.article),
        published=index.published(variant.article),
        href=words_anchor(index.attribution[variant.attribution]),
        kind=index.attribution[variant.attribution].kind.value,
        html=guarded(as_printed(own) if is_longest else compared(words[longest], own)),
        is_longest=is_longest,
        notes=tuple(_notes(variant)),
    )


def _notes(variant: Variant) -> Iterator[tuple[str, str]]:
    """What is to be known in words; dropped, added and changed words are marked where they stand."""
    for line in variant.differences:
        if (found := _NOTE.match(line)) is not None:
            yield found[1], line[found.end() :]


def word_difference(base: str, other: str) -> Markup:
    """Two wordings without an outlet's own words in them; see ``renderings.compared``."""
    return compared(words_in(base, is_mixed=False), words_in(other, is_mixed=False))
