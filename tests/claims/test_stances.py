"""Who stands how to a claim: speakers, and the outlets that print them."""

from built import build, claim_with
from case import CaseInWords, Says, WordEncoder

from counterclaim.claims import Claims, build_claims
from counterclaim.records import Act, DenialType, Position, Stance

SIDES = {"Orland": "orland", "Vesna": "vesna", "Wirepress": None}


def stance_in(found: Claims, attribution: str) -> set[Stance]:
    return {m.stance for c in found.claims for m in c.members if m.attribution == attribution}


def test_words_put_in_an_opponents_mouth_give_no_stance() -> None:
    """“Orland said that Vesna hinted ...” is Orland's report; what was hinted is not Vesna's stance."""
    case = CaseInWords(SIDES)
    case.add(
        "Orland said Vesna hinted that any answer was justified now.",
        Says("Orland", "said", ["Vesna hinted that any answer was justified now"]),
        Says("Vesna", "hinted", ["any answer was justified now"], inside=0),
    )

    (member,) = [m for c in build(case).claims for m in c.members if m.attribution == "art0.1"]

    assert (member.actor, member.stance) == ("Orland", Stance.REPORTS)
    assert "opponent" in member.why


def test_what_is_named_to_be_denied_is_its_makers_own() -> None:
    """“Orland rejected Vesna's claim that X”: Vesna claims X, though Orland's denial is where we read it."""
    case = CaseInWords(SIDES)
    case.add(
        "Orland rejected Vesna claim that soldiers killed forty people.",
        Says("Orland", "rejected", ["Vesna claim that soldiers killed forty people"], Act.DENY),
        Says("Vesna", "claim", ["soldiers killed forty people"], Act.ACCUSE, inside=0),
    )

    assert stance_in(build(case), "art0.1") == {Stance.AFFIRMS}


def test_an_agency_named_as_source_reports() -> None:
    """A medium that is quoted for a fact has not taken a side by it."""
    case = CaseInWords(SIDES, media=["Wirepress"])
    case.add(
        "Wirepress reported that soldiers killed forty people.",
        Says("Wirepress", "reported", ["soldiers killed forty people"]),
    )

    assert stance_in(build(case), "art0.0") == {Stance.REPORTS}


def test_outlets_assert_report_distance_and_insinuate() -> None:
    """Four articles have one claim in four ways; a fifth has it not, and a sixth could not be read."""
    case = CaseInWords(SIDES)
    case.add("Soldiers killed forty people there.", own=["Soldiers killed forty people there."])
    case.add(
        "Vesna said soldiers killed forty people there.",
        Says("Vesna", "said", ["soldiers killed forty people there"]),
    )
    case.add(
        "Vesna claimed soldiers killed forty people there.",
        Says("Vesna", "claimed", ["soldiers killed forty people there"]),
        framing={"claimed": "distancing_cue"},
    )
    case.add("Have soldiers killed forty people there?")
    case.add("The weather was fine.")

    (claim,) = build(case).claims
    at = {n: claim.positions_of(f"art{n}", is_read=n < 5) for n in range(6)}

    assert at == {
        0: (Position.ASSERTS,),
        1: (Position.REPORTS,),
        2: (Position.DISTANCES,),
        3: (Position.INSINUATES,),
        4: (Position.SILENT,),
        5: (Position.NO_DATA,),
    }


def test_a_denial_in_any_verb_is_a_denial() -> None:
    """“Our ships did not ram the ferry”, merely said, denies what was claimed and stands as a claim of its own."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna accused Orland of ramming the ferry. Orland said no Orland ship rammed the ferry.",
        Says("Vesna", "accused", ["Orland of ramming the ferry"], Act.ACCUSE),
        Says("Orland", "Orland said", ["no Orland ship rammed the ferry"], source="Orland"),
    )

    found = build(case)

    assert stance_in(found, "art0.1") == {Stance.AFFIRMS, Stance.DENIES}
    assert Stance.DENIES in {m.stance for m in claim_with(found, "art0.0").members}


def test_evidence_that_is_not_stated_is_said_so() -> None:
    """The evidence basis of an assertion is never empty: none stated is a finding."""
    case = CaseInWords(SIDES)
    case.add("Vesna said soldiers killed forty people.", Says("Vesna", "said", ["soldiers killed forty people"]))

    assert [m.evidence for c in build(case).claims for m in c.members] == [("none stated",)]


def test_assertions_keep_hedge_polarity_and_numbers() -> None:
    """What one member says exactly is not lost in its claim."""
    case = CaseInWords(SIDES, places=["Astel"])
    case.add(
        "Vesna said soldiers had allegedly not killed forty people in Astel.",
        Says("Vesna", "said", ["soldiers had allegedly not killed forty people in Astel"]),
    )

    (member,) = [m for c in build(case).claims for m in c.members]

    assert member.polarity == "negative"
    assert [h.of(case.articles[0].text) for h in member.hedge] == ["allegedly"]
    assert member.referents is not None
    assert (member.referents.places, member.referents.numbers) == (("astel",), ("40",))


def test_marks_around_a_title_are_no_distance() -> None:
    """A film's or book's title stands in quotation marks because it is one."""
    case = CaseInWords(SIDES)
    text = "The hackers sank “The Long Winter” at the box office and called it “art”."
    for marked in ("The Long Winter", "art"):
        case.add(text, own=[text], framing={marked: "scare_quote"})

    positions = {o.article: o.position for c in build(case).claims for o in c.outlets}

    assert positions == {"art0": Position.ASSERTS, "art1": Position.DISTANCES}


def test_a_refusal_to_comment_has_its_type() -> None:
    """It is no denial, and how it answers is told all the same; what it refuses may stand as content."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna accused Orland of ramming the ferry. Orland declined to comment for this article.",
        Says("Vesna", "accused", ["Orland of ramming the ferry"], Act.ACCUSE),
        Says("Orland", "declined to", ["comment for this article"], Act.ANNOUNCE, source="Orland"),
    )

    members = [m for c in build(case).claims for m in c.members if m.attribution == "art0.1"]

    assert [(m.stance, m.denial) for m in members] == [(Stance.DECLINES, (DenialType.DECLINES_TO_COMMENT,))]


def _voices(text: str, *says: Says) -> list[str]:
    """The statements that a report makes in its own voice, where all its sentences were read as contested."""
    case = CaseInWords({"Orland": "first", "Vesna": "second"})
    case.add(text, *says, own=[text])
    found = build_claims(case.material(), WordEncoder()).claims
    return [m.article for c in found for m in c.members if m.attribution is None]


def test_an_outlet_that_tells_of_a_denial_does_not_say_what_is_denied() -> None:
    """The act stands in the words of the denial alone; where the outlet tells of it itself too, it says so."""
    denied = Says("Orland", "rejected", ["claims that its soldiers killed villagers"], Act.DENY)
    charged = Says("Orland", "said", ["its soldiers killed villagers"])

    assert _voices("As the shock grew, Orland rejected claims that its soldiers killed villagers.", denied) == []
    assert _voices(
        "Its guns shelled the mill, and Orland rejected claims that its soldiers killed villagers.", denied
    ) == ["art0"]
    assert _voices("As the shock grew, Orland said its soldiers killed villagers.", charged) == ["art0"]
