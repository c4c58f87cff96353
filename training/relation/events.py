"""Invented events and statements about them: what each says is known, so how two of them stand follows by rule.

An event has who, what, to whom, where, when and how many; a statement tells some of it, or denies it in one of the ways
in which denials are made. ``relation`` says how two statements stand; ``wording`` puts them into words.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from training.relation.corpora import mask
from training.relation.wrapping import tables

ANY_SAME = mask("same", "entails", "entailed")


@dataclass(frozen=True)
class Event:
    """Something that is said to have happened."""

    actor: str
    deed: str
    target: str
    place: str
    date: str
    toll: int
    victims: str
    extra: str


@dataclass(frozen=True)
class Statement:
    """One statement about an event: its kind, and which details it tells (``toll``: how it is counted)."""

    event: Event
    kind: str
    details: frozenset[str]
    toll: str = ""


#: kinds of statement and how often they are drawn
KINDS = {
    "did": 40, "happened": 14, "not_actor": 14, "never": 8, "fake": 8, "staged": 4, "maybe": 5, "plan": 3, "toll": 14,
}  # fmt: skip
POSITIVE = frozenset({"did", "happened", "toll"})
UNREAL = frozenset({"never", "fake", "staged"})


def relation(a: Statement, b: Statement) -> int | None:
    """The mask of allowed labels, or None where two fair readers would differ."""
    e, f = a.event, b.event
    if moved(a, b):
        return mask("unrelated")
    if e.deed != f.deed and not (a.kind in POSITIVE and b.kind in POSITIVE):
        return None  # a narrower deed denied is not the wider one denied
    if "plan" in (a.kind, b.kind):
        return mask("same") if (a.kind, a.details, e) == (b.kind, b.details, f) else mask("unrelated")
    if a.kind in UNREAL or b.kind in UNREAL:
        return unreal(a, b)
    if "not_actor" in (a.kind, b.kind):
        return not_actor(a, b)
    if "maybe" in (a.kind, b.kind):
        return maybe(a, b)
    return positive(a, b)


def moved(a: Statement, b: Statement) -> bool:
    """Whether place, date or object, told on both sides, are not the same."""
    e, f = a.event, b.event
    shared = a.details & b.details
    return e.target != f.target or any(d in shared and getattr(e, d) != getattr(f, d) for d in ("place", "date"))


def unreal(a: Statement, b: Statement) -> int | None:
    """Where a side says that the thing did not happen or was made up."""
    if a.kind in UNREAL and b.kind in UNREAL:
        return mask("same") if a.kind == b.kind and a.details == b.details else ANY_SAME
    other = b if a.kind in UNREAL else a
    if other.kind == "not_actor":
        return mask("entails" if a.kind in UNREAL else "entailed") | mask("unrelated")
    return mask("contradicts")


def not_actor(a: Statement, b: Statement) -> int | None:
    """Where a side says that somebody had no part in it."""
    same_actor = a.event.actor == b.event.actor
    if a.kind == b.kind:
        if same_actor:
            return mask("same") if a.details == b.details else ANY_SAME
        return mask("unrelated")
    other = b if a.kind == "not_actor" else a
    if other.kind in {"happened", "toll"}:
        return mask("unrelated")
    if same_actor:
        return mask("contradicts")
    return mask("unrelated", "entails", "entailed")


def maybe(a: Statement, b: Statement) -> int | None:
    """Where a side only supposes."""
    if a.kind == b.kind:
        return mask("same") if a.event == b.event and a.details == b.details else None
    other, flip = (b, False) if a.kind == "maybe" else (a, True)
    if other.kind != "did":
        return mask("unrelated")
    if a.event.actor != b.event.actor:
        return mask("contradicts", "unrelated")
    if other.details >= (a if other is b else b).details and a.event.deed == b.event.deed:
        return mask("entails" if flip else "entailed")
    return None


def positive(a: Statement, b: Statement) -> int | None:
    """Two statements that it happened."""
    e, f = a.event, b.event
    if a.kind == b.kind == "did" and e.actor != f.actor:
        return mask("contradicts")
    count = counts(a, b)
    if count == "clash":
        return mask("contradicts")
    if count == "later":
        return mask("entailed", "unrelated")
    if count == "earlier":
        return mask("entails", "unrelated")
    down, up = follows(a, b, count), follows(b, a, {"up": "down", "down": "up"}.get(count, count))
    if down and up:
        return mask("same")
    if down or up:
        return mask("entails" if down else "entailed")
    return None


def follows(a: Statement, b: Statement, count: str) -> bool:
    """Whether b follows from a, given how their counts stand."""
    deeds = tables()["deeds"]
    deed = a.event.deed == b.event.deed or deeds[a.event.deed].get("wider") == b.event.deed
    actor = b.kind != "did" or a.kind == "did"
    number = not b.toll or count in {"equal", "down"}
    event = a.kind == b.kind or b.kind == "happened" or (a.kind, b.kind) == ("did", "toll")
    return deed and actor and number and event and a.details >= b.details


def counts(a: Statement, b: Statement) -> str:
    """How two tolls stand: none, equal, clash, later (b updates a), earlier, down (b follows from a), up."""
    if not a.toll or not b.toll:
        return "none"
    m, n = a.event.toll, b.event.toll
    if a.toll == b.toll == "exact" or {a.toll, b.toll} == {"exact", "none_killed"}:
        return "equal" if m == n and a.toll == b.toll else "clash"
    if a.toll == b.toll:
        return (
            "equal" if m == n else ("later" if n > m else "earlier") if a.toll == "risen" else "down" if m > n else "up"
        )
    if "none_killed" in (a.toll, b.toll):
        return "clash"
    if "risen" in (a.toll, b.toll):
        if m == n:
            return "equal"
        later = b.toll == "risen"
        if (n > m) == later:
            return "later" if later else "earlier"
        return "clash"
    least, exact = (m, n) if a.toll == "least" else (n, m)
    if exact < least:
        return "clash"
    return "down" if b.toll == "least" else "up"


class Events:
    """Draws events, statements about them, and words for the statements."""

    def __init__(self, rng: random.Random, countries: Sequence[tuple[str, str]], places: Sequence[str]) -> None:
        self.rng, self.countries, self.places = rng, countries, places

    def actor(self) -> str:
        """Somebody who can have done it."""
        words = tables()["actors"]
        if self.rng.random() < 0.3:
            return self.rng.choice(words["loose"])
        country, adjective = self.rng.choice(self.countries)
        return self.rng.choice(words["of_country"]).format(c=country, d=adjective)

    def event(self) -> Event:
        """An invented event."""
        words, rng = tables(), self.rng
        deed = rng.choice(sorted(words["deeds"]))
        dates = words["details"]["days"] + words["details"]["dates"]
        return Event(
            actor=self.actor(), deed=deed, target=rng.choice(words["objects"][words["deeds"][deed]["objects"]]),
            place=rng.choice(self.places), date=rng.choice(dates), toll=self.number(),
            victims=rng.choice(words["details"]["victims"]),
            extra=rng.choice(words["details"]["purpose"] + words["details"]["means"] * words["deeds"][deed]["harm"]),
        )  # fmt: skip

    def number(self) -> int:
        """A toll, small ones oftener."""
        return int(self.rng.choice((self.rng.randint(2, 12), self.rng.randint(13, 60), self.rng.randint(61, 400))))

    def statement(self, event: Event, kind: str | None = None) -> Statement:
        """A statement about the event."""
        rng = self.rng
        kind = kind or rng.choices(list(KINDS), list(KINDS.values()))[0]
        harm = tables()["deeds"][event.deed]["harm"]
        if kind == "toll" and not harm:
            kind = "did"
        details = frozenset(d for d, p in (("place", 0.75), ("date", 0.4), ("extra", 0.15)) if rng.random() < p)
        if kind in UNREAL | {"not_actor"}:
            details -= {"extra"}
        toll = ""
        if kind == "toll" or (harm and kind in {"did", "happened"} and rng.random() < 0.3):
            ways = ("exact", "least", "risen" if kind == "toll" else "exact", "none_killed")
            toll = rng.choices(ways, (6, 2, 2, 1))[0]
        return Statement(event, kind, details, toll)

    def changed(self, s: Statement) -> Statement:
        """The statement with one thing changed: the party, the count, place, date, object, deed, or what it tells."""
        rng, e = self.rng, s.event
        deed = tables()["deeds"][e.deed]
        what = rng.choices(
            ("actor", "toll", "place", "date", "target", "deed", "less", "kind"), (5, 4, 2, 2, 1, 2, 3, 5)
        )[0]
        if what == "actor":
            return replace(s, event=replace(e, actor=self.actor()))
        if what == "toll" and s.toll:
            more = max(1, e.toll + rng.choice((-1, 1)) * rng.randint(1, max(2, e.toll // 2)))
            kind = rng.choice((s.toll, "exact", "least")) if s.toll != "none_killed" else "exact"
            return replace(s, event=replace(e, toll=more), toll=kind)
        if what == "place":
            return replace(s, event=replace(e, place=rng.choice(self.places)), details=s.details | {"place"})
        if what == "date":
            days = tables()["details"]["days" if e.date in tables()["details"]["days"] else "dates"]
            return replace(s, event=replace(e, date=rng.choice(days)), details=s.details | {"date"})
        if what == "target":
            return replace(s, event=replace(e, target=rng.choice(tables()["objects"][deed["objects"]])))
        if what == "deed" and "wider" in deed:
            return replace(s, event=replace(e, deed=deed["wider"]))
        if what == "less":
            kept = frozenset(d for d in sorted(s.details) if rng.random() < 0.5)
            return replace(s, details=kept, toll=s.toll if s.kind == "toll" or rng.random() < 0.5 else "")
        return self.statement(e)
