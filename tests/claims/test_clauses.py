"""Contents cut into propositions."""

import pytest

from counterclaim.claims.clauses import pieces
from counterclaim.records import Span


def cut(text: str) -> list[str]:
    return [p.span.of(text) for p in pieces(text, Span(0, len(text)))]


def cores(text: str) -> list[str]:
    return [p.core.of(text) for p in pieces(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "the ferry had carried weapons and that a cutter had opened fire",
            ["the ferry had carried weapons", "a cutter had opened fire"],
        ),
        (
            "the bridge was mined; the guards had left it unwatched",
            ["the bridge was mined", "the guards had left it unwatched"],
        ),
        (
            "the mayor knew of the order, but he did not pass it on",
            ["the mayor knew of the order", "he did not pass it on"],
        ),
    ],
)
def test_coordinated_clauses_are_propositions_of_their_own(text: str, parts: list[str]) -> None:
    """What one sentence puts forward in two clauses can be denied and shared one by one."""
    assert cut(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "a patrol vessel followed the ferry, cut across her bow and rammed her",
        "the army and the navy were told of it",
        "we reject the claims and the tone of the letter",
        "the report names links to the group and other signs",
    ],
)
def test_what_shares_its_subject_stays_together(text: str) -> None:
    """Verbs or nouns joined by “and” are one proposition: a cut would leave a half without a doer."""
    assert cut(text) == [text]


def test_a_subordinate_clause_is_said_too() -> None:
    """“X after Y” says X and Y; the first piece keeps all its words and is compared by its own clause."""
    text = "rebel guns shelled the town after the garrison had already left it"

    assert cut(text) == [text, "the garrison had already left it"]
    assert cores(text) == ["rebel guns shelled the town", "the garrison had already left it"]


def test_pieces_leave_out_nothing_but_joints() -> None:
    """Every letter of a content is in one of its pieces, except the words that join them."""
    text = "the ferry had carried weapons and that a cutter had opened fire; nobody was told of either"

    kept = {i for p in pieces(text, Span(0, len(text))) for i in range(p.span.start, p.span.end)}

    lost = "".join(c for i, c in enumerate(text) if i not in kept)
    assert lost.split() == ["and", "that", ";"]
