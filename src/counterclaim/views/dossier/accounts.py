"""What each party says, by one procedure for all: its accounts, and which statements exclude each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
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
    """What a party says on one referent and what can hold together; ``statements`` are those not in all accounts."""

    id: str
    number: int
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """All that a party says on one referent: what stands in every account once, and each account with the rest."""

    referent: str
    claims: int
    shared: tuple[Statement, ...]
    accounts: tuple[AccountView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Two statements of one party, with the reason why both cannot hold or how the later one replaced the other."""

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
    accounts: int
    matters: tuple[Matter, ...]
    clashes: tuple[Clash, ...]
    changes: tuple[Clash, ...]


def party_views(index: Index) -> list[PartyView]:
    """All parties in alphabetical order."""
    return [_party(index, party) for party in index.parties]


def _party(index: Index, party: Party) -> PartyView:
    accounts = [a for a in index.case.accounts if a.party == party.id]
    within = _within(index, party.id)
    members = [m for c in index.claims for m in c.members if index.party_id(m.actor) == party.id]
    return PartyView(
        id=anchor("says", party.id),
        name=party.name,
        actors=len(party.actors),
        statements=len(members),
        accounts=len(accounts),
        matters=tuple(_matters(index, party.id, accounts)),
        clashes=tuple(_clash(index, party.id, r) for r in within if r.type != "updates"),
        changes=tuple(_clash(index, party.id, r) for r in within if r.type == "updates"),
    )


def _matters(index: Index, party: str, accounts: Sequence[Account]) -> Iterator[Matter]:
    """What a party says, by referent; a claim that stands in every account is printed once."""
    by_referent: dict[str, list[Account]] = defaultdict(list)
    for a in sorted(accounts, key=lambda a: (a.claims, a.id)):
        by_referent[a.referent].append(a)
    for referent, found in sorted(by_referent.items()):
        known = [{c for c in a.claims if c in index.claim} for a in found]
        shared = set.intersection(*known)

        def statements(claims: set[str]) -> tuple[Statement, ...]:
            return tuple(statement(index, c, party) for c in sorted(claims, key=index.claim_number.__getitem__))

        yield Matter(
            referent=index.as_printed(referent),
            claims=len(set.union(*known)),
            shared=statements(shared),
            accounts=tuple(
                AccountView(id=anchor("acc", a.id), number=n, statements=statements(own - shared))
                for n, (a, own) in enumerate(zip(found, known, strict=True), 1)
            ),
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
        reason=index.in_words(relation.reason),
        confidence=relation.confidence,
    )
