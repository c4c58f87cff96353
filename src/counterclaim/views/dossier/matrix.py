"""Claim by actor: who takes which stance on each contested claim; an empty cell is a scanned absence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from counterclaim.records import Claim, Member, Stance
from counterclaim.views.dossier.assertions import ClaimRef, claim_ref, in_order, member_anchor
from counterclaim.views.dossier.index import STANCES, Index
from counterclaim.views.dossier.words import anchor

_MAX_CLAIMS = 20
_MAX_ACTORS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One stance in a cell: how often, and where the first words stand."""

    stance: Stance
    count: int
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One actor."""

    name: str
    href: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One claim, with a tuple of marks for each column."""

    claim: ClaimRef
    cells: tuple[tuple[Mark, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The table, its column groups (party name, width), and how much was left out of it."""

    groups: tuple[tuple[str, int], ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    claims_left_out: int
    actors_left_out: int


def matrix(index: Index) -> Matrix:
    """Contested claims against the actors that take a stance on most of them."""
    contested = [c for c in index.claims if c.contested]
    chosen = contested[:_MAX_CLAIMS]
    actors, left_out = _actors(index, contested)
    columns = tuple(_column(index, a) for a in actors)
    groups = Counter(c.party for c in columns)
    return Matrix(
        groups=tuple((party, groups[party]) for party in dict.fromkeys(c.party for c in columns)),
        columns=columns,
        rows=tuple(Row(claim=claim_ref(index, c), cells=tuple(_cell(index, c, a) for a in actors)) for c in chosen),
        claims_left_out=len(contested) - len(chosen),
        actors_left_out=left_out,
    )


def _actors(index: Index, claims: list[Claim]) -> tuple[list[str], int]:
    """The actors heard on most claims, of those with the most statements, in the order of parties and names."""
    said = [[m.actor for m in c.members if _by_actor(index, m) and m.actor is not None] for c in claims]
    heard = Counter(a for actors in said for a in set(actors))
    statements = Counter(a for actors in said for a in actors)
    ranked = sorted(heard, key=lambda a: (-heard[a], -statements[a], index.actor[a].name, a))
    chosen = sorted(ranked[:_MAX_ACTORS], key=lambda a: _party_order(index, a))
    return chosen, max(0, len(ranked) - _MAX_ACTORS)


def _by_actor(index: Index, member: Member) -> bool:
    return member.actor in index.actor and member.attribution is not None


def _party_order(index: Index, actor: str) -> tuple[bool, str, str, str]:
    party = index.party_name(actor)
    return (party is None, (party or "").casefold(), index.actor[actor].name.casefold(), actor)


def _column(index: Index, actor: str) -> Column:
    return Column(
        name=index.actor[actor].name,
        href=anchor("actor", actor),
        party=index.party_name(actor) or "No party read",
    )


def _cell(index: Index, claim: Claim, actor: str) -> tuple[Mark, ...]:
    marks = []
    for stance in STANCES:
        said = [m for m in in_order(index, claim) if m.actor == actor and m.stance == stance and m.attribution]
        if said:
            marks.append(Mark(stance=stance, count=len(said), href=member_anchor(index, said[0])))
    return tuple(marks)
