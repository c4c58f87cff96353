"""What is only told over of the other side's stories commits nobody and is denied by nobody."""

import pytest
from built import build
from case import CaseInWords, Says

from counterclaim.claims import Claims
from counterclaim.records import Act, QuoteKind, Stance

SIDES = {"Orland": "orland", "Vesna": "vesna", "The abbot": None, "The observers": None}


def stances(found: Claims, attribution: str) -> list[Stance]:
    return [m.stance for c in found.claims for m in c.members if m.attribution == attribution]


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (Act.ACCUSE, "First we had sunk an empty barge, now we have blown up a full one"),
        (Act.ASSERT, "First they told us it was dust, now it is a bomb"),
    ],
)
def test_the_others_stories_told_in_a_row_are_not_the_speakers(act: Act, words: str) -> None:
    """Whoever mocks what is charged one day and the next holds neither."""
    case = CaseInWords(SIDES)
    case.add(f'"{words}," Orland wrote.', Says("Orland", "wrote", [words], act, kind=QuoteKind.DIRECT))

    assert stances(build(case), "art0.0") == [Stance.REPORTS]


@pytest.mark.parametrize(("mocker", "other"), [("Orland", "Vesna"), ("Vesna", "Orland")])
def test_nobody_denies_a_charge_to_the_accused_who_mocks_it(mocker: str, other: str) -> None:
    """A denial goes to the accusation itself, not to its retelling, whichever side tells it over."""
    words = "First we had sunk an empty barge, now we have blown up a full barge"
    case = CaseInWords(SIDES)
    case.add(f'"{words}," {mocker} wrote.', Says(mocker, "wrote", [words], Act.ACCUSE, kind=QuoteKind.DIRECT))
    case.add(
        "The observers said the damage was not done by a barge that was blown up.",
        Says("The observers", "said", ["the damage was not done by a barge that was blown up"]),
    )
    case.add(f"{other} said no barge was blown up.", Says(other, "said", ["no barge was blown up"], source=other))

    found = build(case)

    assert Stance.DENIES not in stances(found, "art1.0") + stances(found, "art2.0")


def test_two_stories_in_two_sentences_are_told_over() -> None:
    """“Last week there was no kite. Now there was a kite” is what the others say, though its words are negative."""
    said = "Last week there was no kite. Now there was a kite but it was harmless"
    case = CaseInWords(SIDES)
    case.add(
        f'Orland admitted a kite was lost. "{said}," Vesna said.',
        Says("Orland", "admitted", ["a kite was lost"]),
        Says("Vesna", "Vesna said", [said], Act.DENY, source="Vesna", kind=QuoteKind.DIRECT),
    )

    assert stances(build(case), "art0.1") == [Stance.REPORTS, Stance.REPORTS]


def test_the_outlet_that_tells_over_stories_does_not_assert_them() -> None:
    """“On Sunday it was a collision. By Monday it had become a bomb” holds neither."""
    first, second = "On Sunday it was a collision.", "By Monday it had become a bomb."
    case = CaseInWords(SIDES)
    case.add(f"{first} {second}", own=[first, second])

    assert {m.stance for c in build(case).claims for m in c.members} == {Stance.REPORTS}


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (Act.ACCUSE, "First they shelled the mill, now they are blocking the road"),
        (Act.ASSERT, "First we took the hill, then we took the bridge"),
        (Act.ASSERT, "Last week there was no water. The wells are dry"),
        (Act.ASSERT, "First there was a bang, then there was smoke"),
    ],
)
def test_what_happened_one_thing_after_the_other_is_told_in_earnest(act: Act, words: str) -> None:
    """A course of events, an admission and an accusation of the others keep their stance."""
    case = CaseInWords(SIDES)
    case.add(f'"{words}," Orland said.', Says("Orland", "said", [words], act, kind=QuoteKind.DIRECT))

    assert set(stances(build(case), "art0.0")) == {Stance.AFFIRMS}


def test_what_somebody_did_not_say_is_not_affirmed() -> None:
    """“She did not say that the boat was theirs” gives her no stance on the boat."""
    case = CaseInWords(SIDES)
    case.add(
        "The abbot did not say that the boat was Vesnan.",
        Says("The abbot", "did not say", ["the boat was Vesnan"]),
    )

    assert stances(build(case), "art0.0") == [Stance.REPORTS]
