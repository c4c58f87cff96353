"""Places that different articles name or spell differently, each with every use.

Proposed from what the case's texts print and how names are compared in general; there is no list of contested places.
A slip within one article is no choice: a place is listed only if two articles differ in the form they use most.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from counterclaim.framing.interface import STEP, PlaceComparer
from counterclaim.framing.traditions import difference, folded, is_alike
from counterclaim.records import EntityType, PlaceNames, PlaceUse, Reading, Span, Toponym, content_id

#: So many forms, those in most articles, are compared; the gazetteer takes some 10 ms for each.
MOST_FORMS = 400
#: From here on an agreement rests on more than spelling.
KNOWN = 0.9
_PLACES = (EntityType.LOC, EntityType.FAC)
_ADJECTIVE = re.compile(r"(?:n|an|ian|ean|ese|ish|i|ic|er|s)$")
Use = tuple[str, Span, str]


def place_names(readings: Sequence[Reading], texts: Mapping[str, str], places: PlaceComparer) -> tuple[PlaceNames, ...]:
    """The places of a case that have several names or spellings in it, by id.

    Args:
        readings: one for each article.
        texts: the articles' texts by id.
        places: how two names are compared.
    """
    uses = sorted(u for r in readings for u in _uses(r, texts[r.article]))
    groups = _groups(_forms(uses), places)
    found = (_place(g, [u for u in uses if folded(u[2]) in g]) for g in groups)
    return tuple(sorted((p for p in found if p is not None), key=lambda p: p.id))


def _uses(reading: Reading, text: str) -> list[Use]:
    """Every name of a place, without those that only qualify another word."""
    spans = {e.span for e in reading.entities if e.type in _PLACES and e.use is not PlaceUse.MODIFIER}
    return [(reading.article, s, s.of(text)) for s in sorted(spans) if s.of(text)[:1].isupper()]


def _forms(uses: Iterable[Use]) -> list[str]:
    """Folded forms, those in most articles first, as many as are compared."""
    articles: dict[str, set[str]] = defaultdict(set)
    for article, _, printed in uses:
        if folded(printed):
            articles[folded(printed)].add(article)
    return sorted(articles, key=lambda f: (-len(articles[f]), f))[:MOST_FORMS]


def _groups(forms: Sequence[str], places: PlaceComparer) -> list[frozenset[str]]:
    """Forms that can name one place: a form joins a group only if it can be the same as every form in it."""
    by_key: dict[str, list[str]] = defaultdict(list)
    group_of: dict[str, set[str]] = {}
    for form in forms:
        keys = sorted(places.keys(form))
        near = sorted({f for k in keys for f in by_key[k]}, key=forms.index)
        for other in near:
            group = group_of[other]
            if all(_can_be_one(form, f, places) for f in sorted(group)):
                group.add(form)
                group_of[form] = group
                break
        group_of.setdefault(form, {form})
        for key in keys:
            by_key[key].append(form)
    return sorted({frozenset(g) for g in group_of.values() if len(g) > 1}, key=sorted)


def _can_be_one(a: str, b: str, places: PlaceComparer) -> bool:
    """Known to be one, or spelled so much alike that it is no chance; an adjective is no other name."""
    if _is_derived(a, b) or _is_derived(b, a):
        return False
    sure = places.agreement(a, b)
    return sure >= KNOWN or (sure > 0 and is_alike(a, b))


def _is_derived(short: str, long: str) -> bool:
    """Whether one is the other's adjective or plural ("Orst", "Orstan"): a word, not a choice."""
    ending = long.removeprefix(short.rstrip("aeiou"))
    return ending != long and bool(_ADJECTIVE.fullmatch(ending.lstrip("aeiou") or "-"))


def _place(group: frozenset[str], uses: Sequence[Use]) -> PlaceNames | None:
    """The place of a group, or None where all articles mostly use the same form."""
    mostly: dict[str, Counter[str]] = defaultdict(Counter)
    for article, _, printed in uses:
        mostly[article][folded(printed)] += 1
    chosen = Counter(_commonest(c) for c in mostly.values())
    if len(chosen) < 2:
        return None
    ordered = sorted(group, key=lambda f: (-chosen[f], f))
    as_printed = {f: Counter(p for _, _, p in uses if folded(p) == f) for f in ordered}
    names = {f: _commonest(c) for f, c in as_printed.items()}
    ident = content_id("plc", *sorted(group))
    return PlaceNames(
        id=ident,
        forms=tuple(names[f] for f in ordered),
        why=tuple(difference(names[ordered[0]], names[f]) for f in ordered[1:]),
        uses=tuple(Toponym(article=a, span=s, place=ident, form=names[folded(p)], made_by=STEP) for a, s, p in uses),
        made_by=STEP,
    )


def _commonest(counted: Counter[str]) -> str:
    """The most frequent one, the first by alphabet where there are several."""
    return min(counted, key=lambda x: (-counted[x], x))
