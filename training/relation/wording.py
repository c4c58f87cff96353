"""Statements about invented events in words: forms from ``[wording]``, half of them in a reporting clause."""

from __future__ import annotations

import random
from dataclasses import replace

from training.relation.corpora import Pair
from training.relation.events import Event, Events, Statement, relation
from training.relation.wrapping import Wrapper, inside, sentence, tables

NUMBERS = (
    "no one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
).split()


def plural(noun: str) -> bool:
    """Whether a noun of the tables takes a plural verb."""
    last = noun.split()[-1]
    if noun.startswith(("a ", "an ")):
        return False
    return last in {"police", "people"} or (last.endswith("s") and last != "gas")


def count(e: Event, way: str, rng: random.Random) -> str:
    """The number with who they were: figures or words, exactly or at least."""
    number = NUMBERS[e.toll] if e.toll < len(NUMBERS) and rng.random() < 0.5 else str(e.toll)
    least = rng.choice(("at least ", "no fewer than ")) if way == "least" else ""
    return f"{least}{number} {e.victims}"


def where(s: Statement, rng: random.Random) -> str:
    """Place and time as far as they are told, each with a blank before it, in one of two orders."""
    e = s.event
    parts = [f" in {e.place}"] * ("place" in s.details) + [f" {e.date}"] * ("date" in s.details)
    if rng.random() < 0.3:
        parts.reverse()
    return "".join([f" {e.extra}"] * ("extra" in s.details) + parts)


def past(e: Event, rng: random.Random) -> str:
    """The deed in the past with its object, in one of its wordings."""
    if e.deed == "shot":
        return f"shot {e.target} dead"
    words = tables()
    return f"{rng.choice([words['deeds'][e.deed]['past']] * 2 + words['synonyms'].get(e.deed, []))} {e.target}"


def told(events: Events, s: Statement, form: str | None = None, other: str | None = None) -> str:
    """A statement in words; ``form`` names another list of ``[wording]`` than its kind's, ``other`` a second party."""
    rng, e, words = events.rng, s.event, tables()["wording"]
    form = form or (f"toll_{'exact' if s.toll == 'least' else s.toll}" if s.kind == "toll" else s.kind)
    ways = words[form] + ([] if "extra" in s.details else words.get(f"{form}_plain", []))
    text = rng.choice(ways)
    if s.toll and s.kind != "toll" and form == s.kind:
        text += rng.choice(words["after_none_killed" if s.toll == "none_killed" else "after_exact"])
    deed, place = tables()["deeds"][e.deed], where(s, rng)
    many, objects = plural(e.actor), plural(e.target)
    filled: str = text.format(
        a=e.actor, o=e.target, w=place, thing=f"{deed['noun']} {e.target}{place}", past=past(e, rng),
        done=deed["done"], bare=deed["bare"], doing=deed["doing"], bare_noun=deed["noun"].removeprefix("the "),
        be="were" if objects else "was", isa="are" if many else "is", wasa="were" if many else "was",
        has="have" if many else "has", n=count(e, s.toll, rng), toll=e.toll, victims=e.victims,
        other=other or events.actor(),
    )  # fmt: skip
    return filled


def wrapped(events: Events, s: Statement, wrapper: Wrapper) -> str:
    """A statement in words, in about half of all cases within a reporting clause that suits its kind."""
    rng, e = wrapper.rng, s.event
    if rng.random() < 0.45:
        return sentence(told(events, s))
    if s.kind == "did" and not s.toll and "extra" not in s.details and rng.random() < 0.3:
        deed, place = tables()["deeds"][e.deed], where(s, rng)
        more = {"a": e.actor, "g": f"{deed['doing']} {e.target}{place}", "n": f"{deed['noun']} {e.target}{place}"}
        return wrapper.put("accusing", told(events, s), **more)
    if s.kind == "not_actor" and rng.random() < 0.64:
        if rng.random() < 0.6:
            return wrapper.put("denying", told(events, replace(s, kind="did")))
        return sentence(told(events, s, "own_denial"))
    if s.kind == "fake" and rng.random() < 0.3:
        return wrapper.put("denying", told(events, replace(s, kind="happened", toll="")))
    return wrapper.said(told(events, s), 1.0)


def pairs(events: Events, wrapper: Wrapper, n: int) -> list[Pair]:
    """``n`` pairs, no label taking more than a third."""
    out: list[Pair] = []
    label_counts: dict[int, int] = {}
    tries = 0
    while len(out) < n and tries < 40 * n:
        tries += 1
        first = events.statement(events.event())
        draw = events.rng.random()
        second = first if draw < 0.12 else events.changed(first) if draw < 0.85 else events.statement(first.event)
        label = relation(first, second)
        if label is None or label_counts.get(label, 0) > max(20, n / 3.4):
            continue
        a, b = wrapped(events, first, wrapper), wrapped(events, second, wrapper)
        if first.kind == second.kind == "did" and first.event.actor != second.event.actor and events.rng.random() < 0.3:
            b = wrapper.said(told(events, replace(second, toll=""), "did_rival", first.event.actor))
        if inside(a).lower() == inside(b).lower():
            continue
        label_counts[label] = label_counts.get(label, 0) + 1
        out.append(Pair("built_events", "relation", a, b, label))
    return out
