"""What is kept of single articles changes no result, though what one prints changes how others are read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from actors_factory import article, decision, find, reading
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counterclaim.actors import Actors, resolve_actors
from counterclaim.actors.articles import Articles
from counterclaim.actors.asking import Answers
from counterclaim.pipeline.kept import Kept
from counterclaim.records import FORGETFUL, Article, Decision, Entity, EntityType, Keeper, Reading

PEOPLE = ("Anna Kest", "Anna Kestova", "Ilan Dorr", "Ivo Brandt", "Marta Kest", "Kest", "Dorr", "Brandt", "Velm")
#: Sentences with whom they quote. What one says decides how others are read: a state is known by its own adjective, a
#: surname by a full name, a place by "in", an acronym by its long form, an office by who holds it, and when.
SENTENCES = (
    ("Veldorian Defence Minister Anna Kest said the pier burned.", "Veldorian Defence Minister Anna Kest"),
    ("Kest said it would be rebuilt.", "Kest"),
    ("Marta Kest, a farmer, said she saw smoke.", "Marta Kest"),
    ("Anna Kestova said nothing had burned.", "Anna Kestova"),
    ("The Veldorian defence minister said so again.", "The Veldorian defence minister"),
    ("The minister said that nobody was hurt.", "The minister"),
    ("Ilan Dorr was appointed defence minister of Veldoria on Tuesday.", None),
    ("Former defence minister Ilan Dorr said it was too late.", "Former defence minister Ilan Dorr"),
    ("Veldorian troops left the harbour.", None),
    ("Life in Veldoria was calm.", None),
    ("The Veldorian capital, Orst, was dark.", None),
    ("Velm denied it.", "Velm"),
    ("Boats were burned in Velm on Monday.", None),
    ("The Harbour Watch Front (HWF) said it had no boats.", "The Harbour Watch Front"),
    ("HWF said it would wait.", "HWF"),
    ("The Front said it had waited.", "The Front"),
    ("A spokesman for Kest said he agreed.", "A spokesman for Kest"),
    ("The commander, Ivo Brandt, said his men had gone.", "The commander, Ivo Brandt"),
    ("He said they would come back.", "He"),
    ("Veldorja sent ships.", None),
    ("The Corvanian government said it was a lie.", "The Corvanian government"),
    ("Corvania's army said nothing.", "Corvania's army"),
)
FORMS = ("Anna Kest", "Marta Kest", "Anna Kestova", "HWF", "The Front", "The minister", "Veldorian troops")
DAYS = (None, "2031-05-03", "2031-05-09")
Report = tuple[str | None, tuple[int, ...]]
reports = st.tuples(st.sampled_from(DAYS), st.lists(st.integers(0, len(SENTENCES) - 1), max_size=6).map(tuple))
rulings = st.lists(st.tuples(st.sampled_from(("merge", "split")), st.permutations(FORMS)), max_size=2)


def report(name: str, told: Report) -> tuple[Article, Reading]:
    """An article of some sentences and its reading; what is called Velm is a person's or a place's as it comes."""
    day, numbers = told
    text = " ".join(SENTENCES[n][0] for n in numbers)
    made = article(name, text)
    seen: list[str] = []
    for n in numbers:
        source = SENTENCES[n][1]
        seen += [source] if source is not None else []
    read = reading(name, text, [(s, seen[: i + 1].count(s)) for i, s in enumerate(seen) if s != "He"], PEOPLE)
    if "in Velm" in text:
        at = find(text, "in Velm")
        velm = Entity(span=at._replace(start=at.start + 3), type=EntityType.LOC, use=None, confidence=1.0)
        others = [e for e in read.entities if not e.span.overlaps(velm.span)]
        read = replace(read, entities=tuple(sorted([*others, velm], key=lambda e: e.span)))
    return replace(made, published=replace(made.published, value=day, precision="day")), read


def resolved(cases: Sequence[tuple[Article, Reading]], keeper: Keeper, decided: Sequence[Decision] = ()) -> Actors:
    return resolve_actors([a for a, _ in cases], [r for _, r in cases], decided, keeper)


def decisions(ruled: Sequence[tuple[str, Sequence[str]]]) -> list[Decision]:
    """Merges and splits of the first two of some forms each."""
    out = []
    for n, (what, forms) in enumerate(ruled, start=1):
        pair = json.dumps({"a": forms[0], "b": forms[1]})
        out.append(decision(n, what, "act_x", before=pair, after=pair))
    return out


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(reports, min_size=1, max_size=6), rulings, st.integers(0, 5))
def test_articles_and_decisions_one_by_one_give_what_all_at_once_give(
    tmp_path_factory: pytest.TempPathFactory, told: list[Report], ruled: list[tuple[str, list[str]]], gone: int
) -> None:
    """Whatever comes, goes or is decided, the result is that of a case of which nothing was kept."""
    folder = tmp_path_factory.mktemp("kept")
    cases = [report(f"r{n}", t) for n, t in enumerate(told)]
    for count in range(1, len(cases) + 1):
        assert resolved(cases[:count], Kept(folder)) == resolved(cases[:count], FORGETFUL)

    decided = decisions(ruled)
    left = [c for n, c in enumerate(cases) if n != gone]
    assert resolved(cases, Kept(folder), decided) == resolved(cases[::-1], FORGETFUL, decided)
    assert resolved(left, Kept(folder), decided) == resolved(left, FORGETFUL, decided)
    assert resolved(left, Kept(folder)) == resolved(left, FORGETFUL)


def test_only_what_has_to_be_is_resolved_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that says nothing of the others leaves them be; a second bearer of a name does not."""
    asked: list[str] = []
    resolve = Articles._resolve
    monkeypatch.setattr(Articles, "_resolve", lambda self, a: asked.append(a) or resolve(self, a))
    # Not what is made again to see whether it is still so.
    monkeypatch.setattr(Kept, "_is_confirmed", lambda *_: True)
    cases = [report(f"r{n}", (None, told)) for n, told in enumerate([(0, 1), (12, 13), (20, 21), (1, 8)])]
    resolved(cases, Kept(tmp_path))

    asked.clear()
    resolved([*cases, report("r8", (None, (14,)))], Kept(tmp_path))
    assert set(asked) == {"r8"}

    asked.clear()
    resolved([*cases, report("r9", (None, (2,)))], Kept(tmp_path))
    assert set(asked) == {"r3", "r9"}


def test_an_answer_that_changed_is_told() -> None:
    """Questions hold with the case that was asked, and with no other that answers one of them otherwise."""
    cases = [report("r0", ("2031-05-09", (1, 4, 14))), report("r1", ("2031-05-03", (0, 8, 9)))]
    others = [(None, (2,)), (None, (13,)), ("2031-05-09", (6,))]
    before = answers(cases)
    asked = before[1].resolutions(before[0])["r0"].asked

    assert answers(cases)[0].are_still(asked, "r0")
    assert answers([*cases, report("r2", (None, (20,)))])[0].are_still(asked, "r0")
    for more in others:
        assert not answers([*cases, report("r2", more)])[0].are_still(asked, "r0")


def answers(cases: Sequence[tuple[Article, Reading]]) -> tuple[Answers, Articles]:
    """What a case answers, and its articles."""
    from counterclaim.actors.case import gather
    from counterclaim.actors.decisions import read_decisions
    from counterclaim.actors.world import learn_world

    world = learn_world([a.text for a, _ in cases])
    of = Articles(cases, world, FORGETFUL)
    return Answers(gather([a for a, _ in cases], of.printed(), of.tenures(), world, read_decisions(()))), of
