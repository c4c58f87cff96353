from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.records import Span
from counterclaim.views.dossier.weave import Mark, weave

from .page import Page

TEXT = "one two three <four> five"


def mark(start: int, end: int, css: str = "a", **more: object) -> Mark:
    """A mark by its ends."""
    return Mark(span=Span(start, end), css=css, **more)  # type: ignore[arg-type]


def test_nested_marks_become_nested_elements() -> None:
    """The longer one is outside."""
    html = weave(TEXT, Span(0, 13), [mark(4, 7, "in"), mark(0, 13, "out")])

    assert html == '<span class="out">one <span class="in">two</span> three</span>'


def test_crossing_marks_are_split_where_they_cross_and_keep_one_id() -> None:
    """The inner piece is closed with the outer mark and opened again behind it, without its id."""
    html = weave(TEXT, Span(0, 13), [mark(0, 7, "a", id="i"), mark(4, 13, "b", id="j")])

    assert html == ('<span class="a" id="i">one <span class="b" id="j">two</span></span><span class="b"> three</span>')


def test_of_two_marks_over_the_same_words_the_lower_rank_is_outside() -> None:
    """Rank decides, not the order of the list."""
    html = weave(TEXT, Span(0, 3), [mark(0, 3, "b", rank=2), mark(0, 3, "a", rank=1)])

    assert html == '<span class="a"><span class="b">one</span></span>'


def test_a_mark_over_two_blocks_has_its_id_in_the_first_and_its_number_in_the_last() -> None:
    """Ids stay unique when a quotation runs over paragraphs."""
    over = mark(0, 7, "q", id="w", note="n", number=3)

    first, last = weave(TEXT, Span(0, 3), [over]), weave(TEXT, Span(4, 7), [over])

    assert first == '<span class="q" id="w" data-a="n">one</span>'
    assert last == '<span class="q" data-a="n">two</span><sup class="num"><a href="#n">3</a></sup>'


def test_text_and_attributes_are_escaped() -> None:
    """Angle brackets and quotation marks stay words."""
    html = weave(TEXT, Span(14, 20), [mark(14, 20, title='"<b>')])

    assert html == '<span class="a" title="&#34;&lt;b&gt;">&lt;four&gt;</span>'


marks = st.lists(
    st.tuples(st.integers(0, 25), st.integers(0, 25), st.sampled_from("abc")).map(
        lambda t: mark(min(t[:2]), max(t[:2]), t[2])
    ),
    max_size=8,
)


@given(marks, st.integers(0, 25), st.integers(0, 25))
def test_words_are_kept_and_elements_nest_whatever_the_marks(found: list[Mark], a: int, b: int) -> None:
    """The text read back is the block's text, each character under exactly the marks that cover it."""
    block = Span(min(a, b), max(a, b))

    page = Covered(str(weave(TEXT, block, found)))

    assert not Page(str(weave(TEXT, block, found))).faults
    assert "".join(c for c, _ in page.characters) == TEXT[block.start : block.end]
    for place, (_, classes) in enumerate(page.characters, block.start):
        assert classes == sorted(m.css for m in found if m.span.start <= place < m.span.end)


class Covered(HTMLParser):
    """Each character with the classes it stands under."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.characters: list[tuple[str, list[str]]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the class."""
        self.open.append(dict(attrs)["class"] or "")

    def handle_endtag(self, tag: str) -> None:
        """Leave it."""
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Note each character."""
        self.characters += [(c, sorted(self.open)) for c in data]
