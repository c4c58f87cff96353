"""What a denial denies, and how.

The accusation named in the denial's own words comes first ("rejected the claim that X"); a denial that names none
("rejects the allegations") is tied to the accusation that the text makes salient: in the same sentence, else the
nearest one before it in the article, else the nearest after it, against the denier's own side.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.claims import lexicon
from counterclaim.claims.units import Unit, by_attribution
from counterclaim.records import Act, Article, DenialType, words_of


@dataclass(frozen=True, slots=True)
class DenialLink:
    """A denial unit and a unit it denies, with the reason in words and how sure that is."""

    denial: str
    target: str
    why: str
    confidence: float


def link_denials(units: Sequence[Unit]) -> list[DenialLink]:
    """The targets of all denials (and refusals to comment) of a case that can be told."""
    owned = by_attribution(units)
    accusations = [u for u in units if u.is_accusation and not u.is_anaphoric]
    out: list[DenialLink] = []
    for u in units:
        if not (u.is_denial or u.is_declining):
            continue
        named = [t for c in u.children for t in owned.get(c, ()) if not t.is_denial]
        if named:
            out.append(DenialLink(u.id, named[0].id, "the accusation is named in the denial's own words", 0.9))
        elif (u.is_anaphoric or u.is_declining) and (best := salient(u, accusations)) is not None:
            out.append(best)
    return out


def salient(denial: Unit, accusations: Sequence[Unit]) -> DenialLink | None:
    """The accusation an unspecific denial most likely answers; None where the case has none it could answer."""
    others = [a for a in accusations if a.actor != denial.actor and (denial.party is None or a.party != denial.party)]
    here = [a for a in others if a.article == denial.article]
    if not here:
        return _elsewhere(denial, others)
    against = [a for a in here if not denial.party or denial.party in a.accused] or here

    def distance(a: Unit) -> tuple[bool, bool, int, str]:
        is_before = a.spans[0] < denial.spans[0]
        return (a.sentence != denial.sentence, not is_before, abs(a.spans[0].start - denial.spans[0].start), a.id)

    best = min(against, key=distance)
    if best.sentence == denial.sentence:
        return DenialLink(denial.id, best.id, "the accusation stands in the same sentence", 0.85)
    where = "before" if best.spans[0] < denial.spans[0] else "after"
    return DenialLink(denial.id, best.id, f"nearest accusation {where} it in the article", 0.6)


def _elsewhere(denial: Unit, accusations: Sequence[Unit]) -> DenialLink | None:
    """For an article that prints the denial alone: the case's accusation of that side that is like the most others."""
    against = [a for a in accusations if denial.party is not None and denial.party in a.accused]
    if not against:
        return None
    counts = {f: sum(f in a.frames for a in against) for a in against for f in a.frames}
    best = max(against, key=lambda a: (sum(counts[f] for f in a.frames), a.id))
    return DenialLink(
        denial.id, best.id, "the article names no accusation; the commonest of the case against its side", 0.4
    )


def denial_types(unit: Unit, article: Article, siblings: Sequence[Unit]) -> tuple[DenialType, ...]:
    """How the denial denies: from its words, its cue, and what the same speaker says in the same sentence."""
    a = unit.attribution
    if a is None:
        return ()
    beside = [s for s in siblings if s.actor == unit.actor and s.sentence == unit.sentence and s.id != unit.id]
    words = " ".join([words_of(a.cue, article.text), unit.words, *(s.words for s in beside)])
    found = {DenialType(n) for n, p in lexicon.denial_patterns().items() if p.search(words)}
    if any(s.attribution is not None and s.attribution.act is Act.ACCUSE for s in beside):
        found.add(DenialType.COUNTER_ACCUSES)
    return tuple(sorted(found)) or (DenialType.REJECTS_INVOLVEMENT,)
