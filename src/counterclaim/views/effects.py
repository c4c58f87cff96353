"""What a decision changed: two states of one case side by side, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from counterclaim.records import Claim, Label, Member, MentionForm, Relation
from counterclaim.views.query import Case

#: Of longer words only the beginning is told.
MOST = 100
#: Relations whose two ends may change places.
_BOTH_WAYS = frozenset({"contradicts", "not_comparable"})


def effects(before: Case, after: Case) -> list[str]:
    """One line for each change of actors, parties, claims, labels, stances and relations."""
    lines = (*_actors(before, after), *_parties(before, after), *_claims(before, after), *_stances(before, after))
    return [*lines, *_relations(before, after)]


def _actors(before: Case, after: Case) -> Iterator[str]:
    old, new = _names_by_mention(before), _names_by_mention(after)
    moved = Counter((old[at], new[at], _at(after, *at)) for at in old.keys() & new.keys() if old[at] != new[at])
    for (was, now, form), n in sorted(moved.items()):
        yield f"“{form}” ({n} times): {was} → {now}"


def _names_by_mention(case: Case) -> dict[tuple[str, int, int], str]:
    return {
        (m.article, m.span.start, m.span.end): a.name
        for a in case.actors
        for m in a.mentions
        if m.form is not MentionForm.PRONOUN
    }


def _at(case: Case, article: str, start: int, end: int) -> str:
    return " ".join(case.article_by_id[article].text[start:end].split())


def _parties(before: Case, after: Case) -> Iterator[str]:
    old, new = _party_by_name(before), _party_by_name(after)
    for name in sorted(old.keys() & new.keys()):
        if old[name] != new[name]:
            yield f"{name} speaks for {new[name] or 'nobody'} (before: {old[name] or 'nobody'})"


def _party_by_name(case: Case) -> dict[str, str | None]:
    """For whom each actor speaks, by its name; names that several bear are left out."""
    names = Counter(a.name for a in case.actors)
    return {
        a.name: case.party_by_id[a.party].name if a.party is not None else None
        for a in case.actors
        if names[a.name] == 1
    }


def _claims(before: Case, after: Case) -> Iterator[str]:
    old = {frozenset(m.id for m in c.members): c for c in before.claims}
    new = {frozenset(m.id for m in c.members): c for c in after.claims}
    for ids, claim in sorted(new.items(), key=lambda item: item[1].id):
        was = old.get(ids)
        if was is not None and was.label != claim.label:
            yield f"claim “{_words(before, was.label)}” is now called “{_words(after, claim.label)}”"
        if was is None:
            yield f"claim “{_words(after, claim.label)}” has {len(ids)} statements ({_parts(before, ids, claim)})"
    gone = {i for ids in old for i in ids} - {i for ids in new for i in ids}
    if gone:
        yield f"{len(gone)} statements are in no claim any more"


def _parts(before: Case, ids: frozenset[str], claim: Claim) -> str:
    """Where a claim's statements were before."""
    parts = [(len(ids & {m.id for m in c.members}), c) for c in before.claims]
    found = sorted(((n, c) for n, c in parts if n), key=lambda p: (-p[0], p[1].id))
    if len(found) == 1:
        return f"before: {len(found[0][1].members)}"
    return "; ".join(f"{n} of the {len(c.members)} of “{_words(before, c.label)}”" for n, c in found) or "before: none"


def _words(case: Case, label: Label) -> str:
    words = _at(case, label.article, label.start, label.end)
    return words if len(words) <= MOST else words[: MOST - 1] + "…"


def _stances(before: Case, after: Case) -> Iterator[str]:
    old = {m.id: m for c in before.claims for m in c.members}
    seen: set[str] = set()
    for member in (m for c in after.claims for m in c.members):
        was = old.get(member.id)
        if was is not None and was.stance != member.stance and member.id not in seen:
            seen.add(member.id)
            yield f"“{_said(after, member)}”: {was.stance} → {member.stance}"


def _said(case: Case, member: Member) -> str:
    return " … ".join(_at(case, member.article, s.start, s.end) for s in member.spans)


def _relations(before: Case, after: Case) -> Iterator[str]:
    old, new = _told(before), _told(after)
    yield from (f"no longer: {told}" for told in sorted(old - new))
    yield from (f"new: {told}" for told in sorted(new - old))


def _told(case: Case) -> set[str]:
    found = set()
    for r in case.relations:
        ends = [_end(case, r, 0), _end(case, r, 1)]
        one, other = sorted(ends) if r.type in _BOTH_WAYS else ends
        found.add(f"“{one}” {r.type} “{other}”")
    return found


def _end(case: Case, relation: Relation, at: int) -> str:
    shown = relation.shown[at] if len(relation.shown) == 2 else None
    return _words(case, shown or case.claim_by_id[(relation.a, relation.b)[at]].label)
