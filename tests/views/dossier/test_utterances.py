from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.utterances import utterance_views, word_difference

from .factory import ferry


def test_changed_words_are_marked_and_punctuation_is_no_difference() -> None:
    """What only the other has is inserted, what it lacks is struck."""
    html = word_difference("We reject any such accusations.", "We reject all such accusations")

    assert html == "We reject <del>any</del> <ins>all</ins> such accusations"


def test_long_left_out_stretches_are_counted() -> None:
    """They stand in the longest wording already."""
    base = "We reject it and we say so here and now before all of you"

    assert word_difference(base, "We reject it") == 'We reject it <span class="cut">[11 words left out]</span>'


def test_wordings_with_hardly_a_word_in_common_are_not_compared() -> None:
    """A difference of everything is noise."""
    assert word_difference("We reject it", "Nothing of the kind <happened>") == ("Nothing of the kind &lt;happened&gt;")


def test_variants_come_with_outlet_and_the_longest_is_named() -> None:
    """The first of the longest is the one compared with."""
    views = utterance_views(Index(ferry()))

    assert [v.outlet for v in views[0].variants] == ["Southmark Courier", "Evening Mail"]
    assert [v.is_longest for v in views[0].variants] == [False, True]
    assert views[0].speaker == "Peer Lund"
