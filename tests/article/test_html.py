"""Pages: visible text in order, furniture kept and labelled, hostile markup."""

import time

import pytest
from article_factory import extract, stretches

P = (
    "The regional council said on Wednesday that the dam had been inspected in the spring and found to be sound.",
    "Engineers of the union reject that account and point to a report which was never published by the council.",
    "A judge is to decide in the coming weeks which of the two documents may be shown to the families in court.",
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Council denies dam warning | Valley News</title>
<meta property="og:site_name" content="Valley News">
<meta property="article:published_time" content="2022-05-04T08:30:00+02:00">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Council denies dam warning",
"datePublished": "2022-05-04T08:30:00+02:00", "author": {{"@type": "Person", "name": "Ana Ruiz"}}}}</script>
<style>p {{color: red}}</style></head><body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<h1>Council denies dam warning</h1><div class="byline">By Ana Ruiz</div>
<figure><img src="a.jpg"><figcaption>The dam in 2019. Photo: Lee Park / EPA</figcaption></figure>
<div class="article-body"><p>{P[0]}</p><p>{P[1]}</p><p>{P[2]}</p></div>
<p style="display:none">Invisible words for machines only.</p>
<div class="related"><a href="/x">Ten lakes to see this summer</a></div>
<div id="comments"><p>They knew about it for years and nobody in the council did anything at all.</p></div>
<script>alert("x")</script><footer>© 2022 Valley News. All rights reserved.</footer></body></html>"""


def test_visible_text_is_kept_and_hidden_is_left_out() -> None:
    """Furniture stays in the text; scripts, styles and hidden elements do not get into it."""
    text = extract(PAGE).text

    assert all(words in text for words in ("Home", "By Ana Ruiz", "Ten lakes", "They knew", "All rights reserved", *P))
    assert all(words not in text for words in ("alert", "color", "Invisible words"))


def test_parts_of_a_page_are_labelled() -> None:
    """The body is the article's paragraphs, everything else has its own type."""
    article = extract(PAGE)

    assert stretches(article, "body") == list(P)
    assert stretches(article, "headline") == ["Council denies dam warning"]
    assert stretches(article, "byline") == ["By Ana Ruiz"]
    assert stretches(article, "caption") == ["The dam in 2019."]
    assert stretches(article, "related") == ["Ten lakes to see this summer"]
    assert len(stretches(article, "comment")) == 1


def test_stated_metadata_is_read() -> None:
    """Title, outlet, authors and date come from what the page states."""
    article = extract(PAGE)

    assert article.title == "Council denies dam warning"
    assert article.outlet == "Valley News"
    assert article.authors == ("Ana Ruiz",)
    assert article.published.value == "2022-05-04T08:30+02:00"
    assert article.title_span is not None


def test_truncated_page_is_read() -> None:
    """A page cut off in the middle of a paragraph is read as far as it goes."""
    cut = PAGE[: PAGE.index(P[2]) + 40]

    article = extract(cut)

    assert P[0] in stretches(article, "body")
    assert P[2][:30] in article.text


@pytest.mark.parametrize(
    "page",
    [
        "<html><body>" + "<div>" * 100_000 + "deep words",
        "<html><body>" + "<b>x" * 20_000,
        "<html><body><p class='" + "a" * 2_000_000 + "'>words here</p>",
        "<html><body>" + "&amp;" * 300_000,
        "<html><script type='application/ld+json'>" + "[" * 100_000 + "</script><body><p>words here",
    ],
    ids=["deep", "unclosed", "attribute", "entities", "json"],
)
def test_hostile_markup_ends(page: str) -> None:
    """Markup made to exhaust a parser ends in seconds of processor time with its visible words."""
    started = time.process_time()

    article = extract(page)

    assert article.text.strip()
    assert time.process_time() - started < 20


def test_words_nested_too_deep_for_the_parser_are_kept() -> None:
    """What the parser drops for its depth is read in a cruder way rather than lost."""
    assert "deep words" in extract("<html><body>" + "<div>" * 1000 + "deep words").text
