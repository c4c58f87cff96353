"""What reviewers decided about actors of every kind holds on every rerun."""

import json

from actors_factory import article, decision, reading, speaker

from counterclaim.actors import Actors, resolve_actors
from counterclaim.actors.decisions import merge_id
from counterclaim.records import Decision

TEXTS = {
    "a": (
        "The Orst Harbour Watch said the pier burned. The Watch said it would ask for more. "
        "Corvanian Defence Minister Anna Kest said nobody was hurt. The defence minister said the fire was out."
    ),
    "b": "The Pier Guild said it was glad. Corvanian officials said that all was well.",
}
SOURCES = {
    "a": [
        ("The Orst Harbour Watch", 1), ("The Watch", 1), ("Corvanian Defence Minister Anna Kest", 1),
        ("The defence minister", 1),
    ],
    "b": [("The Pier Guild", 1), ("Corvanian officials", 1)],
}  # fmt: skip


def resolved(*decisions: Decision) -> Actors:
    articles = [article(k, t) for k, t in TEXTS.items()]
    return resolve_actors(
        articles, [reading(k, t, SOURCES[k], ("Anna Kest",)) for k, t in TEXTS.items()], list(decisions)
    )


def pair(a: str, b: str) -> str:
    return json.dumps({"a": a, "b": b})


def test_bodies_that_a_reviewer_merged_are_one() -> None:
    """A merge holds for organisations as for persons, and says that a reviewer made it."""
    merged = resolved(decision(1, "merge", "act_x", after=pair("Orst Harbour Watch", "Pier Guild")))

    found = speaker(merged, "a", "The Orst Harbour Watch")

    assert speaker(resolved(), "b", "The Pier Guild") != speaker(resolved(), "a", "The Orst Harbour Watch")
    assert found is not None
    assert found == speaker(merged, "b", "The Pier Guild")
    assert "a reviewer merged them" in {m.reason for m in merged.merges}


def test_three_forms_merged_by_twos_are_one() -> None:
    """Merges of pairs that share a form make one actor of all."""
    both = (
        decision(1, "merge", "act_x", after=pair("Pier Guild", "Corvanian officials")),
        decision(2, "merge", "act_x", after=pair("Orst Harbour Watch", "Pier Guild")),
    )

    found = resolved(*both)

    one = {speaker(found, "a", "The Orst Harbour Watch"), speaker(found, "b", "The Pier Guild")}
    assert one | {speaker(found, "b", "Corvanian officials")} == one
    assert len(one) == 1


def test_a_description_that_a_reviewer_took_away_stays_away() -> None:
    """A split of a name and a description holds, and the description speaks for itself again."""
    split = decision(1, "split", merge_id("x", "y"), before=pair("Anna Kest", "the defence minister"))

    named, described = "Corvanian Defence Minister Anna Kest", "The defence minister"

    assert speaker(resolved(), "a", named) == speaker(resolved(), "a", described)
    assert speaker(resolved(split), "a", named) != speaker(resolved(split), "a", described)
    assert {(m.a, m.b.lower()) for m in resolved(split).merges} & {("Anna Kest", "the defence minister")} == set()


def test_accept_and_reject_of_a_merge_are_a_merge_and_a_split() -> None:
    """The newest of them holds."""
    forms = pair("Anna Kest", "the defence minister")
    target = merge_id("Anna Kest", "the defence minister")
    rejected = decision(1, "reject", target, before=forms)
    accepted = decision(2, "accept", target, after=forms)

    named, described = "Corvanian Defence Minister Anna Kest", "The defence minister"

    assert speaker(resolved(rejected), "a", named) != speaker(resolved(rejected), "a", described)
    found = resolved(rejected, accepted)
    assert speaker(found, "a", named) == speaker(found, "a", described)


def party(actors: Actors, source: str, name: str = "b") -> str | None:
    found = speaker(actors, name, source)
    return next((p.name for p in actors.parties if found is not None and p.id == found.party), None)


def test_a_party_that_a_reviewer_gave_stands_with_who_gave_it() -> None:
    """It is in place of what was proposed, and its evidence names the reviewer; "nobody" takes it away."""
    given = decision(1, "edit", "act_x", after=json.dumps({"form": "The Pier Guild", "party": "Corvania"}))
    taken = decision(2, "edit", "act_x", after=json.dumps({"form": "The Pier Guild", "party": None}))

    found = resolved(given)

    assert party(resolved(), "The Pier Guild") is None
    assert party(found, "The Pier Guild") == "Corvania"
    assert any("reviewer decided" in e.reason for p in found.parties for e in p.evidence)
    assert party(resolved(given, taken), "The Pier Guild") is None
