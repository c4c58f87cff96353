from dataclasses import replace

from markupsafe import Markup

from counterclaim.records import OwnVoice, Segment, SegmentType, Span, Timex
from counterclaim.views.dossier.articles import article_views, paragraphs
from counterclaim.views.dossier.index import Index
from counterclaim.views.query import Case

from .factory import CAPTAIN, HARBOUR, PRESS, article, at, ferry, reading
from .page import Page


def text_of(html: Markup) -> str:
    """The words of a piece of the page."""
    return Page(str(html)).text


def test_paragraphs_hold_every_character_that_is_not_blank() -> None:
    """Nothing of the article is lost, furniture included."""
    kept = "".join(span.of(HARBOUR.text) for _, span in paragraphs(HARBOUR))

    assert "".join(kept.split()) == "".join(HARBOUR.text.split())


def test_a_wrapped_line_goes_on_and_a_finished_one_ends_the_paragraph() -> None:
    """Plain text with hard line ends keeps its paragraphs."""
    text = "The ship\nwas late.\nNobody knew\n\nwhy"
    wrapped = article("w", text, outlet=None)

    assert [s.of(text) for _, s in paragraphs(wrapped)] == ["The ship\nwas late.", "Nobody knew", "why"]


def test_furniture_is_labelled_once_for_a_run_and_not_read() -> None:
    """Two weather lines share a label."""
    text = "Wind 3\n\nRain 4\n\nNews."
    cut = text.index("News")
    mixed = article(
        "m",
        text,
        outlet="X",
        segments=(
            Segment(type=SegmentType.WIDGET, span=Span(0, cut - 2)),
            Segment(type=SegmentType.BODY, span=Span(cut, len(text))),
        ),
    )
    blocks = article_views(Index(Case(name="c", articles=(mixed,))))[0].blocks

    assert [(b.tag, b.is_read) for b in blocks] == [("page furniture", False), (None, False), (None, True)]


def test_every_attribution_has_an_anchor_a_number_and_a_note_that_names_its_chain() -> None:
    """The note beside the paragraph leads to the words and back."""
    view = article_views(Index(ferry()))[0]
    html = Markup("").join(b.html for b in view.blocks)
    notes = {n.href: n for b in view.blocks for n in b.notes}

    assert {"w-att_varn", "w-att_press", "w-att_captain"} <= set(Page(str(html)).ids)
    assert set(notes) == {"w-att_varn", "w-att_press", "w-att_captain"}
    assert [h.name for h in notes["w-att_captain"].chain] == ["Harbour Times", "Norland Press"]
    assert notes["w-att_captain"].hedge == ("reportedly",)
    assert sorted(n.number or 0 for n in notes.values()) == [1, 2, 3]


def test_two_attributions_over_the_same_words_are_both_marked() -> None:
    """An inner quotation keeps its own kind."""
    blocks = article_views(Index(ferry()))[0].blocks
    html = str(blocks[-1].html)

    assert PRESS.content == CAPTAIN.content
    assert "q q-indirect" in html
    assert "q q-direct" in html


def test_own_voice_and_times_are_marked_with_what_they_were_read_as() -> None:
    """The outlet's own contested sentence has an anchor and a note; a time says its value."""
    when = Timex(span=at(HARBOUR.text, "on 3 May"), type="DATE", value="2031-05-03", precision="day")
    own = OwnVoice(span=at(HARBOUR.text, "Ferry sunk off Orlo"), confidence=0.6)
    read = replace(reading(HARBOUR), timexes=(when,), own_voice=(own,))
    view = article_views(Index(Case(name="c", articles=(HARBOUR,), readings=(read,))))[0]

    assert 'title="read as 3 May 2031 (day)">on 3 May</span>' in view.blocks[1].html
    assert 'class="own" id="ov-art_harbour-0-19"' in view.blocks[0].html
    assert [n.kind for n in view.blocks[0].notes] == ["own voice"]


def test_an_unread_article_is_shown_in_full_and_said_to_be_unread() -> None:
    """Words in a language that is not read are kept."""
    view = next(v for v in article_views(Index(ferry())) if v.lang == "fr")

    assert not view.is_read
    assert text_of(view.blocks[0].html) == "Le traversier a coulé au large d’Orlo."


def test_own_voice_inside_own_voice_is_one_frame_with_two_anchors() -> None:
    """A claim about part of a contested sentence leads to that part, and ids stay unique."""
    own = tuple(
        OwnVoice(span=at(HARBOUR.text, words), confidence=0.6) for words in ("Ferry sunk", "Ferry sunk off Orlo")
    )
    read = replace(reading(HARBOUR), own_voice=own)
    blocks = article_views(Index(Case(name="c", articles=(HARBOUR,), readings=(read,))))[0].blocks

    assert blocks[0].html.count('class="own"') == 1
    assert Page(str(blocks[0].html)).ids == ["ov-art_harbour-0-19", "ov-art_harbour-0-10"]
    assert len({n.id for n in blocks[0].notes}) == 2
