"""Two statements of one side that are opposite by their words, and such as only look so."""

from pathlib import Path

import pytest
from case import CaseInWords, Says, WordEncoder

from counterclaim.claims import build_claims
from counterclaim.claims.absences import denials_in
from counterclaim.claims.contraries import denying
from counterclaim.claims.exact import exact_apart, exact_shared
from counterclaim.claims.units import make_units
from counterclaim.pipeline.kept import Kept

SIDES = {"Orland": "orland", "Vesna": "vesna"}


def found(
    one: str,
    other: str,
    *,
    days: tuple[str | None, str | None] = (None, None),
    who: tuple[str, str] = ("Orland", "Orland"),
) -> list[tuple[str, str | None]]:
    """The exclusions between two statements, each in an article of its own: reason, and whose contradiction it is."""
    case = CaseInWords(SIDES)
    for speaker, words, day in zip(who, (one, other), days, strict=True):
        case.add(f"{speaker} said {words}.", Says(speaker, "said", [words]), published=day)
    relations = build_claims(case.material(), WordEncoder()).relations
    return [(r.reason, r.within_party) for r in relations if r.type == "contradicts"]


@pytest.mark.parametrize(
    ("none", "some"),
    [
        (
            "no workers were on the site when the explosion happened",
            "three workers were at the plant when the explosion happened and were sent home",
        ),
        (
            "no ballot box had been opened before the count",
            "officials had opened 14 ballot boxes before the count to check for damp",
        ),
        (
            "there was nobody in the building when it was struck",
            "these were terrorists who had gathered in the building to plan attacks",
        ),
        ("the compound was empty", "all of those killed in the strike on the compound were armed militants"),
        ("our cutter never touched the boat", "our cutter had struck the boat only after it turned across its bow"),
        ("no police officer set foot in the church", "police officers had entered the church because smoke was seen"),
        ("nobody was dismissed over the strike", "forty miners were dismissed because of the strike"),
        ("we never had any chemical weapons", "our chemical weapons were burned under the eyes of inspectors"),
        ("the drone was not ours", "our drone lost its signal during a training flight and crashed in the lake"),
        ("the bridge had collapsed because of metal fatigue", "Vesna saboteurs put two bombs under the bridge"),
        ("no data were copied from the server", "the data copied from the server were out of date"),
        ("we never met the banker", "we met the banker in May to talk about the loan"),
        ("Karsh has never been in our custody", "Karsh died of heart failure in a cell of the security service"),
        ("the helicopter never took off on Sunday", "the army of Vesna shot down our helicopter"),
        ("none of our drones crossed the border", "our drones crossed the border to photograph a camp"),
        ("the derailment was caused by a technical fault", "saboteurs had loosened the rails before the derailment"),
        ("there were no prisoners in the camp", "the prisoners in the camp were fed three times a day"),
    ],
)
def test_a_side_that_denies_a_kind_and_names_one_of_it_contradicts_itself(none: str, some: str) -> None:
    """No listed act is needed: the denied kind, in the same doing or at the same place, is enough."""
    assert [whose for _, whose in found(none, some)] == ["orland"]
    assert [whose for _, whose in found(some, none)] == ["orland"]


@pytest.mark.parametrize(
    ("none", "some"),
    [
        ("no workers were on the site when the explosion happened", "three workers were at the plant in the morning"),
        ("no ballot box had been opened before the count", "officials opened the ballot boxes after the count"),
        ("the compound was empty", "two of our soldiers were killed near the river"),
        ("our cutter never touched the boat", "our cutter struck a reef after it had left the harbour"),
        ("no soldier entered the church", "soldiers guarded the church from outside"),
        ("no police officer set foot in the church", "a fire officer entered the church to put out the flames"),
        ("the drone was not ours", "our drone was on the ground in its hangar and has a different colour"),
        ("the explosion at the mill was an accident", "Vesna attacked the airfield with bombs last year"),
        ("no live ammunition was used against the crowd", "rubber bullets were used against the crowd"),
        ("no miner who joined the strike was dismissed", "three miners were dismissed"),
        ("no other vessel was near the ferry", "our vessel was near the ferry and saved forty people"),
        ("none of our soldiers entered the monastery", "Vesna soldiers entered the monastery"),
        ("nobody was in the school", "it would be a crime if people were killed in the school"),
        ("our bank never lent money to the firm", "our bank lent money to the city"),
        ("we never met the banker", "we met the clerk of the banker"),
        ("no guard entered the cell at night", "a guard entered the cell in the morning"),
        ("nobody was killed in the attack", "two soldiers were killed in another attack"),
        ("nobody was on the bridge when it fell", "people were on the bridge an hour before it fell"),
        ("no shells fell on the market today", "shells fell on the market yesterday"),
        ("there were no people in the tunnel", "the people at the entrance of the tunnel saw a flash"),
    ],
)
def test_what_only_looks_opposite_is_no_contradiction(none: str, some: str) -> None:
    """Another thing, time, place, owner or restriction, or a mere supposition, excludes nothing."""
    assert found(none, some) == []


def test_opposite_words_of_two_sides_prove_nothing() -> None:
    """The reading by words alone serves what one side says itself."""
    none, some = "no data were copied from the server", "the data copied from the server were out of date"

    assert found(none, some, who=("Orland", "Vesna")) == []


def test_what_is_so_now_is_not_denied_by_what_is_so_later() -> None:
    """There are no soldiers on one day and some on a later one."""
    none, some = "there are no soldiers in the fort", "soldiers are in the fort to protect its people"

    assert found(none, some, days=("2025-04-02", "2025-04-05")) == []


def test_what_restricts_a_denial_is_kept() -> None:
    """What is denied comes with the noun, the doing, and all else that must be the same."""
    (denied,) = denials_in("no ballot box had been opened before the count")

    assert (denied.noun, denied.doing, denied.joints) == ("box", {"open"}, {"before"})
    assert denied.beside == {"count"}


def test_words_that_leave_some_out_deny_no_kind() -> None:
    """The words "no vessel other than ours" leave one in."""
    assert denials_in("no vessel other than ours was near the ferry") == ()


def test_exact_nouns_tell_things_of_one_sort_apart() -> None:
    """A hospital is no depot; a building may be either."""
    assert exact_apart("we did not bomb the hospital", "we bombed the depot") == "building"
    assert exact_apart("we did not bomb the hospital", "we bombed the building") == ""
    assert exact_shared("the hospital was hit", "a shell hit the clinic")


def test_which_statements_deny_is_the_same_from_what_was_kept(tmp_path: Path) -> None:
    """With one more article, and with its words changed, the ids are those that are found from nothing."""
    words = ["the compound was empty", "the compound was full", "we never met the banker", "the gate was open"]
    for told in (words[:3], words, ["the compound was full", *words[1:]]):
        case = CaseInWords(SIDES)
        for w in told:
            case.add(f"Orland said {w}.", Says("Orland", "said", [w]))
        units = make_units(case.material())

        assert denying(units, Kept(tmp_path)) == denying(units)
        assert {u.words for u in units if u.id in denying(units)} == {words[0], words[2]} & set(told)
