"""What “denies it” denies, and what is left open."""

import pytest
from built import answered, build
from case import CaseInWords, Says

from counterclaim.claims import Claims
from counterclaim.claims.pointing import points
from counterclaim.records import Act, DenialType, QuoteKind, Stance

SIDES = {"Orland": "orland", "Vesna": "vesna", "The abbot": None, "The miller": None, "The observers": None}


@pytest.mark.parametrize(
    ("words", "is_so"),
    [
        ("it", True), ("this is not true", True), ("the suggestion", True), ("they did not", True),
        ("this", True), ("that claim", True), ("the accusations", False), ("the whole story", False),
        ("it was near the bridge", False), ("they did not fire", False),
    ],
)  # fmt: skip
def test_words_that_only_point(words: str, is_so: bool) -> None:
    """Pronouns, a single claim and an answer of two words point; what names a thing or many charges does not."""
    assert points(words) is is_so


def pointed(words: str, cue: str = "called") -> tuple[Claims, CaseInWords]:
    case = CaseInWords(SIDES)
    case.add(
        "Vesna accused Orland of shelling the mill. Rain fell that day. "
        f"The abbot said the flour caught fire by itself. The miller {cue} {words}.",
        Says("Vesna", "accused", ["Orland of shelling the mill"], Act.ACCUSE),
        Says("The abbot", "said", ["the flour caught fire by itself"]),
        Says("The miller", cue, [words], Act.DENY),
    )
    return build(case), case


@pytest.mark.parametrize(
    ("cue", "words"),
    [
        ("denied", "it"),
        ("dismissed", "the suggestion"),
        ("says", "that is not true"),
        ("rejected", "the statement yesterday"),
    ],
)
def test_a_denial_that_points_means_what_was_said_last(cue: str, words: str) -> None:
    """“Denied it” denies the sentence before, though an accusation stands further back."""
    found, case = pointed(words, cue)

    assert answered(found, case, "art0.2") == ["The abbot said the flour caught fire by itself."]


def test_a_denial_of_the_accusation_means_an_accusation() -> None:
    """“Denied the accusation” is of the charge, though something else was said since."""
    found, case = pointed("the accusation", "denied")

    assert answered(found, case, "art0.2") == ["Vesna accused Orland of shelling the mill."]


def test_what_comes_long_after_a_denial_is_not_what_it_denies() -> None:
    """An accusation further on is meant only where nothing was put forward before the denial."""
    case = CaseInWords(SIDES)
    case.add(
        "The abbot said the log was altered. Rain fell. The miller denied everything. "
        + 25 * "Rain fell on the hills. "
        + "Vesna accused Orland of shelling the mill.",
        Says("The abbot", "said", ["the log was altered"]),
        Says("The miller", "denied", ["everything"], Act.DENY),
        Says("Vesna", "accused", ["Orland of shelling the mill"], Act.ACCUSE),
    )

    assert answered(build(case), case, "art0.1") == []


def test_no_foreign_involvement_answers_only_who_named_a_foreign_side() -> None:
    """“No sign of foreign involvement” is no answer to a quarrel between neighbours."""
    case = CaseInWords(SIDES)
    case.add(
        "The miller accused the abbot of ramming his boat. Orland said there was no sign of any foreign involvement.",
        Says("The miller", "accused", ["the abbot of ramming his boat"], Act.ACCUSE),
        Says("Orland", "Orland said", ["there was no sign of any foreign involvement"], Act.DENY, source="Orland"),
    )

    assert answered(build(case), case, "art0.1") == []


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("cannot confirm", "a shell struck the mill"),
        ("said", "it was not clear whether a shell struck the mill"),
        ("did not rule out", "a shell struck the mill"),
    ],
)
def test_what_cannot_be_told_is_neither_affirmed_nor_denied(cue: str, content: str) -> None:
    """Who leaves a thing open questions it."""
    case = CaseInWords(SIDES)
    case.add("Vesna said a shell struck the mill.", Says("Vesna", "said", ["a shell struck the mill"]))
    case.add(f"The observers {cue} {content}.", Says("The observers", cue, [content]))

    found = [m.stance for c in build(case).claims for m in c.members if m.attribution == "art1.0"]
    assert found == [Stance.QUESTIONS]


@pytest.mark.parametrize("cue", ["did not deny", "has not denied", "didn’t deny", "did not rule out", "not rule"])
def test_what_is_not_denied_is_left_open(cue: str) -> None:
    """The reader takes such words for a denial, by the verb alone; nobody denies by them."""
    case = CaseInWords(SIDES)
    case.add("Vesna said a shell struck the mill.", Says("Vesna", "said", ["a shell struck the mill"]))
    case.add(
        f"The observers {cue} a shell struck the mill.",
        Says("The observers", cue, ["a shell struck the mill"], Act.DENY),
    )

    found = [m.stance for c in build(case).claims for m in c.members if m.attribution == "art1.0"]
    assert found == [Stance.QUESTIONS]


def test_what_is_no_longer_disputed_is_granted() -> None:
    """“No longer disputed that” denies nothing any more."""
    case = CaseInWords(SIDES)
    case.add(
        "Orland no longer disputed the boat's departure.",
        Says("Orland", "no longer disputed", ["the boat's departure"], Act.DENY),
    )

    assert [m.stance for c in build(case).claims for m in c.members] == [Stance.AFFIRMS]


@pytest.mark.parametrize(("accuser", "accused"), [("Vesna", "Orland"), ("Orland", "Vesna")])
def test_no_evidence_that_a_thing_was_done_denies_it_and_affirms_nothing(accuser: str, accused: str) -> None:
    """“Had not presented any evidence that B shelled the mill” is a denial of the shelling, of its own type."""
    words = f"{accuser} had not presented any evidence that {accused} shelled the mill"
    case = CaseInWords(SIDES)
    case.add(
        f"{accuser} said {accused} shelled the mill. A spokesman of {accused} said that {words}.",
        Says(accuser, "said", [f"{accused} shelled the mill"]),
        Says(accused, "said that", [words], source=f"A spokesman of {accused}"),
    )

    found = build(case)

    (member,) = [m for c in found.claims for m in c.members if m.attribution == "art0.1"]
    assert (member.stance, member.denial) == (Stance.DENIES, (DenialType.SAYS_NO_EVIDENCE,))
    (claim,) = [c for c in found.claims if any(m.attribution == "art0.1" for m in c.members)]
    assert any(m.attribution == "art0.0" for m in claim.members)


def test_words_after_said_are_never_what_is_denied() -> None:
    """A plain statement that a reader took for a denial is put forward, not denied."""
    case = CaseInWords(SIDES)
    case.add(
        "The abbot said the miller had ignored the warnings.",
        Says("The abbot", "said", ["the miller had ignored the warnings"], Act.DENY),
    )

    assert [m.stance for c in build(case).claims for m in c.members] == [Stance.AFFIRMS]


def test_own_words_without_anything_they_answer_are_not_denied_by_their_speaker() -> None:
    """“I had never seen it” with nothing it answers is only put forward."""
    case = CaseInWords(SIDES)
    case.add(
        '"I had never seen it," The abbot said.',
        Says("The abbot", "said", ["I had never seen it"], Act.DENY, kind=QuoteKind.DIRECT),
    )

    assert [m.stance for c in build(case).claims for m in c.members] == [Stance.AFFIRMS]


def test_who_says_as_much_is_not_denied() -> None:
    """“No Orlandian ship was near” does not deny that all ships of Orland were in port."""
    case = CaseInWords({**SIDES, "the log of Orland": None})
    case.add(
        "the log of Orland showed that all Orland ships spent the night in port. Orland said no Orland ship was near the mill.",
        Says("the log of Orland", "showed that", ["all Orland ships spent the night in port"]),
        Says("Orland", "Orland said", ["no Orland ship was near the mill"], source="Orland said"),
    )

    assert answered(build(case), case, "art0.1") == []
