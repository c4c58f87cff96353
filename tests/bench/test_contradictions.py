"""The measure of contradictions: which labelled pair a shown one is, and what is counted."""

from __future__ import annotations

import pytest
from bench.quality.contradictions import TABLE, Pair, Place, Shown, figures, judge, labelled

from counterclaim.records import Span

HEAD = "case\ta_article\ta_start\ta_end\tb_article\tb_start\tb_end\tlabel\tone_party\treason"


def _at(article: str, start: int, end: int) -> Place:
    return Place(article, Span(start, end))


def _pair(label: str, start: int, is_one_party: bool = False) -> Pair:
    return Pair("x", _at("1.txt", start, start + 40), _at("2.txt", 0, 50), label, is_one_party, "r")


def _shown(start: int, within: bool = False) -> Shown:
    return Shown("rel", _at("2.txt", 5, 50), _at("1.txt", start, start + 40), within, "")


def test_a_pair_is_found_in_either_order_and_with_moved_ends() -> None:
    """Spans that overlap, the other way round, are the labelled pair; another article's are not."""
    pair = _pair("right", 100)

    found, other = judge([_shown(110), Shown("o", _at("2.txt", 0, 50), _at("3.txt", 100, 140), False, "")], [pair])

    assert found.pair == pair
    assert other.pair is None


def test_of_two_labelled_pairs_the_nearer_counts() -> None:
    """Where a span meets two labelled ones, the one that it shares more with gives the label."""
    verdict = judge([_shown(100)], [_pair("wrong", 115), _pair("right", 101)])[0]

    assert verdict.pair is not None
    assert verdict.pair.label == "right"


def test_spans_that_hardly_meet_are_two() -> None:
    """A shown span that shares less than half with a labelled one stays unlabelled."""
    assert judge([_shown(100)], [_pair("right", 130)])[0].pair is None


def test_the_unlabelled_count_neither_way_and_unclear_is_not_right() -> None:
    """Of four shown, one is right, one wrong, one unclear: 33 percent, and 50 without the unclear."""
    pairs = [_pair("right", 0), _pair("wrong", 100), _pair("unclear", 200)]

    got = figures(judge([_shown(0), _shown(100), _shown(200), _shown(300)], pairs))

    assert (got["precision"], got["precision_clear"], got["unlabelled"]) == (33.3, 50.0, 1)


def test_a_right_pair_shown_as_one_party_s_that_two_tell_is_counted() -> None:
    """The pair is right, the party is not: the strict figure takes it for wrong."""
    got = figures(
        judge([_shown(0, within=True), _shown(100, within=True)], [_pair("right", 0), _pair("right", 100, True)])
    )

    assert (got["precision"], got["party_wrong"], got["precision_strict"]) == (100.0, 1, 50.0)


def test_a_label_that_is_none_is_refused() -> None:
    """A slip in the table is told, not counted as wrong."""
    with pytest.raises(ValueError, match="perhaps"):
        labelled([HEAD, "x\t1.txt\t0\t4\t2.txt\t0\t4\tperhaps\tno\tr"])


def test_the_table_holds_places_and_labels_and_no_text() -> None:
    """Every row names two stretches, and its words are short: nothing of an article is in it."""
    pairs = labelled(TABLE.read_text("utf-8").splitlines())

    assert pairs
    assert all(p.a.span.start < p.a.span.end and p.b.span.start < p.b.span.end for p in pairs)
    assert all(p.reason.isalpha() and len(p.reason) < 12 for p in pairs)
