from dataclasses import replace

from counterclaim.records import Span
from counterclaim.views.dossier.excerpt import excerpt

from .factory import HARBOUR, LUND, SOUTH, at


def test_the_words_that_carry_the_sense_stand_beside_the_content() -> None:
    """A denial shows its cue."""
    html = excerpt(SOUTH.text, LUND.content, LUND)

    assert html == (
        '<span class="by">Admiral Peer Lund of Southmark denied that </span>the patrol boat rammed the ferry'
    )


def test_quotation_marks_at_the_ends_are_kept() -> None:
    """They are the outlet's, so they are soft."""
    words = "We saw no other ship"

    html = excerpt(HARBOUR.text, (at(HARBOUR.text, words),), None)

    assert html == f'<span class="by">“</span>{words}<span class="by">”</span>'


def test_far_away_sources_are_left_out_and_gaps_are_shown() -> None:
    """Where too much lies between, only the content is given."""
    text = "A " + "long " * 60 + "B said C"
    far = replace(LUND, source=(Span(0, 1),), cue=())

    assert excerpt(text, (Span(302, 303), Span(309, 310)), far) == "B […] C"


def test_a_report_without_its_words_shows_the_words_that_report_it() -> None:
    """Source and cue are all there is."""
    bare = replace(LUND, content=())

    assert excerpt(SOUTH.text, (), bare) == '<span class="by">Admiral Peer Lund of Southmark denied</span>'
