"""The claims stage: units, denials, groups, stances, relations, accounts, events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.claims import relations as rel
from counterclaim.claims.denials import DenialLink, denial_types, link_denials
from counterclaim.claims.events import find_events
from counterclaim.claims.grouping import group
from counterclaim.claims.interface import Encoder, Material
from counterclaim.claims.units import Unit, is_negated, make_units
from counterclaim.records import (
    Account,
    Act,
    Article,
    Claim,
    Event,
    Label,
    Member,
    Referents,
    Relation,
    Stance,
    content_id,
)

STEP = "claims/1"
#: A label should be a clause that stands alone: of between so many words.
LABEL_WORDS = (5, 32)


@dataclass(frozen=True, slots=True)
class Claims:
    """What the stage makes, each in id order."""

    claims: tuple[Claim, ...]
    relations: tuple[Relation, ...]
    accounts: tuple[Account, ...]
    events: tuple[Event, ...]


def build_claims(
    material: Material,
    encoder: Encoder,
    *,
    together: Sequence[tuple[str, str]] = (),
    apart: Sequence[tuple[str, str]] = (),
) -> Claims:
    """Group the assertions of a case into claims and relate them.

    Args:
        material: articles, readings, actors, parties, speakers and origins of the case, in any order.
        encoder: proposes which units may say the same.
        together: pairs of unit ids decided to be one claim.
        apart: pairs decided not to be.
    """
    made_by = f"{STEP} {encoder.version}"
    units = make_units(material)
    links = link_denials(units)
    vectors = encoder.embed([u.context for u in units])
    row = {u.id: i for i, u in enumerate(units)}
    groups = with_answers(units, vectors, links, together, apart)
    texts = {a.id: a for a in material.articles}
    origins = {a: o.id for o in material.origins for a in o.articles}
    why = {x.denial: x for x in links}
    claims, profiles = [], []
    for members in groups:
        block = vectors[[row[u.id] for u in members]]
        claim = _claim(members, block, texts, why, origins, units, made_by)
        claims.append(claim)
        profiles.append(rel.profile(claim, members, block))
    relations = rel.relate(profiles, made_by)
    accounts = rel.accounts(profiles, relations, _main_place(units), made_by)
    return Claims(
        tuple(sorted(claims, key=lambda c: c.id)),
        tuple(relations),
        tuple(accounts),
        find_events(material.articles, material.readings, made_by),
    )


def with_answers(
    units: Sequence[Unit],
    vectors: NDArray[np.float32],
    links: Sequence[DenialLink],
    together: Sequence[tuple[str, str]],
    apart: Sequence[tuple[str, str]],
) -> list[list[Unit]]:
    """Groups of units; answers without words of their own ("the allegations") join their target afterwards.

    Their words would only blur what the group is about.
    """
    by_id = {u.id: u for u in units}
    answers = {x.denial: x.target for x in links if by_id[x.denial].is_anaphoric}
    own = [i for i, u in enumerate(units) if u.id not in answers]
    named = [(x.denial, x.target) for x in links if x.denial not in answers]
    groups = group([units[i] for i in own], vectors[own], [*named, *together], apart)
    home = {u.id: g for g in groups for u in g}
    for denial, target in answers.items():
        if target in home:
            home[target].append(by_id[denial])
        else:
            groups.append([by_id[denial]])
    return [sorted(g, key=lambda u: u.order) for g in groups]


def _claim(
    units: Sequence[Unit],
    vectors: NDArray[np.float32],
    texts: Mapping[str, Article],
    why: Mapping[str, DenialLink],
    origins: Mapping[str, str],
    all_units: Sequence[Unit],
    made_by: str,
) -> Claim:
    label = units[_clearest(units, vectors, texts)]
    span = label.label_span
    siblings = {u.id: [s for s in all_units if s.article == u.article] for u in units if u.is_denial}
    members = tuple(
        _member(u, vectors, i, texts[u.article], why.get(u.id), siblings.get(u.id, ())) for i, u in enumerate(units)
    )
    return Claim(
        id=content_id("clm", min(u.id for u in units)),
        label=Label(article=label.article, start=span.start, end=span.end),
        members=members,
        referents=Referents(
            places=tuple(sorted({p for u in units for p in u.places})),
            dates=tuple(sorted({d for u in units for d in u.dates})),
            numbers=tuple(sorted({n for u in units for n in u.numbers})),
        ),
        contested=any(m.stance is Stance.DENIES for m in members) and len(members) > 1,
        origins=len({origins.get(u.article, u.article) for u in units}),
        made_by=made_by,
    )


def _clearest(units: Sequence[Unit], vectors: NDArray[np.float32], texts: Mapping[str, Article]) -> int:
    """The member nearest to the middle of the claim among those that read as a clause of their own."""
    middle = vectors.mean(0)
    scores = vectors @ middle
    low, high = LABEL_WORDS

    def rank(i: int) -> tuple[float, str]:
        u = units[i]
        words = texts[u.article].text[slice(*u.label_span)]
        likes = 0.1 * min(sum(x.accused == u.accused for x in units) - 1, 3) * bool(u.accused)
        likes += 0.3 * (low <= len(words.split()) <= high) + 0.2 * (not words[:1].islower())
        dislikes = 0.4 * u.is_denial + 0.4 * (u.is_anaphoric or u.is_declining) + 0.1 * (len(u.spans) > 1)
        return (float(scores[i]) + likes - dislikes, u.id)

    return max(range(len(units)), key=rank)


def stance_of(unit: Unit, is_linked: bool) -> Stance:
    """The speaker's stance towards the unit's proposition; negative words that answer nothing are an assertion."""
    a = unit.attribution
    if a is None:
        return Stance.AFFIRMS
    if unit.is_denial and (is_linked or not is_negated(unit.words)):
        return Stance.DENIES
    if unit.is_declining:
        return Stance.DECLINES
    if a.act is Act.QUESTION:
        return Stance.QUESTIONS
    if not a.source and a.hedge and not a.speaker:
        return Stance.DISTANCES
    return Stance.AFFIRMS


def _member(
    unit: Unit,
    vectors: NDArray[np.float32],
    i: int,
    article: Article,
    link: DenialLink | None,
    siblings: Sequence[Unit],
) -> Member:
    stance = stance_of(unit, link is not None)
    near = float(np.delete(vectors, i, 0).mean(0) @ vectors[i]) if len(vectors) > 1 else 1.0
    return Member(
        article=unit.article,
        attribution=unit.attribution.id if unit.attribution else None,
        spans=unit.spans,
        actor=unit.actor,
        stance=stance,
        denial=denial_types(unit, article, siblings) if stance is Stance.DENIES else (),
        evidence=unit.evidence,
        confidence=round(link.confidence if link else max(0.0, min(1.0, near)), 3),
        why=link.why if link else ("alone" if len(vectors) == 1 else f"words alike ({near:.2f} to the others)"),
    )


def _main_place(units: Sequence[Unit]) -> str:
    """The place most units name, as the name of what the accounts are about; "the event" if none is."""
    counts: dict[str, int] = {}
    for u in units:
        for p in u.places:
            counts[p] = counts.get(p, 0) + 1
    return max(sorted(counts), key=lambda p: counts[p]) if counts else "the event"
