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


def page(author: str, printed: str) -> str:
    """A page whose metadata name an author, with a line between headline and text."""
    return (
        '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "headline": "Cutter denies firing", '
        f'"author": {{"@type": "Organization", "name": "{author}"}}}}</script></head><body><h1>Cutter denies firing</h1>'
        f'<div class="meta">{printed}</div><article>{f"<p>{P}</p><p>{P[:-1]} twice.</p>"}</article></body></html>'
    )


@pytest.mark.parametrize(
    ("author", "printed", "name"),
    [
        ("AFP", "AFP", "AFP"),
        ("Agence France-Presse (AFP)", "AFP | World", "AFP"),
        ("Reuters Staff", "Reuters Staff", "Reuters"),
    ],
)
def test_agency_that_metadata_name_as_author_is_credited(author: str, printed: str, name: str) -> None:
    """An agency that is the author in JSON-LD is a credit for copy, at the words in which the page prints it."""
    article = extract(page(author, printed), file="report.html", media_type="text/html")

    credits = [c for c in article.credits if c.kind == "copy"]

    assert [(c.name, c.span.of(article.text)) for c in credits] == [(name, name)]


def test_person_as_author_is_no_credit() -> None:
    """A person in JSON-LD, and an agency that only stands near, are no credit for copy."""
    article = extract(page("Ana Ruiz", "World"), file="report.html", media_type="text/html")

    assert [c for c in article.credits if c.kind == "copy"] == []
