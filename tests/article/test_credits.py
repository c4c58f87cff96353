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


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("In an interview with Reuters on Friday the minister was brief.", "venue"),
        ("Speaking to the state news agency TASS, the minister was brief.", "venue"),
        ("The driver of a Reuters car was brief when the minister asked him.", "mention"),
        ("The minister was brief, Reuters reported on Friday from the town.", "in_text"),
    ],
)
def test_named_agency_is_not_the_articles_source(words: str, kind: str) -> None:
    """An interview with an agency, or its mere name, does not make the article its copy."""
    article = extract(f"{words} {P}")

    assert [c.kind for c in article.credits] == [kind]
