"""Which assertion says more exactly what another says: the same act, with a place, a day, a number or a doer added.

"They shelled the town's bakery on Sunday, killing four" refines "they shelled the town". One refines another if it
tells of the same act, or of a case of it (shelling is an attack), by the same side; if it holds the telling words of
the other; and if it names something that the other leaves open while the other names nothing beyond it. Who speaks is
not asked, and nothing follows for which of the two is so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import NamedTuple

from counterclaim.claims import lexicon
from counterclaim.claims.by_article import told_of_units
from counterclaim.claims.commitments import STATING, topic_stems
from counterclaim.claims.propositions import is_negated
from counterclaim.claims.referents import listed
from counterclaim.claims.unit import Unit
from counterclaim.records import FORGETFUL, Keeper, hull

#: Share of the general assertion's telling words that the exact one must hold.
HELD = 0.75
#: Words of the longest assertion whose places, days and numbers are taken to belong to its act.
LONGEST = 30
#: What begins with a pronoun may be on anything.
_PRONOUN = re.compile(r"\W*(?:it|they|he|she|we|this|that|these|those|its|their|his|her|our)\b", re.IGNORECASE)
#: Telling words that two assertions without a known act must share.
LEAST_WORDS = 3
#: Stems that two assertions may share though they are about two things.
_VAGUE = frozenset({"count", "peopl", "gover", "natio", "milit", "least", "incid", "situa", "event", "mass", "state"})
#: Kinds of act that others are cases of, by the class of those others.
_CASES = {"attack": "means", "blame": "harm"}


@dataclass(frozen=True, slots=True)
class Refinement:
    """What the exact assertion adds, in words, and how sure it is that both tell of one thing."""

    reason: str
    confidence: float


def tells(unit: Unit) -> bool:
    """Whether a unit puts something forward as so; denials, questions, demands and what was not done do not."""
    head = unit.head
    if head is not None and (head.negated or head.is_supposed or not head.is_told):
        return False
    is_stated = unit.attribution is None or unit.attribution.act in STATING
    is_other = unit.is_denial or unit.is_anaphoric or unit.is_declining or unit.is_question
    return is_stated and not is_other and not (head is None and is_negated(unit.words))


def refinement(exact: Unit, general: Unit) -> Refinement | None:
    """What ``exact`` adds to ``general``; None where it is no more exact telling of the same."""
    if not (tells(exact) and tells(general)) or _PRONOUN.match(general.words):
        return None
    if not (_acts_fit(exact, general) and _referents_fit(exact, general)):
        return None
    held, words = topic_stems(exact.words), topic_stems(general.topic)
    shared = len(words & held) / len(words) if words else 0.0
    added = list(_added(exact, general))
    if (
        shared < HELD
        or not added
        or not (words & held) - _VAGUE
        or (general.head is None and len(words & held) < LEAST_WORDS)
    ):
        return None
    return Refinement("the same, more exactly: " + "; ".join(added), round(0.3 + 0.3 * shared, 3))


def _acts_fit(exact: Unit, general: Unit) -> bool:
    one, two = exact.head, general.head
    if one is None or two is None:
        return one is two
    is_case = two.kind == one.kind or (two.kind in _CASES and one.kind in lexicon.act_class(_CASES[two.kind]))
    return is_case and (two.doer is None or two.doer == one.doer)


def _referents_fit(exact: Unit, general: Unit) -> bool:
    """Whether the exact assertion names every place, number and day of the general one, or one inside it."""
    days = all(any(b[0] <= a[0] and a[1] <= b[1] for a in exact.scene.days) for b in general.scene.days)
    return days and general.scene.places <= exact.scene.places and general.numbers <= exact.numbers


def _added(exact: Unit, general: Unit) -> Iterator[str]:
    one, two = exact.head, general.head
    if one is None or two is None:
        return
    if one.kind != two.kind:
        yield f"how ({lexicon.label(one.kind)})"
    if one.doer is not None and two.doer is None and one.is_sure:
        yield "by whom"
    if exact.scene.places - general.scene.places:
        yield f"where ({listed(exact.scene.places - general.scene.places)})"
    if exact.scene.days - general.scene.days:
        yield f"when ({listed(exact.scene.dates - general.scene.dates or exact.scene.dates)})"
    if exact.numbers - general.numbers:
        yield f"how many ({listed(exact.numbers - general.numbers)})"


class Outline(NamedTuple):
    """Of a unit that can be either of the two: its act, its telling words, and those of what it is on."""

    kind: str
    words: frozenset[str]
    topic: frozenset[str]


def outline(unit: Unit) -> Outline | None:
    """The outline of a unit: what is added is told of acts alone (``_added``), and most units have none."""
    if unit.head is None or not tells(unit):
        return None
    return Outline(unit.head.kind, topic_stems(unit.words), topic_stems(unit.topic))


def refined_pairs(units: Sequence[Unit], keeper: Keeper = FORGETFUL) -> Iterator[tuple[int, int, Refinement]]:
    """Positions of an exact and a general assertion, with what the one adds, in order."""
    outlines = told_of_units("outlines", units, tuple[Outline | None, ...], outline, keeper)
    by_stem = _by_rarest_stems(outlines)
    found = list(_refined(units, outlines, by_stem))
    articles = {units[i].article for i, _, _ in found}
    frames = _frames([u for u in units if u.article in articles])
    yield from (pair for pair in found if units[pair[0]].id not in frames)


def _refined(
    units: Sequence[Unit], outlines: Sequence[Outline | None], by_stem: Mapping[str, Sequence[tuple[int, str]]]
) -> Iterator[tuple[int, int, Refinement]]:
    """The same, whether or not the exact one is a frame of others."""
    for i, exact in enumerate(outlines):
        if exact is None or len(units[i].words.split()) > LONGEST:
            continue
        sought = _sought(exact.kind)
        for j in sorted({j for s in exact.words for j, kind in by_stem.get(s, ()) if kind in sought and j != i}):
            if not _holds(exact, outlines[j]):
                continue
            found = refinement(units[i], units[j])
            if found is not None and refinement(units[j], units[i]) is None:
                yield i, j, found


def _sought(kind: str) -> frozenset[str]:
    """The kinds of act of which one is a case, itself among them."""
    return frozenset({kind} | {g for g, members in _CASES.items() if kind in lexicon.act_class(members)})


def _holds(exact: Outline, general: Outline | None) -> bool:
    """Whether the one holds enough of the other's telling words (see ``refinement``)."""
    return general is not None and len(general.topic & exact.words) >= HELD * len(general.topic) > 0


def _by_rarest_stems(outlines: Sequence[Outline | None]) -> dict[str, list[tuple[int, str]]]:
    """Positions of general assertions, with their acts, by the rarest of their telling words: so many that whoever
    holds ``HELD`` of them holds one of these. What shares only common words with an assertion is then never looked at.
    """
    told = [(i, o.kind, o.topic) for i, o in enumerate(outlines) if o is not None]
    common = Counter(s for _, _, words in told for s in words)
    out: dict[str, list[tuple[int, str]]] = {}
    for i, kind, words in told:
        rarest = sorted(words, key=lambda s: (common[s], s))
        for stem in rarest[: len(words) - ceil(HELD * len(words)) + 1]:
            out.setdefault(stem, []).append((i, kind))
    return out


def _frames(units: Sequence[Unit]) -> frozenset[str]:
    """Assertions that hold another one's words ("accused him of spreading rumours that ..."); the inner one tells."""
    by_article: dict[str, list[Unit]] = {}
    for u in units:
        by_article.setdefault(u.article, []).append(u)
    found = set()
    for listed_there in by_article.values():
        at = sorted(((hull(u.spans), u.id) for u in listed_there), key=lambda x: (x[0].start, -x[0].end, x[1]))
        for n, (outer, key) in enumerate(at):
            for inner, _ in at[n + 1 :]:
                if inner.start >= outer.end:
                    break
                if outer.contains(inner) and inner != outer:
                    found.add(key)
                    break
    return frozenset(found)
