"""What became of a dispute between two states of a case: new claims, new denials, who joined, accounts that changed.

Claims are compared by their members, since a claim that gains a member is the same claim to a reader.
"""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.records import Claim, Member, Stance
from counterclaim.views.query import Case

_Key = tuple[str, str | None, tuple[tuple[int, int], ...]]


def changes(before: Case, after: Case) -> list[str]:
    """One line for each change, in words of the articles; empty if nothing changed."""
    known = {_key(m) for c in before.claims for m in c.members}
    lines: list[str] = []
    for claim in sorted(after.claims, key=lambda c: c.id):
        fresh = [m for m in claim.members if _key(m) not in known]
        if len(fresh) == len(claim.members):
            lines.append(f"new claim: {_label(after, claim)} ({_outlets(after, claim)})")
        lines += [_told(after, claim, m) for m in fresh if m.stance in (Stance.DENIES, Stance.QUESTIONS)]
        if fresh and len(fresh) < len(claim.members):
            lines += [_told(after, claim, m) for m in fresh if m.stance == Stance.AFFIRMS]
    return lines + sorted(_accounts(before, after))


def _key(member: Member) -> _Key:
    return member.article, member.attribution, tuple((s.start, s.end) for s in member.spans)


def _label(case: Case, claim: Claim) -> str:
    text = case.article_by_id[claim.label.article].text[claim.label.start : claim.label.end]
    return f"“{' '.join(text.split())}”"


def _outlets(case: Case, claim: Claim) -> str:
    names = {case.article_by_id[m.article].outlet or case.article_by_id[m.article].file or "" for m in claim.members}
    return ", ".join(sorted(names))


def _told(case: Case, claim: Claim, member: Member) -> str:
    actor = case.actor_by_id.get(member.actor or "")
    who = actor.name if actor is not None else "somebody not named"
    words = " … ".join(" ".join(case.article_by_id[member.article].text[s.start : s.end].split()) for s in member.spans)
    how = f" ({', '.join(member.denial)})" if member.denial else ""
    return f"{who} {member.stance}{how}: “{words}” – of {_label(case, claim)}"


def _accounts(before: Case, after: Case) -> Iterator[str]:
    old, new = _account_claims(before), _account_claims(after)
    for (party, referent), labels in new.items():
        came = labels - old.get((party, referent), set())
        if came and (party, referent) in old:
            yield f"account of {party} about {referent} changed: {'; '.join(sorted(came))}"
        elif came:
            yield f"new account of {party} about {referent}: {len(labels)} claims"


def _account_claims(case: Case) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for account in case.accounts:
        party = case.party_by_id[account.party].name if account.party in case.party_by_id else account.party
        labels = {_label(case, case.claim_by_id[c]) for c in account.claims if c in case.claim_by_id}
        found.setdefault((party, account.referent), set()).update(labels)
    return found
