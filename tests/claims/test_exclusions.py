"""What excludes what, for every party alike."""

import pytest
from built import build
from case import CaseInWords, Says

from counterclaim.records import Act, QuoteKind, Relation

SIDES = {"Orland": "orland", "Vesna": "vesna"}


def between(
    one: str, other: str, *, days: tuple[str | None, str | None] = (None, None), cue: str = "said"
) -> list[Relation]:
    """The relations that Orland's two statements stand in; ``cue`` is the reporting verb of the second."""
    case = CaseInWords(SIDES)
    for words, verb, day in ((one, "said", days[0]), (other, cue, days[1])):
        case.add(f"Orland {verb} {words}.", Says("Orland", verb, [words]), published=day)
    return [r for r in build(case).relations if r.type != "not_comparable"]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (
            "the bodies in the square were fake",
            "the people in the square were killed by Vesna guns",
            "dead to be real",
        ),
        (
            "no Orland ship was in the area that night",
            "an Orland ship reached the wreck at midnight",
            "put",
        ),
        (
            "Orland troops were nowhere near the town at the time",
            "Orland troops withdrew from the town at noon",
            "put",
        ),
        (
            "the ferry was scuttled by its crew",
            "the ferry struck a drifting mine",
            "two causes",
        ),
        (
            "the airliner was shot down by Orland over the lake",
            "the airliner was shot down by Vesna over the lake",
            "different sides",
        ),
        (
            "there were no passengers on the ferry",
            "we grieve for the dead of the ferry",
            "nobody was there",
        ),
        (
            "there was no military cargo of any kind on the ferry",
            "the ferry carried a consignment of radio equipment for the garrison",
            "nothing of the kind",
        ),
        (
            "the tape of the call is authentic",
            "the tape of the call is a forgery",
            "genuine",
        ),
        (
            "no Orland soldier shelled the market",
            "an Orland unit shelled the market by mistake",
            "it was not",
        ),
    ],
)
def test_statements_that_cannot_both_hold(one: str, other: str, why: str) -> None:
    """Each rule finds its pair, says why in words, and shows the two statements."""
    (relation,) = between(one, other)

    assert (relation.type, relation.within_party) == ("contradicts", "orland")
    assert why in relation.reason
    assert len(relation.shown) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the attack was a false flag by Vesna", "forty people were killed by Vesna guns"),
        ("no Orland ship was in the area", "a Vesna ship reached the wreck"),
        ("the ferry was scuttled by its crew", "the town was shelled by Vesna"),
        ("Orland would shell the market if attacked", "no Orland soldier shelled the market"),
        ("there were no weapons on the ferry", "we grieve for the dead of the ferry"),
        ("no Orland ship fired a shot", "a Vesna cutter opened fire on us"),
        ("there was no military cargo of any kind on the ferry", "eleven pallets went aboard"),
    ],
)
def test_statements_that_can_both_hold(one: str, other: str) -> None:
    """What is merely different, another side's doing, or only supposed, is no contradiction."""
    assert between(one, other) == []


def test_an_admission_after_a_denial_is_a_change_over_time() -> None:
    """The later words replace the earlier; both dates are given, and it is not called a contradiction."""
    (relation,) = between(
        "no Orland ship was in the area that night",
        "an Orland ship reached the wreck at midnight",
        days=("2031-05-02", "2031-05-04"),
        cue="admitted",
    )

    assert relation.type == "updates"
    assert relation.said == ("2031-05-02", "2031-05-04")
    assert "2031-05-02 to 2031-05-04" in relation.reason


def test_two_versions_on_two_days_that_give_nothing_up_are_a_contradiction() -> None:
    """Time alone excuses nothing: without words of concession two dates are only shown."""
    (relation,) = between(
        "the ferry was scuttled by its crew", "the ferry struck a drifting mine", days=("2031-05-02", "2031-05-04")
    )

    assert relation.type == "contradicts"
    assert sorted(d or "" for d in relation.said) == ["2031-05-02", "2031-05-04"]


def _accused_by_orland(words: str, act: Act, verb: str) -> list[Relation]:
    """The contradictions between "rammed by Vesna" and Orland's own ``words``, put forward as ``act``."""
    case = CaseInWords(SIDES)
    case.add("Orland said Vesna rammed the ferry.", Says("Orland", "said", ["Vesna rammed the ferry"], Act.ACCUSE))
    case.add(
        f"“{words}”, Orland {verb}.",
        Says("Orland", verb, [words], act, kind=QuoteKind.DIRECT),
    )
    return [r for r in build(case).relations if r.type == "contradicts"]


def test_a_charge_repeated_in_mockery_is_no_account_of_the_one_who_repeats_it() -> None:
    """Whoever accuses does not mean their own side: "now we have blown up the ferry" gives another's words."""
    assert _accused_by_orland("first we sank a tug, now we have blown up the ferry", Act.ACCUSE, "scoffed") == []


def test_what_a_side_says_of_its_own_doing_counts() -> None:
    """The same words as a plain statement are an account, and it excludes the other one."""
    assert len(_accused_by_orland("first we sank a tug, now we have blown up the ferry", Act.ASSERT, "said")) == 1


def test_an_admission_told_inside_the_words_is_a_change_over_time() -> None:
    """An agency's "the minister acknowledged that ..." concedes as the minister's own words do."""
    (relation,) = between(
        "no Orland ship was in the area that night",
        "the Orland minister acknowledged on Sunday that an Orland ship reached the wreck at midnight",
        days=("2031-05-02", "2031-05-04"),
    )

    assert relation.type == "updates"


def test_what_an_article_looks_back_on_was_said_before() -> None:
    """What "had" been said is older than the article that tells it; its day is not known."""
    case = CaseInWords(SIDES)
    new = "an Orland ship reached the wreck at midnight"
    old = "no Orland ship was in the area that night"
    case.add(f"Orland admitted {new}.", Says("Orland", "admitted", [new]), published="2031-05-04")
    case.add(f"Orland had said {old}.", Says("Orland", "had said", [old]), published="2031-05-09")

    (relation,) = [r for r in build(case).relations if r.type in ("updates", "contradicts")]

    assert (relation.type, relation.said) == ("updates", (None, "2031-05-04"))
    assert relation.reason.startswith("changed over time, earlier to 2031-05-04")


def test_a_later_higher_toll_is_an_update() -> None:
    """14 dead on Sunday and 17 on Monday do not contradict each other; the order is by date."""
    (relation,) = between(
        "at least 17 people on the ferry died",
        "at least 14 people on the ferry died",
        days=("2031-05-04", "2031-05-02"),
    )

    assert relation.type == "updates"
    assert relation.said == ("2031-05-02", "2031-05-04")


def test_a_denial_and_what_it_denies_are_one_claim_and_no_contradiction_of_claims() -> None:
    """Who denies a claim takes a stance to it; the disagreement is shown there."""
    case = CaseInWords(SIDES)
    case.add(
        "Orland denied that it shelled the market.",
        Says("Orland", "denied", ["it shelled the market"], Act.DENY),
    )
    case.add("Vesna said Orland shelled the market.", Says("Vesna", "said", ["Orland shelled the market"], Act.ACCUSE))

    found = build(case)

    assert len(found.claims) == 1
    assert found.relations == ()


def test_look_alike_accidents_are_not_compared() -> None:
    """“Nobody rammed anybody” in one harbour says nothing of a ferry rammed in another."""
    case = CaseInWords(SIDES, places=["Astel", "Bruma"])
    case.add("Vesna said a ferry was rammed off Astel.", Says("Vesna", "said", ["a ferry was rammed off Astel"]))
    case.add(
        'Orland said "nobody rammed a ferry off Bruma".',
        Says("Orland", "said", ["nobody rammed a ferry off Bruma"], kind=QuoteKind.DIRECT),
    )

    assert {r.type for r in build(case).relations} <= {"not_comparable"}


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ("not one soldier was in the school", "wounded soldiers were treated in the school", "no soldier was there"),
        ("there were no dead in the mill", "thirty fighters were killed in the mill", "nobody was there"),
        ("Orland forces attacked nobody that night", "Orland guns shelled the mill that night", "done, the other"),
        ("a bomb went off inside the mill", "the mill was shelled by Vesna", "two causes"),
    ],
)
def test_more_of_one_party(one: str, other: str, why: str) -> None:
    """Soldiers that were not there, an attack in general and in particular, a blast from inside and shells."""
    found = [r for r in between(one, other) if r.type == "contradicts"]

    assert any(why in r.reason for r in found)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("residents heard a loud explosion at the mill", "the mill was shelled by Vesna"),
        ("not one soldier was in the school", "Vesna guns fired at soldiers on the bridge"),
        ("there were no weapons in the school", "the target was an ammunition depot"),
        ("there were no dead in the mill", "Vesna did not publish a list of the dead in the mill"),
    ],
)
def test_what_only_sounds_like_the_opposite(one: str, other: str) -> None:
    """A shell explodes too; soldiers elsewhere, a depot's name and a list are not what there was none of."""
    assert [r for r in between(one, other) if r.type == "contradicts"] == []


def test_an_earlier_happening_elsewhere_is_another_matter() -> None:
    """“In June they shelled Brenn” excludes nothing that is said of Orst in October."""
    case = CaseInWords(SIDES, places=("Orst", "Brenn"))
    case.add(
        "A mill burned in Orst on Monday. People wept in Orst. Orland said there were no dead.",
        Says("Orland", "said", ["there were no dead"]),
        published="2025-10-14",
    )
    case.add(
        "A mill burned in Orst on Monday. People wept in Orst. "
        "Orland said Vesna shelled the market of Brenn in June 2025, killing five people.",
        Says("Orland", "said", ["Vesna shelled the market of Brenn in June 2025, killing five people"]),
        published="2025-10-14",
    )

    assert [r for r in build(case).relations if r.type == "contradicts"] == []


def test_an_alleged_act_commits_nobody() -> None:
    """“No proof for the alleged arms deliveries”: the act is another's word, and excludes nothing."""
    assert [
        r
        for r in between("there was no military cargo of any kind", "there was proof of the alleged arms deliveries")
        if r.type == "contradicts"
    ] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Orland guns did not shell the hospital", "Orland guns shelled the depot"),
        ("Orland guns never shelled the ferry", "Orland guns shelled a speedboat"),
        ("the helicopter was shot down by Vesna over the lake", "the helicopter crashed into the lake"),
        ("not one soldier entered the school", "wounded soldiers were seen near the school"),
    ],
)
def test_another_thing_and_what_came_of_it_exclude_nothing(one: str, other: str) -> None:
    """A depot is no hospital, an aircraft that was shot down crashes, and who was outside did not enter."""
    assert between(one, other) == []


def test_a_denial_for_one_day_leaves_another_day_open() -> None:
    """Not on Friday, but on a Saturday weeks later: both can be so."""
    one, other = "Orland guns did not shell the mill on 6 June", "Orland guns shelled the mill on 19 July"

    assert between(one, other, days=("2025-06-06", "2025-07-19")) == []
    assert between(one, other.replace("19 July", "6 June"), days=("2025-06-06", "2025-07-19")) != []


def test_a_crash_by_itself_is_a_cause_beside_a_shot() -> None:
    """An engine that failed and a missile are two causes."""
    one, other = "the airliner crashed after an engine failure", "the airliner was shot down by Vesna"

    assert [r.type for r in between(one, other)] == ["contradicts"]
