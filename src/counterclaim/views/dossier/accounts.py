"""What each party says, by one procedure for all: its accounts, and which statements exclude each other."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.records import Account, Label, Member, Party, Relation, Span
from counterclaim.views.dossier.assertions import Assertion, ClaimRef, assertion, claim_ref, in_order
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.words import anchor


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim of a party's account, with the first of its own words for it and how many more there are."""

    claim: ClaimRef
    first: Assertion | None
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """What a party says on one referent and what can hold together."""

    id: str
    number: int
    referent: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two statements of one party that cannot both hold, with the reason in words."""

    left: Statement
    right: Statement
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """One party: who speaks for it, its accounts, its clashes."""

    id: str
    name: str
    actors: int
    statements: int
    accounts: tuple[AccountView, ...]
    clashes: tuple[Clash, ...]


def party_views(index: Index) -> list[PartyView]:
    """All parties in alphabetical order."""
    return [_party(index, party) for party in index.parties]


def _party(index: Index, party: Party) -> PartyView:
    accounts = sorted(
        (a for a in index.case.accounts if a.party == party.id), key=lambda a: (a.referent, a.claims, a.id)
    )
    members = [m for c in index.claims for m in c.members if index.party_id(m.actor) == party.id]
    return PartyView(
        id=anchor("says", party.id),
        name=party.name,
        actors=len(party.actors),
        statements=len(members),
        accounts=tuple(_account(index, a, n) for n, a in enumerate(accounts, 1)),
        clashes=tuple(_clash(index, party.id, r) for r in _within(index, party.id)),
    )


def _account(index: Index, account: Account, number: int) -> AccountView:
    claims = sorted((c for c in account.claims if c in index.claim), key=lambda c: index.claim_number[c])
    return AccountView(
        id=anchor("acc", account.id),
        number=number,
        referent=account.referent,
        statements=tuple(statement(index, c, account.party) for c in claims),
    )


def statement(index: Index, claim: str, party: str, meant: Label | None = None) -> Statement:
    """The party's own first words for a claim, or those of them that are meant."""
    record = index.claim[claim]
    own = [m for m in in_order(index, record) if index.party_id(m.actor) == party]
    if meant is not None:
        own.sort(key=lambda m: not holds(m, meant))
    return Statement(
        claim=claim_ref(index, record),
        first=assertion(index, own[0]) if own else None,
        more=max(0, len(own) - 1),
    )


def holds(member: Member, words: Label) -> bool:
    """Whether a member is, or is part of, the words."""
    here = Span(words.start, words.end)
    return member.article == words.article and any(s.overlaps(here) for s in member.spans)


def _within(index: Index, party: str) -> list[Relation]:
    """Relations that say two claims of this party exclude each other, those named by accounts included."""
    named = {e.relation for a in index.case.accounts if a.party == party for e in a.excludes}
    found = [
        r
        for r in index.case.relations
        if (r.id in named or r.within_party == party)
        and r.type in ("contradicts", "updates")
        and r.a in index.claim
        and r.b in index.claim
    ]
    return sorted(found, key=lambda r: (index.claim_number[r.a], index.claim_number[r.b], r.id))


def _clash(index: Index, party: str, relation: Relation) -> Clash:
    return Clash(
        left=statement(index, relation.a, party, relation.shown[0] if relation.shown else None),
        right=statement(index, relation.b, party, relation.shown[1] if relation.shown else None),
        reason=relation.reason,
        confidence=relation.confidence,
    )
