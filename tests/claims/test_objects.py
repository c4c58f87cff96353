"""Two acts of one kind on two different things are two claims."""

from __future__ import annotations

import pytest
from case import CaseInWords, Says, WordEncoder

from counterclaim.claims import build_claims
from counterclaim.claims.objects import are_different, patient_of
from counterclaim.claims.units import make_units
from counterclaim.records import Span

SIDES = {"Vesna": "vesna", "Orland": "orland"}


def patient(words: str, act: str):  # type: ignore[no-untyped-def]
    """What ``act`` in ``words`` was done to."""
    at = words.index(act)
    return patient_of(words, Span(0, len(words)), Span(at, at + len(act)), [])


@pytest.mark.parametrize(
    ("words", "act", "sort"),
    [
        ("they shelled the hospital on Sunday", "shelled", "building"),
        ("the ferry was rammed by a cutter", "rammed", "vessel"),
        ("villagers killed by the gunmen", "killed", "people"),
        ("an attack on the convoy", "attack", "vehicle"),
        ("our sailors were under attack", "attack", "troops"),
    ],
)
def test_the_object_is_told_by_word_order(words: str, act: str, sort: str) -> None:
    """Behind an active verb, before a passive one, behind “on” after a noun."""
    found = patient(words, act)

    assert found is not None
    assert found.sorts == {sort}


def test_only_things_of_different_sorts_or_names_are_told_apart() -> None:
    """The ship and the ferry may be one, the hospital and the ferry are not."""
    ferry, ship = patient("they shelled the ferry", "shelled"), patient("they shelled a ship", "shelled")
    hospital, thing = patient("they shelled the hospital", "shelled"), patient("they shelled it", "shelled")

    assert not are_different(ferry, ship)
    assert not are_different(ferry, thing)
    assert are_different(ferry, hospital) == "done to different things: vessel / building"


def test_acts_on_two_things_are_two_claims() -> None:
    """Alike in all but what was hit, the statements are two claims."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna said Orland guns shelled the hospital.", Says("Vesna", "said", ["Orland guns shelled the hospital"])
    )
    case.add("Vesna said Orland guns shelled the ferry.", Says("Vesna", "said", ["Orland guns shelled the ferry"]))

    assert len(build_claims(case.material(), WordEncoder()).claims) == 2


def test_what_is_set_against_an_act_denies_none() -> None:
    """“With pesticide, not nerve agent” says that somebody was poisoned."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna said Orland agents had poisoned the lake with pesticide, not nerve agent.",
        Says("Vesna", "said", ["Orland agents had poisoned the lake with pesticide, not nerve agent"]),
    )

    (unit,) = make_units(case.material())

    assert unit.head is not None
    assert (unit.head.kind, unit.head.negated) == ("poison", False)


def test_no_trace_of_one_means_says_nothing_of_another() -> None:
    """“No nerve agent in the lake” does not exclude that it was poisoned with pesticide."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna said the lake was poisoned with pesticide.",
        Says("Vesna", "said", ["the lake was poisoned with pesticide"]),
    )
    case.add(
        "Orland said no nerve agent poisoned the lake.", Says("Orland", "said", ["no nerve agent poisoned the lake"])
    )

    found = build_claims(case.material(), WordEncoder())

    assert not [r for r in found.relations if r.type == "contradicts"]


def test_one_side_that_changes_the_means_contradicts_itself() -> None:
    """“With pesticide, not nerve agent” after “with a nerve agent” cannot both hold."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna said Orland agents poisoned the lake with a nerve agent.",
        Says("Vesna", "said", ["Orland agents poisoned the lake with a nerve agent"]),
    )
    case.add(
        "Vesna said Orland agents poisoned the lake with pesticide, not nerve agent.",
        Says("Vesna", "said", ["Orland agents poisoned the lake with pesticide, not nerve agent"]),
    )

    found = build_claims(case.material(), WordEncoder())

    (relation,) = (r for r in found.relations if r.within_party == "vesna")
    assert (relation.type, relation.reason) == (
        "contradicts",
        "one says that it was not done with what the other names",
    )
