"""What body extractors are asked, and what of their answers is found again in a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import HtmlElement
from trafilatura import bare_extraction

from counterclaim.article import html as pages
from counterclaim.article.engines import body_by_trafilatura, verdicts
from counterclaim.article.html_blocks import RawBlock, read_page

TEXT = "".join(
    f"<p>The harbour board said in its {n} report that gate {n} had been left open by the night shift.</p>"
    for n in ("first", "second", "third", "fourth", "fifth")
)
FURNITURE = {
    "plain": "<nav><ul><li><a href='/'>Home</a></li></ul></nav><aside><p>Ten gates to see.</p></aside><script>1</script>",
    "svg in svg": "<p>A plan <svg><svg><path/></svg></svg> of it</p><div><svg><text>Gate</text></svg></div>",
    "aside in aside": "<aside><aside><p>Inner.</p></aside></aside><aside><p>A long line of the column on the left.</p></aside>",
    "forum": "<script type='application/ld+json'>{'@type': \"DiscussionForumPosting\"}</script><div class='comment'>Hm.</div>",
}


def page(furniture: str) -> HtmlElement:
    """The tree of a page with some furniture above its article and below the article's text."""
    html = f"<html><head><title>Gates</title></head><body>{furniture}<article>{TEXT}{furniture}</article></body></html>"
    return pages.parsed(html)[0]


@pytest.mark.parametrize("kind", FURNITURE)
def test_thinned_page_has_the_same_body(kind: str) -> None:
    """What is cut out of a page before trafilatura sees it changes nothing in its answer."""
    root = page(FURNITURE[kind])
    whole = bare_extraction(root, include_comments=False, favor_precision=True, fast=True)

    assert whole is not None and not isinstance(whole, dict)
    assert body_by_trafilatura(root, is_alone=True) == str(whole.text).strip()


def test_page_is_left_as_it_was() -> None:
    """Asking trafilatura takes nothing out of the page, which is read on afterwards."""
    root = page(FURNITURE["plain"])
    before = [b.text for b in read_page(root).blocks]

    body_by_trafilatura(root, is_alone=True)

    assert before == [b.text for b in read_page(root).blocks]
    assert "Home" in before


def test_passage_is_found_as_often_as_the_body_has_it() -> None:
    """A teaser that strings together one phrase of the body again and again is not part of it."""
    body = "The board said the gate had been left open all night and nobody was told of it before the morning."
    echo = "the gate had been left open " * 4
    blocks = [RawBlock(text, "p", None, False, False) for text in (echo.strip(), body)]

    assert verdicts(blocks, body) == [False, True]


@given(st.text("<>a &", max_size=60))
def test_long_token_is_found_wherever_it_stands(html: str) -> None:
    """A run without a closing bracket is long if a tag starts in it and goes on for more than the bound."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pages, "MAX_TOKEN_CHARS", 5)
        found = pages._has_long_token(html)

    parts = [p for p in html.split(">") if len(p) > 5]
    assert found == any("<a" in p[: len(p) - 5] for p in parts)
