"""What a denial answers in another report, and how it denies."""

import pytest
from built import build
from case import CaseInWords, Says

from counterclaim.claims import Claims
from counterclaim.claims.denial_types import types_of_words
from counterclaim.records import Act, DenialType, Member, QuoteKind, Stance

SIDES = {"Orland": "orland", "Vesna": "vesna", "The abbot": None, "The miller": None}


def denials(found: Claims, attribution: str) -> list[Member]:
    return [m for c in found.claims for m in c.members if m.attribution == attribution and m.stance is Stance.DENIES]


def two_sides(
    charge: str, answer: str, *, act: Act = Act.ASSERT, accuser: str = "Vesna", accused: str = "Orland"
) -> Claims:
    case = CaseInWords(SIDES)
    case.add(
        f'{accuser} accused {accused} of {charge}. "{answer}," {accused} replied.',
        Says(accuser, "accused", [f"{accused} of {charge}"], Act.ACCUSE),
        Says(accused, "replied", [answer], act, kind=QuoteKind.DIRECT),
    )
    return build(case)


@pytest.mark.parametrize(("teller", "mocked"), [("Vesna", "Orland"), ("Orland", "Vesna")])
def test_a_story_dismissed_by_name_is_looked_up_in_other_reports(teller: str, mocked: str) -> None:
    """“The mine theory is a fairy tale” denies what another report tells of a mine."""
    case = CaseInWords(SIDES)
    case.add(
        f"{teller} said a mine of {mocked} sank the ferry.",
        Says(teller, "said", [f"a mine of {mocked} sank the ferry"]),
    )
    case.add(
        f"{mocked} called the mine theory a fairy tale.",
        Says(mocked, "called", ["the mine theory a fairy tale"], Act.EVALUATE),
    )

    (member,) = denials(build(case), "art1.0")
    assert member.answers is not None
    assert member.answers.article == "art0"


def test_a_story_that_nobody_tells_is_not_tied_to_another() -> None:
    """A name that no statement has leads nowhere."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna said a shell of Orland sank the ferry.", Says("Vesna", "said", ["a shell of Orland sank the ferry"])
    )
    case.add(
        "Orland called the mine theory a fairy tale.",
        Says("Orland", "called", ["the mine theory a fairy tale"], Act.EVALUATE),
    )

    assert all(m.answers is None for m in denials(build(case), "art1.0"))


@pytest.mark.parametrize(("accuser", "accused"), [("Vesna", "Orland"), ("Orland", "Vesna")])
def test_harm_done_only_after_the_own_side_had_left_disputes_the_time(accuser: str, accused: str) -> None:
    """“They were killed only after our troops had left” denies the killing, and does not affirm the charge."""
    found = two_sides(
        "killing the villagers",
        "The villagers were killed only after our troops had left",
        accuser=accuser,
        accused=accused,
    )

    (member,) = denials(found, "art0.1")
    assert DenialType.DISPUTES_TIME in member.denial
    charge = next(c for c in found.claims if any(m.attribution == "art0.0" for m in c.members))
    assert [m.stance for m in charge.members if m.attribution == "art0.1"] == [Stance.DENIES]


def test_harm_done_after_others_left_disputes_nothing() -> None:
    """The time is disputed by the speaker's own leaving alone."""
    assert (
        denials(
            two_sides("killing the villagers", "The villagers were killed only after the doctors had left"), "art0.1"
        )
        == []
    )


def test_a_number_that_is_rejected_is_not_affirmed() -> None:
    """“Not 40 but four” is no voice for the forty."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna said 40 villagers were killed. Orland replied that not 40 but four villagers were killed.",
        Says("Vesna", "said", ["40 villagers were killed"]),
        Says("Orland", "replied that", ["not 40 but four villagers were killed"]),
    )

    found = build(case)

    forty = next(c for c in found.claims if any(m.attribution == "art0.0" for m in c.members))
    assert {m.attribution: m.stance for m in forty.members} == {"art0.0": Stance.AFFIRMS, "art0.1": Stance.DENIES}


def test_the_real_number_denies_the_one_said_before() -> None:
    """“The real number was four” rejects the nine of the sentence before it."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna said nine villagers were killed. The abbot replied that the real number was four.",
        Says("Vesna", "said", ["nine villagers were killed"]),
        Says("The abbot", "replied that", ["the real number was four"]),
    )

    (member,) = denials(build(case), "art0.1")
    assert DenialType.DISPUTES_NUMBER_OR_PLACE in member.denial


@pytest.mark.parametrize("act", [Act.ASSERT, Act.DEMAND])
@pytest.mark.parametrize(
    "answer",
    ["An independent inquiry must come first", "This is a matter for the courts", "Let the inquiry do its work"],
)
def test_how_it_should_be_dealt_with_is_a_procedural_denial(answer: str, act: Act) -> None:
    """Who is charged and speaks of courts and inquiries answers the charge, and affirms nothing of it."""
    found = two_sides("shelling the mill", answer, act=act)

    (member,) = denials(found, "art0.1")
    assert member.denial == (DenialType.PROCEDURAL,)
    charge = next(c for c in found.claims if any(m.attribution == "art0.0" for m in c.members))
    assert Stance.AFFIRMS not in [m.stance for m in charge.members if m.attribution == "art0.1"]


def test_an_inquiry_asked_for_by_the_accuser_is_no_denial() -> None:
    """The same words of somebody who is not charged answer nothing."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna accused Orland of shelling the mill. The abbot said an independent inquiry must come first.",
        Says("Vesna", "accused", ["Orland of shelling the mill"], Act.ACCUSE),
        Says("The abbot", "said", ["an independent inquiry must come first"]),
    )

    assert denials(build(case), "art0.1") == []


@pytest.mark.parametrize(
    ("cue", "content", "type_"),
    [
        ("called", "the claim that it was staged obscene", DenialType.REJECTS_INVOLVEMENT),
        ("called", "the claim that the film was staged a lie", DenialType.SAYS_FABRICATED),
        ("said", "it had seen no evidence that the film was staged", DenialType.SAYS_NO_EVIDENCE),
    ],
)
def test_what_is_denied_does_not_tell_how(cue: str, content: str, type_: DenialType) -> None:
    """Of “called the claim that it was staged obscene” only “obscene” is the denier's."""
    assert types_of_words(cue, content) == (type_,)


@pytest.mark.parametrize(("accuser", "denier"), [("Vesna", "Orland"), ("Orland", "Vesna")])
@pytest.mark.parametrize("named", ["{accuser}'s accusations over the ferry", "the accusations of {accuser}"])
def test_the_accusations_of_a_side_are_those_it_makes_in_other_reports(accuser: str, denier: str, named: str) -> None:
    """What "Vesna's accusations over the ferry" are stands where Vesna makes them, and not in a third one's charge."""
    words = named.format(accuser=accuser)
    case = CaseInWords(SIDES)
    case.add(
        f"{accuser} said {denier} ships rammed the ferry.",
        Says(accuser, "said", [f"{denier} ships rammed the ferry"], Act.ACCUSE),
    )
    case.add(
        f"{denier} rejects {words}. The miller accused the crew of carrying weapons.",
        Says(denier, "rejects", [words], Act.DENY),
        Says(accuser, "accusations", [], Act.ACCUSE, inside=0),
        Says("The miller", "accused", ["the crew of carrying weapons"], Act.ACCUSE),
    )

    (found,) = denials(build(case), "art1.0")

    assert "by the side that is named" in found.why
    assert found.answers is not None
    assert found.answers.article == "art0"
