"""The invented events that grouping is measured on, and their scoring."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.quality.cases import (
    EVENTS,
    SETTLED_ON,
    Mark,
    Score,
    bcubed,
    chosen,
    event_names,
    is_on,
    located,
    mean,
    opposite_pairs,
    reports,
    score_event,
    statements,
)
from training.cases import FOLDER as TRAINED_ON

from counterclaim.pipeline import Models
from counterclaim.records import Span, Stance

EVENT = """# A mill burns in Tarvin
claim\tfire\tthe owner set fire to the mill
claim\ttoll\thow many died
say\tA\tThe mill burnt.\tThe union said {the owner had set fire to the mill|fire+} and {four had died|toll+}.
say\tB\t\t"{I did not set fire to the mill|fire-}," the owner, Piet Holm, said.
"""
AFFIRMS, DENIES = {Stance.AFFIRMS}, {Stance.DENIES}


@pytest.fixture
def event(tmp_path: Path) -> Path:
    path = tmp_path / "mill.txt"
    path.write_text(EVENT, encoding="utf-8")
    return path


def test_every_event_can_be_read_and_none_is_trained_on() -> None:
    """All files have the form of the training events, and no sentence of them is among those."""
    trained = {s.sentence for path in TRAINED_ON.glob("*.txt") for s in statements(path)}

    for path in EVENTS.glob("*.txt"):
        stated = statements(path)
        assert all(s.marks for s in stated)
        assert not trained & {s.sentence for s in stated}


def test_the_events_that_settings_were_chosen_on_are_kept_apart() -> None:
    """Each event is among those or among the others, and every name of the list is an event's."""
    names = [*event_names(settled_on=True), *event_names(settled_on=False)]

    assert sorted(names) == sorted(p.stem for p in EVENTS.glob("*.txt"))
    assert event_names(settled_on=True) == list(SETTLED_ON)


def test_a_few_events_are_spread_over_all_and_always_the_same() -> None:
    """Three of nine names are the middle ones of three parts, and a limit above their number takes all."""
    assert chosen(list("abcdefghi"), 3) == ["b", "e", "h"]
    assert chosen(["a", "b"], 5) == chosen(["a", "b"], None) == ["a", "b"]
    assert {name[0] for name in chosen(event_names(settled_on=False), 12)} == set("defgh")


def test_marks_lie_on_their_words_in_the_reports(event: Path) -> None:
    """Reports hold so many statements, and a mark's span has its words there, also without a sentence before."""
    stated = statements(event)
    texts = dict(zip("xy", reports(stated, 1), strict=True))
    marks = [(m.article, m.span.of(texts[m.article or ""]), m.signs) for m in located(stated, texts)]

    assert marks == [
        ("x", "the owner had set fire to the mill", {"fire": "+"}),
        ("x", "four had died", {"toll": "+"}),
        ("y", "I did not set fire to the mill", {"fire": "-"}),
    ]


def test_a_statement_that_no_article_has_leaves_its_marks_without_a_place(event: Path) -> None:
    """What the program took out of a text is not found; it is not left out of the count."""
    assert [m.article for m in located(statements(event), {"x": "Something else."})] == [None] * 3


@pytest.mark.parametrize(
    ("spans", "answer"),
    [
        ([Span(10, 15)], True),
        ([Span(10, 14)], True),
        ([Span(18, 30)], False),
        ([Span(10, 12)], False),
        ([Span(0, 14)], False),
        ([Span(0, 40)], True),
        ([Span(10, 12), Span(17, 20)], True),
    ],
)
def test_a_member_is_on_a_mark_if_it_covers_half_or_lies_in_it(spans: list[Span], answer: bool) -> None:
    """A mark of ten letters: half of it, all around it, or four letters of it and no others."""
    assert is_on(spans, Span(10, 20)) is answer


def test_bcubed_counts_what_is_together_by_item() -> None:
    """Two of one claim and one of another put together: precision (2/3 + 2/3 + 1/3) / 3, recall whole."""
    precision, recall, f1 = bcubed(["x", "x", "x"], ["a", "a", "b"])

    assert (precision, recall) == (pytest.approx(500 / 9), pytest.approx(100))
    assert f1 == pytest.approx(1000 / 14)


def test_bcubed_counts_an_item_of_two_groups_for_both() -> None:
    """Two items that share two claims and are once together have half of what they should share."""
    precision, recall, _ = bcubed([{"x"}, {"x"}], [{"a", "b"}, {"a", "b"}])

    assert (precision, recall) == (pytest.approx(100), pytest.approx(50))


def test_opposite_marks_in_one_claim_must_differ_in_stance() -> None:
    """Of two pairs that share a claim the one with a single stance is counted, and marks apart are not."""
    marks = [Mark("r", Span(0, 9), {"fire": sign}) for sign in "+--?-"]
    held = [{"c": AFFIRMS}, {"c": DENIES}, {"c": AFFIRMS}, {"c": AFFIRMS}, {"d": AFFIRMS}]

    assert opposite_pairs(marks, held) == (2, 1)


def test_the_mean_is_over_events_and_the_pairs_are_added() -> None:
    """Each event counts alike in the percentages."""
    found = mean([Score("x", 80.0, 40.0, 50.0, 90.0, 3, 1), Score("y", 60.0, 20.0, 30.0, 80.0, 1, 1)])

    assert found == Score("mean of 2", 70.0, 30.0, 40.0, 85.0, 4, 2)


def test_an_event_is_built_and_scored_by_the_whole_program(event: Path, tmp_path: Path) -> None:
    """Accusation and denial are found, stand in one claim, and are shown with two stances."""
    found = score_event(event, tmp_path / "built", Models())

    assert (found.event, found.found) == ("mill", 100.0)
    assert (found.opposite_in_one_claim, found.with_one_stance) == (1, 0)
