from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lineage_factory import article

from counterclaim.lineage.alignment import align
from counterclaim.lineage.candidates import candidate_pairs, traces
from counterclaim.lineage.credits import outlet_key
from counterclaim.lineage.direction import interval
from counterclaim.lineage.numbers import number_values
from counterclaim.lineage.quotation import quoted_spans
from counterclaim.lineage.words import WordRow, word_row
from counterclaim.records import Published
from invented_reports import DAM


def row(text: str, name: str = "a") -> WordRow:
    """The words of a text."""
    return word_row(article(name, text))


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("He said “go home” and left", ["go home"]),
        ('He said "go home" and "stay"', ["go home", "stay"]),
        ("It's the town's «old» mill", ["old"]),
        ("‘It’s not ours,’ she said of the mayor’s car", ["It’s not ours,"]),
        ("“One goes on\n\n“and on”", ["One goes on", "and on"]),
        ("the mayors' car and the '90s", []),
    ],
)
def test_quotation_marks_of_all_kinds(text: str, inside: list[str]) -> None:
    """Quoted stretches are found and apostrophes are not taken for marks."""
    assert [s.of(text) for s in quoted_spans(text)] == inside


@given(st.text(alphabet="ab \n\"'“”‘’«»„.", max_size=80))
def test_quoted_spans_lie_in_the_text_and_do_not_overlap(text: str) -> None:
    """Whatever the marks, spans are ordered, inside the text and apart."""
    found = quoted_spans(text)

    assert all(0 <= s.start <= s.end <= len(text) for s in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


words = st.lists(st.sampled_from(["pump", "gate", "mill", "dam", "road", "bridge"]), max_size=40)


@given(words, words)
def test_alignment_pairs_equal_words_in_order(a: list[str], b: list[str]) -> None:
    """Every pair is of equal words, and no word is used twice."""
    one, two = row(" ".join(a)), row(" ".join(b))

    pairs = [pair for passage in align(one, two, 3, 0.0) for pair in passage.pairs]

    assert all(one.keys[i] == two.keys[j] for i, j in pairs)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(i < k and j < m for p in align(one, two, 3, 0.0) for (i, j), (k, m) in pairwise(p.pairs))


def test_alignment_goes_over_small_differences_and_stops_at_large_ones() -> None:
    """Replaced words stay inside a passage; a long foreign stretch ends it."""
    a = row("the old pump house by the northern gate was closed in the autumn of that year")
    b = row("the old pump house near the northern gate was shut in the autumn of that year")
    far = row("the old pump house " + "and so on " * 12 + "in the autumn of that year")

    assert [len(p.pairs) for p in align(a, b, 3, 0.5)] == [14]
    assert len(align(a, far, 3, 0.5)) == 2


def test_candidates_are_the_pairs_with_a_common_stretch() -> None:
    """Stock phrases scattered over two texts propose nothing."""
    rows = [
        row(DAM, "a"),
        row("Elsewhere. " + DAM[150:400], "b"),
        row("northern spillway shortly before " + "x y z " * 60 + " eastern line stood still", "c"),
        row("", "d"),
    ]

    assert candidate_pairs([traces(r) for r in rows]) == [(0, 1)]
    assert candidate_pairs([]) == []


def test_shingles_are_the_same_numbers_in_every_run() -> None:
    """The index must not depend on the random seed of the interpreter."""
    assert row("one two three four").shingles(4).tolist() == [5868695756049996869]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("AFP", "Agence France-Presse", True),
        ("the Associated Press", "AP", True),
        ("www.hillgazette.com", "hillgazette", True),
        ("The Orlesk Courier", "Orlesk Courier", True),
        ("Orlesk Courier", "Orlesk Post", False),
        ("AP", "AFP", False),
    ],
)
def test_names_of_one_outlet_have_one_key(one: str, other: str, is_same: bool) -> None:
    """Known short forms, articles and web addresses do not make two outlets of one."""
    assert (outlet_key(one) == outlet_key(other)) is is_same


@pytest.mark.parametrize(
    ("said", "values"),
    [
        ("twenty five people", (25,)),
        ("25 people", (25,)),
        ("1,200 of 3 thousand", (1200, 3000)),
        ("two hundred", (200,)),
        ("fifty or sixty", (50, 60)),
        ("nobody", ()),
        ("12:30", ()),
    ],
)
def test_numbers_in_letters_and_figures(said: str, values: tuple[float, ...]) -> None:
    """Numbers are read the same from letters and figures."""
    assert number_values(row(said).keys) == values


@pytest.mark.parametrize(
    ("value", "precision", "days"),
    [
        ("2031-03-02", "day", 1),
        ("2031-03", "month", 31),
        ("2031-03-02", "month", 31),
        ("2031", "year", 365),
        ("2031-03-02T10:00:00+02:00", "minute", 0),
        ("2031-13-40", "day", None),
        ("spring", None, None),
        (None, None, None),
    ],
)
def test_a_publication_date_is_as_wide_as_its_precision(
    value: str | None, precision: str | None, days: int | None
) -> None:
    """A day, a month or a year is an interval; what cannot be read is none."""
    found = interval(Published(value=value, precision=precision, method="test", evidence=None, reason=""))

    assert (None if found is None else (found[1] - found[0]).days) == days
