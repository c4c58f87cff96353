"""Pairs from which the relation model learns."""

import random

import pytest
from training.relation import events, reports, wording
from training.relation.corpora import mask, plain_post, share
from training.relation.events import Event, Statement, relation
from training.relation.pack import read_pack, write_pack
from training.relation.wrapping import Wrapper, inside, tables, with_article

from counterclaim.models.relation.layout import MIRROR, RELATIONS

EVENT = Event("the rebels", "shelled", "a market", "Arica", "on Monday", 12, "people", "with mortars")
WHERE = frozenset({"place", "date"})


def say(kind: str = "did", details: frozenset[str] = WHERE, toll: str = "", **changed: object) -> Statement:
    fields = {k: getattr(EVENT, k) for k in EVENT.__dataclass_fields__} | changed
    return Statement(Event(**fields), kind, details, toll)


@pytest.mark.parametrize(
    ("a", "b", "labels"),
    [
        (say(), say(), ("same",)),
        (say(), say(details=frozenset({"place"})), ("entails",)),
        (say(), say(kind="happened"), ("entails",)),
        (say(), say(deed="attacked"), ("entails",)),
        (say(), say(actor="the army"), ("contradicts",)),
        (say(), say(kind="not_actor"), ("contradicts",)),
        (say(kind="happened"), say(kind="not_actor"), ("unrelated",)),
        (say(), say(kind="never"), ("contradicts",)),
        (say(), say(kind="staged"), ("contradicts",)),
        (say(), say(place="Bongor"), ("unrelated",)),
        (say(), say(date="on Friday"), ("unrelated",)),
        (say(), say(target="a school"), ("unrelated",)),
        (say(kind="fake"), say(kind="fake"), ("same",)),
        (say(), say(kind="plan"), ("unrelated",)),
        (say(kind="maybe"), say(), ("entailed",)),
        (say("toll", toll="exact"), say("toll", toll="exact"), ("same",)),
    ],
)
def test_how_statements_stand_follows_from_what_they_say(a: Statement, b: Statement, labels: tuple[str, ...]) -> None:
    """Each kind of change has the label that a fair reader gives it."""
    assert relation(a, b) == mask(*labels)


def toll(n: int, way: str) -> Statement:
    return Statement(
        Event(*[*[getattr(EVENT, k) for k in list(EVENT.__dataclass_fields__)[:5]], n, "people", ""]),
        "toll",
        WHERE,
        way,
    )


def test_a_later_higher_toll_is_no_contradiction() -> None:
    """Two exact counts clash; one that has risen, and "at least", leave room for a higher one."""
    assert relation(toll(12, "exact"), toll(19, "exact")) == mask("contradicts")
    assert relation(toll(12, "exact"), toll(19, "risen")) == mask("entailed", "unrelated")
    assert relation(toll(12, "least"), toll(19, "exact")) == mask("entailed")
    assert relation(toll(19, "least"), toll(12, "exact")) == mask("contradicts")
    assert relation(toll(19, "risen"), toll(12, "risen")) == mask("entails", "unrelated")


def mirrored(label: int) -> int:
    return sum(1 << MIRROR[k] for k in range(len(RELATIONS)) if label >> k & 1)


def test_labels_are_mirrored_when_statements_are_exchanged() -> None:
    """Over many drawn statements, how b stands to a is the mirror of how a stands to b."""
    made = events.Events(random.Random(3), [("Peru", "Peruvian"), ("Chad", "Chadian")], ["Arica", "Bongor"])
    checked = 0
    for _ in range(3000):
        first = made.statement(made.event())
        second = made.changed(first)
        forth, back = relation(first, second), relation(second, first)
        assert (forth is None) == (back is None)
        if forth is not None and back is not None:
            assert mirrored(forth) == back, (first, second)
            checked += 1

    assert checked > 1500


def made_pairs(seed: int) -> list[tuple[str, str, float]]:
    rng = random.Random(seed)
    found = events.Events(rng, [("Peru", "Peruvian"), ("Chad", "Chadian")], ["Arica", "Bongor"])
    return [(p.a, p.b, p.target) for p in wording.pairs(found, Wrapper(rng, ["the mayor", "Peru"]), 200)]


def test_constructed_pairs_are_the_same_for_the_same_seed() -> None:
    """A seed gives its pairs again, and another seed gives others; no label has more than its share."""
    one = made_pairs(1)

    assert one == made_pairs(1)
    assert one != made_pairs(2)
    assert max(sum(t == label for _, _, t in one) for label in {t for _, _, t in one}) <= 200 / 3.4 + 1


def test_every_form_of_a_statement_can_be_filled() -> None:
    """No wording asks for something that a statement does not have."""
    made = events.Events(random.Random(0), [("Peru", "Peruvian")], ["Arica"])

    for form, ways in tables()["wording"].items():
        if not form.startswith(("after_",)):
            text = wording.told(made, say(details=WHERE), form)
            assert "{" not in text, (form, ways)


STATEMENT = "The bridge was closed on Monday because 12 cars had burned"


def test_negation_goes_into_the_main_verb() -> None:
    """The first verb is negated, a negation is taken out again, and a fragile statement is left alone."""
    no = reports.negated(STATEMENT, random.Random(1))

    assert no is not None and ("not" in no or "never" in no or "n't" in no)
    assert reports.negated("The bridge was not closed", random.Random(1)) == "The bridge was closed"
    assert reports.negated("The bridge was closed unless it rained", random.Random(1)) is None


def test_a_statement_is_cut_where_the_first_part_follows() -> None:
    """The reason given is left out; a condition is never cut off."""
    assert reports.shortened(STATEMENT) == "The bridge was closed on Monday"
    assert reports.shortened("The bridge will be closed, and if it rains it will stay closed") is None


def test_a_number_is_changed_and_dates_are_told_apart() -> None:
    """Another count is another count; a year may be another matter."""
    count = reports.other_number(STATEMENT, random.Random(0))
    year = reports.other_number("The bridge was closed in 2011", random.Random(0))

    assert count is not None and count[0] != STATEMENT and not count[1]
    assert year is not None and year[1]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The bridge was closed on Monday", True),
        ("a report that the bridge was closed", False),
        ("closing the bridge", False),
        ("Was the bridge closed on Monday?", False),
    ],
)
def test_only_whole_statements_are_used(text: str, whole: bool) -> None:
    """A fragment or a question is no statement."""
    assert reports.is_statement(text) is whole


def test_clauses_leave_names_their_capitals() -> None:
    """Within a clause a common word at the start is lowered, a name is not."""
    assert inside("The bridge fell.") == "the bridge fell"
    assert inside("Peru agreed.") == "Peru agreed"
    assert with_article("a Angolan general") == "an Angolan general"


def test_posts_lose_links_and_signature() -> None:
    """What does not belong to a post's statement is left out."""
    post = "The crab is real pic.twitter.com/abc — A. Diver (@diver) August 13, 2017"

    assert plain_post(post) == "The crab is real"


def test_splits_depend_on_the_key_alone() -> None:
    """A document is always in the same half."""
    assert share("doc-1") == share("doc-1")
    assert 0 <= share("doc-1") <= 1


def test_a_pack_comes_back_as_written(tmp_path) -> None:
    """Arrays survive packing."""
    import numpy as np

    write_pack(tmp_path / "p" / "pack.npz.xz", {"a": np.arange(5), "names": np.array("[]")})
    got = read_pack(tmp_path / "p" / "pack.npz.xz")

    assert got["a"].tolist() == [0, 1, 2, 3, 4] and str(got["names"]) == "[]"
