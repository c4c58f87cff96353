"""Which of a page's titles is the article's."""

import pytest

from counterclaim.article.title import choose_title

HEAD = "Dam held through the night, says council"


@pytest.mark.parametrize(
    ("stated", "heads", "window", "expected"),
    [
        (["Council: dam held all night"], [HEAD], f"{HEAD} | Valley News", HEAD),
        ([HEAD], ["Valley News"], f"{HEAD} | Valley News", HEAD),
        ([HEAD], ["Ten lakes to see this summer with children"] * 2, "", HEAD),
        ([HEAD], [f"Flood {HEAD}"], "", HEAD),
        ([HEAD[:20] + "..."], [HEAD], "", HEAD),
        ([], [], f"{HEAD} - Valley News", HEAD),
        ([f"{HEAD} | Valley News"], [], "", HEAD),
        (["Dam \u00adheld through the night"], [], "", "Dam held through the night"),
        ([], ["A heading nobody else repeats"], "", "A heading nobody else repeats"),
        ([], [], "", None),
    ],
    ids=["printed", "outlet", "others", "kicker", "cut", "window", "suffix", "hyphen", "alone", "none"],
)
def test_title_is_the_printed_headline_where_it_is_kin(
    stated: list[str], heads: list[str], window: str, expected: str | None
) -> None:
    """The printed headline wins over those for search, unless it is the outlet's name or another article's."""
    assert choose_title(stated, heads, window, "Valley News") == expected
