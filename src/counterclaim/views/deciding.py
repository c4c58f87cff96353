"""From a reviewer's words (a verb, ids, spellings) to a decision that outlives reruns.

Ids of claims, merges and relations are proposals and change with them. So a decision says what it is about in printed
forms and in places of words; the stages find those again (``actors.decisions``, ``claims.decisions``).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Any

from counterclaim.actors.decisions import merge_id
from counterclaim.errors import UsageError
from counterclaim.pipeline.deciding import Draft
from counterclaim.records import Claim, Label, Merge, Relation, Stance
from counterclaim.views.items import Items, place
from counterclaim.views.query import Case

#: Said in place of a party for whoever speaks for nobody.
NOBODY = "nobody"


def drafts(case: Case, verb: str, items: Sequence[str], to: str | None = None) -> list[Draft]:
    """The decisions that a verb with its items stands for; several where several pairs of forms are meant.

    Args:
        case: what the reviewer looks at.
        verb: one of ``MAKERS``.
        items: ids, and spellings of actors.
        to: the stance, the party or the statement, for the verbs that need one.

    Raises:
        UsageError: if the case has not what is named, or the verb does not go with it; it says what to do.
    """
    if (verb in ("stance", "edit")) != (to is not None):
        need = "needs" if to is None else "takes no"
        raise UsageError(f"{verb} {need} --to; see `counterclaim decide --help`")
    if verb in ("stance", "edit", "accept", "reject", "note") and len(items) != 1:
        raise UsageError(f"{verb} is about one thing, and {len(items)} are named: give one decision for each")
    return list(MAKERS[verb](Items(case), tuple(dict.fromkeys(items)), to or ""))


def _written(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)


def _merge(items: Items, names: Sequence[str], to: str) -> Iterator[Draft]:
    if len(names) < 2:
        raise UsageError("merge needs two actors or more: ids, or spellings as printed")
    forms = [items.form(n) for n in names]
    target = next((a.id for n in names for a in [items.case.actor_by_id.get(n), *items.holders(n)] if a), "act_")
    for a, b in pairwise(forms):
        data = _written({"a": a, "b": b})
        yield Draft(what="merge", target=target, before=None, after=data, told=f"“{a}” and “{b}” are one actor")


def _split(items: Items, names: Sequence[str], to: str) -> Iterator[Draft]:
    if len(names) == 1 and names[0] in items.merges:
        merge = items.merges[names[0]]
        yield _two_actors(merge.a, merge.b, "split")
        return
    if len(names) < 2:
        raise UsageError("split needs two forms or more, or the id of a merge (`counterclaim show CASE merges --ids`)")
    for a, b in combinations([items.form(n) for n in names], 2):
        yield _two_actors(a, b, "split")


def _two_actors(a: str, b: str, what: str) -> Draft:
    if a == b:
        raise UsageError(f"both are called “{a}”: name two forms that are printed")
    data = _written({"a": a, "b": b})
    return Draft(what=what, target=merge_id(a, b), before=data, after=None, told=f"“{a}” and “{b}” are two actors")


def _together(items: Items, names: Sequence[str], to: str) -> Iterator[Draft]:
    members = [m for n in names for m in items.statements(n)]
    if len(names) < 2:
        raise UsageError("together needs two claims or statements or more")
    told = " | ".join(_told(items, n) for n in names)
    after = _written({"members": [place(m) for m in members]})
    yield Draft(what="merge", target=items.claim_with(names[0]).id, before=None, after=after, told=f"one claim: {told}")


def _keep_apart(items: Items, names: Sequence[str], to: str) -> Iterator[Draft]:
    if len(names) < 2:
        raise UsageError("apart needs two claims or statements or more")
    groups = [items.statements(n) for n in names]
    if names[0].startswith("clm_") and all(n in {m.id for m in groups[0]} for n in names[1:]):
        leaving = {m.id for g in groups[1:] for m in g}
        groups = [[m for m in groups[0] if m.id not in leaving], [m for g in groups[1:] for m in g]]
    if not all(groups):
        raise UsageError(
            "all statements of the claim are named: leave at least one that the others are kept apart from"
        )
    after = _written({"groups": [[place(m) for m in g] for g in groups]})
    told = " | ".join(_told(items, n) for n in names)
    yield Draft(
        what="split", target=items.claim_with(names[0]).id, before=None, after=after, told=f"never one claim: {told}"
    )


def _told(items: Items, name: str) -> str:
    claim = items.case.claim_by_id.get(name)
    return f"“{items.words(claim.label if claim is not None else items.members[name][1])}”"


def _stance(items: Items, names: Sequence[str], to: str) -> Iterator[Draft]:
    if to not in list(Stance):
        raise UsageError(f"there is no stance “{to}”: it is one of {', '.join(Stance)}")
    if names[0] not in items.members:
        raise UsageError(
            f"{names[0]} is no statement; see `counterclaim show CASE statements --ids`, whose first column is the id"
        )
    claim, member = items.members[names[0]]
    yield Draft(
        what="set_stance", target=claim.id, before=_written({**place(member), "stance": str(member.stance)}),
        after=_written({**place(member), "stance": to}), told=f"“{items.words(member)}”: {member.stance} → {to}",
    )  # fmt: skip


def _edit(items: Items, names: Sequence[str], to: str) -> Iterator[Draft]:
    if names[0] in items.case.claim_by_id:
        yield _label(items, items.case.claim_by_id[names[0]], to)
        return
    actor = items.actor(names[0])
    now = items.case.party_by_id[actor.party].name if actor.party is not None else None
    party = None if to.casefold() == NOBODY else to
    form = items.printed(actor)
    yield Draft(
        what="edit", target=actor.id, before=_written({"form": form, "party": now}),
        after=_written({"form": form, "party": party}),
        told=f"{actor.name} speaks for {party or NOBODY} (before: {now or NOBODY})",
    )  # fmt: skip


def _label(items: Items, claim: Claim, to: str) -> Draft:
    member = next((m for m in claim.members if m.id == to), None)
    if member is None:
        raise UsageError(
            f"a claim's label is the words of one of its own statements, and {claim.id} has no {to}; "
            "see `counterclaim show CASE statements --ids`"
        )
    return Draft(
        what="edit", target=claim.id, before=_written(place(claim.label)), after=_written(place(member)),
        told=f"“{items.words(claim.label)}” is now called “{items.words(member)}”",
    )  # fmt: skip


def _reject(items: Items, names: Sequence[str], to: str) -> Iterator[Draft]:
    item = names[0]
    if item in items.merges:
        yield _two_actors(items.merges[item].a, items.merges[item].b, "reject")
    elif item in items.case.relation_by_id:
        relation = items.case.relation_by_id[item]
        told = f"not so: {_relation_told(items, relation)}"
        yield Draft(what="reject", target=item, before=_relation(items, relation), after=None, told=told)
    elif item in items.case.claim_by_id or item in items.members:
        before = _written({"members": [place(m) for m in items.statements(item)]})
        told = f"in no claim from now on: {_told(items, item)}"
        yield Draft(what="reject", target=item, before=before, after=None, told=told)
    elif item in items.case.actor_by_id:
        raise UsageError("an actor is not rejected: `split` its forms, or `edit` its party")
    else:
        raise _unknown(item)


def _accept(items: Items, names: Sequence[str], to: str) -> Iterator[Draft]:
    item = names[0]
    known = items.merges.get(item)
    earlier = items.earlier(item)
    if known is not None:
        yield Draft(
            what="accept", target=item, before=None, after=_written({"a": known.a, "b": known.b}),
            told=f"“{known.a}” and “{known.b}” stay one actor",
        )  # fmt: skip
    elif item in items.case.claim_by_id:
        after = _written({"members": [place(m) for m in items.statements(item)]})
        yield Draft(what="accept", target=item, before=None, after=after, told=f"stays one claim: {_told(items, item)}")
    elif earlier is not None:
        yield Draft(
            what="accept", target=item, before=None, after=earlier.before,
            told=f"decision {earlier.n} ({earlier.what}) is taken back",
        )  # fmt: skip
    else:
        yield Draft(what="accept", target=item, before=None, after=None, told=_anything(items, item), is_acted_on=False)


def _note(items: Items, names: Sequence[str], to: str) -> Iterator[Draft]:
    told = _anything(items, names[0])
    yield Draft(what="note", target=names[0], before=None, after=None, told=told, is_acted_on=False)


def _anything(items: Items, item: str) -> str:
    """What an id of the case stands for, in words."""
    case = items.case
    if item in case.claim_by_id or item in items.members:
        return _told(items, item)
    if item in items.merges:
        merge: Merge = items.merges[item]
        return f"“{merge.a}” = “{merge.b}”"
    if item in case.relation_by_id:
        return _relation_told(items, case.relation_by_id[item])
    for table in (case.actor_by_id, case.party_by_id, case.article_by_id, case.account_by_id):
        if item in table:
            return str(getattr(table[item], "name", None) or getattr(table[item], "title", None) or item)
    if item in case.attribution_by_id or any(d.id == item for d in case.decisions):
        return item
    raise _unknown(item)


def _unknown(item: str) -> UsageError:
    return UsageError(
        f"the case has nothing with the id {item}; `counterclaim show CASE TABLE --ids` prints the ids of claims, "
        "statements, relations, merges, actors"
    )


def _relation(items: Items, r: Relation) -> str:
    a, b = _ends(items, r)
    return _written({"type": r.type, "a": place(a), "b": place(b)})


def _relation_told(items: Items, r: Relation) -> str:
    a, b = _ends(items, r)
    return f"“{items.words(a)}” {r.type} “{items.words(b)}”"


def _ends(items: Items, r: Relation) -> Sequence[Label]:
    """The words that a relation rests on, or what its claims are called."""
    return r.shown if len(r.shown) == 2 else [items.case.claim_by_id[c].label for c in (r.a, r.b)]


#: What makes the decision of each verb of `counterclaim decide`.
MAKERS: dict[str, Callable[[Items, Sequence[str], str], Iterator[Draft]]] = {
    "merge": _merge,
    "split": _split,
    "together": _together,
    "apart": _keep_apart,
    "stance": _stance,
    "edit": _edit,
    "reject": _reject,
    "accept": _accept,
    "note": _note,
}
