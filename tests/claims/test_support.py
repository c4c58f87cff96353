"""What is offered in support of what."""

import pytest
from case import CaseInWords, Says, WordEncoder

from counterclaim.claims import build_claims
from counterclaim.records import Act, Relation

SIDES = {"Orland": "orland", "Vesna": "vesna"}
CHARGE = "Orland guns shelled the bakery"


def supports(case: CaseInWords) -> list[Relation]:
    return [r for r in build_claims(case.material(), WordEncoder()).relations if r.type == "supports"]


def shown(case: CaseInWords, relation: Relation) -> list[str]:
    texts = {a.id: a.text for a in case.articles}
    return [texts[w.article][w.start : w.end] for w in relation.shown]


@pytest.mark.parametrize("speaker", ["Vesna", "Orland"])
def test_what_a_side_points_to_supports_what_it_said_before(speaker: str) -> None:
    """The cue says that it is offered; the same for either side."""
    other = "Orland" if speaker == "Vesna" else "Vesna"
    charge = f"{other} guns shelled the bakery"
    case = CaseInWords(SIDES)
    case.add(
        f"{speaker} said {charge}. {speaker} pointed to craters beside the bakery.",
        Says(speaker, "said", [charge], Act.ACCUSE),
        Says(speaker, "pointed to", ["craters beside the bakery"]),
    )

    (relation,) = supports(case)

    assert shown(case, relation) == ["craters beside the bakery", charge]
    assert relation.reason == "offered as evidence: “pointed to”"


def test_what_a_document_shows_supports_what_was_said_before() -> None:
    """A document as the subject of what is said is offered for it."""
    case = CaseInWords(SIDES)
    case.add(
        f"Vesna said {CHARGE}. Vesna said satellite images of the bakery show six Orland guns.",
        Says("Vesna", "said", [CHARGE], Act.ACCUSE),
        Says("Vesna", "said", ["satellite images of the bakery show six Orland guns"]),
    )

    (relation,) = supports(case)

    assert relation.reason == "offered as evidence: “satellite images of the bakery show”"


def test_a_because_supports_the_clause_before_it() -> None:
    """The reason that a speaker gives is offered for what it is the reason of."""
    words = "the bakery was shelled because Orland wanted the bridge behind it"
    case = CaseInWords(SIDES)
    case.add(f"Vesna said {words}.", Says("Vesna", "said", [words]))

    (relation,) = supports(case)

    assert shown(case, relation) == ["Orland wanted the bridge behind it", words]


def test_what_the_other_side_points_to_supports_nothing_of_ours() -> None:
    """Nobody offers evidence for what their opponent said."""
    case = CaseInWords(SIDES)
    case.add(
        f"Vesna said {CHARGE}. Orland pointed to craters beside the bakery.",
        Says("Vesna", "said", [CHARGE], Act.ACCUSE),
        Says("Orland", "pointed to", ["craters beside the bakery"]),
    )

    assert supports(case) == []


def test_nearness_alone_supports_nothing() -> None:
    """Two statements in a row support each other only if words say so."""
    case = CaseInWords(SIDES)
    case.add(
        f"Vesna said {CHARGE}. Vesna said the bakery stood near the Orland lines.",
        Says("Vesna", "said", [CHARGE], Act.ACCUSE),
        Says("Vesna", "said", ["the bakery stood near the Orland lines"]),
    )

    assert supports(case) == []
