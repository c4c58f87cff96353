"""What is measured of a page's paragraphs."""

from counterclaim.article.block_measures import FIRST_VERDICT, Look, measure
from counterclaim.article.html import parsed
from counterclaim.article.html_blocks import read_page

P = "The council said on Wednesday that the dam had been inspected in the spring and found to be sound."
PAGE = (
    "<html><body><nav><ul>"
    + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(30))
    + f"</ul></nav><main><div class='story-text'><h1>Dam held</h1><p>{P}</p><p>{P[:-1]}, and more.</p><p>{P} Again.</p></div></main>"
    f"<aside><p><a href='/x'>{P}</a></p></aside></body></html>"
)


def look() -> Look:
    return Look(read_page(parsed(PAGE)[0]))


def test_menus_are_not_measured() -> None:
    """Only paragraphs that can be article text are measured; a menu of links far from any is not."""
    page = look()
    got = measure(page, [[False] * len(page.words)] * 2, "Dam held", "")

    assert len(got.places) < 12
    assert len(got.rows) == len(got.names) == len(got.words) == len(got.places)


def test_densest_element_is_found() -> None:
    """The paragraphs of the element that holds most running text are found, links elsewhere are not."""
    page = look()
    found = [b.text for b, v in zip(page.page.blocks, page.by_density(), strict=True) if v]

    assert found == ["Dam held", P, f"{P[:-1]}, and more.", f"{P} Again."]


def test_first_verdict_stands_in_its_column() -> None:
    """The column that is named as the first extractor's verdict holds it."""
    page = look()
    verdicts = [b.text.startswith("The council") for b in page.page.blocks]
    got = measure(page, [verdicts, [False] * len(verdicts)], "", "")

    assert [bool(row[FIRST_VERDICT]) for row in got.rows] == [verdicts[i] for i in got.places]


def test_unspaced_scripts_have_words() -> None:
    """A paragraph in a script without blanks counts as running text by its letters."""
    page = Look(
        read_page(parsed(f"<html><body><p>{'市議会は水曜日に堤防は安全だと発表した。' * 4}</p></body></html>")[0])
    )

    assert page.words[0] >= 20
    assert page.is_long[0]
