"""Words marked in the text around them."""

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.records import Span, marked, unmarked


@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_marks_come_off_again(text: str, places: list[tuple[int, int]]) -> None:
    """The text is the one that was marked, but for marks it had itself; every character of the spans is inside one."""
    spans = [Span(min(p), min(max(p), len(text))) for p in places if min(p) < min(max(p), len(text))]
    plain, found = unmarked(marked(text, spans))

    assert plain == text.replace("\x02", " ").replace("\x03", " ")
    wanted, got = ({i for s in some for i in range(s.start, s.end)} for some in (spans, found))
    assert wanted == got


def test_a_text_without_marks_is_itself() -> None:
    """There is nothing to take off."""
    assert unmarked("The ferry sank.") == ("The ferry sank.", ())
