from dataclasses import replace

from counterclaim.records import Variant
from counterclaim.views.dossier.index import Index
from counterclaim.views.dossier.utterances import utterance_views, word_difference

from .factory import LATER, NEAR, RESCUE, ferry


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


def test_cuts_splices_and_words_of_one_report_alone_are_named() -> None:
    """What lineage says beyond the words that differ is shown with its words; dropped words are marked in place."""
    case = ferry()
    (u,) = case.utterances
    told = (
        "dropped: we say",
        "cut off at the end in mid-sentence: until dawn",
        "splice: two sentences joined: off Orlo: we left",
        "only here: rescue",
    )
    told_of = tuple(replace(v, differences=told if v.attribution == RESCUE.id else ()) for v in u.variants)
    (view,) = utterance_views(Index(replace(case, utterances=(replace(u, variants=told_of),))))

    assert view.variants[1].notes == (
        ("cut off at the end in mid-sentence", "until dawn"),
        ("splice: two sentences joined", "off Orlo: we left"),
        ("only here", "rescue"),
    )
    assert not view.is_alike


def test_one_sentence_with_two_cues_is_shown_once() -> None:
    """Two attributions of the same words in one report are one rendering."""
    case = ferry()
    (u,) = case.utterances
    again = replace(NEAR, id="att_again")
    readings = tuple(
        replace(r, attributions=(*r.attributions, again)) if r.article == NEAR.article else r for r in case.readings
    )
    twice = replace(u, variants=(*u.variants, Variant(article=NEAR.article, attribution=again.id, differences=())))

    (view,) = utterance_views(Index(replace(case, readings=readings, utterances=(twice,))))

    assert [v.outlet for v in view.variants] == ["Southmark Courier", "Evening Mail"]


def test_renderings_with_the_same_words_are_alike() -> None:
    """An utterance that two reports quote alike has nothing to compare."""
    case = ferry()
    (u,) = case.utterances
    same = replace(u, variants=(u.variants[0], replace(u.variants[0], article=LATER.id)))

    assert [v.is_alike for v in utterance_views(Index(replace(case, utterances=(same,))))] == [True]
