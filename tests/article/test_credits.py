"""Whom an article credits."""

import pytest
from article_factory import extract

P = "The coast guard on Monday denied that its cutter had fired on the trawler near the disputed reef."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"PORT LEVEN (Reuters) - {P}\n\n{P[:-1]} twice.", ("Reuters", "copy")),
        (f"PORT LEVEN, May 4 (BNA) - {P}\n\n{P[:-1]} twice.", ("BNA", "copy")),
        (f"{P}\n\nSource: Bay Echo", ("Bay Echo", "source")),
        (f"{P}\n\nSource:Bay Echo", ("Bay Echo", "source")),
        (f"{P}\n\n(With inputs from ANI)", ("ANI", "copy")),
        (f"{P} (AFP)", ("AFP", "copy")),
        (f"{P[:-1]}, reported news agency AFP.", ("AFP", "in_text")),
        (f"“It never happened,” Interfax quoted him as saying. {P}", ("Interfax", "in_text")),
        (f"The reef in May. © Jo Ek / AFP\n\n{P}\n\n{P[:-1]} twice.", ("AFP", "photo")),
    ],
)
def test_credit_has_its_kind(text: str, expected: tuple[str, str]) -> None:
    """Agency copy, a stated source, a photograph and words in the text are told apart, each with its words."""
    article = extract(text)

    assert (article.credits[0].name, article.credits[0].kind) == expected
    assert article.credits[0].span.of(article.text)


def test_mention_of_a_venue_is_no_credit() -> None:
    """An interview with an agency does not make the article its copy."""
    article = extract(f"In an interview with Reuters on Friday the minister was brief. {P}")

    assert article.credits == ()
