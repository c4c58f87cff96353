"""Claims from assertions: who affirms, who denies what, what excludes what."""

import dataclasses
import random

import pytest
from built import build, claim_with
from case import CaseInWords, Says, WordEncoder

from counterclaim.claims import build_claims
from counterclaim.records import Act, Claim, DenialType, Stance

SIDES = {"Orland": "orland", "Vesna": "vesna", "The ministry": "orland"}


def stances(claim: Claim) -> set[tuple[str | None, Stance]]:
    return {(m.actor, m.stance) for m in claim.members}


def test_the_same_proposition_is_one_claim_whoever_says_it() -> None:
    """Two speakers in two articles with the same words in another order share a claim."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna said Orland soldiers killed forty people there.",
        Says("Vesna", "said", ["Orland soldiers killed forty people there"]),
    )
    case.add(
        "Orland said forty people were killed there by Orland soldiers.",
        Says("Orland", "said", ["forty people were killed there by Orland soldiers"]),
    )

    found = build(case)

    assert len(found.claims) == 1
    assert stances(found.claims[0]) == {("Vesna", Stance.AFFIRMS), ("Orland", Stance.AFFIRMS)}


def test_a_denial_that_names_the_accusation_denies_it() -> None:
    """“rejected Vesna's claim that X” denies X, and Vesna affirms it."""
    case = CaseInWords(SIDES)
    case.add(
        "Orland rejected Vesna claim that soldiers killed forty people.",
        Says("Orland", "rejected", ["Vesna claim that soldiers killed forty people"], Act.DENY),
        Says("Vesna", "claim", ["soldiers killed forty people"], Act.ACCUSE, inside=0),
    )

    claim = claim_with(build(case), "art0.1")

    assert stances(claim) == {("Orland", Stance.DENIES), ("Vesna", Stance.AFFIRMS)}
    assert claim.contested


def test_nobody_contests_a_claim_in_one_breath() -> None:
    """Who seems to affirm and deny one thing in one report contests nothing; in another report it is a change."""
    denied = Says("Orland", "denied", ["that the valve of the tank was open all night"], Act.DENY)
    said = Says("Orland", "said", ["the valve of the tank was open all night"])
    at_once, later = CaseInWords(SIDES), CaseInWords(SIDES)
    at_once.add(
        "Orland denied that the valve of the tank was open all night. Orland said the valve of the tank was open all night.",
        denied,
        said,
    )
    later.add("Orland denied that the valve of the tank was open all night.", denied)
    later.add("Orland said the valve of the tank was open all night.", said)

    for case, is_contested in ((at_once, False), (later, True)):
        (claim,) = build(case).claims
        assert stances(claim) == {("Orland", Stance.AFFIRMS), ("Orland", Stance.DENIES)}
        assert claim.contested is is_contested


def test_an_unspecific_denial_denies_the_nearest_accusation_against_its_side() -> None:
    """“rejected the allegations” is tied to the accusation before it, not to one by its own side."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna accused Orland of killing forty people. Orland accused Vesna of staging it. The ministry rejected the allegations.",
        Says("Vesna", "accused", ["Orland of killing forty people"], Act.ACCUSE),
        Says("Orland", "accused Vesna", ["Vesna of staging it"], Act.ACCUSE, source="Orland"),
        Says("The ministry", "rejected", ["the allegations"], Act.DENY),
    )

    found = build(case)
    claim = claim_with(found, "art0.2")

    assert ("Vesna", Stance.AFFIRMS) in stances(claim)
    assert ("The ministry", Stance.DENIES) in stances(claim)
    member = next(m for m in claim.members if m.stance is Stance.DENIES)
    assert "accusation" in member.why
    assert DenialType.REJECTS_INVOLVEMENT in member.denial


def test_dismissing_a_thing_as_staged_denies_it_and_claims_the_staging() -> None:
    """A denial by counter-claim is a denial of what was said and an assertion of its own."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna accused Orland of killing forty people. Orland dismissed it as staged by Vesna for the cameras.",
        Says("Vesna", "accused", ["Orland of killing forty people"], Act.ACCUSE),
        Says("Orland", "dismissed", ["it as staged by Vesna for the cameras"], Act.DENY),
    )

    found = build(case)

    mine = [(m.stance, c) for c in found.claims for m in c.members if m.attribution == "art0.1"]
    assert {s for s, _ in mine} == {Stance.DENIES, Stance.AFFIRMS}
    assert len({c.id for _, c in mine}) == 2
    assert next(c for s, c in mine if s is Stance.DENIES) == claim_with(found, "art0.0")


@pytest.mark.parametrize("side", ["Orland", "Vesna"])
def test_accounts_of_one_party_that_exclude_each_other_stand_apart_whoever_it_is(side: str) -> None:
    """“faked” and “killed by the others” cannot both hold; the rule is the same for both parties."""
    case = CaseInWords(SIDES)
    other = "Vesna" if side == "Orland" else "Orland"
    case.add(
        f"{side} said forty bodies on the square were fake actors in a staged show. "
        f"Later {side} claimed forty bodies on the square were killed by {other} shells.",
        Says(side, "said", ["forty bodies on the square were fake actors in a staged show"]),
        Says(side, "claimed", [f"forty bodies on the square were killed by {other} shells"], Act.ACCUSE),
    )

    found = build(case)

    (relation,) = [r for r in found.relations if r.type == "contradicts"]
    assert relation.within_party == SIDES[side]
    mine = [a for a in found.accounts if a.party == SIDES[side]]
    assert len(mine) == 2
    assert all(a.excludes and a.excludes[0].relation == relation.id for a in mine)


def test_claims_about_different_places_are_not_compared() -> None:
    """A fake video of one town says nothing of another; the reason is given in words."""
    case = CaseInWords(SIDES, places=["Astel", "Bruma"])
    for _ in range(2):
        case.add(
            "Orland said the video of bodies in Astel was fake. Vesna said the video of bodies in Bruma showed killed people.",
            Says("Orland", "said", ["the video of bodies in Astel was fake"]),
            Says("Vesna", "Vesna said", ["the video of bodies in Bruma showed killed people"], source="Vesna"),
        )

    found = build(case)

    assert not [r for r in found.relations if r.type == "contradicts"]
    (relation,) = found.relations
    assert relation.type == "not_comparable"
    assert "astel" in relation.reason


def test_look_alike_happenings_in_two_places_are_two_claims() -> None:
    """The same words about another town are another claim."""
    case = CaseInWords(SIDES, places=["Astel", "Bruma"])
    case.add("Vesna said a ferry was rammed off Astel.", Says("Vesna", "said", ["a ferry was rammed off Astel"]))
    case.add("Vesna said a ferry was rammed off Bruma.", Says("Vesna", "said", ["a ferry was rammed off Bruma"]))

    assert len(build(case).claims) == 2


def test_a_label_is_words_of_a_member() -> None:
    """No text is made: the label is found verbatim in its article."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna accused Orland of killing forty people.",
        Says("Vesna", "accused", ["Orland of killing forty people"], Act.ACCUSE),
    )

    (claim,) = build(case).claims

    text = case.articles[0].text
    assert text[claim.label.start : claim.label.end] == "Vesna accused Orland of killing forty people."


def test_own_voice_is_a_member_without_speaker() -> None:
    """What the outlet says itself counts, and is attributed to nobody else."""
    case = CaseInWords(SIDES)
    case.add("Soldiers killed forty people in the square.", own=["Soldiers killed forty people in the square."])

    (claim,) = build(case).claims

    assert [(m.attribution, m.actor, m.stance) for m in claim.members] == [(None, None, Stance.AFFIRMS)]


def test_the_order_of_articles_does_not_matter() -> None:
    """The same case in any order gives the same claims, relations and accounts."""
    case = CaseInWords(SIDES)
    for n in range(4):
        case.add(
            f"Vesna accused Orland of killing {n + 3} people. Orland denied any involvement.",
            Says("Vesna", "accused", [f"Orland of killing {n + 3} people"], Act.ACCUSE),
            Says("Orland", "denied", ["any involvement"], Act.DENY, source="Orland"),
        )
    straight = build(case)
    material = case.material()
    shuffled = random.Random(3).sample(material.articles, 4), random.Random(5).sample(material.readings, 4)

    mixed = dataclasses.replace(material, articles=tuple(shuffled[0]), readings=tuple(shuffled[1]))

    assert build_claims(mixed, WordEncoder()) == straight


def test_a_refusal_to_comment_is_a_stance_of_its_own() -> None:
    """“declined to comment” neither affirms nor denies the accusation before it."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna accused Orland of killing forty people. The ministry declined to comment.",
        Says("Vesna", "accused", ["Orland of killing forty people"], Act.ACCUSE),
        Says("The ministry", "declined to comment", [], Act.ANNOUNCE),
    )

    claim = claim_with(build(case), "art0.1")

    assert stances(claim) == {("Vesna", Stance.AFFIRMS), ("The ministry", Stance.DECLINES)}
    assert not claim.contested


def test_a_denial_alone_in_its_article_answers_the_accusation_of_the_others() -> None:
    """One outlet prints the denial, another the accusation; the link says that it rests on the case."""
    case = CaseInWords(SIDES)
    case.add("Orland denied any involvement.", Says("Orland", "denied", ["any involvement"], Act.DENY))
    case.add(
        "Vesna accused Orland of killing forty people.",
        Says("Vesna", "accused", ["Orland of killing forty people"], Act.ACCUSE),
    )

    claim = claim_with(build(case), "art0.0")

    assert ("Vesna", Stance.AFFIRMS) in stances(claim)
    assert next(m for m in claim.members if m.actor == "Orland").confidence < 0.5


def test_a_side_that_names_no_doer_has_not_affirmed_the_charge_against_it() -> None:
    """Who is said to have sunk a ferry and tells of its sinking is no holder of the claim that it sank it."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna said an Orland patrol boat sank the ferry.",
        Says("Vesna", "said", ["an Orland patrol boat sank the ferry"]),
    )
    case.add("Orland said the ferry sank off the cape.", Says("Orland", "said", ["the ferry sank off the cape"]))

    found = build(case)

    assert claim_with(found, "art0.0").id != claim_with(found, "art1.0").id
