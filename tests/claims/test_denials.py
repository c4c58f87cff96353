"""What a denial denies, and how."""

from pathlib import Path

import pytest
from built import build, members_of
from case import CaseInWords, Says

from counterclaim.claims.denial_types import types_of_words
from counterclaim.records import Act, DenialType, Stance

SIDES = {"Orland": "orland", "Vesna": "vesna", "The ministry": "orland"}


@pytest.mark.parametrize("other", ["shelled the market", "carried weapons"])
def test_an_unspecific_denial_between_two_charges_has_two_readings(other: str) -> None:
    """Two different charges equally near: the denial answers the one or the other, and both are shown."""
    case = CaseInWords(SIDES)
    case.add(
        f"Vesna said Orland ships rammed the ferry. Vesna said Orland ships {other}. The ministry rejected the accusation.",
        Says("Vesna", "said", ["Orland ships rammed the ferry"], Act.ACCUSE),
        Says("Vesna", "Vesna said Orland ships " + other[:4], [f"Orland ships {other}"], Act.ACCUSE, source="Vesna"),
        Says("The ministry", "rejected", ["the accusation"], Act.DENY),
    )

    found = members_of(build(case), "art0.2", Stance.DENIES)

    assert len(found) == 2
    assert all("two readings" in m.why and m.confidence < 0.5 for m in found)
    assert len({m.answers for m in found}) == 2


@pytest.mark.parametrize("before", range(6))
def test_an_answer_in_two_claims_gives_neither_its_id(before: int) -> None:
    """A denial with two readings is in both claims; wherever its own id sorts, the two claims have two ids."""
    case = CaseInWords(SIDES)
    for _ in range(before):  # the ids of the units depend on the article's number
        case.add("Rain fell.")
    case.add(
        "Vesna said Orland ships rammed the ferry. Vesna said Orland ships shelled the market. "
        "The ministry rejected the accusation.",
        Says("Vesna", "said", ["Orland ships rammed the ferry"], Act.ACCUSE),
        Says("Vesna", "Vesna said Orland ships shel", ["Orland ships shelled the market"], Act.ACCUSE, source="Vesna"),
        Says("The ministry", "rejected", ["the accusation"], Act.DENY),
    )
    ids = [c.id for c in build(case).claims]

    assert len(ids) == len(set(ids)) == 2


def test_to_decline_to_comment_on_a_thing_affirms_nothing() -> None:
    """Whoever will say nothing of it holds neither that it is so nor that it is not."""
    case = CaseInWords(SIDES)
    case.add(
        "Orland declined to comment on the ownership of the plant.",
        Says("Orland", "declined to comment on", ["the ownership of the plant"], Act.ANNOUNCE),
    )

    (member,) = members_of(build(case), "art0.0", Stance.DECLINES)

    assert member.denial == (DenialType.DECLINES_TO_COMMENT,)


def test_a_denial_answers_the_charge_of_its_own_kind() -> None:
    """“No ship fired a shot” answers the charge of firing, though another charge stands nearer."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna said an Orland cutter opened fire. Vesna said Orland smuggled arms. Orland said no Orland ship fired a shot.",
        Says("Vesna", "said", ["an Orland cutter opened fire"], Act.ACCUSE),
        Says("Vesna", "Vesna said Orland smug", ["Orland smuggled arms"], Act.ACCUSE, source="Vesna"),
        Says("Orland", "Orland said", ["no Orland ship fired a shot"], Act.DENY, source="Orland"),
    )

    (member,) = members_of(build(case), "art0.2", Stance.DENIES)

    assert member.answers is not None
    assert case.articles[0].text[member.answers.start : member.answers.end].endswith("opened fire")


def test_a_denial_in_negative_words_is_also_a_claim() -> None:
    """“None of our ships was near” denies the charge, and says where the ships were not."""
    case = CaseInWords(SIDES)
    case.add(
        'Vesna accused Orland of ramming the ferry. "None of our ships was near the strait," Orland said.',
        Says("Vesna", "accused", ["Orland of ramming the ferry"], Act.ACCUSE),
        Says("Orland", "Orland said", ["None of our ships was near the strait"], Act.DENY, source="Orland"),
    )

    found = build(case)

    (denial,), (claim,) = members_of(found, "art0.1", Stance.DENIES), members_of(found, "art0.1", Stance.AFFIRMS)
    assert DenialType.DISPUTES_NUMBER_OR_PLACE in denial.denial
    assert claim.polarity == "negative"


def test_bare_claims_stand_for_the_charge_before_them() -> None:
    """“Repeated Vesna's claims” is support for what Vesna said before, and no claim that claims exist."""
    case = CaseInWords(SIDES | {"Norden": "norden"})
    case.add(
        "Vesna accused Orland of killing forty people. Norden backed Vesna's claims.",
        Says("Vesna", "accused", ["Orland of killing forty people"], Act.ACCUSE),
        Says("Norden", "backed", ["Vesna's claims"], Act.EVALUATE),
    )

    (claim,) = build(case).claims

    assert {m.actor for m in claim.members if m.stance is Stance.AFFIRMS} == {"Vesna", "Norden"}


@pytest.mark.parametrize(
    ("cue", "content", "types"),
    [
        ("denied", "that it had any part in the raid", {DenialType.REJECTS_INVOLVEMENT}),
        ("dismissed", "the pictures as fake", {DenialType.SAYS_FABRICATED}),
        ("said", "the dead were played by actors", {DenialType.SAYS_STAGED}),
        ("said", "the mill was hit by a stray rebel missile", {DenialType.BLAMES_OTHER}),
        ("said", "our men had left the town two days earlier", {DenialType.DISPUTES_TIME}),
        ("said", "the figure is exaggerated", {DenialType.DISPUTES_NUMBER_OR_PLACE}),
        ("said", "there is not a shred of evidence", {DenialType.SAYS_NO_EVIDENCE}),
        ("replied", "it is they who broke the truce", {DenialType.COUNTER_ACCUSES}),
        ("declined to comment", "", {DenialType.DECLINES_TO_COMMENT}),
        ("did not respond", "", {DenialType.DECLINES_TO_COMMENT}),
        ("said", "an independent inquiry must come first", {DenialType.PROCEDURAL}),
        (
            "called",
            "it a lie, the bridge was mined by its own guards",
            {DenialType.SAYS_FABRICATED, DenialType.BLAMES_OTHER},
        ),
    ],
)
def test_types_are_told_by_words(cue: str, content: str, types: set[DenialType]) -> None:
    """Each type has its words, and a denial may have several types."""
    assert set(types_of_words(cue, content)) == types


def test_words_that_are_denied_do_not_tell_how() -> None:
    """“Denied that it staged the raid” does not say that anything was staged."""
    assert types_of_words("has denied", "that it staged the raid with actors") == (DenialType.REJECTS_INVOLVEMENT,)


def test_types_agree_with_the_annotated_set() -> None:
    """On our own annotated denials, invented for this, the words find most types: the floor is pinned."""
    right = found = wanted = 0
    for line in (Path(__file__).parent / "data/denials.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        cue, content, types = line.split("\t")
        got, told = {str(t) for t in types_of_words(cue, content)}, set(types.split("; "))
        right, found, wanted = right + len(got & told), found + len(got), wanted + len(told)

    assert right / found > 0.85
    assert right / wanted > 0.80


def test_a_denial_of_the_own_sides_presence_answers_no_charge_on_another_matter() -> None:
    """“Our ships were nowhere near” is no answer to what is said of a ferry's cargo, though that is the nearest charge."""
    case = CaseInWords(SIDES)
    case.add(
        "Orland ships were nowhere near the strait, the ministry said. Vesna said the ferry had carried weapons.",
        Says("The ministry", "said", ["Orland ships were nowhere near the strait"], source="the ministry"),
        Says("Vesna", "Vesna said", ["the ferry had carried weapons"], Act.ACCUSE, source="Vesna"),
    )

    assert all(m.answers is None for m in members_of(build(case), "art0.0", Stance.DENIES))


def test_two_that_blame_each_other_say_two_things() -> None:
    """What each charges the other with is its other charge, not the words "each other for the loss of a ferry"."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna said Orland ships rammed the ferry. Vesna and Orland blame each other for the loss of a ferry.",
        Says("Vesna", "said", ["Orland ships rammed the ferry"], Act.ACCUSE),
        Says("Vesna", "blame", ["each other for the loss of a ferry"], Act.ACCUSE),
    )

    (found,) = members_of(build(case), "art0.1", Stance.AFFIRMS)

    assert found.answers is not None
    assert found.why.startswith("names no charge")
