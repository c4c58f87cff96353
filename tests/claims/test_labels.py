"""The words that stand for a claim can be read alone."""

from __future__ import annotations

import pytest
from case import CaseInWords, Says, WordEncoder

from counterclaim.claims import build_claims
from counterclaim.claims.clauses import stands_alone
from counterclaim.claims.labels import label_of
from counterclaim.claims.units import make_units
from counterclaim.records import Act, QuoteKind, Span

SIDES = {"Vesna": "vesna", "Orland": "orland"}


def labels_of(case: CaseInWords) -> list[str]:
    """The labels of a case's claims, in order."""
    texts = {a.id: a.text for a in case.articles}
    found = build_claims(case.material(), WordEncoder()).claims
    return sorted(texts[c.label.article][c.label.start : c.label.end] for c in found)


def label_of_first(text: str, *says: Says) -> str:
    """The label of the first unit of one article."""
    case = CaseInWords(SIDES)
    case.add(text, *says)
    unit = make_units(case.material())[0]
    return label_of(unit, text).of(text)


def test_words_of_connection_are_left_out() -> None:
    """A sentence that goes on from another begins with its subject."""
    text = "But the harbour office had warned the crew of the ferry."
    case = CaseInWords(SIDES)
    case.add(text, own=[text])

    assert labels_of(case) == ["the harbour office had warned the crew of the ferry."]


def test_a_pronoun_is_shown_with_whom_it_means() -> None:
    """“Its ships …” means nothing alone, with the speaker's name it does."""
    found = label_of_first(
        "Orland said its ships had left the strait on Sunday.",
        Says("Orland", "said", ["its ships had left the strait on Sunday"]),
    )

    assert found == "Orland said its ships had left the strait on Sunday."


def test_what_follows_the_words_in_their_sentence_is_no_part_of_the_label() -> None:
    """What another side answers in the same sentence is not what the claim says."""
    found = label_of_first(
        "Vesna accused Orland of the sinking of the ferry – something its neighbour has denied.",
        Says("Vesna", "accused", ["Orland of the sinking of the ferry"], Act.ACCUSE),
    )

    assert found == "Vesna accused Orland of the sinking of the ferry"


def test_what_stands_before_who_speaks_beside_it_is_no_part_of_the_label() -> None:
    """The sentence is on another matter, and only adds what he called it."""
    found = label_of_first(
        "The premier did not mention Orland, who called the sinking a performance with an empty ship.",
        Says("Orland", "called", ["the sinking a performance with an empty ship"]),
    )

    assert found == "Orland, who called the sinking a performance with an empty ship."


def test_of_two_wordings_the_one_without_other_words_inside_is_shown() -> None:
    """“A, he said, and B” is harder to read alone than “A and B”."""
    case = CaseInWords(SIDES)
    for _ in range(4):
        case.add(
            "“The ferry had carried rifles,” a minister of Vesna said, “for the army of Orland.”",
            Says("a minister of Vesna", "said", ["The ferry had carried rifles", "for the army of Orland"]),
        )
    case.add(
        "Vesna said the big old white slow ferry had carried rifles for the army of Orland.",
        Says("Vesna", "said", ["the big old white slow ferry had carried rifles for the army of Orland"]),
    )

    assert labels_of(case) == ["the big old white slow ferry had carried rifles for the army of Orland"]


def test_a_fragment_is_shown_with_its_sentence() -> None:
    """What is no clause is shown as its sentence says it."""
    found = label_of_first(
        "Vesna accused Orland of the sinking of the ferry.",
        Says("Vesna", "accused", ["Orland of the sinking of the ferry"], Act.ACCUSE),
    )

    assert found == "Vesna accused Orland of the sinking of the ferry."


def test_a_clause_needs_no_speaker() -> None:
    """Words that can be read alone are shown without whoever says them, and with their quotation marks whole."""
    found = label_of_first(
        '"Orland gunners sank the ferry without warning," the minister of Vesna told reporters.',
        Says("Vesna", "told", ["Orland gunners sank the ferry without warning"], Act.ACCUSE, kind=QuoteKind.DIRECT),
    )

    assert found == "Orland gunners sank the ferry without warning"


def test_of_two_wordings_the_one_that_names_doer_and_act_is_shown() -> None:
    """A remark on another's words is not shown where some member says the thing itself."""
    case = CaseInWords(SIDES)
    case.add(
        "Vesna said Orland sailors sank the ferry off the cape.",
        Says("Vesna", "said", ["Orland sailors sank the ferry off the cape"], Act.ACCUSE),
    )
    case.add(
        "Vesna repeated the claim that they sank the ferry off the cape, Orland sailors.",
        Says("Vesna", "repeated", ["the claim that they sank the ferry off the cape, Orland sailors"], Act.ACCUSE),
    )

    assert "Orland sailors sank the ferry off the cape" in labels_of(case)


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("Women were offered money for their silence", True),
        ("the crew had left the harbour", True),
        ("the man who was there", False),
        ("messages he sent to the harbour", False),
        ("nothing to do with the sinking", False),
    ],
)
def test_main_clauses_are_told_from_fragments(words: str, *, alone: bool) -> None:
    """A subject at the head and a finite verb, with no relative between them."""
    assert stands_alone(words, Span(0, len(words))) is alone
