"""What a negative statement answers, and what it leaves alone."""

import pytest
from built import answered, build, members_of
from case import CaseInWords, Says

from counterclaim.claims.negated import matter, uninflected
from counterclaim.records import Act, QuoteKind, Stance

SIDES = {"Orland": "orland", "Vesna": "vesna", "The abbot": None, "The warden": None}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("there was not a single rifle in the barn", {"rifle"}),
        ("no grain was stored there", {"grain"}),
        ("he never carried a revolver in his life", {"revolver"}),
        ("the lamp had not been lit", {"lit"}),
        ("the wells held no poison", {"poison"}),
        ("we did no such thing", set()),
        ("there is no evidence of a leak", set()),
        ("you do not burn a granary by mistake", set()),
        ("it was poured out with oil, not tar", set()),
        ("the barn was full of rifles", set()),
    ],
)
def test_what_a_negation_bears_on(words: str, told: set[str]) -> None:
    """The thing there was none of, or what was not done; nothing where the whole charge or anybody is meant."""
    assert matter(words) == {uninflected(w) for w in told}


def test_a_negative_statement_denies_what_another_says() -> None:
    """“There was not one rifle in the barn” answers that rifles lay there, whatever its reporting verb."""
    case = CaseInWords(SIDES)
    case.add(
        "The abbot said a rifle lay hidden in the barn. Rain fell on the hills all that day. "
        "The warden said there was not one rifle in the barn.",
        Says("The abbot", "said", ["a rifle lay hidden in the barn"]),
        Says("The warden", "warden said", ["there was not one rifle in the barn"], source="The warden"),
    )

    found = build(case)

    assert answered(found, case, "art0.1") == ["The abbot said a rifle lay hidden in the barn."]
    assert [m.stance for m in members_of(found, "art0.1", Stance.AFFIRMS)] == [Stance.AFFIRMS]


def test_a_negative_statement_on_something_else_denies_nothing() -> None:
    """What nobody said cannot be denied: the nearest accusation is not taken for it."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna accused Orland of burning the granary. Rain fell. Orland said it had never owned such lanterns.",
        Says("Vesna", "accused", ["Orland of burning the granary"], Act.ACCUSE),
        Says("Orland", "Orland said", ["it had never owned such lanterns"], Act.DENY, source="Orland"),
    )

    assert members_of(build(case), "art0.1", Stance.DENIES) == []


def test_soldiers_answer_fighters_named_right_before() -> None:
    """A sort of thing goes by many names; right before, that is enough."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna said fighters were billeted in the abbey. Not one soldier ever slept there, the abbot insisted.",
        Says("Vesna", "said", ["fighters were billeted in the abbey"]),
        Says("The abbot", "insisted", ["Not one soldier ever slept there"], source="the abbot"),
    )

    assert answered(build(case), case, "art0.1") == ["fighters were billeted in the abbey"]


def test_nobody_denies_himself() -> None:
    """A speaker's negative words do not answer his own."""
    case = CaseInWords(SIDES)
    case.add(
        "The abbot said rifles lay hidden in the barn. The abbot said there was not one rifle in the chapel.",
        Says("The abbot", "said", ["rifles lay hidden in the barn"]),
        Says("The abbot", "The abbot said there", ["there was not one rifle in the chapel"], source="The abbot"),
    )

    assert members_of(build(case), "art0.1", Stance.DENIES) == []


def test_nobody_denies_what_an_agency_passes_on_of_his_own_side() -> None:
    """“According to the agency, the abbot said: rifles lay in the barn”: the abbey denies none of that."""
    said, denied = "rifles lay hidden in the barn", "there was not one rifle in the chapel"
    case = CaseInWords({"The abbot": "abbey", "The abbey": "abbey"})
    case.add(
        f"The agency reported that the abbot said {said}. The abbey said {denied}.",
        Says("The agency", "reported", [said]),
        Says("The abbot", "the abbot said", [said], source="the abbot", inside=0),
        Says("The abbey", "The abbey said", [denied], source="The abbey"),
    )

    assert members_of(build(case), "art0.2", Stance.DENIES) == []


def test_what_stands_after_denied_that_is_not_put_forward() -> None:
    """“Denied that anybody spoke of a staged fire” does not say that the fire was staged."""
    case = CaseInWords(SIDES)
    case.add(
        "Orland denied that anybody had spoken of a staged fire.",
        Says("Orland", "denied", ["anybody had spoken of a staged fire"], Act.DENY),
    )

    assert [m.stance for c in build(case).claims for m in c.members] == [Stance.DENIES]


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("said", "this was a lie"),
        ("denied", "responsibility for that shelling"),
        ("rejected", "that version as an insult to the town"),
        ("contradicted", "of Vesna"),
        ("rejected", "the explanation"),
    ],
)
def test_words_that_only_point_are_tied_to_what_they_point_at(cue: str, content: str) -> None:
    """They name no charge of their own: the one before them is meant."""
    case = CaseInWords(SIDES)
    case.add(
        f"Vesna accused Orland of shelling the mill. Orland {cue} {content}.",
        Says("Vesna", "accused", ["Orland of shelling the mill"], Act.ACCUSE),
        Says("Orland", f"{cue} {content[:4]}", [content], Act.DENY, source="Orland"),
    )

    denials = members_of(build(case), "art0.1", Stance.DENIES)

    assert denials and all(m.answers is not None and m.answers.end < 50 for m in denials)


def test_who_attacked_nobody_denies_the_attack_that_is_told() -> None:
    """“Its forces had attacked anybody” is general, and the shelling is a case of it."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna said Orland guns shelled the mill. Orland denied Orland forces had attacked anybody that night.",
        Says("Vesna", "said", ["Orland guns shelled the mill"], Act.ACCUSE),
        Says("Orland", "denied", ["Orland forces had attacked anybody that night"], Act.DENY),
    )

    assert answered(build(case), case, "art0.1") == ["Orland guns shelled the mill"]


def test_a_denial_and_the_same_in_negative_words_stand_apart() -> None:
    """One side “denied that it had attacked” and “said it had not”: no claim has it on both hands."""
    case = CaseInWords(SIDES)
    case.add(
        "Orland denied Orland forces had attacked the mill. Orland said Orland forces had not attacked the mill.",
        Says("Orland", "denied", ["Orland forces had attacked the mill"], Act.DENY),
        Says("Orland", "Orland said", ["Orland forces had not attacked the mill"], source="Orland said"),
    )

    for claim in build(case).claims:
        assert len({m.stance for m in claim.members}) == 1


@pytest.mark.parametrize(
    ("cue", "content", "act"),
    [
        ("appealed", "for calm", Act.DEMAND),
        ("asked", "not to be named for fear of her neighbours", Act.QUESTION),
        ("citing", "privacy rules", Act.ASSERT),
    ],
)
def test_a_few_words_without_a_verb_are_no_claim(cue: str, content: str, act: Act) -> None:
    """They put nothing forward that could be compared."""
    case = CaseInWords(SIDES)
    case.add(f"The abbot {cue} {content}.", Says("The abbot", cue, [content], act))

    assert build(case).claims == ()


def test_quoted_fragments_stay() -> None:
    """What is quoted was worth its quotation marks."""
    case = CaseInWords(SIDES)
    case.add(
        'The abbot spoke of "faulty valves".', Says("The abbot", "spoke of", ["faulty valves"], kind=QuoteKind.MIXED)
    )

    assert len(build(case).claims) == 1


@pytest.mark.parametrize(
    ("charge", "answer", "is_answered"),
    [
        ("the crash of the market was an attack on savers", "this attack is not like a crash", False),
        ("soldiers slept in the abbey", "no soldiers slept in the abbey", True),
    ],
)
def test_words_of_another_report_are_answered_only_on_the_same_matter(
    charge: str, answer: str, is_answered: bool
) -> None:
    """How things are in general denies nothing that another report tells; none of a thing that it tells of does."""
    case = CaseInWords(SIDES)
    case.add(f"The abbot said {charge}.", Says("The abbot", "said", [charge]))
    case.add(f"The warden said {answer}.", Says("The warden", "said", [answer]))

    assert bool(members_of(build(case), "art1.0", Stance.DENIES)) is is_answered


@pytest.mark.parametrize(("whose", "denied"), [("Vesna", 1), ("Orland", 0)])
def test_whose_thing_there_was_none_of_must_be_named(whose: str, denied: int) -> None:
    """“No Orland ship was near” says nothing of a ship that is Vesna's."""
    case = CaseInWords(SIDES)
    case.add(
        "The abbot said a ship of Vesna lay close to the ferry that night.",
        Says("The abbot", "said", ["a ship of Vesna lay close to the ferry that night"]),
    )
    case.add(
        f"The warden said no {whose} ship lay close to the ferry that night.",
        Says("The warden", "said", [f"no {whose} ship lay close to the ferry that night"]),
    )

    assert len(members_of(build(case), "art1.0", Stance.DENIES)) == denied
