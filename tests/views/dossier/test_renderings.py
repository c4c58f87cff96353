from counterclaim.views.dossier.renderings import as_printed, compared, key_of, words_in


def test_what_an_outlet_puts_around_a_part_is_no_difference() -> None:
    """Words outside the marks of a partial quotation are set apart, neither struck nor underlined."""
    base = words_in('it was hit "by two shells from a deck gun" below the bridge', is_mixed=True)
    other = words_in("the ferry was struck “by two shells from a gun”", is_mixed=True)

    assert compared(base, other) == (
        '<span class="by">the ferry was struck</span> “by two shells from a <del>deck</del> gun”'
    )


def test_renderings_with_the_same_quoted_words_are_alike() -> None:
    """Marks, capitals and the outlet's own words do not count, nor does what tells of a gap."""
    one = words_in('they had seen "smoke over the mill".', is_mixed=True)
    two = words_in("Smoke over […] the mill", is_mixed=False)

    assert key_of(one) == key_of(two) == ("smoke", "over", "the", "mill")


def test_a_partial_quotation_whose_marks_are_not_in_it_is_taken_whole() -> None:
    """Without marks nothing can be set apart."""
    assert as_printed(words_in("smoke over the mill", is_mixed=True)) == "smoke over the mill"


def test_the_sign_of_a_gap_is_neither_struck_nor_underlined() -> None:
    """It is no word of the speaker's."""
    base = words_in("We saw it […] We left", is_mixed=False)

    assert compared(base, words_in("We saw it. We left", is_mixed=False)) == "We saw it. We left"
    assert "<ins>[…]" not in compared(words_in("We saw it. We left", is_mixed=False), base)


def test_what_is_missing_stands_where_it_would() -> None:
    """Struck words come between those that are kept."""
    base, other = (words_in(t, is_mixed=False) for t in ("We never saw it", "We saw it <now>"))

    assert compared(base, other) == "We <del>never</del> saw it <ins>&lt;now&gt;</ins>"


def test_words_that_stand_elsewhere_in_the_other_are_moved_and_not_added() -> None:
    """Only what the other does not have at all is underlined."""
    base = words_in("The pumps were old. Nobody was ever warned by my office", is_mixed=False)
    html = compared(base, words_in("Nobody was ever warned by my office. The pumps were old", is_mixed=False))

    assert "<ins>" not in html
    assert "[put here:]</span> The pumps were old" in html


def test_missing_words_stand_with_the_quoted_part_they_end() -> None:
    """Not behind what the outlet adds in its own words."""
    base = words_in('he "came at me with a knife" that night', is_mixed=True)

    assert compared(base, words_in('he "came at me" that night', is_mixed=True)) == (
        '<span class="by">he</span> &#34;came at me&#34; <del>with a knife&#34;</del> <span class="by">that night</span>'
    )


def test_a_small_word_in_common_does_not_cut_a_difference_in_two() -> None:
    """What was said otherwise is struck and underlined as a whole."""
    base, other = (
        words_in(t, is_mixed=False)
        for t in ("We saw smoke over the mill and left at noon", "We saw fire in the barn and left at noon")
    )

    assert compared(base, other) == (
        "We saw <del>smoke over the mill</del> <ins>fire in the barn</ins> and left at noon"
    )
