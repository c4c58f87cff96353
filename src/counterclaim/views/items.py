"""What the ids and spellings that a reviewer gives stand for in a case."""

from __future__ import annotations

from typing import Any

from counterclaim.errors import UsageError
from counterclaim.records import Actor, Claim, Decision, Label, Member, hull
from counterclaim.views.query import Case


class Items:
    """What ids and spellings of a case stand for."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.members = {m.id: (c, m) for c in case.claims for m in c.members if m.id}
        self.merges = {m.id: m for m in case.merges}

    def form(self, item: str) -> str:
        """The form by which an actor is meant: its name for an id, else the spelling; one that the case prints."""
        if item in self.case.actor_by_id:
            return self.printed(self.case.actor_by_id[item])
        if item.startswith("act_"):
            raise UsageError(f"there is no actor {item}; see `counterclaim show CASE actors --ids`")
        holders = self.holders(item)
        if not holders:
            raise UsageError(
                f"nobody in the case is called “{item}”: give a spelling as `counterclaim show CASE actors` prints it, "
                "or an id (`--ids`)"
            )
        is_printed = any(flat(item) in map(flat, a.aliases) for a in holders)
        return item if is_printed else self.printed(holders[0])

    def printed(self, actor: Actor) -> str:
        """A form that the texts have: the name if they print it, else the shortest spelling that is this actor's alone.

        The stages look for printed forms, and a name may be made ("spokesman of Anna Renn" for "her spokesman").
        """
        if flat(actor.name) in map(flat, actor.aliases):
            return actor.name
        alone = [f for f in actor.aliases if len(self.holders(f)) == 1]
        return min(alone or actor.aliases or (actor.name,), key=lambda f: (len(f), f))

    def holders(self, form: str) -> list[Actor]:
        """The actors that a spelling is printed for."""
        return [a for a in self.case.actors if flat(form) in map(flat, (a.name, *a.aliases))]

    def actor(self, item: str) -> Actor:
        """The one actor that an id or a spelling stands for."""
        if item in self.case.actor_by_id:
            return self.case.actor_by_id[item]
        found = self.holders(self.form(item))
        if len(found) != 1:
            ids = ", ".join(a.id for a in found)
            raise UsageError(f"“{item}” is {len(found)} actors ({ids}): name the one you mean by its id")
        return found[0]

    def statements(self, item: str) -> list[Member]:
        """The statements that an id stands for: itself, or those of a claim."""
        if item in self.case.claim_by_id:
            return list(self.case.claim_by_id[item].members)
        if item in self.members:
            return [self.members[item][1]]
        raise UsageError(
            f"there is no claim or statement {item}; see `counterclaim show CASE claims --ids` and "
            "`counterclaim show CASE statements --ids`"
        )

    def claim_with(self, item: str) -> Claim:
        """The claim that an id stands for, or the first one that the statement is in."""
        return self.case.claim_by_id[item] if item in self.case.claim_by_id else self.members[item][0]

    def words(self, label: Label | Member) -> str:
        """Printed words on one line."""
        at = place(label)
        return " ".join(self.case.article_by_id[at["article"]].text[at["start"] : at["end"]].split())

    def earlier(self, item: str) -> Decision | None:
        """The last rejection of something by an id that the case may have no more."""
        return next((d for d in reversed(self.case.decisions) if d.target == item and d.what == "reject"), None)


def flat(form: str) -> str:
    """A form as forms are compared: whatever its capitals and blanks."""
    return " ".join(form.casefold().split())


def place(of: Label | Member) -> dict[str, Any]:
    """Where the words of a label or of a statement are."""
    if isinstance(of, Label):
        return {"article": of.article, "start": of.start, "end": of.end}
    span = hull(of.spans)
    return {"article": of.article, "start": span.start, "end": span.end, "id": of.id}
