"""Which statement another denies by saying what cannot be so together with it."""

import pytest
from built import build
from case import CaseInWords, Says

from counterclaim.claims import Claims
from counterclaim.records import Act, DenialType, Member, Stance


def denials(found: Claims, attribution: str) -> list[Member]:
    return [m for c in found.claims for m in c.members if m.attribution == attribution and m.stance is Stance.DENIES]


def two(charge: str, answer: str, *, accuser: str = "The abbot", accused: str = "The miller") -> Claims:
    """The claims of a charge that is answered in the next sentence."""
    case = CaseInWords({"The abbot": None, "The miller": None, "The smith": None})
    case.add(
        f"{accuser} said {charge}. {accused} replied {answer}.",
        Says(accuser, "said", [charge]),
        Says(accused, "replied", [answer]),
    )
    return build(case)


@pytest.mark.parametrize(
    ("charge", "answer", "how"),
    [
        ("the miller had opened the sluice", "the sluice was shut all week", DenialType.REJECTS_INVOLVEMENT),
        ("the sheep were poisoned by the miller", "the sheep were poisoned by yew", DenialType.BLAMES_OTHER),
        ("the miller had burned the barn", "he was in Lund that night", DenialType.DISPUTES_NUMBER_OR_PLACE),
        (
            "the miller had given no warning of the flood",
            "he gave a warning of the flood",
            DenialType.REJECTS_INVOLVEMENT,
        ),
    ],
)
def test_the_contrary_of_what_is_said_of_the_speaker_denies_it(charge: str, answer: str, how: DenialType) -> None:
    """No verb of denying is needed where the accused says at once what cannot be so together with the charge."""
    found = two(charge, answer)

    (member,) = denials(found, "art0.1")
    assert how in member.denial
    assert member.answers is not None


@pytest.mark.parametrize(
    ("charge", "answer"),
    [
        ("the miller had opened the sluice", "the sluice was built in May"),
        ("the miller had opened the sluice", "another sluice was shut in June"),
        ("the miller had opened the sluice", "the sluice will be shut on Monday"),
        ("the miller had burned the barn", "he had seen the smoke"),
        ("the sheep were poisoned by the miller", "the sheep were found by a boy"),
        ("the miller had burned the barn", "he had never been asked about the pond"),
    ],
)
def test_what_is_merely_different_denies_nothing(charge: str, answer: str) -> None:
    """Something else about the same, another thing, or what is still to come leaves the charge as it is."""
    assert denials(two(charge, answer), "art0.1") == []


def test_the_contrary_serves_accuser_and_accused_alike() -> None:
    """Who speaks first and who is charged may be changed about: the one who answers denies."""
    charge, answer = "the abbot had opened the sluice", "the sluice was shut all week"

    found = two(charge, answer, accuser="The miller", accused="The abbot")

    assert len(denials(found, "art0.1")) == 1
    assert denials(found, "art0.0") == []


def test_the_speakers_own_claim_stays_beside_the_denial() -> None:
    """“The sluice was shut” denies that it was opened, and is put forward itself."""
    found = two("the miller had opened the sluice", "the sluice was shut all week")

    stances = {m.stance for c in found.claims for m in c.members if m.attribution == "art0.1"}
    assert stances == {Stance.DENIES, Stance.AFFIRMS}


def test_a_number_set_against_another_denies_it() -> None:
    """“Nine hundred, not forty” denies the forty, whoever they are said of."""
    found = two("only forty people came", "the number was nine hundred, not forty", accused="The smith")

    (member,) = denials(found, "art0.1")
    assert DenialType.DISPUTES_NUMBER_OR_PLACE in member.denial


def test_a_later_higher_number_denies_nothing() -> None:
    """A later toll is an update."""
    assert denials(two("forty people had died", "sixty people had died", accused="The smith"), "art0.1") == []


def test_a_story_called_a_disgrace_is_denied() -> None:
    """To call a theory an insult denies it, and puts nothing forward."""
    case = CaseInWords({"The abbot": None, "The miller": None})
    case.add(
        "The abbot said the well was poisoned. The miller called the poison theory a disgrace.",
        Says("The abbot", "said", ["the well was poisoned"]),
        Says("The miller", "called", ["the poison theory a disgrace"], Act.EVALUATE),
    )

    stances = [m.stance for c in build(case).claims for m in c.members if m.attribution == "art0.1"]
    assert stances == [Stance.DENIES]


def test_what_opponents_say_of_the_speaker_is_not_affirmed() -> None:
    """“They say we burned the barn” reports it."""
    case = CaseInWords({"The miller": None})
    case.add(
        '"They say we burned the barn," The miller said.', Says("The miller", "said", ["They say we burned the barn"])
    )

    assert [m.stance for c in build(case).claims for m in c.members] == [Stance.REPORTS]


def test_who_does_not_dispute_a_thing_does_not_deny_it() -> None:
    """“Does not dispute that” grants it."""
    case = CaseInWords({"The miller": None})
    case.add(
        "The miller does not dispute that the letters are genuine.",
        Says("The miller", "does not dispute", ["the letters are genuine"], Act.DENY),
    )

    assert [m.stance for c in build(case).claims for m in c.members] == [Stance.AFFIRMS]
